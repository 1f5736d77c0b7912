//! The clipboard of the terminal: the sequence OSC 52, as it is and wrapped for GNU screen.

use crossterm::Command as _;
use crossterm::clipboard::CopyToClipboard;

/// Whether the terminal is spoken to through a program that takes sequences for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrapping {
    /// It is not.
    Bare,
    /// Through GNU screen, which passes on what stands in a DCS.
    Screen,
}

/// The most that terminals take from OSC 52, in bytes before encoding: xterm's limit, which others keep.
const LIMIT: usize = 74_994;

/// The longest DCS with its ends, in bytes, that every GNU screen takes whole: 256 before version 4.2, 512 and 768
/// since. What is longer would be printed.
const SCREEN_LIMIT: usize = 256;

const DCS: &str = "\x1bP";
const END: &str = "\x1b\\";

/// The sequences that put a text on the clipboard of the terminal; `None` where it is too long for one.
pub(super) fn sequences(text: &str, wrapping: Wrapping) -> Option<String> {
    if text.len() > LIMIT {
        return None;
    }
    let mut sequence = String::new();
    CopyToClipboard::to_clipboard_from(text).write_ansi(&mut sequence).ok()?;
    Some(match wrapping {
        Wrapping::Bare => sequence,
        Wrapping::Screen => in_dcs(&sequence),
    })
}

/// A sequence in pieces, each in a DCS. Its own end would end them, so it ends with BEL.
fn in_dcs(sequence: &str) -> String {
    let sequence = format!("{}\x07", sequence.strip_suffix(END).unwrap_or(sequence));
    let pieces = sequence.as_bytes().chunks(SCREEN_LIMIT - DCS.len() - END.len());
    // All of it is ASCII, so no piece cuts a character.
    pieces.fold(String::new(), |wrapped, piece| wrapped + DCS + &String::from_utf8_lossy(piece) + END)
}

#[cfg(test)]
mod tests {
    use super::{LIMIT, SCREEN_LIMIT, Wrapping, sequences};

    #[test]
    fn a_text_is_sent_in_base64() {
        assert_eq!(sequences("Märkte", Wrapping::Bare).unwrap(), "\x1b]52;c;TcOkcmt0ZQ==\x1b\\");
        assert_eq!(sequences("Märkte", Wrapping::Screen).unwrap(), "\x1bP\x1b]52;c;TcOkcmt0ZQ==\x07\x1b\\");
    }

    #[test]
    fn what_is_too_long_is_not_sent() {
        assert!(sequences(&"x".repeat(LIMIT), Wrapping::Bare).is_some());
        assert!(sequences(&"x".repeat(LIMIT + 1), Wrapping::Bare).is_none());
    }

    #[test]
    fn screen_gets_pieces_that_make_the_sequence() {
        let text = "An abstract is long. ".repeat(40);
        let wrapped = sequences(&text, Wrapping::Screen).unwrap();
        let pieces: Vec<_> = wrapped.split_inclusive("\x1b\\").collect();
        assert!(pieces.len() > 3 && pieces.iter().all(|piece| piece.len() <= SCREEN_LIMIT));
        let inner = |piece: &&str| piece.strip_prefix("\x1bP")?.strip_suffix("\x1b\\").map(str::to_owned);
        let joined: String = pieces.iter().map(|piece| inner(piece).expect("it is wrapped")).collect();
        let bare = sequences(&text, Wrapping::Bare).unwrap();
        assert_eq!(joined, bare.replace("\x1b\\", "\x07"));
    }
}
