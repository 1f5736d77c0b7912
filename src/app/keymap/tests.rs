use super::{Keymap, KeymapError, Resolved, default_names};
use crate::app::action::{Action, ActionRow, Context, Contexts, Now, TABLE};
use crate::app::key::Key;

/// The keymap with changes such as `quit=Q,F10;copy=`.
fn keymap(changes: &str) -> Result<Keymap, KeymapError> {
    let split = |change: &str| {
        let (name, keys) = change.split_once('=').unwrap();
        (name.to_owned(), keys.split(',').filter(|key| !key.is_empty()).map(str::to_owned).collect())
    };
    let changes: Vec<(String, Vec<String>)> = changes.split(';').map(split).collect();
    Keymap::new(changes.iter().map(|(name, keys)| (name.as_str(), keys.as_slice())))
}

fn resolve(keymap: &Keymap, context: Context, keys: &str) -> Resolved {
    let keys: Vec<Key> = keys.split(' ').map(|key| key.parse().unwrap()).collect();
    let (last, pending) = keys.split_last().unwrap();
    keymap.resolve(context, pending, *last)
}

#[test]
fn every_action_of_the_table_is_reached_by_each_of_its_keys() {
    let keymap = Keymap::default();
    for row in TABLE {
        assert!(!row.keys.is_empty() && !row.words.is_empty(), "{}", row.name);
        assert!(row.hints.iter().all(|hint| row.contexts.meets(hint.contexts)), "{}", row.name);
        for context in Context::ALL.into_iter().filter(|&context| row.contexts.has(context)) {
            for keys in default_names(row) {
                let expected =
                    if row.action == Action::Copy { Resolved::More } else { Resolved::Action(row.action) };
                assert_eq!(resolve(&keymap, context, &keys), expected, "{}", row.name);
            }
        }
        assert_eq!(ActionRow::of(row.action).name, row.name, "an action has one row");
    }
    let mut names: Vec<_> = TABLE.iter().map(|row| row.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), TABLE.len());
}

#[test]
fn a_key_is_an_action_more_keys_text_or_nothing() {
    let keymap = Keymap::default();
    for (context, keys, expected) in [
        (Context::List, "y", Resolved::More),
        (Context::Reading, "y t", Resolved::Action(Action::CopyTitle)),
        (Context::List, "t", Resolved::Nothing),
        (Context::List, "y j", Resolved::Nothing),
        (Context::List, "y Ctrl-c", Resolved::Action(Action::QuitNow)),
        (Context::Prompt, "y", Resolved::Text),
        (Context::Prompt, "Backspace", Resolved::Text),
        (Context::Prompt, "Enter", Resolved::Action(Action::KeepFilter)),
        (Context::Picker, "Ctrl-c", Resolved::Action(Action::QuitNow)),
        (Context::Detail, "F5", Resolved::Nothing),
    ] {
        assert_eq!(resolve(&keymap, context, keys), expected, "{keys}");
    }
}

#[test]
fn keys_can_be_changed() {
    let keymap = keymap("bookmark=W,Ctrl-b;page-up=;quit=F10").unwrap();
    let action = |keys| resolve(&keymap, Context::List, keys);
    assert_eq!(
        (action("W"), action("Ctrl-b")),
        (Resolved::Action(Action::Bookmark), Resolved::Action(Action::Bookmark))
    );
    assert_eq!((action("b"), action("PageUp")), (Resolved::Nothing, Resolved::Nothing));
    assert_eq!(action("F10"), Resolved::Action(Action::Quit));
    assert_eq!(keymap.saying(Action::Quit, "quits").as_deref(), Some("F10 quits"));
    assert_eq!(keymap.saying(Action::PageUp, "pages"), None);
}

#[test]
fn sequences_follow_the_key_that_begins_them() {
    // As configurations had it before there were sequences, and as they have it since.
    for changes in [
        "contents=;copy=c;copy-title=T;copy-nothing=Esc",
        "contents=;copy=c;copy-title=c T;copy-nothing=c Esc",
    ] {
        let keymap = keymap(changes).unwrap();
        let action = |keys| resolve(&keymap, Context::List, keys);
        assert_eq!((action("c"), action("y")), (Resolved::More, Resolved::Nothing));
        assert_eq!(action("c T"), Resolved::Action(Action::CopyTitle));
        assert_eq!(action("c i"), Resolved::Action(Action::CopyId));
        assert_eq!(keymap.key(Action::CopyTitle).as_deref(), Some("c T"));
        assert_eq!(keymap.words(ActionRow::of(Action::Copy)), "copy: then T, a or i");
        let following = keymap.hints(Context::List, &["c".parse().unwrap()], Now::default());
        let following: Vec<_> = following.iter().map(|hint| (hint.keys.as_str(), hint.words)).collect();
        assert_eq!(following, [("T", "title"), ("a", "abstract"), ("i", "id"), ("Esc", "nothing")]);
    }
    let longer = keymap("bookmark=Ctrl-x b,Ctrl-x Ctrl-x m").unwrap();
    assert_eq!(resolve(&longer, Context::List, "Ctrl-x Ctrl-x"), Resolved::More);
    assert_eq!(resolve(&longer, Context::List, "Ctrl-x Ctrl-x m"), Resolved::Action(Action::Bookmark));
}

