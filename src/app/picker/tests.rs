use super::{HELP, Item, Outcome, PROBLEMS, Picker, Shared, Source};
use crate::app::key::{Key, KeyCode};
use crate::app::keymap::Keymap;
use crate::app::scroll::Step;
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

fn shared(keymap: &Keymap) -> Shared<'_> {
    Shared { keys: keymap, problems: &[], parts: &[] }
}

fn typed(picker: &mut Picker, text: &str) {
    text.chars().for_each(|c| assert!(picker.edit(Key::plain(KeyCode::Char(c)), 10)));
}

fn seen(picker: &Picker) -> Vec<String> {
    let text = |(item, current): (&Item, bool)| {
        let text = match item {
            Item::Heading(heading) => heading.clone(),
            Item::Cells(cells) => cells.join("/"),
        };
        format!("{}{text}", if current { ">" } else { "" })
    };
    picker.seen().map(text).collect()
}

#[test]
fn a_list_of_any_kind_is_walked_through_and_narrowed() {
    let mut picker = Picker::open(TOY, &shared(&Keymap::default()));
    assert_eq!(seen(&picker), ["Of wood", ">top/turns/2", "horse/rocks/11", "Of tin", "drum/sounds/3"]);
    assert_eq!((picker.width(0), picker.width(1), picker.width(2), picker.width(3)), (5, 6, 2, 0));
    picker.step(Step::Items(2), 10);
    assert_eq!(picker.current(), Some(4), "a heading is passed over");
    picker.step(Step::Items(-1), 10);
    assert_eq!(picker.current(), Some(2));
    picker.step(Step::Last, 2);
    picker.step(Step::First, 2);
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
    assert_eq!((picker.seen().count(), picker.current()), (0, None));
    for _ in 0..10 {
        picker.edit(Key::plain(KeyCode::Backspace), 10);
    }
    assert_eq!(picker.counts(), (3, 3));
}

#[test]
fn what_is_picked_is_the_row_under_the_cursor_however_the_list_is_narrowed() {
    let keymap = Keymap::default();
    let mut picker = Picker::open(TOY, &shared(&keymap));
    assert_eq!((picker.pick(&shared(&keymap)), picker.position()), (Outcome::Close, Some((1, 3))));
    picker.step(Step::Items(1), 10);
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
    assert_eq!(seen(&help), ["In the list and the detail", ">b/bookmark on or off"]);
}

#[test]
fn problems_that_come_while_they_are_looked_at_are_added() {
    let problem = |file: &str| Problem {
        file: std::path::Path::new(file).into(),
        warning: Warning::skipped(1, "a picture"),
    };
    let keymap = Keymap::default();
    let mut problems = vec![problem("a.png"), problem("b.png")];
    let mut picker = Picker::open(PROBLEMS, &Shared { keys: &keymap, problems: &problems, parts: &[] });
    typed(&mut picker, "b.");
    problems.extend([problem("c.png"), problem("b.gif")]);
    picker.grow(&Shared { keys: &keymap, problems: &problems, parts: &[] });
    assert_eq!(picker.counts(), (2, 4));
    assert_eq!(picker.current(), Some(1), "the cursor stays");
}
