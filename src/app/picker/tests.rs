use std::sync::LazyLock;

use super::{HELP, Item, Outcome, PROBLEMS, Picker, Shared, Source};
use crate::app::key::{Key, KeyCode};
use crate::app::keymap::Keymap;
use crate::app::layout::Size;
use crate::app::related::RelatedTheses;
use crate::app::scroll::Step;
use crate::text::width::columns;
use crate::thesis::{Problem, Warning};

/// A list as another file would have it: three columns, two headings.
const TOY: &Source = &Source {
    takes_its_key: false,
    title: "Toys",
    counted: Some(("toy", "toys")),
    empty: "No toys.",
    rows: toys,
    picks: "play",
    pick: |_, at| if at == 2 { Outcome::Do("quit") } else { Outcome::Close },
    ..Source::PLAIN
};

fn toys(_: &Shared<'_>, from: usize) -> Vec<Item> {
    let cells = |cells: [&str; 3]| Item::Cells(cells.map(str::to_owned).to_vec());
    let rows = [
        Item::Heading("Of wood".into()),
        cells(["top", "turns", "2"]),
        cells(["horse", "rocks", "11"]),
        Item::Heading("Of tin".into()),
        cells(["drum", "sounds", "3"]),
    ];
    rows.into_iter().skip(from).collect()
}

const ROOM: Size = Size { width: 80, height: 10 };
const LOW: Size = Size { width: 80, height: 2 };

fn shared(keymap: &Keymap) -> Shared<'_> {
    static NONE: LazyLock<RelatedTheses> = LazyLock::new(RelatedTheses::default);
    Shared { keys: keymap, problems: &[], opened: &[], parts: &[], part: None, related: &NONE }
}

fn typed(picker: &mut Picker, text: &str) {
    text.chars().for_each(|c| assert!(picker.edit(Key::plain(KeyCode::Char(c)), ROOM)));
}

fn seen(picker: &Picker) -> Vec<String> {
    let text = |(item, current): (&Item, bool)| {
        let text = match item {
            Item::Heading(heading) => heading.clone(),
            Item::Cells(cells) => cells.join("/"),
        };
        format!("{}{text}", if current { ">" } else { "" })
    };
    let rows = picker.kept.iter().enumerate().skip(picker.cursor.top);
    rows.map(|(at, &row)| text((&picker.rows[row].item, at == picker.cursor.at))).collect()
}

#[test]
fn a_list_of_any_kind_is_walked_through_and_narrowed() {
    let mut picker = Picker::open(TOY, &shared(&Keymap::default()));
    assert_eq!(seen(&picker), ["Of wood", ">top/turns/2", "horse/rocks/11", "Of tin", "drum/sounds/3"]);
    assert_eq!((picker.width(0), picker.width(1), picker.width(2), picker.width(3)), (5, 6, 2, 0));
    picker.step(Step::Items(2), ROOM);
    assert_eq!(picker.current(), Some(4), "a heading is passed over");
    picker.step(Step::Items(-1), ROOM);
    assert_eq!(picker.current(), Some(2));
    picker.step(Step::Last, LOW);
    picker.step(Step::First, LOW);
    assert_eq!(seen(&picker)[0], "Of wood", "the heading of the first row is seen again");
    typed(&mut picker, "o");
    assert_eq!((picker.counts(), picker.width(0)), ((3, 3), 5));
    typed(&mut picker, " u");
    assert_eq!(seen(&picker), ["Of wood", ">top/turns/2", "Of tin", "drum/sounds/3"]);
    assert_eq!((picker.counts(), picker.width(0)), ((2, 3), 4));
    typed(&mut picker, "m");
    assert_eq!(
        (seen(&picker), picker.current()),
        (vec!["Of tin".to_owned(), ">drum/sounds/3".to_owned()], Some(4))
    );
    typed(&mut picker, "x");
    assert_eq!((seen(&picker).len(), picker.current()), (0, None));
    for _ in 0..10 {
        picker.edit(Key::plain(KeyCode::Backspace), ROOM);
    }
    assert_eq!(picker.counts(), (3, 3));
}

#[test]
fn what_is_picked_is_the_row_under_the_cursor_however_the_list_is_narrowed() {
    let keymap = Keymap::default();
    let mut picker = Picker::open(TOY, &shared(&keymap));
    assert_eq!((picker.pick(&shared(&keymap)), picker.position()), (Outcome::Close, Some((1, 3))));
    picker.step(Step::Items(1), ROOM);
    assert_eq!((picker.pick(&shared(&keymap)), picker.position()), (Outcome::Do("quit"), Some((2, 3))));
    typed(&mut picker, "rocks");
    assert_eq!((picker.pick(&shared(&keymap)), picker.position()), (Outcome::Do("quit"), Some((1, 1))));
    typed(&mut picker, "x");
    assert_eq!((picker.pick(&shared(&keymap)), picker.position()), (Outcome::Stay, None));
}

