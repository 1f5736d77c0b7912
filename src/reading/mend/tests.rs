//! Tables of cases with their exceptions, one for each group of rules, and what holds of any text.

use proptest::prelude::*;

use super::{Evidence, Kind, Regime, mend};
use crate::reading::Words;

/// What glues a text around a case, so that the regime is certain.
const GLUED: &str = "One,two,three,and four go on.They last,too,and so on: ";

fn glued(case: &str) -> String {
    let source = format!("{GLUED}{case}");
    let mended = mend(&source, &Evidence::default());
    assert_eq!(mended.regime, Regime::Glued);
    let text =
        mended.text().strip_prefix("One, two, three, and four go on. They last, too, and so on: ").unwrap();
    text.to_owned()
}

fn plain(case: &str) -> String {
    mend(case, &Evidence::default()).text().to_owned()
}

#[test]
fn punctuation_gets_its_spaces_back() {
    for (case, expected) in [
        ("A,b and c;then,d.Then", "A, b and c; then, d. Then"),
        ("In 2010,the law(Chen,2009)passed.", "In 2010, the law (Chen, 2009) passed."),
        ("See Li et al.(2020)and Roe et al.,2021.", "See Li et al. (2020) and Roe et al., 2021."),
        ("Who asks?Nobody does!And why?", "Who asks? Nobody does! And why?"),
        ("What for?and how?", "What for? and how?"),
        (
            "Three aims:first,two types:2-dimensional,and:(1)all.",
            "Three aims: first, two types: 2-dimensional, and: (1) all.",
        ),
        ("On June 23,2023,and 2009,2010.", "On June 23, 2023, and 2009, 2010."),
        ("He called it,\"a day\",then \"two,\"and left.", "He called it, \"a day\", then \"two,\" and left."),
        ("It is his“own”and their“intact”(new)part.", "It is his “own” and their “intact” (new) part."),
        (
            "The U.S.social media,i.e.0 or 1,e.g.electrons.",
            "The U.S. social media, i.e. 0 or 1, e.g. electrons.",
        ),
        ("Within the NCAA.Further,in the 1990's.Many", "Within the NCAA. Further, in the 1990's. Many"),
        (
            "The share is 12.5%.The rest(34.2%)is in E.coli.",
            "The share is 12.5%. The rest (34.2%) is in E. coli.",
        ),
        ("What are they?2.How?", "What are they? 2. How?"),
        ("A Ph.D.student,R.The", "A Ph.D. student, R. The"),
        ("RQ 1:How is it?", "RQ 1: How is it?"),
    ] {
        assert_eq!(glued(case), expected);
    }
}

#[test]
fn what_belongs_together_stays_together() {
    let mut cases = Vec::new();
    for case in [
        "1,000 and 12,345,678",
        "3.14 at 10:30, 1:40, 3.2h",
        "e.g. so, i.e. so, U.S. and Ph.D. too",
        "1,2,…,N",
        "D0,D1 in I(x,y) and f(a,b,c)",
        "v.tencent, b.qq",
        "NX.Nastran and Node.JS, ASP.NET",
        "at https://a.org/x,y.Z?q=A and www.b.cn/C.D",
        "by a.b@c.Edu, doi 10.1000/A.B",
        "4.5603(9) in Ni(2)…Ni(1)",
        "C14H9N3O4, Cu2ZnSn(S,Se)4, [Ho(W5O18)2]9−",
        "copper(II), Cr(VI)/SiO2, Fe(OH)3",
        "student(s) and guardian(s)",
        "(re)define, (un)safe, (mis)management",
        "sin(x) and log(n), poly(lactic acid)",
        "J.Smith, D.H.Lawrence",
        "C:N of x:y, 2:1",
        "version 2.0.1, file.txt",
        "$x,y.Z$ and $\\omega(1420)$",
        "a &amp;b",
        "COVID-19, p<0.05,.12",
        "wait...What, and so…And",
    ] {
        cases.push((glued(case), case));
    }
    cases.retain(|(mended, case)| mended != case);
    assert!(cases.is_empty(), "{cases:#?}");
}

