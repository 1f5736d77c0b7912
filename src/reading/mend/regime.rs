//! What happened to a text on the way: decided once for all of it.

use super::text::Text;

/// What was lost of a text. One abstract has one regime, as counted over real pages of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Regime {
    /// Spaces behind punctuation and around brackets are lost everywhere.
    Glued,
    /// Spaces are as they were: a glued full stop is a lost paragraph break.
    Spaced,
    /// Words are glued, or hyphens kept, where lines ended. Only words tell it.
    Lines,
}

impl Regime {
    /// Decides by what stands behind commas, semicolons and full stops: most of them tell. A text that has none of
    /// these is spaced, so that little is touched.
    pub(super) fn of(text: &Text) -> Self {
        let (mut glued, mut spaced) = (0usize, 0usize);
        let (mut glued_stops, mut spaced_stops) = (0usize, 0usize);
        for (at, &c) in text.chars.iter().enumerate() {
            let next = text.at(at + 1);
            let word = text.before(at).is_alphabetic() && text.before(at - 1).is_alphabetic();
            match c {
                ',' | ';' if text.is_fixed(at) => {}
                ',' | ';' if next == ' ' => spaced += 1,
                ',' | ';' if next.is_alphabetic() && word => glued += 1,
                '.' if word && next == ' ' => spaced_stops += 1,
                '.' if word && next.is_uppercase() => glued_stops += 1,
                _ => {}
            }
        }
        let commas = match glued.cmp(&spaced) {
            _ if glued + spaced < 2 => None,
            std::cmp::Ordering::Equal => None,
            order => Some(order.is_gt()),
        };
        let stops = glued_stops > 0 && glued_stops > spaced_stops && spaced == 0;
        if commas.unwrap_or(stops || (glued > 0 && spaced_stops == 0)) { Self::Glued } else { Self::Spaced }
    }
}

#[cfg(test)]
mod tests {
    use super::super::text::Text;
    use super::Regime;

    #[test]
    fn most_of_the_punctuation_decides() {
        for (text, regime) in [
            ("", Regime::Spaced),
            ("A title: with, commas", Regime::Spaced),
            ("One goes on.Another,too,does so.", Regime::Glued),
            ("One goes on, and on, it does.Another begins, too.", Regime::Spaced),
            ("It goes on.It ends.", Regime::Glued),
            ("It goes on. It lasts. And more.Then it ends. Here.", Regime::Spaced),
            ("Community,Governance", Regime::Glued),
            ("I(x,y), and 1,000, with $a,b$", Regime::Spaced),
        ] {
            assert_eq!(Regime::of(&Text::new(text)), regime, "{text}");
        }
    }
}
