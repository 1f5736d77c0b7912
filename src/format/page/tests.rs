//! What a page gives, whole and damaged.

use proptest::prelude::*;

use super::labels;
use crate::format::registry::tests::decoded;
use crate::format::{Extent, Format};
use crate::thesis::{Draft, Field, Severity, Warning};

const LINES: [&str; 12] = [
    "Font Size: a A A",
    "",
    "On Tea",
    "",
    "Posted on:2023-12-02Degree:MasterType:Thesis",
    "Country:ChinaCandidate:Z Y ZhuFull Text:PDF",
    "GTID:2556307118989809Subject:Political science",
    "Abstract/Summary:PDF Full Text Request",
    "Tea is drunk.It is hot.",
    "Keywords/Search Tags:tea, hot water",
    "PDF Full Text Request",
    "Related items",
];

fn read(text: &str) -> (Vec<Draft<'static>>, Vec<Warning>) {
    decoded(Format::Page, text, Extent::Whole)
}

fn one(text: &str) -> Draft<'static> {
    let (mut theses, _) = read(text);
    assert_eq!(theses.len(), 1, "{text:?}");
    theses.remove(0)
}

fn whole() -> Draft<'static> {
    Draft::of_a_page().with(Field::Subject, "Political science")
}

fn reasons(warnings: &[Warning]) -> Vec<(u32, &str)> {
    warnings.iter().map(|warning| (warning.line, warning.reason.as_str())).collect()
}

#[test]
fn reads_a_whole_page() {
    for between in ["\n", "\r\n", "\r", " \n"] {
        let (theses, warnings) = read(&LINES.join(between));
        assert_eq!((theses, warnings), (vec![whole()], vec![]), "{between:?}");
    }
    let related = format!("\u{feff}{}\nOn Coffee\nGTID: a history\n", LINES.join("\n"));
    assert_eq!(one(&related), whole().with_values(Field::Related, ["On Coffee", "GTID: a history"]));
}

#[test]
fn any_line_may_be_missing() {
    for (missing, line) in LINES.iter().enumerate() {
        let lines: Vec<_> =
            LINES.iter().enumerate().filter(|&(at, _)| at != missing).map(|(_, line)| *line).collect();
        let mut expected = whole();
        let lost: &[_] = match missing {
            2 => &[Field::Title],
            4 => &[Field::Posted, Field::Degree, Field::Kind],
            5 => &[Field::Country, Field::Candidate, Field::FullText],
            6 => &[Field::Id, Field::Subject],
            8 => &[Field::Abstract],
            9 => &[Field::Keywords],
            _ => &[],
        };
        for &field in lost {
            expected.set(field, "");
        }
        let (theses, warnings) = read(&lines.join("\n"));
        expected.line = theses[0].line;
        assert_eq!(theses, [expected], "without {line:?}");
        let told: &[_] = if missing == 2 { &[(1, "no title was found")] } else { &[] };
        assert_eq!(reasons(&warnings), told);
    }
}

#[test]
fn values_are_split_on_the_labels_of_their_line() {
    for (group, line, values) in [
        (0, "Posted on:2023-12-02Degree:MasterType:Thesis", ["2023-12-02", "Master", "Thesis"]),
        (0, "Posted on:Degree:Type:", ["", "", ""]),
        (0, "Posted on:2023Type:Thesis", ["2023", "", "Thesis"]),
        (0, "Degree:DoctorType:Dissertation", ["", "Doctor", "Dissertation"]),
        (0, "Type:Thesis", ["", "", "Thesis"]),
        (1, "Country:ChinaCandidate:Type: LeeFull Text:PDF", ["China", "Type: Lee", "PDF"]),
        (1, "Country:ChinaCandidate:A Full Text: BFull Text:PDF", ["China", "A Full Text: B", "PDF"]),
        (
            1,
            "Country:United States Candidate: Al-Taie, Aws Full Text: PDF",
            ["United States", "Al-Taie, Aws", "PDF"],
        ),
        (1, "Candidate:Z Y ZhuFull Text:", ["", "Z Y Zhu", ""]),
        (2, "GTID:1Subject:Candidate: studies", ["1", "Candidate: studies", ""]),
        (2, "GTID:1Subject:Law, Subject: Trade", ["1", "Law, Subject: Trade", ""]),
        (2, "Subject:Law", ["", "Law", ""]),
    ] {
        let split = labels::split(line, labels::LINES[group]);
        assert_eq!(split.map(|value| value.map_or("", |(_, value)| value)), values, "{line}");
    }
}

