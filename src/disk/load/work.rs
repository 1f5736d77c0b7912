//! What one worker does: reads files or parts of files, decodes them and builds segments.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::{ControlFlow, Range};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::disk::ranges::{Cut, Sizes};
use crate::disk::walk;
use crate::format::{self, Extent, Format, Item, Sink, text};
use crate::thesis::{Problem, Segment, SegmentBuilder, Warning};

/// A piece of work, numbered from 0 in the order of the source.
#[derive(Debug)]
pub(super) struct Work {
    pub number: u64,
    pub tasks: Vec<Task>,
}

#[derive(Debug)]
pub(super) enum Task {
    /// Says what the walk came across.
    Tell(Problem),
    /// Reads a file of so many bytes.
    Read(Arc<Path>, u64),
    /// Reads a part of a file, which may be the first.
    Cut(Arc<Path>, Cut, bool),
}

/// What came of a piece of work.
#[derive(Debug, Default)]
pub(super) struct Results {
    pub portions: Vec<Portion>,
    /// The bytes of the files that were dealt with.
    pub bytes: u64,
}

/// What came of whole files, or of one part of a file.
#[derive(Debug)]
pub(super) struct Portion {
    pub pieces: Vec<Piece>,
    /// True unless it goes on with the file of the portion before.
    pub first: bool,
    /// The lines of the part of a file, by which the lines of the next part are to be shifted.
    pub lines: u32,
}

/// One segment and the problems met while it was built, each with the row it came before.
#[derive(Debug, Default)]
pub(super) struct Piece {
    pub segment: Segment,
    pub problems: Vec<(usize, Problem)>,
}

/// Decodes texts that are in memory already.
pub(super) fn decode_all<'a>(
    files: impl Iterator<Item = (&'a Path, &'a [u8])>,
    stop: &AtomicBool,
) -> Results {
    let mut build = Build::new(stop, 0, format::decode);
    let mut bytes = 0;
    for (path, content) in files {
        bytes += content.len() as u64;
        build.file(&path.into(), content);
    }
    Results { portions: vec![build.finish(true, 0)], bytes }
}

/// Does one piece of work after another; keeps its buffer.
pub(super) struct Worker<'a> {
    sizes: &'a Sizes,
    stop: &'a AtomicBool,
    buffer: Vec<u8>,
    decode: Decode,
}

