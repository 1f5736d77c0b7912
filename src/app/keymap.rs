//! Which keys mean which action, where: the table with what a person has changed in it.

mod check;
mod help;
#[cfg(test)]
mod tests;

pub use self::check::KeymapError;
use super::action::{Action, ActionRow, Context, Now, TABLE};
use super::key::{Key, Sequence};

/// The keys of all actions.
#[derive(Clone, Debug)]
pub struct Keymap {
    /// The sequences of each row of the table, the one for hints first.
    sequences: Vec<Vec<Sequence>>,
}

/// What a key means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// An action.
    Action(Action),
    /// More keys have to follow.
    More,
    /// What is typed: a character or a key that edits.
    Text,
    /// Nothing here.
    Nothing,
}

/// A hint as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownHint {
    /// What they do, as the table has it.
    pub action: Action,
    /// The key or keys.
    pub keys: String,
    /// What they do, in words.
    pub words: &'static str,
    /// The hints with the highest number are given first where there is little room.
    pub importance: u8,
}

impl Default for Keymap {
    fn default() -> Self {
        Self::new([]).expect("the table's own keys do not collide; a test makes it so")
    }
}

impl Keymap {
    /// The table's keys with some changes, each the name of an action and the names of its keys: `b`, or several
    /// parted by spaces, as in `y t`. No keys take the action's keys away; a single key for an action that
    /// comes [after](field@ActionRow::after) another follows the keys of that one.
    ///
    /// # Errors
    ///
    /// The first change that names no action or no key, that names a key twice or one that no terminal sends,
    /// that hides an action behind another or text behind an action, or that leaves no key to quit.
    pub fn new<'c>(changes: impl IntoIterator<Item = (&'c str, &'c [String])>) -> Result<Self, KeymapError> {
        let changes: Vec<_> = changes.into_iter().collect();
        let mut named: Vec<Vec<Sequence>> = TABLE.iter().map(default_keys).collect();
        for (change, (name, keys)) in changes.iter().enumerate() {
            let failed = |message| KeymapError { change, message };
            let row = TABLE.iter().position(|row| row.name == *name).ok_or_else(|| {
                failed(format!("there is no command `{name}`; `theses config` lists the commands"))
            })?;
            named[row] =
                keys.iter().map(|keys| check::sequence(keys)).collect::<Result<_, _>>().map_err(failed)?;
        }
        let keymap = Self { sequences: composed(&named) };
        let actions: Vec<_> = changes.iter().map(|(name, _)| *name).collect();
        check::all(&keymap.sequences, &actions)?;
        Ok(keymap)
    }

    /// What a key means in a context, behind the keys that are pending.
    pub fn resolve(&self, context: Context, pending: &[Key], key: Key) -> Resolved {
        let mut more = false;
        for (row, sequences) in self.in_context(context) {
            for sequence in sequences {
                let Some((&next, rest)) = sequence.strip_prefix(pending).and_then(<[_]>::split_first) else {
                    continue;
                };
                if next == key && rest.is_empty() && !row.begins_others() {
                    return Resolved::Action(row.action);
                }
                more |= next == key && !rest.is_empty();
            }
        }
        match pending {
            _ if more => Resolved::More,
            [] if context.takes_text() => Resolved::Text,
            [] => Resolved::Nothing,
            // What works at every time works here, too.
            _ => match self.resolve(context, &[], key) {
                Resolved::Action(action)
                    if ActionRow::of(action).contexts == super::action::Contexts::ALL =>
                {
                    Resolved::Action(action)
                }
                _ => Resolved::Nothing,
            },
        }
    }

    /// The hints of a context, in the order of the table; where keys are pending, at what can follow them; as things are
    /// now.
    pub fn hints(&self, context: Context, pending: &[Key], now: Now) -> Vec<ShownHint> {
        let hints = self.in_context(context).filter_map(|(row, sequences)| {
            let hint = row.hint(context, now)?;
            let begun = !pending.is_empty();
            // What has to follow other keys is hinted at behind these.
            let keys = if begun {
                sequences.iter().find_map(|keys| keys.strip_prefix(pending).filter(|rest| !rest.is_empty()))
            } else {
                sequences.first().map(Vec::as_slice).filter(|_| row.after.is_none())
            };
            Some(ShownHint {
                action: row.action,
                keys: shown(keys?),
                words: hint.words,
                importance: hint.importance,
            })
        });
        hints.collect()
    }

    /// The sequences of keys of an action, the one for hints first.
    pub fn keys(&self, action: Action) -> &[Sequence] {
        let row = TABLE.iter().position(|row| row.action == action);
        row.map_or(&[], |row| &self.sequences[row])
    }

    /// The key or keys of an action that a person is told; `None` where it has none.
    pub fn key(&self, action: Action) -> Option<String> {
        self.keys(action).first().map(|keys| shown(keys))
    }

    /// A key and what it does, such as `q quits`; `None` where the action has no key.
    pub fn saying(&self, action: Action, does: &str) -> Option<String> {
        Some(format!("{} {does}", self.key(action)?))
    }

    /// What an action does, in words: those of the table; with what can follow where it begins sequences.
    pub fn words(&self, row: &ActionRow) -> String {
        let begun = self.key(row.action);
        let following = TABLE
            .iter()
            .filter(|other| other.after == Some(row.action) && !matches!(other.action, Action::CopyNothing));
        let following: Vec<_> = following
            .filter_map(|other| {
                let keys = self.key(other.action)?;
                let rest = begun.as_deref().and_then(|begun| keys.strip_prefix(begun));
                Some(rest.map(str::trim_start).map_or(keys.clone(), str::to_owned))
            })
            .collect();
        match following.split_last() {
            None => row.words.to_owned(),
            Some((last, [])) => format!("{}: then {last}", row.words),
            Some((last, others)) => format!("{}: then {} or {last}", row.words, others.join(", ")),
        }
    }

    fn in_context(&self, context: Context) -> impl Iterator<Item = (&'static ActionRow, &Vec<Sequence>)> {
        self.rows().filter(move |(row, _)| row.contexts.has(context))
    }

    fn rows(&self) -> impl Iterator<Item = (&'static ActionRow, &Vec<Sequence>)> {
        TABLE.iter().zip(&self.sequences)
    }
}

