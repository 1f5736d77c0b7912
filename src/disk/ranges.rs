//! Where a large file may be cut, so that its parts can be decoded by themselves and side by side.
//!
//! Owns the sizes. It reads little of the file: its beginning, and the neighbourhood of each cut.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::{ControlFlow, Range};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::format::{self, Format, text};

/// How files are cut, in bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sizes {
    /// The first part, small so that something is shown soon; a file that is no longer is not cut.
    pub first: u64,
    /// The largest part, to which they grow; a part may be longer by one line or page.
    pub largest: u64,
    /// The largest file or page that is read in one piece.
    pub whole: u64,
    /// The longest line of a format that has a record a line, where the format itself allows no less.
    pub line: u64,
}

impl Default for Sizes {
    fn default() -> Self {
        Self { first: 1 << 20, largest: 32 << 20, whole: 1 << 30, line: u64::MAX }
    }
}

/// One part of a large file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// The whole file, which must not be cut.
    Whole,
    /// Some of its lines, as bytes of the file.
    Part(Format, Range<u64>),
    /// One line that is too long to be read.
    LongLine(Format),
    /// The rest of the file, which is too long to be read in one piece and cannot be cut.
    TooLarge,
    /// The file is of another kind, and which.
    Binary(&'static str),
}

/// How many bytes are read at once where a cut is looked for.
const NEAR: usize = 64 << 10;

/// Cuts a file of `size` bytes, giving its parts in order, until `stop` is set.
///
/// # Errors
///
/// Where the file cannot be opened or read.
pub(super) fn cut(
    path: &Path,
    size: u64,
    sizes: &Sizes,
    stop: &AtomicBool,
    sink: &mut dyn FnMut(Cut) -> ControlFlow<()>,
) -> io::Result<ControlFlow<()>> {
    if size <= sizes.first {
        return Ok(sink(Cut::Whole));
    }
    let mut file = File::open(path)?;
    let mut start = Vec::new();
    file.by_ref().take(NEAR as u64).read_to_end(&mut start)?;
    if text::is_utf_16(&start) {
        return Ok(sink(if size <= sizes.whole { Cut::Whole } else { Cut::TooLarge }));
    }
    let format = match text::decode(&start) {
        Ok(decoded) => format::sniff(&decoded.text),
        Err(kind) => return Ok(sink(Cut::Binary(kind))),
    };
    let mut cutter = Cutter { file, format, size, sizes: *sizes, stop };
    let (mut at, mut length) = (0, sizes.first);
    while at < size {
        let (parts, next) = cutter.part(at, length)?;
        if at == 0 && next >= size && size <= sizes.whole {
            return Ok(sink(Cut::Whole));
        }
        for part in parts.into_iter().flatten() {
            if sink(part).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        (at, length) = (next, (2 * length).min(sizes.largest));
    }
    Ok(ControlFlow::Continue(()))
}

struct Cutter<'a> {
    file: File,
    format: Format,
    size: u64,
    sizes: Sizes,
    stop: &'a AtomicBool,
}