/// Decodes a text, as [`format::decode`] does.
type Decode = fn(Format, &str, Extent, &mut Sink<'_>) -> ControlFlow<()>;

/// A buffer that has grown beyond this is given back.
const KEPT: usize = 64 << 20;

impl<'a> Worker<'a> {
    pub(super) fn new(sizes: &'a Sizes, stop: &'a AtomicBool) -> Self {
        Self { sizes, stop, buffer: Vec::new(), decode: format::decode }
    }

    /// Does a piece of work. Where the program itself fails on a file, that file alone is lost, and told of.
    pub(super) fn run(&mut self, work: &Work) -> Results {
        let results = match self.attempt(&work.tasks) {
            Some(results) => results,
            None => self.run_one_by_one(&work.tasks),
        };
        if self.buffer.capacity() > KEPT {
            self.buffer = Vec::new();
        }
        results
    }

    fn attempt(&mut self, tasks: &[Task]) -> Option<Results> {
        // Whatever was half done is thrown away.
        catch_unwind(AssertUnwindSafe(|| self.do_all(tasks))).ok()
    }

    fn run_one_by_one(&mut self, tasks: &[Task]) -> Results {
        let mut all = Results::default();
        for task in tasks {
            let one = self.attempt(std::slice::from_ref(task)).unwrap_or_else(|| failed(task));
            all.portions.extend(one.portions);
            all.bytes += one.bytes;
        }
        all
    }

    fn do_all(&mut self, tasks: &[Task]) -> Results {
        let mut build = Build::new(self.stop, room(tasks), self.decode);
        let (mut bytes, mut first, mut lines) = (0, true, 0);
        for task in tasks {
            if self.stop.load(Ordering::Relaxed) {
                break;
            }
            match task {
                Task::Tell(problem) => build.tell(problem.clone()),
                Task::Read(path, size) => {
                    bytes += size;
                    self.read_file(path, *size, &mut build);
                }
                Task::Cut(path, cut, is_first) => {
                    first = *is_first;
                    (bytes, lines) = self.do_cut(path, cut, *is_first, &mut build);
                }
            }
        }
        Results { portions: vec![build.finish(first, lines)], bytes }
    }

    fn read_file(&mut self, path: &Arc<Path>, size: u64, build: &mut Build<'_>) {
        match read_all(path, size, self.sizes.whole, &mut self.buffer, self.stop) {
            Ok(true) => build.file(path, &self.buffer),
            Ok(false) => build.skip(path, &too_large(self.sizes.whole)),
            Err(error) => build.skip(path, &walk::reason(path, &error, "read")),
        }
    }

    /// Reads a part of a file; its bytes and lines.
    fn do_cut(&mut self, path: &Arc<Path>, cut: &Cut, first: bool, build: &mut Build<'_>) -> (u64, u32) {
        match cut {
            Cut::Whole => {
                self.read_file(path, 0, build);
                (self.buffer.len() as u64, 0)
            }
            Cut::Part(format, range) => match read_part(path, range, &mut self.buffer, self.stop) {
                Ok(()) => {
                    build.part(path, *format, &self.buffer, first);
                    (range.end - range.start, memchr::memchr_iter(b'\n', &self.buffer).count() as u32)
                }
                Err(error) => {
                    build.skip(path, &walk::reason(path, &error, "read"));
                    (range.end - range.start, 0)
                }
            },
            Cut::LongLine(format) => {
                if let Some(line) = &format.row().cutting.line {
                    build.warn(path, (line.warning)(1));
                }
                (0, 1)
            }
            Cut::TooLarge => {
                build.skip(path, &too_large(self.sizes.whole));
                (0, 0)
            }
            Cut::Binary(kind) => {
                build.skip(path, &not_a_page(kind));
                (0, 0)
            }
        }
    }
}

/// The bytes that some tasks are about to read: nearly all of them are abstracts.
fn room(tasks: &[Task]) -> usize {
    let bytes = |task: &Task| match task {
        Task::Read(_, size) => *size,
        Task::Cut(_, Cut::Part(_, range), _) => range.end - range.start,
        Task::Tell(_) | Task::Cut(..) => 0,
    };
    tasks.iter().map(bytes).sum::<u64>() as usize
}

fn failed(task: &Task) -> Results {
    let (path, first) = match task {
        Task::Tell(problem) => (&problem.file, true),
        Task::Read(path, _) => (path, true),
        Task::Cut(path, _, first) => (path, *first),
    };
    let warning =
        Warning::skipped(1, "the program failed on it, which is a fault of the program: please report it");
    let problems = vec![(0, Problem { file: Arc::clone(path), warning })];
    let pieces = vec![Piece { segment: Segment::default(), problems }];
    Results { portions: vec![Portion { pieces, first, lines: 0 }], bytes: 0 }
}

fn too_large(limit: u64) -> String {
    format!("more than {} MiB in one piece, which is no thesis page: split it", limit >> 20)
}

fn not_a_page(kind: &str) -> String {
    format!("{kind}, not a thesis page")
}

/// How much is read between two looks at `stop`.
const AT_ONCE: u64 = 4 << 20;

/// Reads a whole file, whose size may have changed; false where it is longer than `limit`.
fn read_all(path: &Path, size: u64, limit: u64, into: &mut Vec<u8>, stop: &AtomicBool) -> io::Result<bool> {
    into.clear();
    let mut file = File::open(path)?;
    if size > 0 && size <= AT_ONCE {
        // The size is known: one read is enough, and the end need not be asked for.
        into.resize(size as usize, 0);
        let read = read_full(&mut file, into)?;
        into.truncate(read);
        return Ok(true);
    }
    loop {
        let read = file.by_ref().take(AT_ONCE).read_to_end(into)?;
        if into.len() as u64 > limit {
            return Ok(false);
        }
        if read == 0 || stop.load(Ordering::Relaxed) {
            return Ok(true);
        }
    }
}

/// Fills a buffer as far as the file goes; how far.
fn read_full(file: &mut File, into: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < into.len() {
        match file.read(&mut into[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

fn read_part(path: &Path, range: &Range<u64>, into: &mut Vec<u8>, stop: &AtomicBool) -> io::Result<()> {
    into.clear();
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(range.start))?;
    let mut left = range.end - range.start;
    while left > 0 && !stop.load(Ordering::Relaxed) {
        let read = file.by_ref().take(left.min(AT_ONCE)).read_to_end(into)? as u64;
        if read == 0 {
            break;
        }
        left -= read;
    }
    Ok(())
}

/// Builds segments from what is decoded.
struct Build<'a> {
    stop: &'a AtomicBool,
    decode: Decode,
    builder: SegmentBuilder,
    problems: Vec<(usize, Problem)>,
    pieces: Vec<Piece>,
}

impl<'a> Build<'a> {
    fn new(stop: &'a AtomicBool, room: usize, decode: Decode) -> Self {
        let builder = SegmentBuilder::with_room(room);
        Self { stop, decode, builder, problems: Vec::new(), pieces: Vec::new() }
    }

    fn file(&mut self, path: &Arc<Path>, bytes: &[u8]) {
        match text::decode(bytes) {
            Ok(decoded) => {
                self.text(path, format::sniff(&decoded.text), Extent::Whole, &decoded);
            }
            Err(kind) => self.skip(path, &not_a_page(kind)),
        }
    }

    fn part(&mut self, path: &Arc<Path>, format: Format, bytes: &[u8], first: bool) {
        match text::decode(bytes) {
            Ok(decoded) => self.text(path, format, Extent::Part, &decoded),
            Err(kind) if first => self.skip(path, &not_a_page(kind)),
            Err(kind) => self.skip(path, &format!("{kind} inside the file")),
        }
    }

    fn text(&mut self, path: &Arc<Path>, format: Format, extent: Extent, decoded: &text::Decoded<'_>) {
        if let Some(warning) = &decoded.warning {
            self.warn(path, warning.clone());
        }
        let stop = self.stop;
        let mut seen = 0_u32;
        // The flow only says whether it was stopped, which all who come after see for themselves.
        let _ = (self.decode)(format, &decoded.text, extent, &mut |item| {
            self.item(path, item);
            seen += 1;
            if seen.is_multiple_of(64) && stop.load(Ordering::Relaxed) {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
    }

    fn item(&mut self, path: &Arc<Path>, item: Item<'_>) {
        match item {
            Item::Warning(warning) => self.warn(path, warning),
            Item::Thesis(draft) => {
                if self.builder.is_full() {
                    self.seal();
                }
                let row = self.builder.len();
                if self.builder.push(&draft, path) {
                    let warning = Warning::mended(draft.line, "control characters were taken out");
                    self.problems.push((row, Problem { file: Arc::clone(path), warning }));
                }
            }
        }
    }

    fn skip(&mut self, path: &Arc<Path>, reason: &str) {
        self.warn(path, Warning::skipped(1, reason));
    }

    fn warn(&mut self, path: &Arc<Path>, warning: Warning) {
        self.tell(Problem { file: Arc::clone(path), warning });
    }

    fn tell(&mut self, problem: Problem) {
        self.problems.push((self.builder.len(), problem));
    }

    fn seal(&mut self) {
        let segment = std::mem::take(&mut self.builder).seal();
        self.pieces.push(Piece { segment, problems: std::mem::take(&mut self.problems) });
    }

    fn finish(mut self, first: bool, lines: u32) -> Portion {
        if !self.builder.is_empty() || !self.problems.is_empty() {
            self.seal();
        }
        Portion { pieces: self.pieces, first, lines }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::atomic::AtomicBool;

    use super::{Results, Sizes, Task, Work, Worker};
    use crate::format;
    use crate::thesis::Thesis;

    #[test]
    fn a_file_on_which_the_program_fails_costs_itself_alone() {
        let folder = tempfile::tempdir().unwrap();
        let tasks = ["1", "bad", "3"].map(|id| {
            let file = folder.path().join(id);
            fs::write(&file, format!("{{\"id\":\"{id}\"}}")).unwrap();
            Task::Read(file.as_path().into(), 0)
        });
        let (sizes, stop) = (Sizes::default(), AtomicBool::new(false));
        let mut worker = Worker::new(&sizes, &stop);
        worker.decode = |format, text, extent, sink| {
            assert!(!text.contains("bad"), "a fault of the program");
            format::decode(format, text, extent, sink)
        };
        let Results { portions, .. } = worker.run(&Work { number: 0, tasks: tasks.into() });
        let pieces: Vec<_> = portions.iter().flat_map(|portion| &portion.pieces).collect();
        let theses = pieces.iter().flat_map(|piece| piece.segment.iter()).map(Thesis::id);
        assert_eq!(theses.collect::<Vec<_>>(), ["1", "3"]);
        let told: Vec<_> = pieces.iter().flat_map(|piece| &piece.problems).collect();
        assert_eq!(told.len(), 1);
        assert!(told[0].1.file.ends_with("bad") && told[0].1.warning.reason.contains("report it"));
    }
}
