//! Golden outlines of abstracts of each form, and of what is none.

use crate::reading::{Evidence, read};

/// One section a line: number, label, first words; those of the second level are indented.
fn outline(text: &str) -> String {
    const WORDS: usize = 5;
    let reading = read(text, &Evidence::default());
    let lines = reading.sections.iter().map(|section| {
        let number = section.number.map_or("-".to_owned(), |number| number.to_string());
        let words: Vec<_> =
            reading.mended.text()[section.range.clone()].split_whitespace().take(WORDS).collect();
        let indent = "  ".repeat(usize::from(section.level));
        format!("{indent}{number} {}: {}", section.label, words.join(" "))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The abstract of a page.
fn seed(page: &str) -> &str {
    page.lines().max_by_key(|line| line.len()).unwrap()
}

#[test]
fn the_second_seed_has_an_introduction_and_six_chapters() {
    let page = include_str!("../../../seeds/004_eb5259fedcb92465.txt");
    insta::assert_snapshot!(outline(seed(page)), @r#"
    - Introduction: The introduction part mainly introduces
    1 Chapter 1: The first chapter defines the
    2 Chapter 2: The second chapter introduces the
    3 Chapter 3: In the third chapter, the
    4 Chapter 4: In chapter four, the party
    5 Chapter 5: Chapter five is the "last
    6 Chapter 6: The sixth chapter, the contraction
    "#);
}

#[test]
fn the_first_seed_has_four_roles() {
    let page = include_str!("../../../seeds/000_b57697fb778bb6af.txt");
    insta::assert_snapshot!(outline(seed(page)), @r"
    1 First: first, the organizational role, the
    2 Second: Second, the role of propaganda.
    3 Third: Third, cohesion. Grass-roots party organizations
    4 Fourth: Fourth, the role of service.
    ");
}

#[test]
fn chapters_and_parts_are_found_as_they_are_written() {
    for (text, expected) in [
        (
            "It has an idea. Chapter One of this paper tells it. Chapter Two asks why. In Chapter Three, it ends.",
            "1 Chapter 1: Chapter One of this paper\n2 Chapter 2: Chapter Two asks why.\n3 Chapter 3: In Chapter Three, it ends.",
        ),
        (
            "Chapter I is old. Then Chapter II, \"A title,\" follows. Finally, Chapter IV ends it.",
            "1 Chapter 1: Chapter I is old.\n2 Chapter 2: Then Chapter II, \"A title,\"\n4 Chapter 4: Finally, Chapter IV ends it.",
        ),
        (
            "In introduction part, it begins. Part I is long. Part II is short. The last part tells the rest.",
            "- Introduction: In introduction part, it begins.\n1 Part 1: Part I is long.\n2 Part 2: Part II is short.\n3 Last part: The last part tells the",
        ),
        (
            "Two papers. The first paper asks. It does. The second paper answers. This dissertation helps.",
            "1 Paper 1: The first paper asks. It\n2 Paper 2: The second paper answers.",
        ),
        (
            "Chapter 2 concerns drugs. Chapter 3 analyzes them.",
            "2 Chapter 2: Chapter 2 concerns drugs.\n3 Chapter 3: Chapter 3 analyzes them.",
        ),
        ("The first chapter is all there is.", ""),
        ("The first part of the day. The first part of the night.", ""),
        ("It is told in chapter 1. And again in chapter 2.", ""),
    ] {
        assert_eq!(outline(text), expected);
    }
}

#[test]
fn points_ordinals_questions_and_labels_are_found() {
    for (text, expected) in [
        (
            "The aims were: (1) to find out how the people of the city lived, (2) to ask them what they thought of it, and (3) to tell.",
            "1 (1): (1) to find out how\n2 (2): (2) to ask them what\n3 (3): (3) to tell.",
        ),
        (
            "Three questions are asked: 1. What is the state of the schools in the city?2.How did they come to be as they are?3.Why?",
            "1 1: 1. What is the state\n2 2: 2. How did they come\n3 3: 3. Why?",
        ),
        (
            "We say: first, the role of the party is to lead the people of it;Second, the role of others is to be led by it.Finally, all.",
            "1 First: first, the role of the\n2 Second: Second, the role of others\n3 Finally: Finally, all.",
        ),
        (
            "Background: Much is known. Methods: We asked ten people. Results: None knew. Conclusion: Little is known.",
            "- Background: Background: Much is known.\n- Methods: Methods: We asked ten people.\n- Results: Results: None knew.\n- Conclusion: Conclusion: Little is known.",
        ),
        (
            "Chapter 1 has two parts: (1) the long one that tells of the past in all of its detail, and (2) the short one that does not. Chapter 2 ends.",
            "1 Chapter 1: Chapter 1 has two parts:\n  1 (1): (1) the long one that\n  2 (2): (2) the short one that\n2 Chapter 2: Chapter 2 ends.",
        ),
        ("First, it was a school. It is the 19th of its kind.", ""),
        ("Of three kinds: (1) age, (2) sex, (3) income.", ""),
        ("It was the second school, and the first (see 1) of 3.", ""),
        ("Results: They came.", ""),
        ("", ""),
    ] {
        assert_eq!(outline(text), expected);
    }
}
