//! The commands, run as a person runs them.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

#[path = "../support/mod.rs"]
mod support;
mod usage;

use std::fs;

use serde_json::{Value, json};
use support::home::{Home, Run};

const SEEDS: [(&str, &str); 2] = [
    ("2556307118989809", include_str!("../../seeds/000_b57697fb778bb6af.txt")),
    ("1486306041972729", include_str!("../../seeds/004_eb5259fedcb92465.txt")),
];

fn page(id: &str, title: &str) -> String {
    format!(
        "Font Size: a A A\n\n{title}\n\nPosted on:2020-01-02Degree:MasterType:Thesis\n\
         Country:ChinaCandidate:A B CFull Text:PDF\nGTID:{id}Subject:Law\n\
         Abstract/Summary:PDF Full Text Request\nAn abstract.\nKeywords/Search Tags:one, two\n\
         PDF Full Text Request\nRelated items"
    )
}

#[test]
fn without_a_terminal_it_prints_what_list_prints() {
    let home = Home::new();
    let printed = home.run(&[]).quiet();
    assert_eq!(printed, home.run(&["list"]).quiet());
    insta::assert_snapshot!(printed, @r#"
    2556307118989809  2023  Master  Z Y Zhu   Research On The Role Of Grass-roots Party Organizations In Community Governance
    1486306041972729  2021  Doctor  Y L Wang  On "Concentric?Circles" Of Urban Community Governance And Interaction Between The Party And The Masses
    "#);
}

#[test]
fn abstracts_are_given_mended_and_as_they_were_read() {
    let home = Home::new();
    let abstracts = |arguments: &[&str]| -> Vec<String> {
        let printed = home.run(arguments).quiet();
        let line = |line: &str| {
            serde_json::from_str::<Value>(line).unwrap()["abstract"].as_str().unwrap().to_owned()
        };
        printed.lines().map(line).collect()
    };
    let mended = abstracts(&["list", "--format", "jsonl"]);
    let as_read = abstracts(&["list", "--format", "jsonl", "--as-read"]);
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    for (mended, as_read) in mended.iter().zip(&as_read) {
        assert_eq!(letters(mended), letters(as_read), "no letter is lost");
        assert_ne!(mended, as_read);
    }
    assert!(mended[0].contains("should be promoted, and") && as_read[0].contains("should be promoted,and"));
    let show = |arguments: &[&str]| home.run(&[&["show", SEEDS[0].0], arguments].concat()).quiet();
    assert!(show(&[]).contains("people’s"), "{}", show(&[]));
    assert!(show(&["--as-read"]).contains("people ’s") || show(&["--as-read"]).contains("people\n’s"));
}

#[test]
fn both_seeds_are_right_in_every_field() {
    let printed = Home::new().run(&["list", "--format", "jsonl", "--as-read"]).quiet();
    let mut theses: Vec<Value> = printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    // The abstract is the line that the page has it on.
    for (thesis, (id, page)) in theses.iter_mut().zip(SEEDS) {
        let fields = thesis.as_object_mut().unwrap();
        let file = fields.remove("file").unwrap();
        assert!(file.as_str().unwrap().starts_with("seeds/"), "{file}");
        assert_eq!(fields.remove("line"), Some(json!(1)));
        assert_eq!(fields.remove("abstract"), Some(json!(page.lines().nth(8).unwrap())), "{id}");
    }
    let expected = [
        json!({
            "id": "2556307118989809",
            "title": "Research On The Role Of Grass-roots Party Organizations In Community Governance",
            "posted": "2023-12-02", "degree": "Master", "kind": "Thesis", "country": "China",
            "candidate": "Z Y Zhu", "full_text": "PDF", "subject": "Political science",
            "keywords": ["Community Governance", "Grassroots Party Organizations",
                "The Function of Grassroots Party Organizations"],
            "related": [],
        }),
        json!({
            "id": "1486306041972729",
            "title": "On \"Concentric?Circles\" Of Urban Community Governance And Interaction Between The \
                Party And The Masses",
            "posted": "2021-12-01", "degree": "Doctor", "kind": "Dissertation", "country": "China",
            "candidate": "Y L Wang", "full_text": "PDF",
            "subject": "Doctrine of the party and party building",
            "keywords": ["community governance", "Party masses interaction", "concentric circle", "Urumqi"],
            "related": [],
        }),
    ];
    assert_eq!(theses, expected);
}

#[test]
fn list_filters_sorts_and_limits() {
    let home = Home::new();
    let ids = |arguments: &[&str]| -> Vec<String> {
        let printed = home.run(&[&["list", "--format", "tsv"], arguments].concat()).quiet();
        printed.lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect()
    };
    let [zhu, wang] = SEEDS.map(|(id, _)| id);
    assert_eq!(ids(&[]), [zhu, wang]);
    assert_eq!(ids(&["-q", "commnity govrnance"]).len(), 2);
    assert_eq!(ids(&["-q", "urumqi"]), [wang]);
    assert_eq!(ids(&["-q", "zzzzzz"]), [""; 0]);
    assert_eq!(ids(&["--sort", "candidate"]), [wang, zhu]);
    assert_eq!(ids(&["--sort", "title"]), [wang, zhu]);
    assert_eq!(ids(&["--limit", "1"]), [zhu]);
    assert_eq!(ids(&["--limit", "0"]), [""; 0]);
}

#[test]
fn what_each_part_of_a_filter_leaves_alone_is_said_where_nothing_is_found() {
    let home = Home::new();
    let said = |arguments: &[&str]| {
        let ran = home.run(&[&["list"], arguments].concat());
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(0), ""), "{arguments:?}");
        ran.stderr
    };
    assert_eq!(said(&["-q", "urumqi zzzzzz"]), "theses: nothing found; alone: urumqi 1 · zzzzzz 0\n");
    let parts = "theses: nothing found; alone: (urumqi | grassroots) 2 · -community 0 · year:2021 1\n";
    assert_eq!(said(&["-q", "(urumqi | grassroots) -community year:2021"]), parts);
    let view = "theses: nothing found among 0 bookmarks, 1 without --bookmarked\n";
    assert_eq!(said(&["--bookmarked", "-q", "urumqi"]), view);
    assert_eq!(said(&["-q", "zzzzzz"]), "", "an empty list says all");
}

