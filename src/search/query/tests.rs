//! What is read and written, and where errors point.

use proptest::prelude::*;

use super::{Query, Syntax, parts};

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
        ("has:note tag:later", "has note tag later"),
        ("Injustice:Power covid: 19", "injustice power covid 19"),
        ("区治 party党", "区治 party 党"),
        ("TITLE:urban & – !", "title:urban"),
        ("country:a\"b country:'later", "country:\"a b\" country:later"),
    ] {
        let query = Query::parse(text).unwrap();
        assert_eq!(query.to_string(), written, "{text}");
        assert_eq!(Query::parse(written), Ok(query), "{text}");
    }
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
        ("is:unread", "unread", "bookmarked"),
        ("a \"\"", "\"\"", "words between"),
        ("'", "'", "letters behind"),
    ] {
        let error = Query::parse(text).unwrap_err();
        assert_eq!(&text[error.at.clone()], at, "{text}");
        assert!(error.expected.contains(expected), "{text}: {error}");
    }
}

#[test]
fn parts_are_told_apart() {
    let text = "-title:\"last mile\" x year:2015..2021 'go";
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
    ];
    assert_eq!(shown, expected);
}

proptest! {
    #[test]
    fn any_text_is_read_or_errs_with_a_place_inside_it(
        text in "(-?['\"]?(title|titel|year|is|by|tag|author):['\"]?|title|year|is|:|\"|'|-|\\.\\.|2021|[a-cé社]| |\\PC){0,20}",
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
