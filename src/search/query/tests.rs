//! What is read and written, and where errors point.

use proptest::prelude::*;

use super::{Query, Syntax, parts};
use crate::search::work;

#[test]
fn queries_are_read_and_written() {
    for (text, written) in [
        ("", ""),
        ("  Urban  PARTY ", "urban party"),
        ("grass-roots", "grass roots"),
        ("-grass-roots", "-\"grass roots\""),
        ("\"Last  Mile\"", "\"last mile\""),
        ("\"last mi", "\"last mi\""),
        ("'Govern", "'govern"),
        ("-tourism", "-tourism"),
        ("-title:\"last mile\" by:Müller", "-title:\"last mile\" by:muller"),
        ("kw:party subject:'law abstract:mile", "kw:party subject:'law abstract:mile"),
        (
            "country:\"United States\" degree:Doctor kind:thesis",
            "country:\"united states\" degree:doctor kind:thesis",
        ),
        ("id:2556", "id:2556"),
        ("year:2021 date:2021", "year:2021 posted:2021"),
        ("Author:wang keyword:tea keywords:cup type:thesis", "by:wang kw:tea kw:cup kind:thesis"),
        ("'is:title", "'is:title"),
        ("-'titel:x", "-'titel:x"),
        ("\"title:x y\"", "\"title x y\""),
        ("year:2015..2021 posted:..2010 posted:2023-12..", "year:2015..2021 posted:..2010 posted:2023-12.."),
        ("is:bookmarked -is:book", "is:bookmarked -is:bookmarked"),
        ("is:un -is:r", "is:unread -is:read"),
        ("has:note tag:later", "has note tag later"),
        ("Injustice:Power covid: 19", "injustice power covid 19"),
        ("区治 party党", "区治 party 党"),
        // Without a letter and a digit a value is looked for as it stands.
        ("TITLE:urban & – !", "title:urban '& '- '!"),
        ("'★ '% title:★ -☆", "'★ '% title:'★ -'☆"),
        ("\"—\" \"★ ☆\" \" | \" …", "'- \"★ ☆\" \"|\" '..."),
        ("country:a\"b country:'later", "country:\"a b\" country:later"),
        ("degree:ph.d. university:\"(Tartu)\"", "degree:ph.d university:tartu"),
    ] {
        let query = Query::parse(text).unwrap();
        assert_eq!(query.to_string(), written, "{text}");
        assert_eq!(Query::parse(written), Ok(query), "{text}");
    }
}

#[test]
fn what_phones_and_word_processors_type_is_the_sign_that_is_meant() {
    for (text, written) in [
        ("“last mile” „last mile“ «last mile» »last mile«", "\"last mile\" ".repeat(4)),
        ("”last mile” ＂last mile＂ 「last mile」 『last mile』 〝last mile〞", "\"last mile\" ".repeat(5)),
        ("“last mile\" \"last mile”", "\"last mile\" ".repeat(2)),
        ("title:“last mile” title：«last mile»", "title:\"last mile\" ".repeat(2)),
        ("\"the “last” mile\"", "\"the last mile\"".into()),
        ("“last mi", "\"last mi\"".into()),
        ("–music —music −music ‐music ‑music ―music －music", "-music ".repeat(7)),
        ("–“last mile” —title:x −(a | b)", "-\"last mile\" -title:x -a -b".into()),
        ("’govern ‘govern ‘govern’ ＇govern ‚govern‘ ´govern", "'govern ".repeat(6)),
        ("people’s ‘people’s", "people s 'people's".into()),
        ("（urban｜city） party", "(urban | city) party".into()),
        ("year:２０２１", "year:2021".into()),
        ("urban – city", "urban '- city".into()),
    ] {
        let query = Query::parse(text).unwrap();
        assert_eq!(query.to_string(), written.trim(), "{text}");
    }
}

#[test]
fn choices_and_brackets_are_read_and_written() {
    for (text, written) in [
        ("urban | city", "urban | city"),
        ("urban|city", "urban | city"),
        ("urban OR city", "urban | city"),
        ("urban or city", "urban or city"),
        ("(urban | city) party", "(urban | city) party"),
        ("party AND (urban OR city)", "party (urban | city)"),
        ("urban party | rural", "urban party | rural"),
        ("(urban) (party law)", "urban party law"),
        ("((a | b) | (c))", "a | b | c"),
        ("a | (b (c | -d))", "a | b (c | -d)"),
        ("-(a | b)", "-a -b"),
        ("-(a b) NOT (c | d)", "(-a | -b) -c -d"),
        ("-(a -b) -(-(c | d))", "(-a | b) (c | d)"),
        ("NOT a NOT NOT b NOT -c", "-a b c"),
        ("-(grass-roots | x)", "-\"grass roots\" -x"),
        ("title:(urban | city) -kw:(a b)", "(title:urban | title:city) (-kw:a | -kw:b)"),
        ("year:(2019 | 2021) title:(by:x y)", "(year:2019 | year:2021) by:x title:y"),
        ("Ni(2) f(x) p(x|y) 1)x", "ni 2 f x p x y 1 x"),
        ("(R)-lactate title:(2S)-x -(±)-y", "r lactate title:2s title:x -y"),
        ("((R)-lactate | b) (Ni(2)-x)", "(r lactate | b) ni 2 x"),
        ("(Ni(2) | 'Ni(2)) c", "(ni 2 | 'ni(2) ) c"),
        ("(a | 'f(x ) b", "(a | 'f(x ) b"),
        ("\"a | b\" \"(c)\" 'x(y \"OR\" 'OR", "\"a b\" \"c\" 'x(y \"or\" 'or"),
        ("id:\"a|b\" doi:10.1/(x)2", "id:\"a|b\" doi:10.1/(x)2"),
        ("a |'b|-c", "a | 'b | -c"),
    ] {
        let query = Query::parse(text).unwrap();
        assert_eq!(query.to_string(), written, "{text}");
        assert_eq!(Query::parse(written), Ok(query), "{text}");
    }
}

