//! What nobody means to give the program: mutated pages, records and marks, and keys pressed at random.
//!
//! A bounded number of cases runs with the other tests; for a longer run: `THESES_FUZZ_CASES=1000000 cargo test
//! --release --test mutated`.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod keys;
mod marks;
mod pages;
#[path = "../screen/mod.rs"]
mod screen;

use proptest::prelude::*;

/// How many cases a target runs: as many as a longer run asks for, else `usual`.
fn cases(usual: u32) -> ProptestConfig {
    let cases = std::env::var("THESES_FUZZ_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases.unwrap_or(usual)) }
}

/// A change of some bytes.
#[derive(Clone, Debug)]
enum Change {
    Set(prop::sample::Index, u8),
    Insert(prop::sample::Index, &'static [u8]),
    Remove(prop::sample::Index, usize),
    Repeat(prop::sample::Index, usize),
    Cut(prop::sample::Index),
}

/// Changes that put in any of these pieces, among others.
fn change(pieces: &'static [&'static [u8]]) -> impl Strategy<Value = Change> {
    let at = any::<prop::sample::Index>;
    prop_oneof![
        2 => (at(), any::<u8>()).prop_map(|(at, byte)| Change::Set(at, byte)),
        4 => (at(), proptest::sample::select(pieces)).prop_map(|(at, piece)| Change::Insert(at, piece)),
        2 => (at(), 1..200_usize).prop_map(|(at, length)| Change::Remove(at, length)),
        1 => (at(), 1..400_usize).prop_map(|(at, length)| Change::Repeat(at, length)),
        1 => at().prop_map(Change::Cut),
    ]
}

fn apply(bytes: &mut Vec<u8>, change: &Change) {
    let place = |at: &prop::sample::Index, bytes: &Vec<u8>| at.index(bytes.len() + 1);
    match change {
        Change::Set(at, byte) => {
            let at = place(at, bytes);
            if let Some(set) = bytes.get_mut(at) {
                *set = *byte;
            }
        }
        Change::Insert(at, piece) => {
            let at = place(at, bytes);
            bytes.splice(at..at, piece.iter().copied());
        }
        Change::Remove(at, length) => {
            let at = place(at, bytes);
            let end = bytes.len().min(at + length);
            bytes.drain(at..end);
        }
        Change::Repeat(at, length) => {
            let at = place(at, bytes);
            let again = bytes[at..bytes.len().min(at + length)].to_vec();
            bytes.splice(at..at, again);
        }
        Change::Cut(at) => bytes.truncate(at.index(bytes.len() + 1)),
    }
}
