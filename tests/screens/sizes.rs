//! Screens of every size: which panes there are and what each leaves out.

use std::path::Path;

use insta::assert_snapshot;
use theses::app::Msg;
use theses::text::width::columns;
use theses::thesis::{Problem, Warning};

use crate::reader;
use crate::screen::Reader;

#[test]
fn the_seeds_at_three_sizes() {
    for (width, height) in [(120, 36), (80, 24), (40, 12)] {
        assert_snapshot!(format!("seeds_{width}x{height}"), Reader::of_seeds(width, height).screen());
    }
}

#[test]
fn the_split_of_the_panes_is_moved_by_keys() {
    let press = |reader: &mut Reader, key: &str| reader.tell(Msg::Key(key.parse().expect("a key")));
    let list = |reader: &Reader| reader.model.layout().and_then(|layout| layout.list).expect("a list");
    let mut reader = reader(120, 36);
    let (before, screen) = (list(&reader), reader.screen());
    press(&mut reader, ">");
    assert!(list(&reader).width > before.width);
    press(&mut reader, "<");
    assert_eq!(reader.screen(), screen);
    for _ in 0..50 {
        press(&mut reader, "<");
    }
    let narrowest = list(&reader).width;
    assert!(narrowest < before.width && reader.screen().contains("smallest list"), "{}", reader.screen());
    press(&mut reader, ">");
    assert!(list(&reader).width > narrowest, "no press was too many");
    reader.resize(80, 24);
    let low = list(&reader).height;
    press(&mut reader, ">");
    assert_eq!(list(&reader).height, low + 1);
    reader.press("<Enter>");
    press(&mut reader, ">");
    assert!(reader.screen().contains("one pane alone"), "{}", reader.screen());
}

#[test]
fn one_pane_at_a_time_on_a_narrow_screen() {
    let mut reader = reader(40, 12);
    assert_snapshot!("narrow_detail", reader.press("<Tab>").screen());
    assert!(reader.press("<Esc>").screen().contains("▌  Community"));
    assert_eq!(reader.resize(20, 5).screen().trim_end(), "needs 24x6");
}

#[test]
fn any_size_is_drawn_in_any_state() {
    for keys in ["", "/comm", "/year:x", "/<Tab><Tab>", "j<Enter>", "<Tab>", "?", "!", "y", "2", "/zzzz"] {
        let mut reader = reader(90, 30);
        reader.press(keys);
        for width in (1..=100).step_by(3).chain([200]) {
            for height in (1..=30).step_by(2) {
                let screen = reader.resize(width, height).screen();
                assert_eq!(screen.split('\n').count(), usize::from(height));
                assert!(screen.lines().all(|line| columns(line) <= usize::from(width)));
            }
        }
    }
}

#[test]
fn the_header_drops_what_matters_least_and_cuts_nothing() {
    let mut reader = reader(80, 24);
    reader.model.settings.name = "a-collection-with-a-long-name".into();
    reader.problems(vec![Problem { file: Path::new("a").into(), warning: Warning::skipped(1, "no") }; 1200]);
    assert_snapshot!(reader.resize(100, 24).line(0), @" theses   a-collection-with-a-long-name · 6 theses · 1,200 not loaded: !                        ★ 0");
    assert_snapshot!(reader.resize(60, 24).line(0), @" theses   a-collectio… · 6 theses · 1,200 not loaded: ! ★ 0");
    assert_snapshot!(reader.resize(40, 24).line(0), @" 6 theses · 1,200 not loaded: !     ★ 0");
    assert_snapshot!(reader.resize(25, 24).line(0), @" 1,200 not loaded: ! ★ 0");
}