/// The names of an action's default keys as configuration writes them: `b`, `y t`.
pub fn default_names(row: &ActionRow) -> Vec<String> {
    let before: &[&str] = row.after.map_or(&[], |first| ActionRow::of(first).keys);
    match before {
        [] => row.keys.iter().map(|&key| key.to_owned()).collect(),
        _ => {
            before.iter().flat_map(|first| row.keys.iter().map(move |key| format!("{first} {key}"))).collect()
        }
    }
}

/// Keys as they are shown to a person.
pub fn shown(keys: &[Key]) -> String {
    keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

fn default_keys(row: &ActionRow) -> Vec<Sequence> {
    let read = |key: &&str| vec![key.parse().expect("the table names keys; a test reads them all")];
    row.keys.iter().map(read).collect()
}

/// The whole sequences: a single key of an action that comes after another, behind each key of that one.
fn composed(named: &[Vec<Sequence>]) -> Vec<Vec<Sequence>> {
    let of = |action: Action| TABLE.iter().position(|row| row.action == action).map(|at| &named[at]);
    let whole = |(row, keys): (&ActionRow, &Vec<Sequence>)| {
        let Some(first) = row.after.and_then(of) else { return keys.clone() };
        let behind = |rest: &Sequence| -> Vec<Sequence> {
            match rest.as_slice() {
                [_] => first.iter().map(|first| [first.as_slice(), rest].concat()).collect(),
                _ => vec![rest.clone()],
            }
        };
        keys.iter().flat_map(behind).collect()
    };
    TABLE.iter().zip(named).map(whole).collect()
}