#[test]
fn help_is_narrowed_by_typing() {
    let mut help = Picker::open(HELP, &shared(&Keymap::default()));
    typed(&mut help, "BOOKMARK off");
    assert_eq!(
        seen(&help),
        [
            "In the list and the detail",
            ">b/bookmark on or off",
            "In the picture of related theses",
            "b/bookmark on or off"
        ]
    );
}

fn problem(file: &str, warning: Warning) -> Problem {
    Problem { file: std::path::Path::new(file).into(), warning }
}

#[test]
fn problems_that_come_while_they_are_looked_at_are_put_in_their_sections() {
    let skipped = |file: &str| problem(file, Warning::skipped(1, "a picture"));
    let keymap = Keymap::default();
    let mut problems = vec![problem("m.txt", Warning::mended(3, "cut")), skipped("a.png"), skipped("b.png")];
    let mut picker = Picker::open(PROBLEMS, &Shared { problems: &problems, ..shared(&keymap) });
    let (lost, mended) = ("Skipped: not loaded", "Mended, or loaded in part");
    let rows = [lost, ">a.png:1/a picture", "b.png:1/a picture", mended, "m.txt:3/cut"];
    assert_eq!(seen(&picker), rows);
    picker.step(Step::Last, ROOM);
    problems.extend([skipped("c.png"), problem("r.txt", Warning::repeated(1, "as in m.txt"))]);
    picker.grow(&Shared { problems: &problems, ..shared(&keymap) });
    let rows = [
        lost,
        "a.png:1/a picture",
        "b.png:1/a picture",
        "c.png:1/a picture",
        mended,
        ">m.txt:3/cut",
        "Repeated: loaded already",
        "r.txt:1/as in m.txt",
    ];
    assert_eq!(seen(&picker), rows, "the cursor stays on its row");
    typed(&mut picker, "loaded m.");
    assert_eq!(seen(&picker), [mended, ">m.txt:3/cut", "Repeated: loaded already", "r.txt:1/as in m.txt"]);
    assert_eq!(picker.counts(), (2, 5));
}

#[test]
fn paths_of_problems_begin_where_what_was_opened_ends() {
    let keymap = Keymap::default();
    for (file, opened, shown) in [
        ("/data/x/b/page12.txt", &["/data/x"][..], "b/page12.txt:7"),
        ("../x/b/page12.txt", &["../x/"], "b/page12.txt:7"),
        ("./b/page12.txt", &["."], "b/page12.txt:7"),
        ("/data/x/b/page12.txt", &["/data/y", "/data/x"], "x/b/page12.txt:7"),
        ("/data/x.txt", &["/data/x.txt"], "/data/x.txt:7"),
        ("/else.txt", &["/data"], "/else.txt:7"),
    ] {
        let opened: Vec<_> = opened.iter().map(std::path::PathBuf::from).collect();
        let problems = [problem(file, Warning::skipped(7, "no thesis"))];
        let picker =
            Picker::open(PROBLEMS, &Shared { problems: &problems, opened: &opened, ..shared(&keymap) });
        assert_eq!(seen(&picker)[1], format!(">{shown}/no thesis"));
    }
}

/// The lines of a list as they stand on the screen.
fn drawn(picker: &Picker, room: Size) -> String {
    let line = |line: &super::Line| {
        let mut text = String::new();
        for piece in &line.pieces {
            text += &" ".repeat(piece.x - columns(&text));
            text += &piece.text;
        }
        assert!(columns(&text) < usize::from(room.width), "{text}");
        text + "\n"
    };
    picker.lines(room).iter().map(line).collect()
}

#[test]
fn the_row_under_the_cursor_is_shown_whole_and_the_others_keep_their_ends_or_beginnings() {
    let keymap = Keymap::default();
    let reason = "the record has neither a title nor an abstract, so there is nothing to read in it";
    let long = "some/folder/with/a/long/name/b/page12.txt";
    let problems =
        [problem(long, Warning::skipped(12, reason)), problem("c.txt", Warning::skipped(1, reason))];
    let mut picker = Picker::open(PROBLEMS, &Shared { problems: &problems, ..shared(&keymap) });
    let room = Size { width: 60, height: 8 };
    insta::assert_snapshot!(drawn(&picker, room), @r"
     Skipped: not loaded
       some/folder/with/a/long/name/b/page12.txt:12
         the record has neither a title nor an abstract, so
         there is nothing to read in it
       c.txt:1                    the record has neither a tit…
    ");
    picker.step(Step::Items(1), room);
    insta::assert_snapshot!(drawn(&picker, room), @r"
     Skipped: not loaded
       …/name/b/page12.txt:12     the record has neither a tit…
       c.txt:1                    the record has neither a
                                  title nor an abstract, so
                                  there is nothing to read in
                                  it
    ");
    for (width, height) in [(24, 1), (24, 2), (40, 3), (200, 3)] {
        let room = Size { width, height };
        for step in [Step::First, Step::Last] {
            picker.step(step, room);
            let lines = picker.lines(room);
            assert!(lines.len() <= usize::from(height) && lines.iter().any(|line| line.is_current));
            drawn(&picker, room);
        }
    }
}
