//! The picture of the screen in the README: drawn from the real program, and checked to be what it shows.
//!
//! `assets/picture.sh` makes it anew.

use std::fmt::Write as _;
use std::fs;

use vt100::{Cell, Color, Screen};

use crate::harness::Terminal;

const PICTURE: &str = "assets/screen.svg";
const COLUMNS: u16 = 110;
const LINES: u16 = 30;
/// The size of a cell and the space around all of them, in pixels.
const CELL: (u16, u16) = (9, 20);
const MARGIN: u16 = 14;
/// The terminal's own colours in the picture: background, text, then the sixteen.
const BACKGROUND: &str = "#1d2027";
const TEXT: &str = "#d8dce4";
const SIXTEEN: [&str; 16] = [
    "#1d2027", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#d78fe0", "#5fc3cf", "#d8dce4", "#5c6370",
    "#e06c75", "#98c379", "#e5c07b", "#61afef", "#d78fe0", "#5fc3cf", "#ffffff",
];

#[test]
fn the_picture_shows_what_the_program_shows() {
    let home = tempfile::tempdir().expect("a home");
    let mut reader = Terminal::start(home.path(), &[], COLUMNS, LINES);
    reader.wait_for("2 of 2").press("jb").wait_for("★ 1").press("k/commnity gov").wait_for("commnity gov");
    reader.wait_until("the answer", |screen| screen.contains("2 of 2 · by relevance"));
    let drawn = svg(reader.emulator.screen());
    reader.press("\x03").wait_for_end();
    if std::env::var_os("THESES_DRAW").is_some() {
        fs::write(PICTURE, &drawn).expect("the picture can be written");
    }
    let kept = fs::read_to_string(PICTURE).expect("the picture is there");
    assert!(kept == drawn, "{PICTURE} is not what the program shows: run assets/picture.sh");
}

/// The screen as an SVG picture: a text element for each run of cells that look alike.
fn svg(screen: &Screen) -> String {
    let (width, height) = (COLUMNS * CELL.0 + 2 * MARGIN, LINES * CELL.1 + 2 * MARGIN);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-size=\"15\" \
         font-family=\"ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace\" fill=\"{TEXT}\">\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{BACKGROUND}\"/>\n"
    );
    for y in 0..LINES {
        let mut x = 0;
        while x < COLUMNS {
            let look = look(cell(screen, y, x));
            let end = (x..COLUMNS).find(|&at| self::look(cell(screen, y, at)) != look).unwrap_or(COLUMNS);
            let text: String = (x..end).map(|at| cell(screen, y, at)).map(shown).collect();
            if !text.trim().is_empty() {
                let (left, base) = (MARGIN + x * CELL.0, MARGIN + y * CELL.1 + 15);
                let wide = (end - x) * CELL.0;
                writeln!(
                    svg,
                    "<text x=\"{left}\" y=\"{base}\" textLength=\"{wide}\" xml:space=\"preserve\"{look}>{}</text>",
                    escaped(&text)
                )
                .expect("text can be written to");
            }
            x = end;
        }
    }
    let (y, x) = screen.cursor_position();
    let (left, top) = (MARGIN + x * CELL.0, MARGIN + y * CELL.1);
    writeln!(svg, "<rect x=\"{left}\" y=\"{top}\" width=\"2\" height=\"{}\"/>\n</svg>", CELL.1)
        .expect("as above");
    svg
}

fn cell(screen: &Screen, y: u16, x: u16) -> &Cell {
    screen.cell(y, x).expect("the cell is on the screen")
}

/// What a cell shows: nothing of its own behind a wide character, a space where it is empty.
fn shown(cell: &Cell) -> String {
    match cell.contents() {
        "" if cell.is_wide_continuation() => String::new(),
        "" => " ".to_owned(),
        text => text.to_owned(),
    }
}

/// The attributes of a text element for the look of a cell.
fn look(cell: &Cell) -> String {
    let mut look = String::new();
    match cell.fgcolor() {
        Color::Default => {}
        Color::Idx(index) => write!(look, " fill=\"{}\"", colour(index)).expect("text can be written to"),
        Color::Rgb(r, g, b) => {
            write!(look, " fill=\"#{r:02x}{g:02x}{b:02x}\"").expect("text can be written to");
        }
    }
    let attributes = [
        (cell.bold(), " font-weight=\"bold\""),
        (cell.dim(), " opacity=\"0.6\""),
        (cell.italic(), " font-style=\"italic\""),
        (cell.underline(), " text-decoration=\"underline\""),
    ];
    attributes.iter().filter(|(on, _)| *on).for_each(|(_, attribute)| look.push_str(attribute));
    look
}

/// A colour of the 256: the sixteen, a cube of 6 x 6 x 6, and 24 greys, as xterm has them.
fn colour(index: u8) -> String {
    let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
    match index {
        0..=15 => SIXTEEN[usize::from(index)].to_owned(),
        16..=231 => {
            let cube = index - 16;
            format!("#{:02x}{:02x}{:02x}", level(cube / 36), level(cube / 6 % 6), level(cube % 6))
        }
        grey => format!("#{0:02x}{0:02x}{0:02x}", 8 + 10 * (grey - 232)),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