#[test]
fn a_glued_stop_of_a_spaced_text_is_a_paragraph() {
    let rest = " It goes on, and on, as it does. So it is, at last.";
    for (case, expected) in [
        ("The first is done.The second is not.", "The first is done.\n\nThe second is not."),
        (
            "It is over (in part).;Descriptive results follow.",
            "It is over (in part).\n\nDescriptive results follow.",
        ),
        ("What is it?This paper asks.", "What is it?\n\nThis paper asks."),
        ("He said “it is.”Then he left.", "He said “it is.”\n\nThen he left."),
        ("Of HIV.Several ways are known.", "Of HIV.\n\nSeveral ways are known."),
        (
            "The U.S.Congress and J.Smith, NX.Nastran, Node.JS.",
            "The U.S.Congress and J.Smith, NX.Nastran, Node.JS.",
        ),
        ("See fig.Two and 1,000,and(that)is all.", "See fig.Two and 1,000,and(that)is all."),
        ("The x.y.Z of a.css, .html at 3.14.", "The x.y.Z of a.css, .html at 3.14."),
    ] {
        assert_eq!(plain(&format!("{case}{rest}")), format!("{expected}{rest}"));
    }
}

#[test]
fn small_things_are_mended_in_any_text() {
    for (case, expected) in [
        ("people ’s well-being and people 's too", "people’s well-being and people's too"),
        ("a child’smental health, the Jackson’sGap", "a child’s mental health, the Jackson’s Gap"),
        ("undergraduates’political trust", "undergraduates’ political trust"),
        ("the people ’sopening", "the people’s opening"),
        ("the 19 th and 21 st, 2 nd, 3 rd, 12 th", "the 19th and 21st, 2nd, 3rd, 12th"),
        (
            "by the19th, June26, in June2022, since1949, in the19 th",
            "by the 19th, June 26, in June 2022, since 1949, in the 19th",
        ),
        ("one , two , three", "one, two, three"),
    ] {
        assert_eq!(plain(case), expected);
    }
    for case in [
        "don’t, it’s, we’ve, O’Brien, Qur’an, rock ’n’ roll, Shi’ism, Mus’ab",
        "the ‘boys’school",
        "'s-Hertogenbosch and the 's' of it",
        "a 'sublime object' of the 11 st and 19 the, 5 rd",
        "covid19 and GPT2, Mayor5, May5G, web2020, in3D",
        "values ,5 and ,,",
    ] {
        assert_eq!(plain(case), case);
    }
}

#[test]
fn repairs_know_their_kind_and_place() {
    let source = "The people ’s party,and(others)too,go on.Then,June26 came.";
    let mended = mend(source, &Evidence::default());
    let repairs: Vec<_> =
        mended.repairs.iter().map(|repair| (repair.kind, &source[..repair.source.start])).collect();
    assert_eq!(
        repairs
            .iter()
            .map(|(kind, before)| (*kind, before.split(' ').next_back().unwrap()))
            .collect::<Vec<_>>(),
        [
            (Kind::Spare, "people"),
            (Kind::Space, "party,"),
            (Kind::Space, "party,and"),
            (Kind::Space, "party,and(others)"),
            (Kind::Space, "party,and(others)too,"),
            (Kind::Space, "on."),
            (Kind::Space, "on.Then,"),
            (Kind::Space, "on.Then,June"),
        ]
    );
    assert_eq!(mended.text(), "The people’s party, and (others) too, go on. Then, June 26 came.");
}

/// Mended by the words of some texts, each of them said ten times.
fn with_words(texts: &[&str], case: &str) -> String {
    let words = Words::of((0..10).flat_map(|_| texts.iter().copied()));
    mend(case, &Evidence { thesis: None, collection: Some(&words) }).text().to_owned()
}