impl Cutter<'_> {
    /// The parts that begin at `at`, of about `length` bytes, and where the next one begins.
    fn part(&mut self, at: u64, length: u64) -> io::Result<([Option<Cut>; 2], u64)> {
        let target = at.saturating_add(length);
        let line = self.format.row().cutting.line.as_ref();
        let limit = line.map_or(self.sizes.whole, |line| self.sizes.line.min(line.bytes as u64));
        if let Some(end) = self.boundary(target, limit)? {
            return Ok(([Some(Cut::Part(self.format, at..end)), None], end));
        }
        if line.is_none() {
            return Ok(([Some(Cut::TooLarge), None], self.size));
        }
        let start = self.line_start(at, target)?;
        let before = (start > at).then_some(Cut::Part(self.format, at..start));
        let end = self.boundary(target.saturating_add(limit), u64::MAX)?.unwrap_or(self.size);
        Ok(([before, Some(Cut::LongLine(self.format))], end))
    }

    /// The first place behind `from` where a part may end; `None` where there is none within `limit` bytes.
    fn boundary(&mut self, from: u64, limit: u64) -> io::Result<Option<u64>> {
        let cutting = &self.format.row().cutting;
        let mut near = Vec::new();
        let mut at = from;
        while at < self.size && at - from <= limit {
            self.read(at, NEAR as u64, &mut near)?;
            if near.is_empty() || self.stop.load(Ordering::Relaxed) {
                return Ok(Some(self.size));
            }
            if let Some(found) = (cutting.boundary)(&near) {
                return Ok(Some(at + found as u64));
            }
            // A mark that lies across two reads is found in the second.
            at += (near.len() as u64).saturating_sub(cutting.mark as u64).max(1);
        }
        Ok((at >= self.size).then_some(self.size))
    }

    /// Where the line begins that goes on at `target`, not before `at`.
    fn line_start(&mut self, at: u64, target: u64) -> io::Result<u64> {
        let mut near = Vec::new();
        let mut end = target.min(self.size);
        while end > at {
            let start = end.saturating_sub(NEAR as u64).max(at);
            self.read(start, end - start, &mut near)?;
            if let Some(found) = memchr::memrchr(b'\n', &near) {
                return Ok(start + found as u64 + 1);
            }
            end = start;
        }
        Ok(at)
    }

    fn read(&mut self, at: u64, length: u64, into: &mut Vec<u8>) -> io::Result<()> {
        into.clear();
        self.file.seek(SeekFrom::Start(at))?;
        self.file.by_ref().take(length).read_to_end(into)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::ops::ControlFlow;
    use std::sync::atomic::AtomicBool;

    use proptest::prelude::*;

    use super::{Cut, NEAR, Sizes, cut};

    const SIZES: Sizes = Sizes { first: 2 << 10, largest: 8 << 10, whole: 1 << 30, line: 2 * NEAR as u64 };

    /// A line of JSON of so many bytes, its end among them.
    fn line(length: usize) -> String {
        format!("{{\"title\":\"{}\"}}\n", "a".repeat(length - 13))
    }

    fn cuts(content: &str) -> Vec<Cut> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file.jsonl");
        fs::write(&path, content).unwrap();
        let (mut found, stop) = (Vec::new(), AtomicBool::new(false));
        let ended = cut(&path, content.len() as u64, &SIZES, &stop, &mut |cut| {
            found.push(cut);
            ControlFlow::Continue(())
        });
        assert_eq!(ended.unwrap(), ControlFlow::Continue(()));
        found
    }

    fn lengths() -> impl Strategy<Value = Vec<usize>> {
        let short = 20_usize..200;
        // Those that are cut off at the next end of a line, and those that are left out.
        let long = prop_oneof![NEAR - 2..NEAR + 3, 3 * NEAR..5 * NEAR];
        prop::collection::vec(
            prop_oneof![8 => prop::collection::vec(short, 1..40), 1 => prop::collection::vec(long, 1..3)],
            1..12,
        )
        .prop_map(|runs| runs.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn parts_leave_out_nothing_but_single_lines_that_are_too_long(lengths in lengths()) {
            let content: String = lengths.iter().map(|&length| line(length)).collect();
            let (mut end, mut left_out) = (0, Vec::new());
            let found = cuts(&content);
            for cut in &found {
                let Cut::Part(_, range) = cut else { continue };
                left_out.push(&content[end..range.start as usize]);
                end = range.end as usize;
                prop_assert!(content[..end].ends_with('\n'), "{range:?}");
            }
            if found != [Cut::Whole] {
                left_out.push(&content[end..]);
            }
            let left_out: Vec<_> = left_out.iter().flat_map(|gap| gap.split_inclusive('\n')).collect();
            for line in &left_out {
                prop_assert!(line.ends_with('\n') && line.len() > 2 * NEAR, "{} bytes", line.len());
            }
            let told = found.iter().filter(|cut| matches!(cut, Cut::LongLine(_))).count();
            prop_assert_eq!(left_out.len(), told);
        }
    }
}
