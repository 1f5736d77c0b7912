//! The program `theses`.

fn main() {}
