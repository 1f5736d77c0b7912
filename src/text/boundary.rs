//! Places between characters.

/// The last place between two characters of a text that is not behind a byte; its end where the text is shorter.
///
/// (`str::floor_char_boundary` is younger than the oldest compiler that is supported.)
pub fn boundary(text: &str, byte: usize) -> usize {
    (0..=byte.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