#[test]
fn the_default_keys_written_out_are_the_default_keys() {
    let written: Vec<_> = TABLE.iter().map(|row| (row.name, default_names(row))).collect();
    let keymap = Keymap::new(written.iter().map(|(name, keys)| (*name, keys.as_slice()))).unwrap();
    for row in TABLE {
        assert_eq!(keymap.keys(row.action), Keymap::default().keys(row.action), "{}", row.name);
    }
}

#[test]
fn what_cannot_be_is_said() {
    for (changes, guilty, part) in [
        ("bokmark=x", 0, "no command `bokmark`"),
        ("quit=x;help=Hyper", 1, "`Hyper` is no key"),
        ("quit=Q;bookmark=j", 1, "both `down` and `bookmark`"),
        ("bookmark=Ctrl-c", 0, "both `bookmark` and `quit-now`"),
        ("quit=x;quit-now=Enter", 1, "both `read` and `quit-now`"),
        ("help=?,F1,?", 0, "`help` has the key `?` twice"),
        ("copy=y,y", 0, "`copy` has the key `y` twice"),
        ("help=Ctrl-i", 0, "it arrives as `Tab`"),
        ("help=Ctrl-[", 0, "it arrives as `Esc`"),
        ("copy-title=y Ctrl-m", 0, "it arrives as `Enter`"),
        ("keep-filter=x", 0, "`x` is text where `keep-filter` works"),
        ("close=Space", 0, "`Space` is text where `close` works"),
        ("suspend=Z", 0, "`Z` is text where `suspend` works"),
        ("bookmark=g b", 0, "`g` is the key of `first`, so `bookmark` cannot begin with it (`g b`)"),
        ("copy=b", 0, "`b` is the key of both `bookmark` and `copy`"),
        ("bookmark=y", 0, "`y` is the key of both `bookmark` and `copy`"),
        ("quit=;measure=", 1, "no command `measure`"),
        ("quit=;quit-now=", 1, "no key is left to quit with"),
        ("quit-now=;close=", 1, "no key is left to quit with"),
    ] {
        let error = keymap(changes).unwrap_err();
        assert!(error.message.contains(part), "{}", error.message);
        assert_eq!(error.change, guilty, "{}", error.message);
    }
    keymap("quit=").expect("Ctrl-c is left");
    keymap("quit-now=").expect("q is left, and the ways to where it works");
    keymap("bookmark=b,F2;copy-title=y y").expect("as the README has it");
    keymap("help=Alt-x;keep-filter=Alt-x").expect("they work in different contexts");
}

#[test]
fn hints_have_words_in_their_contexts() {
    let words = |context| -> Vec<&str> {
        let mut hints = Keymap::default().hints(context, &[], Now::default());
        hints.sort_by_key(|hint| std::cmp::Reverse(hint.importance));
        hints.iter().map(|hint| hint.words).collect()
    };
    assert_eq!(words(Context::List)[..3], ["read", "filter", "help"]);
    assert_eq!(words(Context::Reading)[0], "back");
    assert_eq!(words(Context::Prompt)[..2], ["keep", "drop"]);
    assert_eq!(words(Context::Picker)[0], "close");
    assert!(Contexts::ALL.has(Context::Picker) && !Contexts::PANES.has(Context::Picker));
}

/// The table of keys in the README names keys that there are, and misses no action.
#[test]
fn the_readme_names_the_keys_of_the_table() {
    let readme = include_str!("../../../README.md");
    let table = readme.split("## Every day").nth(1).expect("the README has a table of keys");
    let rows = table.lines().filter(|line| line.starts_with("| ")).skip_while(|line| !line.contains("`j`"));
    let rows: Vec<&str> = rows.take_while(|line| !line.contains("query")).collect();
    let named = rows.iter().flat_map(|line| {
        line.split('|').nth(1).unwrap_or_default().split('`').skip(1).step_by(2).collect::<Vec<_>>()
    });
    let named: Vec<Key> = named.map(|key| key.parse().expect("the README names a key")).collect();
    let known: Vec<Key> = TABLE.iter().flat_map(|row| row.keys).map(|key| key.parse().unwrap()).collect();
    for key in &named {
        assert!(known.contains(key), "no action has {key}");
    }
    // What moves and closes in help is what moves and closes elsewhere; leaving at once is said by the manual.
    for row in TABLE.iter().filter(|row| row.contexts.meets(Contexts::PANES) && row.contexts != Contexts::ALL)
    {
        let told = row.keys.iter().any(|key| named.contains(&key.parse().unwrap()));
        assert!(told, "the README does not tell of `{}`", row.name);
    }
}