#[test]
fn tsv_has_its_columns() {
    let printed = Home::new().run(&["list", "--format", "tsv", "-n", "1"]).quiet();
    let expected = "2556307118989809\t2023-12-02\tMaster\tThesis\tZ Y Zhu\tResearch On The Role Of Grass-roots \
        Party Organizations In Community Governance\tPolitical science\tCommunity Governance, Grassroots Party \
        Organizations, The Function of Grassroots Party Organizations\n";
    assert_eq!(printed, expected);
}

#[test]
fn bookmarks_are_listed_alone_and_the_newest_first() {
    let home = Home::new();
    assert_eq!(home.run(&["list", "--bookmarked"]).quiet(), "");
    let mark = |id: &str, at: &str| json!({ "id": id, "title": "T", "bookmarked": at });
    let mut marks = vec![mark(SEEDS[1].0, "2026-01-01T00:00:00Z")];
    let write = |marks: &[Value]| {
        home.file("data/theses/marks.json", json!({ "version": 1, "marks": marks }).to_string())
    };
    write(&marks);
    let printed = home.run(&["list", "--bookmarked"]).quiet();
    assert!(printed.lines().count() == 1 && printed.contains("Concentric"), "{printed}");
    assert_eq!(home.run(&["list", "--sort", "bookmarked"]).quiet().lines().count(), 2);
    assert_eq!(home.run(&["list", "-q", "is:bookmarked"]).quiet(), printed);
    let others = home.run(&["list", "-q=-is:bookmarked"]).quiet();
    assert!(others.lines().count() == 1 && !others.contains("Concentric"), "{others}");

    marks.push(mark("of another folder", "2026-01-02T00:00:00Z"));
    write(&marks);
    let run = home.run(&["list", "--bookmarked"]);
    let elsewhere = "of another folder                          T";
    assert_eq!((run.code, run.stdout.lines().last()), (Some(0), Some(elsewhere)));
    assert_eq!(run.stdout.lines().count(), 2);
    let said = "theses: 1 bookmark is of a thesis that is not here; id and title are all that is known\n";
    assert_eq!(run.stderr, said);
    let lines = home.run(&["list", "--bookmarked", "--format", "jsonl", "-q", "id:of"]).stdout;
    let line: Value = serde_json::from_str(lines.trim()).unwrap();
    assert_eq!((&line["id"], &line["title"]), (&json!("of another folder"), &json!("T")));
    assert!(line["file"].as_str().unwrap().ends_with("marks.json"), "it says where it is known from");
    assert_eq!(home.run(&["list", "--bookmarked", "-n", "1"]).stdout, printed);
}