#[test]
fn pages_of_the_united_states_have_a_university() {
    let mut lines = LINES;
    lines[4] = "Posted on:2012-08-31Degree:Ph.DType:Dissertation";
    lines[5] = "University:The University of XCandidate:Roe, AnnFull Text:PDF";
    let mut expected = whole()
        .with(Field::Posted, "2012-08-31")
        .with(Field::Degree, "Ph.D")
        .with(Field::Kind, "Dissertation")
        .with(Field::University, "The University of X")
        .with(Field::Candidate, "Roe, Ann");
    expected.set(Field::Country, "");
    assert_eq!(read(&lines.join("\n")), (vec![expected.clone()], vec![]));
    lines[5] = "University:The University of X";
    expected.set(Field::Candidate, "");
    expected.set(Field::FullText, "");
    assert_eq!(one(&lines.join("\n")), expected);
}

#[test]
fn titles_may_look_like_anything() {
    for title in
        ["<the twelve paintings>", "On \"Concentric?Circles\"", "Degree:Zero", "Country: a novel", "| bars |"]
    {
        let mut lines = LINES;
        lines[2] = title;
        assert_eq!(one(&lines.join("\n")), whole().with(Field::Title, title));
        for missing in [0, 4, 5, 6] {
            let kept = lines.iter().enumerate().filter(|&(at, _)| at != missing).map(|(_, line)| *line);
            assert_eq!(
                one(&kept.collect::<Vec<_>>().join("\n")).get(Field::Title),
                title,
                "without {}",
                lines[missing]
            );
        }
    }
}

#[test]
fn the_abstract_of_a_damaged_page_may_span_lines() {
    let mut lines = LINES;
    lines[8] = "Tea is drunk.\nCountry: it is told.\n\nType:hot.";
    assert_eq!(one(&lines.join("\n")).get(Field::Abstract), "Tea is drunk. Country: it is told.\nType:hot.");
    lines[7] = "Abstract/Summary:";
    lines[8] = "PDF Full Text Request\nTea.";
    assert_eq!(one(&lines.join("\n")).get(Field::Abstract), "Tea.");
}