#[test]
fn a_lost_character_is_what_stands_between_the_words_elsewhere() {
    let texts = ["a concentric circle in the mid-Ming, low energy and so on"];
    for (case, expected) in [
        ("On \"Concentric?Circles\" Of", "On \"Concentric Circles\" Of"),
        ("the mid_Ming and low_energy", "the mid-Ming and low-energy"),
        ("other?words and snake_case, H_a", "other?words and snake_case, H_a"),
        ("in a circle?and on", "in a circle?and on"),
    ] {
        assert_eq!(with_words(&texts, case), expected);
        assert_eq!(plain(case), case, "without words nothing is certain");
    }
    let own = Words::of(["A concentric circle"]);
    let title = mend("Concentric?Circles", &Evidence { thesis: Some(&own), collection: None });
    assert_eq!((title.text(), title.repairs[0].kind), ("Concentric Circles", Kind::Character));
}

#[test]
fn broken_and_glued_words_are_mended_where_the_collection_is_certain() {
    let texts = [
        "the period of the architecture of information was long",
        "a tier architecture",
        "for a period",
        "a way in formation",
    ];
    for (case, expected) in [
        ("over a peri od of", "over a period of"),
        ("the infor mation", "the information"),
        ("a two-tierarchitecture for", "a two-tier architecture for"),
        ("in formation flight", "in formation flight"),
        ("a way of a long period", "a way of a long period"),
        ("a longway", "a longway"),
    ] {
        assert_eq!(with_words(&texts, case), expected);
        assert_eq!(plain(case), case, "without words nothing is certain");
    }
}

#[test]
fn ends_of_lines_are_mended_where_lines_can_have_ended() {
    let source = [
        "Many of the students of this school were asked about their teachers by a person from the",
        "school that they had left, and of all who were asked some answered in a way that is stand-",
        "ard in research, while others came to the school with other questions and answers for them",
        "and asked the teachers of this school about research on the questions that they asked with",
        "answers. So they left.",
    ];
    let damaged = source.concat();
    let whole = source.join(" ").replace("stand- ard", "standard");
    assert_eq!(with_words(&[&whole, "the stand", "of standard size"], &damaged), whole);
    let mended = mend(&damaged, &Evidence::default());
    assert_eq!((mended.regime, mended.text()), (Regime::Spaced, damaged.as_str()));
}

#[test]
fn nothing_and_text_without_words_stay_as_they_are() {
    for text in ["", " ", ".", ",,", "’", "(", ")", "“”", "社区治理。党", "a", "?A", "''s"] {
        assert_eq!(plain(text), text);
    }
}

/// Pieces of which any text of an index might consist.
const PIECES: &[&str] = &[
    ", ",
    ". ",
    " ",
    " ",
    ".;",
    "…",
    "$",
    "社区",
    "’s",
    " ’s",
    "’",
    "“",
    "”",
    "\"",
    "'",
    "‘",
    "19 th",
    "the19th",
    "June26",
    "in2020",
    " ,",
    "et al.",
    "https://a.b/C",
    "e.g.",
    "U.S.",
    "et al",
    "-",
    "_",
    ",",
    ".",
    ";",
    ":",
    "?",
    "!",
    "(",
    ")",
];

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => "[a-z]{1,9}",
        2 => "[A-Z][a-z]{0,6}",
        1 => "[A-Z]{2,4}|[0-9]{1,4}",
        6 => proptest::sample::select(PIECES).prop_map(str::to_owned),
    ];
    proptest::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn mending_twice_is_mending_once(source in pieces()) {
        let once = plain(&source);
        prop_assert_eq!(plain(&once), once);
    }

    #[test]
    fn only_spaces_come_and_go_without_words(source in pieces()) {
        let mended = mend(&source, &Evidence::default());
        let letters = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace() && *c != ';').collect() };
        prop_assert_eq!(letters(mended.text()), letters(&source));
        prop_assert!(mended.repairs.is_sorted_by(|one, next| one.source.end <= next.source.start));
    }

    #[test]
    fn places_lead_back_to_the_source(source in pieces()) {
        let mended = mend(&source, &Evidence::default());
        for (at, c) in mended.text().char_indices() {
            let range = mended.mapped.source(at..at + c.len_utf8());
            if !range.is_empty() && !c.is_whitespace() {
                prop_assert_eq!(&source[range.clone()], c.to_string());
                prop_assert_eq!(mended.mapped.place(range.start), at);
            }
        }
    }
}