#[test]
fn a_query_has_a_longest_length_and_a_depth() {
    let longest = "社a ".repeat(Query::LONGEST / 5);
    assert!(Query::parse(&longest).is_ok());
    let longer = format!("{longest}社社");
    let error = Query::parse(&longer).unwrap_err();
    assert_eq!((error.at.end, error.to_string()), (longer.len(), "expected at most 4,096 bytes".to_owned()));
    assert!(longer.get(error.at).is_some_and(|beyond| beyond.len() < 8));
    let nested = |deep| format!("{}a{}", "(x | ".repeat(deep), ")".repeat(deep));
    assert!(Query::parse(&nested(32)).is_ok());
    assert!(Query::parse(&nested(33)).unwrap_err().expected.contains("at most 32 brackets"));
}

#[test]
fn what_cannot_be_read_is_pointed_at() {
    for (text, at, expected) in [
        ("urban -", "-", "a word behind -"),
        ("title:", "title:", "a word"),
        ("a year:soon b", "soon", "a year"),
        ("year:2021..2015", "2021..2015", "a year"),
        ("year:..", "..", "a year"),
        ("titel:urban", "titel:urban", "`title:` is the nearest"),
        ("autor:wang", "autor:wang", "`author:` is the nearest"),
        ("is:open", "open", "bookmarked"),
        ("country:★", "★", "a "),
        ("a -degree:'%", "%", "a "),
        ("is:undecided", "undecided", "bookmarked"),
        ("a \"\"", "\"\"", "words between"),
        ("'", "'", "letters behind"),
        ("a (b c", "(", "`)` behind"),
        ("(a (b)", "(", "`)` behind"),
        ("-title:(a", "-title:(", "`)` behind"),
        ("a b) c", ")", "`(` before"),
        ("a () b", "()", "a word in brackets"),
        ("| a", "|", "a word beside"),
        ("a |", "|", "a word beside"),
        ("a | | b", "|", "a word beside"),
        ("(a |) b", "|", "a word beside"),
        ("a OR", "OR", "a word beside"),
        ("AND a", "AND", "a word beside"),
        ("a AND OR b", "AND", "a word beside"),
        ("a NOT", "NOT", "a word beside"),
        ("(a -)", "-", "a word behind -"),
        ("'\u{301}", "'\u{301}", "a letter, a digit or a sign"),
    ] {
        let error = Query::parse(text).unwrap_err();
        assert_eq!(&text[error.at.clone()], at, "{text}");
        assert!(error.expected.contains(expected), "{text}: {error}");
    }
}

#[test]
fn the_work_grows_with_the_length_and_no_faster() {
    let units = [
        "\"",
        "'",
        "“",
        "”",
        "(",
        ")",
        "|",
        "-",
        "–",
        "-(",
        "a",
        "a ",
        "ü",
        "社",
        "a|",
        "(a ",
        "(a",
        "(a)",
        "(a)-",
        "a)",
        "\"a",
        "\"\" ",
        "x:",
        "title:",
        "title:(",
        "titel:x ",
        "p(x|",
        "'a ",
        "OR ",
        "OR",
        "NOT ",
        "a OR (",
        "year:2021.. ",
        ":",
        "★",
    ];
    for unit in units {
        let [half, whole] = [Query::LONGEST / 2, Query::LONGEST].map(|bytes| {
            let text = unit.repeat(bytes / unit.len());
            work::steps(|| (Query::parse(&text).is_ok(), parts(&text)))
        });
        assert!(whole <= 2 * half + 64 && whole <= 64 * Query::LONGEST, "{unit}: {half}, then {whole}");
    }
}

#[test]
fn parts_are_told_apart() {
    let text = "-title:\"last mile\" x year:2015..2021 'go | kw:(a)";
    let shown: Vec<_> = parts(text).into_iter().map(|(range, part)| (&text[range], part)).collect();
    let expected = [
        ("-", Syntax::Operator),
        ("title:", Syntax::Field),
        ("\"", Syntax::Operator),
        ("last mile", Syntax::Value),
        ("\"", Syntax::Operator),
        ("x", Syntax::Value),
        ("year:", Syntax::Field),
        ("2015", Syntax::Value),
        ("..", Syntax::Operator),
        ("2021", Syntax::Value),
        ("'", Syntax::Operator),
        ("go", Syntax::Value),
        ("|", Syntax::Operator),
        ("kw:", Syntax::Field),
        ("(", Syntax::Operator),
        ("a", Syntax::Value),
        (")", Syntax::Operator),
    ];
    assert_eq!(shown, expected);
}

proptest! {
    #[test]
    fn any_text_is_read_or_errs_with_a_place_inside_it(
        text in "(-?['\"]?(title|titel|year|is|by|tag|author):['\"]?|title|year|is|:|\"|'|-|–|\\(|\\)|\\||OR |NOT |“|”|‘|★|\\.\\.|2021|[a-cé社]| |\\PC){0,20}",
    ) {
        match Query::parse(&text) {
            Ok(query) => prop_assert_eq!(Query::parse(&query.to_string()), Ok(query)),
            Err(error) => prop_assert!(!error.at.is_empty() && text.get(error.at).is_some()),
        }
        let mut end = 0;
        for (range, _) in parts(&text) {
            prop_assert!(range.start >= end && text.get(range.clone()).is_some());
            end = range.end;
        }
    }
}