#[test]
fn a_lost_header_leaves_a_thesis_without_metadata() {
    let text =
        "Community governance,as the basis of national governance,has become an important part of work.";
    let lost = Draft::at(1).with(Field::Abstract, text);
    for page in [
        text.to_owned(),
        format!("| {text} |"),
        format!("|{text}|\r\n"),
        format!("Abstract/Summary:PDF Full Text Request\n{text}\nRelated items"),
        format!("{text}\nPDF Full Text Request\nRelated items"),
        format!("Abstract/Summary:{text}"),
    ] {
        let (theses, warnings) = read(&page);
        assert_eq!(
            (&theses[..], &reasons(&warnings)[..]),
            (&[lost.clone()][..], &[(1, super::NO_HEADER)][..]),
            "{page}"
        );
    }
    let (theses, _) = read(&format!("| {text} |\n| {text} |"));
    assert_eq!(theses.iter().map(|thesis| thesis.line).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn pages_follow_one_another() {
    let page = LINES.join("\n");
    let without_mark = LINES[2..].join("\n");
    let mut other = LINES;
    other[2] = "On Coffee";
    let other_without_mark = other[2..].join("\n");
    for (text, titles) in [
        (format!("{page}\n{}", other.join("\n")), vec![("On Tea", 1), ("On Coffee", 13)]),
        (format!("{without_mark}\n{other_without_mark}"), vec![("On Tea", 1), ("On Coffee", 11)]),
        (
            format!("{page}\nOn Milk\nOn Beer\n\n{other_without_mark}\n\n{page}"),
            vec![("On Tea", 1), ("On Coffee", 16), ("On Tea", 27)],
        ),
        (
            format!("{}\n\n{other_without_mark}", LINES[..9].join("\n")),
            vec![("On Tea", 1), ("On Coffee", 11)],
        ),
        (format!("{}\n\n{other_without_mark}", LINES[..7].join("\n")), vec![("On Tea", 1), ("On Coffee", 9)]),
    ] {
        let (theses, _) = read(&text);
        let got: Vec<_> = theses.iter().map(|thesis| (thesis.get(Field::Title), thesis.line)).collect();
        assert_eq!(got, titles, "{text}");
        assert!(theses.iter().all(|thesis| thesis.get(Field::Candidate) == "Z Y Zhu"));
    }
}

#[test]
fn one_bad_page_never_costs_a_good_one() {
    let page = LINES.join("\n");
    let (theses, warnings) =
        read(&format!("nonsense\n\n{page}\nFont Size: a A A\n\n\nRelated items\n{page}"));
    assert_eq!(theses.iter().map(|thesis| thesis.line).collect::<Vec<_>>(), [3, 19]);
    assert_eq!(
        reasons(&warnings),
        [
            (1, "text that belongs to no thesis page"),
            (15, "a page without id, title, candidate and abstract")
        ]
    );
    let (_, warnings) = read(&page.replace("2023-12-02", "Spring 2020"));
    assert_eq!(reasons(&warnings), [(5, "“Spring 2020” is not a date: kept as written")]);
}

#[test]
fn what_is_no_page_is_told_of() {
    for (text, told) in
        [("", "it is empty"), (" \n\n\r\n", "it is empty"), ("hello", "too little text for a thesis page")]
    {
        let (theses, warnings) = read(text);
        assert_eq!((theses, warnings), (vec![], vec![Warning::skipped(1, told)]), "{text:?}");
    }
    assert_eq!(decoded(Format::Page, "", Extent::Part), (vec![], vec![]));
}

/// Theses by title and abstract.
fn found(text: &str) -> Vec<(String, String)> {
    let of = |thesis: &Draft<'_>, field| thesis.get(field).to_owned();
    read(text).0.iter().map(|thesis| (of(thesis, Field::Title), of(thesis, Field::Abstract))).collect()
}

#[test]
fn one_line_that_begins_with_a_label_makes_no_thesis() {
    for text in [
        "Subject: tea",
        "Subject: tea\n\nCome at ten, and bring a cup; the walk begins at the lower lock.",
        "Type: main\nSubject: boiling\n",
        "Country: any with mains of 230 V.\n\nType: ./kettle --help\n",
        "Degree: of browning, as you like. This is a note on bread.",
        "GTID:12",
        "Tea\n\nDegree:Master\nType:Thesis\nTea is drunk.",
        "Type:Thesis\nFull Text:PDF\nDegree:Ph.D\n",
        "Notes on tea.\n\nPosted on: the door\nCandidate: none\n",
        "Full Text: see below",
        "src\n|-- format and its files\n|-- disk\n|   |-- walk and load\n",
        "Drawn on the wall:\n\n| on the left bank |\n",
    ] {
        let (theses, warnings) = read(text);
        assert_eq!((theses.len(), warnings.len()), (0, 1), "{text:?} {theses:?}");
        assert_eq!(warnings[0].severity, Severity::Skipped, "{text:?}");
    }
    for text in [
        "Posted on:2023-12-02Degree:MasterType:Thesis\nTea is drunk.",
        "Tea\n\nDegree:MasterType:Thesis\nTea is drunk.",
        "Tea\n\nPosted on:2023-12-02\nDegree:Master\nTea is drunk.",
        "GTID:2556307118989809Subject:Law\nTea is drunk.",
        "Tea\nKeywords/Search Tags:tea",
        "Tea is drunk.\nPDF Full Text Request\nRelated items",
    ] {
        assert_eq!(read(text).0.len(), 1, "{text:?}");
    }
}

#[test]
fn a_page_within_another_file_costs_that_file_alone() {
    let page = LINES.join("\n");
    let (theses, warnings) = read(&format!("From: ann@example.org\nSubject: tea\n\n{page}"));
    assert_eq!((theses.len(), &*reasons(&warnings)), (1, &[(1, super::NO_PAGE)][..]));
    let (theses, warnings) = read(&format!("<!DOCTYPE html>\n<pre>\n{page}\n</pre>"));
    assert_eq!((theses.len(), &*reasons(&warnings)), (0, &[(1, "an HTML page, not a thesis page")][..]));
}

#[test]
fn a_title_may_stand_over_its_abstract_without_metadata() {
    for (text, title, words) in [
        (
            "On Tea\n\nTea is drunk. It is hot.\nKeywords/Search Tags:tea",
            "On Tea",
            "Tea is drunk. It is hot.",
        ),
        ("茶路\n\n茶路沿河而行。\n过桥而止。\nKeywords/Search Tags:茶", "茶路", "茶路沿河而行。过桥而止。"),
        (
            "Why Tea?\n\nTea is drunk.\n\nIt is hot.\nKeywords/Search Tags:tea",
            "Why Tea?",
            "Tea is drunk.\nIt is hot.",
        ),
        ("Tea is drunk.\n\nIt is hot.\nKeywords/Search Tags:tea", "", "Tea is drunk.\nIt is hot."),
        ("Tea is\ndrunk, and hot.\nKeywords/Search Tags:tea", "", "Tea is drunk, and hot."),
    ] {
        assert_eq!(found(text), [(title.to_owned(), words.to_owned())], "{text:?}");
    }
}

#[test]
fn cells_are_theses_of_their_own_wherever_they_stand() {
    const ONE: &str =
        "Tea houses are where the news of a town is told,and this thesis follows one through a day.";
    const OTHER: &str =
        "Stone steps lead down to the water,and their number and width were measured in this study.";
    const LONG: &str = "Old chests are sought after,and so false ones are made.Three hundred chests from two markets \
        were opened,and this thesis describes how true and false can be told apart.";
    let page = LINES.join("\n");
    let short = LINES[..9].join("\n");
    let keywords = LINES[..10].join("\n");
    for (text, expected) in [
        (format!("| {ONE}"), vec![ONE]),
        (format!("{ONE} |"), vec![ONE]),
        (format!("| {ONE}\n\n| {OTHER}"), vec![ONE, OTHER]),
        (format!("| {ONE}\n| {OTHER}\n{LONG} |"), vec![ONE, OTHER, LONG]),
        (format!("{ONE} |\n\n{OTHER} |\n"), vec![ONE, OTHER]),
        (format!("| {ONE} |\n\n{OTHER} |"), vec![ONE, OTHER]),
        (format!("{page}\n| {ONE} |"), vec!["", ONE]),
        (format!("{short}\n| {ONE} |"), vec!["", ONE]),
        (format!("{short}\n| {ONE}"), vec!["", ONE]),
        (format!("{keywords}\n{ONE} |"), vec!["", ONE]),
        (format!("{keywords}\n| {ONE}\n{page}"), vec!["", ONE, ""]),
        (format!("{page}\n{LONG}\n{page}"), vec!["", LONG, ""]),
        (format!("{LONG}\n{page}\n| {ONE} |\n{LONG}"), vec![LONG, "", ONE, LONG]),
        (format!("| {} |", ONE.replacen(' ', "\n", 1)), vec![ONE]),
    ] {
        let tea = "Tea is drunk.It is hot.";
        let expected: Vec<_> =
            expected.iter().map(|&text| if text.is_empty() { tea } else { text }).collect();
        let found = found(&text);
        assert_eq!(found.iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>(), expected, "{text}");
        assert!(found.iter().all(|(title, words)| title.is_empty() == (words != tea)), "{text}");
    }
}

#[test]
fn labels_may_stand_on_lines_of_their_own() {
    let page = LINES.join("\n");
    let labels = ["Degree:", "Type:", "Candidate:", "Full Text:", "Subject:"];
    let apart = labels.iter().fold(page.clone(), |page, label| page.replace(label, &format!("\n{label}")));
    for text in [apart.clone(), apart.replacen("Font Size: a A A\n", "", 1), format!("{apart}\n{page}")] {
        let (mut theses, _) = read(&text);
        theses[0].line = 1;
        assert_eq!(theses[0], whole(), "{text}");
    }
}

#[test]
fn wide_colons_and_control_characters_cost_nothing() {
    let (theses, warnings) = read(&LINES.join("\n").replace(':', "："));
    assert_eq!((theses, warnings), (vec![whole()], vec![]));
    for odd in ["\u{1}", "\u{7f}", "\u{200b}", "\u{202e}"] {
        let page = LINES.join("\n").replace("2023-12-02", &format!("2023-{odd}12-02"));
        assert_eq!(read(&page), (vec![whole()], vec![]), "{odd:?}");
    }
}

fn any_line() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => proptest::sample::select(&LINES[..]).prop_map(str::to_owned),
        1 => "(\\PC|\u{1b}|\r){0,40}",
        1 => "(Posted on:|Degree:|Country:|GTID:|\\| |[a-z ]{0,20}){0,4}",
    ]
}

