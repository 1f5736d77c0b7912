//! Looks: three accents on the terminal's own colours, each with a weight or a glyph beside it, so that
//! nothing is told by colour alone.

use ratatui::style::{Color, Modifier, Style};

pub use crate::text::Palette;

/// What the terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// No colour is wanted (`NO_COLOR`), or none can be shown.
    None,
    /// Sixteen colours.
    Sixteen,
    /// 256 colours or more.
    Many,
}

/// The looks of all parts of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// The program's name, the prompt, the selection.
    pub accent: Style,
    /// Stars.
    pub star: Style,
    /// What the query found.
    pub hit: Style,
    /// Titles, and what is selected.
    pub strong: Style,
    /// What stands back: rules, labels, hints.
    pub faint: Style,
    /// Something that did not go well.
    pub alert: Style,
    /// The part of what was typed that cannot be read.
    pub wrong: Style,
    /// The signs of a query that are neither a field nor looked for.
    pub operator: Style,
    /// The terminal's own look.
    pub plain: Style,
}

impl Theme {
    /// The looks of a palette on a terminal that shows so many colours.
    pub fn new(palette: Palette, depth: Depth) -> Self {
        // Numbers of the 256-colour table; each has a contrast of at least 4.5 to its background.
        let [accent, star, hit] = match (depth, palette) {
            (Depth::None, _) => [Color::Reset; 3],
            (Depth::Many, Palette::Dark) => [Color::Indexed(110), Color::Indexed(221), Color::Indexed(215)],
            (Depth::Many, Palette::Light) => [Color::Indexed(25), Color::Indexed(94), Color::Indexed(125)],
            _ => [Color::Cyan, Color::Yellow, Color::Magenta],
        };
        let plain = Style::new();
        let fg = |color| if color == Color::Reset { plain } else { plain.fg(color) };
        Self {
            accent: fg(accent).add_modifier(Modifier::BOLD),
            star: fg(star).add_modifier(Modifier::BOLD),
            hit: fg(hit).add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            strong: plain.add_modifier(Modifier::BOLD),
            faint: plain.add_modifier(Modifier::DIM),
            alert: fg(hit).add_modifier(Modifier::BOLD),
            wrong: fg(hit).add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            operator: plain.add_modifier(Modifier::BOLD | Modifier::DIM),
            plain,
        }
    }
}

impl Depth {
    /// What the environment says of the terminal: `NO_COLOR` (<https://no-color.org>), `COLORTERM`, `TERM`.
    pub fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Self {
        let term = variable("TERM").unwrap_or_default();
        if variable("NO_COLOR").is_some_and(|value| !value.is_empty()) || term == "dumb" {
            return Self::None;
        }
        if variable("COLORTERM").is_some_and(|value| !value.is_empty())
            || term.contains("256color")
            || term.contains("direct")
        {
            return Self::Many;
        }
        Self::Sixteen
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::{Color, Modifier};

    use super::{Depth, Palette, Theme};

    #[test]
    fn the_environment_tells_the_colours() {
        for (variables, depth) in [
            (&[("TERM", "xterm-256color")][..], Depth::Many),
            (&[("TERM", "xterm"), ("COLORTERM", "truecolor")], Depth::Many),
            (&[("TERM", "xterm")], Depth::Sixteen),
            (&[("TERM", "xterm-256color"), ("NO_COLOR", "1")], Depth::None),
            (&[("TERM", "xterm-256color"), ("NO_COLOR", "")], Depth::Many),
            (&[("TERM", "dumb")], Depth::None),
        ] {
            let variable = |name: &str| {
                variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(Depth::of_environment(variable), depth, "{variables:?}");
        }
    }

    /// The relative luminance of a colour of the 256-colour table's cube (WCAG 2.1), from 0 for black to 1 for white.
    fn luminance(color: Option<Color>) -> f64 {
        let Some(Color::Indexed(index @ 16..=231)) = color else { panic!("{color:?} is not of the cube") };
        let index = index - 16;
        let light = [index / 36, index / 6 % 6, index % 6].map(|step| {
            let value = if step == 0 { 0.0 } else { f64::from(55 + 40 * u16::from(step)) / 255.0 };
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]
    }

    #[test]
    fn accents_are_read_well_on_the_background_that_they_are_for() {
        for (palette, background) in [(Palette::Dark, 0.0), (Palette::Light, 1.0)] {
            let theme = Theme::new(palette, Depth::Many);
            for style in [theme.accent, theme.star, theme.hit, theme.alert, theme.wrong] {
                let (accent, background): (f64, f64) = (luminance(style.fg), background);
                let contrast = (accent.max(background) + 0.05) / (accent.min(background) + 0.05);
                assert!(contrast >= 4.5, "{palette:?}: {style:?} {contrast}");
            }
        }
    }

    #[test]
    fn nothing_is_told_by_colour_alone_and_the_background_is_the_terminals() {
        for palette in [Palette::Terminal, Palette::Dark, Palette::Light] {
            for depth in [Depth::None, Depth::Sixteen, Depth::Many] {
                let theme = Theme::new(palette, depth);
                let accents = [theme.accent, theme.star, theme.hit, theme.alert, theme.wrong];
                let rest = [theme.strong, theme.faint, theme.operator, theme.plain];
                for style in accents.into_iter().chain(rest) {
                    assert_eq!(style.bg, None);
                    assert!(style.fg.is_none() || !style.add_modifier.is_empty());
                    assert!(!matches!(
                        style.fg,
                        Some(Color::White | Color::Black | Color::Gray | Color::DarkGray)
                    ));
                    assert!(depth != Depth::None || style.fg.is_none());
                }
                assert!(theme.hit.add_modifier.contains(Modifier::UNDERLINED));
                assert!(theme.wrong.add_modifier.contains(Modifier::UNDERLINED));
            }
        }
    }
}