#[test]
fn bookmarks_that_cannot_be_read_are_told_of_and_left_alone() {
    let home = Home::new();
    home.file("data/theses/marks.json", "not json");
    home.run(&["list"]).quiet();
    let run = home.run(&["list", "--bookmarked"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert!(run.stderr.starts_with("theses: cannot read the marks: "), "{}", run.stderr);
    assert!(run.stderr.contains("\nhint: "), "{}", run.stderr);
    assert_eq!(fs::read_to_string(home.marks_file()).unwrap(), "not json");
}

#[test]
fn show_prints_one_thesis() {
    let printed = Home::new().run(&["show", SEEDS[0].0]).quiet();
    assert!(printed.lines().all(|line| line.chars().count() <= 80), "{printed}");
    let above: Vec<_> = printed.lines().take(18).collect();
    insta::assert_snapshot!(above.join("\n"), @r#"
    Research On The Role Of Grass-roots Party Organizations In Community Governance

    Candidate  Z Y Zhu
    Posted     2023-12-02
    Degree     Master
    Type       Thesis
    Country    China
    Subject    Political science
    Keywords   Community Governance, Grassroots Party Organizations, The Function of
               Grassroots Party Organizations
    Full text  PDF
    Id         2556307118989809
    From       seeds/000_b57697fb778bb6af.txt:1

    The Fourth Plenary Session of the 19th CPC Central Committee clearly pointed out
    that the modernization of national governance system and governance capacity
    should be promoted, and the superiority of socialism with Chinese
    characteristics should be fully demonstrated. Community governance, as the basis
    "#);
}

#[test]
fn scripts_without_spaces_say_nothing_on_standard_error() {
    let home = Home::new();
    for (at, word) in ["กำแพงเมือง", "ກຳແພງເມືອງ", "ជញ្ជាំងទីក្រុង", "မြို့ရိုး"].iter().enumerate()
    {
        let line = json!({"id": "1", "title": word.repeat(30), "abstract": word.repeat(90)});
        let file = home.file(format!("{at}.jsonl"), line.to_string());
        let shown = home.run(&["show", "1", file.to_str().unwrap()]).quiet();
        assert!(shown.replace(['\n', ' '], "").contains(&word.repeat(30)), "{shown}");
    }
}

#[test]
fn an_unknown_id_comes_with_a_hint() {
    let home = Home::new();
    for (id, hint) in
        [("25563", "did you mean 2556307118989809?"), ("1486306041972792", "did you mean 1486306041972729?")]
    {
        let run = home.run(&["show", id]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
        assert_eq!(run.stderr, format!("theses: no thesis here has the id `{id}`\nhint: {hint}\n"));
    }
}

#[test]
fn related_prints_what_is_near_with_the_words_that_are_shared() {
    let home = Home::new();
    let related = home.run(&["related", SEEDS[0].0]).quiet();
    assert!(related.starts_with("0.") && related.contains(SEEDS[1].0), "{related}");
    assert!(related.trim_end().ends_with(')') && related.lines().count() == 1, "{related}");
    let line = home.run(&["related", SEEDS[0].0, "--format", "jsonl"]).quiet();
    let record: Value = serde_json::from_str(&line).unwrap();
    assert_eq!(record["id"], SEEDS[1].0);
    assert!(record["score"].as_f64().is_some_and(|score| score > 0.0 && score <= 1.0), "{line}");
    assert!(record["shared"].as_array().is_some_and(|shared| (1..=4).contains(&shared.len())), "{line}");
    assert_eq!(home.run(&["related", SEEDS[0].0, "--limit", "0"]).quiet(), "");

    let run = home.run(&["related", "25563"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert!(run.stderr.ends_with("hint: did you mean 2556307118989809?\n"), "{}", run.stderr);
}

#[test]
fn a_text_on_standard_input_has_related_theses() {
    let home = Home::new();
    let related = |text: &str| Run::of(home.command(&["related", "-"]).write_stdin(text).output().unwrap());
    let own = related("Concentric circles of governance in an urban community.").quiet();
    assert!(own.lines().next().is_some_and(|line| line.contains(SEEDS[1].0)), "{own}");
    // A page that is loaded is not related to itself.
    assert_eq!(related(SEEDS[0].1).quiet(), home.run(&["related", SEEDS[0].0]).quiet());
    let run = related("  \n");
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert!(run.stderr.contains("standard input holds no text\nhint: "), "{}", run.stderr);
    let run = related("the of and");
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""));
    assert!(run.stderr.contains("no thesis here shares a word"), "{}", run.stderr);
}

#[test]
fn the_outline_has_one_section_a_line() {
    let home = Home::new();
    insta::assert_snapshot!(home.run(&["show", "1486306041972729", "--outline"]).quiet(), @r#"
    -  Introduction  The introduction part mainly introduces the reason and significance of
    1  Chapter 1  The first chapter defines the concept and clarifies the theoretical
    2  Chapter 2  The second chapter introduces the history and current situation of
    3  Chapter 3  In the third chapter, the author discusses how to find
    4  Chapter 4  In chapter four, the party links with the masses of
    5  Chapter 5  Chapter five is the "last kilometer" connecting the people closely.
    6  Chapter 6  The sixth chapter, the contraction and expansion of the "concentric
    "#);
    insta::assert_snapshot!(home.run(&["show", "2556307118989809", "--outline"]).quiet(), @r"
    1  First  first, the organizational role, the grass-roots party organizations should establish
    2  Second  Second, the role of propaganda. Grass-roots party organizations should take
    3  Third  Third, cohesion. Grass-roots party organizations should build, cultivate and mobilize
    4  Fourth  Fourth, the role of service. Grass-roots party organizations should improve
    ");
    home.file("pages/a.txt", page("1000000000000001", "One"));
    let run = home.run(&["show", "1000000000000001", "--outline", "pages"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""));
    assert_eq!(run.stderr, "theses: the abstract of 1000000000000001 is not told in sections\n");
}

#[test]
fn check_tells_totals_and_what_was_skipped() {
    let home = Home::new();
    assert_eq!(
        home.run(&["check"]).quiet(),
        "for reading: 212 lost spaces, 2 stray spaces mended\n2 theses, nothing skipped or mended\n"
    );

    home.file("pages/a.txt", page("1000000000000001", "One"));
    home.file("pages/empty.txt", "");
    let run = home.run(&["check", "pages"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    let lines: Vec<_> = run.stdout.lines().collect();
    assert!(lines[0].starts_with("pages/empty.txt:1: skipped: "), "{}", run.stdout);
    assert_eq!(lines[1..], ["1 thesis, 1 skipped"]);

    let run = home.run(&["list", "pages"]);
    assert_eq!((run.code, run.stdout.lines().count()), (Some(1), 1));
    assert_eq!(
        run.stderr,
        "theses: 1 file or record was skipped; `theses check` with the same paths tells which, and why\n"
    );
    assert_eq!(home.run(&["check", "nowhere"]).code, Some(1));
}
