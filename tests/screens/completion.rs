//! What the filter offers while one types: fields, values and earlier queries.

use insta::assert_snapshot;
use theses::app::Msg;
use theses::thesis::Field;

use crate::screen::{Reader, collection};
use crate::{reader, varied};

/// The line of the filter, with a bar for the cursor, and the status bar.
fn typed(reader: &Reader) -> String {
    let filter = &reader.model.filter.prompt;
    let mut text = filter.text().to_owned();
    text.insert(filter.cursor(), '|');
    format!("{text}\n{}", reader.status())
}

#[test]
fn fields_and_values_are_completed() {
    let mut drafts = varied();
    drafts[0].set(Field::Country, "United States");
    drafts[1].set(Field::Country, "China");
    drafts[2].set(Field::Country, "China");
    let mut reader = Reader::of(&collection(&drafts), 90, 24);
    reader.press("/life k<Tab>");
    assert_snapshot!(typed(&reader), @r"
    life kw:|
     ❯kw:   kind:                                                                      1 of 2
    ");
    assert_snapshot!(typed(reader.press("<Tab>")), @r"
    life kind:|
      kw:  ❯kind:                                                                      2 of 2
    ");
    assert_snapshot!(typed(reader.press("<Tab><Shift-Tab><Shift-Tab>")), @r"
    life kw:|
     ❯kw:   kind:                                                                      1 of 2
    ");
    reader.press("<Esc>/cou<Tab>");
    assert_snapshot!(typed(&reader), @r"
    country:|
     expected a country at `country:`
    ");
    reader.press("<Tab>");
    assert_snapshot!(typed(&reader), @r"
    country:China|
     ❯China   United States                                                            1 of 2
    ");
    assert!(reader.screen().contains("2 of 6"), "the list follows:\n{}", reader.screen());
    assert_snapshot!(reader.looks().lines().last().unwrap_or_default(), @"aaaaaaaaffffffffffffffff···························································fffffff");
    reader.press("<Shift-Tab>");
    assert_snapshot!(typed(&reader), @r#"
    country:"United States"|
      China  ❯United States                                                            2 of 2
    "#);
    reader.press(" x<Backspace>");
    assert_snapshot!(typed(&reader), @r#"
    country:"United States" |
     Enter keep  Esc drop  ↓ next  ↑ previous  Tab complete  Alt-↑ earlier
    "#);
    reader.press("-degree:z<Tab>");
    assert_snapshot!(typed(&reader), @r#"
    country:"United States" -degree:z|
     no degree here begins with `z`
    "#);
    assert_snapshot!(typed(reader.press("<Backspace>M<Tab>")), @r#"
    country:"United States" -degree:Master|
     Enter keep  Esc drop  ↓ next  ↑ previous  Tab complete  Alt-↑ earlier
    "#);
    assert_snapshot!(typed(reader.press(" 'x<Tab>")), @r#"
    country:"United States" -degree:Master 'x|
     nothing is known to complete this with
    "#);
}

#[test]
fn candidates_that_do_not_fit_are_walked_through() {
    let mut reader = reader(40, 12);
    reader.press("/<Tab>");
    assert_snapshot!(typed(&reader), @r"
    title:|
     ❯title:   by:   subject:   kw… 1 of 19
    ");
    assert_snapshot!(typed(reader.press("<Tab><Tab><Tab><Tab>")), @r"
    abstract:|
    …  subject:   kw:  ❯abstract: … 5 of 19
    ");
    assert_snapshot!(typed(reader.press("<Shift-Tab><Shift-Tab><Shift-Tab><Shift-Tab><Shift-Tab>")), @r"
    is:|
    …  id:   citekey:  ❯is:        19 of 19
    ");
    assert!(!typed(reader.press("<Enter>")).contains("19"), "any other key takes it");
}

#[test]
fn a_completion_that_comes_too_late_is_dropped() {
    let mut reader = reader(90, 24);
    reader.press("/degree:x<Backspace>");
    let effects = theses::app::update(&mut reader.model, Msg::Key("Tab".parse().expect("a key")));
    let [theses::app::Effect::Complete(_, gap)] = &effects[..] else { panic!("{effects:?}") };
    let more = theses::app::update(&mut reader.model, Msg::Indexed(6, 6));
    assert!(
        matches!(&more[..], [theses::app::Effect::Ask(..), theses::app::Effect::Complete(_, again)] if again == gap),
        "a question that is asked meanwhile does not lose it: {more:?}"
    );
    let late = Msg::Completed(gap.clone(), vec!["Master".into()]);
    reader.press("D").tell(late.clone());
    assert!(typed(&reader).starts_with("degree:D|"));
    reader.press("<Tab><Shift-Tab>").tell(late);
    assert!(!typed(&reader).contains("Master"));
}

#[test]
fn earlier_queries_are_walked_through_and_what_was_typed_comes_back() {
    let mut reader = reader(90, 24);
    reader.press("/urban<Enter>/<Esc>/rural<Down><Esc>/traffic<Esc>/life year:<Enter><Esc>");
    assert_eq!(reader.remembered, ["urban", "rural"], "what was neither kept nor looked at is not worth it");
    reader.press("/com<Alt-Up>");
    let text = |reader: &Reader| reader.model.filter.prompt.text().to_owned();
    assert_eq!(text(&reader), "rural");
    assert!(reader.screen().contains("1 of 6 · by relevance"), "{}", reader.screen());
    for (key, shown) in
        [("<Alt-Up>", "urban"), ("<Alt-Up>", "urban"), ("<Alt-Down>", "rural"), ("<Alt-Down>", "com")]
    {
        assert_eq!(text(reader.press(key)), shown);
    }
    assert_eq!(text(reader.press("<Alt-Up><Alt-Up>x<Alt-Up>")), "rural", "an edit begins anew");
    assert_eq!(text(reader.press("<Alt-Down>")), "urbanx");
    reader.press("<Alt-Up><Enter>");
    assert_eq!(reader.remembered.len(), 2, "not twice in a row");
}
