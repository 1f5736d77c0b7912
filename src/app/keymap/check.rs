//! What keys of a configuration have to keep to, so that no action is lost behind another.

use crate::app::action::{Action, ActionRow, Context, TABLE};
use crate::app::key::{Key, Sequence};

/// Why the keys of a configuration cannot be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeymapError {
    /// Which of the changes, from 0.
    pub change: usize,
    /// What is wrong with it, and what to try.
    pub message: String,
}

/// Reads a key, or several parted by spaces.
///
/// # Errors
///
/// What is no key, or one that no terminal sends.
pub(super) fn sequence(text: &str) -> Result<Sequence, String> {
    let parts: Vec<&str> = match text.split_whitespace().collect::<Vec<_>>() {
        // The space itself, written as such.
        parts if parts.is_empty() => vec![text],
        parts => parts,
    };
    let key = |part: &str| {
        let key: Key = part.parse()?;
        key.arrives_as().map_or(Ok(key), |other| {
            Err(format!(
                "no terminal sends `{part}` as a key of its own, it arrives as {other}; take another key"
            ))
        })
    };
    parts.into_iter().map(key).collect()
}

/// Checks the sequences of each row of the table; `changes` names the actions that a person has changed, in order.
pub(super) fn all(sequences: &[Vec<Sequence>], changes: &[&str]) -> Result<(), KeymapError> {
    let rows = || TABLE.iter().zip(sequences);
    for (row, sequences) in rows() {
        for (at, sequence) in sequences.iter().enumerate() {
            if sequences[..at].contains(sequence) {
                let keys = names(sequence);
                return Err(error(
                    changes,
                    &[row],
                    format!("`{}` has the key `{keys}` twice; once is enough", row.name),
                ));
            }
            text(row, sequence).map_err(|message| error(changes, &[row], message))?;
            for (other, others) in rows().take_while(|(other, _)| other.action != row.action) {
                for before in others.iter().filter(|_| row.contexts.meets(other.contexts)) {
                    apart((other, before), (row, sequence))
                        .map_err(|message| error(changes, &[other, row], message))?;
                }
            }
        }
    }
    a_way_out(|action| rows().any(|(row, keys)| row.action == action && !keys.is_empty())).map_err(
        |message| {
            let out = [Action::Quit, Action::QuitNow, Action::KeepFilter, Action::DropFilter, Action::Close];
            error(changes, &out.map(ActionRow::of), message)
        },
    )
}

/// A key that prints something is text wherever text is typed.
fn text(row: &ActionRow, sequence: &[Key]) -> Result<(), String> {
    let typed = Context::ALL.iter().any(|&context| context.takes_text() && row.contexts.has(context));
    let Some(first) = sequence.first().filter(|first| typed && first.is_printable()) else { return Ok(()) };
    Err(format!(
        "`{}` is text where `{}` works; give it a key that prints nothing, such as `F2` or `Ctrl-g`",
        first.name(),
        row.name
    ))
}

/// Two actions of one context neither have the same keys, nor does one begin as the whole of the other.
fn apart(one: (&ActionRow, &Sequence), other: (&ActionRow, &Sequence)) -> Result<(), String> {
    let begins = |(row, keys): (&ActionRow, &Sequence), (_, longer_keys): (&ActionRow, &Sequence)| {
        // One that only begins the sequences of others loses nothing.
        !row.begins_others() && longer_keys.len() > keys.len() && longer_keys.starts_with(keys)
    };
    if one.1 == other.1 {
        let keys = names(one.1);
        return Err(format!(
            "`{keys}` is the key of both `{}` and `{}`; give one another key",
            one.0.name, other.0.name
        ));
    }
    for (short, long) in [(one, other), (other, one)] {
        if begins(short, long) {
            return Err(format!(
                "`{}` is the key of `{}`, so `{}` cannot begin with it (`{}`); give one another key",
                names(short.1),
                short.0.name,
                long.0.name,
                names(long.1)
            ));
        }
    }
    Ok(())
}

/// Keys are left that end the program, from wherever a person is.
fn a_way_out(has: impl Fn(Action) -> bool) -> Result<(), String> {
    let step_by_step =
        has(Action::Quit) && (has(Action::KeepFilter) || has(Action::DropFilter)) && has(Action::Close);
    if has(Action::QuitNow) || step_by_step {
        return Ok(());
    }
    Err("no key is left to quit with; leave one to `quit-now`, or to `quit`, `drop-filter` and `close`"
        .to_owned())
}

/// The error of the last change that has to do with one of these actions, or with what comes before them.
fn error(changes: &[&str], rows: &[&ActionRow], message: String) -> KeymapError {
    let guilty = |name: &&str| {
        rows.iter()
            .any(|row| row.name == *name || row.after.is_some_and(|first| ActionRow::of(first).name == *name))
    };
    KeymapError { change: changes.iter().rposition(guilty).unwrap_or_default(), message }
}

fn names(keys: &[Key]) -> String {
    keys.iter().map(|key| key.name()).collect::<Vec<_>>().join(" ")
}
