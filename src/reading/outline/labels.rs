//! Labelled parts: `Purpose:`, `Methods:`, `Results:`, `Conclusion:`.

use std::ops::Range;

use super::mark::Mark;

/// Labels and their names in the margin.
const LABELS: &[(&str, &str)] = &[
    ("background", "Background"),
    ("introduction", "Introduction"),
    ("problem", "Problem"),
    ("rationale", "Rationale"),
    ("purpose", "Purpose"),
    ("aim", "Aim"),
    ("aims", "Aims"),
    ("aims and objectives", "Aims"),
    ("objective", "Objective"),
    ("objectives", "Objectives"),
    ("goal", "Goal"),
    ("hypothesis", "Hypothesis"),
    ("hypotheses", "Hypotheses"),
    ("research questions", "Questions"),
    ("design", "Design"),
    ("setting", "Setting"),
    ("participants", "Participants"),
    ("subjects", "Subjects"),
    ("sample", "Sample"),
    ("data", "Data"),
    ("method", "Method"),
    ("methods", "Methods"),
    ("methodology", "Methodology"),
    ("materials and methods", "Methods"),
    ("methods and materials", "Methods"),
    ("measures", "Measures"),
    ("analysis", "Analysis"),
    ("procedure", "Procedure"),
    ("procedures", "Procedures"),
    ("result", "Results"),
    ("results", "Results"),
    ("findings", "Findings"),
    ("discussion", "Discussion"),
    ("limitations", "Limitations"),
    ("implications", "Implications"),
    ("significance", "Significance"),
    ("conclusion", "Conclusion"),
    ("conclusions", "Conclusion"),
    ("summary", "Summary"),
    ("recommendations", "Recommendations"),
    ("keywords", "Keywords"),
];

/// Fewer different labels than these make no labelled abstract.
const FEWEST: usize = 2;

/// The marks of labels at the beginnings of sentences; none where they are not several.
pub fn find(text: &str, sentences: &[Range<usize>]) -> Vec<Mark> {
    let mut marks: Vec<Mark> =
        sentences.iter().filter_map(|sentence| mark(&text[sentence.clone()], sentence.start)).collect();
    let mut seen = Vec::new();
    marks.retain(|mark| {
        let new = !seen.contains(&mark.label);
        seen.push(mark.label.clone());
        new
    });
    let telling = marks.iter().filter(|mark| mark.label != "Keywords").count();
    if telling >= FEWEST { marks } else { Vec::new() }
}

fn mark(sentence: &str, at: usize) -> Option<Mark> {
    const LONGEST: usize = 40;
    let end = sentence.find([':', '：'])?;
    let label = sentence[..end].trim_matches(|c: char| !c.is_alphanumeric());
    let name = LABELS.iter().find(|(one, _)| label.len() < LONGEST && one.eq_ignore_ascii_case(label))?.1;
    Some(Mark { at, label: name.to_owned(), number: 0, run: "label", last: false })
}
