//! However a word is written and however it is typed, every kind of clause finds it, before abstracts are indexed, too.

use super::tests::ids_of;
use crate::thesis::{Draft, Field};

/// A word as a text has it, and as it is typed.
const SPELLINGS: [(&str, &str); 27] = [
    ("ｶﾞｸｾｲ", "ガクセイ"),
    ("ﾊﾟﾀｰﾝ", "パターン"),
    ("か\u{3099}くせい", "がくせい"),
    ("\u{1112}\u{1161}\u{11ab}국어", "한국어"),
    ("שָׁלוֹם", "שלום"),
    ("מִשְׁפָּט", "משפט"),
    ("مُحَمَّد", "محمد"),
    ("كتـــاب", "كتاب"),
    ("أحمد", "احمد"),
    ("می\u{200c}خواهم", "میخواهم"),
    ("كتابهاي", "کتابهای"),
    ("Nguyễn", "nguyen"),
    ("Dvor\u{30c}ák", "dvorak"),
    ("Łódź", "lodz"),
    ("ﬁnance", "finance"),
    ("ＵＲＢＡＮ", "urban"),
    ("ΟΔΥΣΣΕΥΣ", "οδυσσεύς"),
    ("İstanbul", "istanbul"),
    ("H₂SO₄", "h2so4"),
    ("हिन्दी", "हिन्दी"),
    ("Straße", "strasse"),
    ("Größe", "groesse"),
    ("Gro\u{308}ße", "grosse"),
    ("Århus", "aarhus"),
    ("Søren", "soren"),
    ("Ph.D", "phd"),
    ("U.S.A", "usa"),
];

#[test]
fn every_kind_of_clause_finds_every_spelling() {
    for (written, typed) in SPELLINGS {
        let text = format!("one {written} two");
        let of = |id: &'static str, field| {
            Draft::default().with(Field::Id, id).with_values(field, [text.as_str()])
        };
        let drafts = [
            of("title", Field::Title),
            of("keyword", Field::Keywords),
            of("abstract", Field::Abstract),
            of("university", Field::University),
            Draft::default().with(Field::Id, "other").with(Field::Abstract, "Neither of them."),
        ];
        let beginning: String = typed.chars().take(2).collect();
        for typed in [typed, written, typed.to_uppercase().as_str()] {
            // What is written with full stops is typed as several words, of which a field's name holds for all.
            let word = |field: &str| format!("{field}:\"{typed}\"");
            for (query, found) in [
                (typed.to_owned(), &["title", "keyword", "abstract"][..]),
                (format!("'{typed}"), &["title", "keyword", "abstract"]),
                (format!("\"{typed}\""), &["title", "keyword", "abstract"]),
                (format!("“{typed} two”"), &["title", "keyword", "abstract"]),
                (format!("\"one {typed}\""), &["title", "keyword", "abstract"]),
                (format!("-{typed}"), &["university", "other"]),
                (format!("-'{typed}"), &["university", "other"]),
                (format!("-\"{typed} tw\""), &["university", "other"]),
                (format!("title:{typed}"), &["title"]),
                (format!("abstract:'{typed}"), &["abstract"]),
                (word("kw"), &["keyword"]),
                (format!("(nowhere | abstract:{typed})"), &["abstract"]),
            ] {
                assert_eq!(ids_of(&drafts, &query), found, "{query} in {text}");
            }
        }
        assert_eq!(ids_of(&drafts, &format!("university:{typed}")), ["university"], "{typed} in {text}");
        assert_eq!(
            ids_of(&drafts, &format!("university:\"{beginning}\"")),
            ["university"],
            "{beginning} in {text}"
        );
    }
}
