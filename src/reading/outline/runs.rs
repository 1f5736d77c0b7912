//! Runs: marks that count.

use std::ops::Range;

use super::mark::Mark;

/// A list of shorter items than these, in bytes on the average, is read in its line and makes no sections.
const SHORTEST: usize = 40;

/// The runs of marks that count from one without a gap, two at least, in order of their first. A run ends where
/// the next begins.
pub fn counted(marks: &[Mark]) -> Vec<Vec<Mark>> {
    let mut runs: Vec<Vec<Mark>> = Vec::new();
    // The run that is under way, for each way of counting.
    let mut open: Vec<usize> = Vec::new();
    for mark in marks {
        let under_way = open.iter().copied().find(|&run| runs[run][0].run == mark.run);
        let next = under_way.map_or(1, |run| runs[run][runs[run].len() - 1].number + 1);
        let closed = under_way.is_some_and(|run| runs[run][runs[run].len() - 1].last);
        if mark.last {
            if let Some(run) = under_way.filter(|_| !closed) {
                runs[run].push(Mark { number: next, ..mark.clone() });
            }
        } else if under_way.is_some() && mark.number == next && !closed {
            runs[under_way.unwrap_or_default()].push(mark.clone());
        } else if mark.number == 1 {
            open.retain(|&run| runs[run][0].run != mark.run);
            open.push(runs.len());
            runs.push(vec![mark.clone()]);
        }
    }
    runs.retain(|run| {
        let length = run[run.len() - 1].at - run[0].at;
        run.len() > 1 && length / (run.len() - 1) >= SHORTEST
    });
    runs.sort_by_key(|run| run[0].at);
    runs
}

/// The one run of chapters or parts that a text is told in: the longest, with its introduction and its end.
///
/// It may begin with the second, where the first only introduces, or later, and leave some out.
pub fn divisions(marks: &[Mark]) -> Vec<Mark> {
    let mut nouns: Vec<&str> = marks.iter().map(|mark| mark.run).filter(|run| !run.is_empty()).collect();
    nouns.sort_unstable();
    nouns.dedup();
    let runs = nouns.into_iter().map(|noun| division(marks, noun));
    runs.max_by_key(|run| (run.len(), std::cmp::Reverse(run.first().map_or(0, |mark| mark.at))))
        .unwrap_or_default()
}

fn division(marks: &[Mark], noun: &str) -> Vec<Mark> {
    /// So many chapters may be left out between two.
    const GAP: u32 = 3;
    /// One of the first begins, where those before are told without their number.
    const BEGIN: u32 = 4;
    let mut run: Vec<Mark> = Vec::new();
    let mut over = false;
    for mark in marks.iter().filter(|mark| mark.run == noun || mark.run.is_empty()) {
        let last = run.last().map_or(0, |mark| mark.number);
        if over {
            break;
        }
        if mark.run.is_empty() && !mark.last {
            // An introduction comes before all others.
            if run.is_empty() {
                run.push(mark.clone());
            }
        } else if mark.last {
            if last > 0 {
                let number = if mark.run.is_empty() { 0 } else { last + 1 };
                run.push(Mark { number, ..mark.clone() });
                over = true;
            }
        } else if mark.number > last && mark.number <= last + if last == 0 { BEGIN } else { GAP } {
            run.push(mark.clone());
        }
    }
    let counts = run.iter().filter(|mark| mark.number > 0).count();
    let first = run.iter().map(|mark| mark.number).find(|&number| number > 0).unwrap_or_default();
    if counts > 1 && (first <= 2 || counts > 2) { run } else { Vec::new() }
}

/// Parts the runs of points and ordinals in those of the text and those within one item of another run.
pub fn split(groups: Vec<Vec<Mark>>, ordinals: Vec<Vec<Mark>>) -> (Vec<Vec<Mark>>, Vec<Vec<Mark>>) {
    let mut all: Vec<Vec<Mark>> = groups.into_iter().chain(ordinals).collect();
    all.sort_by_key(|run| run[0].at);
    let mut outer: Vec<Vec<Mark>> = Vec::new();
    let mut inner = Vec::new();
    for run in all {
        let (first, last) = (run[0].at, run[run.len() - 1].at);
        let over = outer.iter().any(|outer| outer[0].at < first && first < outer[outer.len() - 1].at);
        let around = outer.iter().any(|outer| {
            let between = outer.windows(2).any(|pair| pair[0].at < first && last < pair[1].at);
            between && outer[0].run != run[0].run
        });
        if around {
            inner.push(run);
        } else if !over {
            outer.push(run);
        }
    }
    (outer, inner)
}

/// Where the last section of a run ends: with its paragraph, and before what speaks of the whole again; an item of
/// a list after as many sentences as the longest before it has.
pub fn end(text: &str, sentences: &[Range<usize>], run: &[Mark]) -> usize {
    const WHOLE: [&str; 8] = [
        "This paper ",
        "This dissertation ",
        "This thesis ",
        "Overall, ",
        "In conclusion",
        "In summary",
        "In sum,",
        "Taken together",
    ];
    let last = &run[run.len() - 1];
    let number =
        |from: usize, to: usize| sentences.iter().filter(|one| from < one.start && one.start < to).count();
    let division = !["(1)", "(a)", "1)", "a)", "1.", "first"].contains(&last.run);
    let most = run.windows(2).map(|pair| number(pair[0].at, pair[1].at) + 1).max().unwrap_or(1).max(2);
    let mut before = last.at;
    for (begun, sentence) in sentences.iter().filter(|sentence| sentence.end > last.at).enumerate() {
        let inside = sentence.start <= last.at;
        let paragraph = text[before.min(sentence.start)..sentence.start].contains('\n');
        let whole = WHOLE.iter().any(|whole| text[sentence.clone()].starts_with(whole));
        if !inside && (paragraph || whole || (!division && begun >= most)) {
            return sentence.start;
        }
        before = sentence.end;
    }
    text.len()
}