proptest! {
    #[test]
    fn any_lines_are_survived(lines in proptest::collection::vec(any_line(), 0..40)) {
        let text = lines.join("\n");
        let count = text.split(['\n', '\r']).count() as u32;
        let (theses, warnings) = read(&text);
        prop_assert!(warnings.iter().all(|warning| (1..=count).contains(&warning.line)));
        prop_assert!(theses.iter().all(|thesis| (1..=count).contains(&thesis.line)));
        prop_assert!(theses.iter().all(|thesis| text.contains(thesis.get(Field::Id))));
        prop_assert!(!theses.is_empty() || !warnings.is_empty());
    }

    #[test]
    fn any_text_is_survived(text in "(\\PC|[\n\r|:]){0,200}") {
        let (theses, warnings) = read(&text);
        prop_assert!(warnings.iter().all(|warning| warning.line >= 1));
        prop_assert!(theses.iter().all(|thesis| thesis.get(Field::Title).is_empty()), "a title is never invented");
        prop_assert!(!theses.is_empty() || warnings.iter().any(|warning| warning.severity == Severity::Skipped));
    }

    #[test]
    fn values_come_back_whatever_they_are(values in proptest::collection::vec("[A-Za-z0-9?.,社-]([A-Za-z0-9 ?.,社-]{0,30}[A-Za-z0-9?.,社-])?", 8)) {
        let [posted, degree, kind, country, candidate, full, id, subject] = &values[..] else { unreachable!() };
        let page = format!(
            "Font Size: a A A\n\nT\n\nPosted on:{posted}Degree:{degree}Type:{kind}\n\
             Country:{country}Candidate:{candidate}Full Text:{full}\nGTID:{id}Subject:{subject}\n\
             Abstract/Summary:PDF Full Text Request\nA"
        );
        let thesis = one(&page);
        let fields = [Field::Posted, Field::Degree, Field::Kind, Field::Country, Field::Candidate, Field::FullText, Field::Id, Field::Subject];
            let got = fields.map(|field| thesis.get(field));
        prop_assert_eq!(&got[..], &values[..]);
    }
}
