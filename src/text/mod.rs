//! THE GROUND: what is done to any text, whatever it is about.
//!
//! Owns folding, other readings, sanitising, words, widths, line breaks, text that keeps its places, counting things in words, and what a mistyped
//! word probably means. No thesis, no file and no screen is known here: nothing here imports another layer. Two
//! more things live here because layers need them that must not know each other: the palettes' names and the number
//! of threads.

mod boundary;
pub mod count;
mod density;
pub mod fold;
pub mod mapped;
mod measure;
mod nearest;
mod palette;
pub mod readings;
pub mod sanitise;
mod threads;
pub mod width;
pub mod words;
pub mod wrap;

pub use boundary::boundary;
pub use density::Density;
pub use measure::Measure;
pub use nearest::nearest;
pub use palette::Palette;
pub use threads::threads;
