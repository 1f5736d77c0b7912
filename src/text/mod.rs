//! THE GROUND: what is done to any text, whatever it is about.
//!
//! Owns folding, sanitising, words, widths, and what a mistyped word probably means. No thesis, no file and no
//! screen is known here: nothing here imports another layer.

pub mod fold;
mod nearest;
pub mod sanitise;
pub mod width;
pub mod words;

pub use nearest::nearest;
