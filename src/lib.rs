//! A reading room in the terminal for collections of theses.

pub mod app;
pub mod cli;
pub mod format;
pub mod library;
pub mod search;
pub mod thesis;
pub mod tui;
