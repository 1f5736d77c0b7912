//! Related theses: those that are nearest to the one that is read, with the words that they share.

use super::{Item, Outcome, Shared, Source};

/// The theses nearest to the one that is read.
pub const RELATED: &Source = &Source {
    title: "Related theses",
    counted: Some(("thesis", "theses")),
    empty: "Looking for what is near …",
    rows,
    picks: "open it",
    pick,
    ..Source::PLAIN
};

fn rows(shared: &Shared<'_>, from: usize) -> Vec<Item> {
    if shared.related.is_waiting() {
        return Vec::new();
    }
    let heading = Item::Heading(shared.related.heading().to_owned());
    let theses = shared.related.theses().iter();
    let theses = theses.map(|thesis| {
        let facts = [thesis.year.as_str(), &thesis.shared].into_iter().filter(|fact| !fact.is_empty());
        Item::pair(thesis.title.as_str(), facts.collect::<Vec<_>>().join(" · "))
    });
    std::iter::once(heading).chain(theses).skip(from).collect()
}

fn pick(shared: &Shared<'_>, at: usize) -> Outcome {
    // The heading stands above.
    let thesis = at.checked_sub(1).and_then(|at| shared.related.theses().get(at));
    thesis.map_or(Outcome::Stay, |thesis| Outcome::Thesis(thesis.row))
}
