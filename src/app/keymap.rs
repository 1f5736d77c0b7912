//! Which key means which command, where: the table with what a person has changed in it.

use std::collections::HashMap;

use super::command::{Command, Entry, Layer, TABLE};
use super::key::Key;

/// The keys of all commands.
#[derive(Clone, Debug)]
pub struct Keymap {
    commands: HashMap<(Layer, Key), Command>,
    keys: HashMap<Command, Vec<Key>>,
}

/// A command's keys as a configuration has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebinding {
    /// The name of the command.
    pub command: String,
    /// The names of its keys; none takes its keys away.
    pub keys: Vec<String>,
}

/// Why a rebinding cannot be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeymapError {
    /// Which of the rebindings, from 0.
    pub rebinding: usize,
    /// What is wrong with it, and what to try.
    pub message: String,
}

impl Default for Keymap {
    fn default() -> Self {
        Self::new(&[]).expect("the table's own keys do not collide; a test makes it so")
    }
}

impl Keymap {
    /// The table's keys with these rebindings.
    ///
    /// # Errors
    ///
    /// The first rebinding that names no command or no key, or a key that another command has in its layer.
    pub fn new(rebindings: &[Rebinding]) -> Result<Self, KeymapError> {
        let mut keys: HashMap<Command, Vec<Key>> =
            TABLE.iter().map(|entry| (entry.command, entry.default_keys())).collect();
        for (at, rebinding) in rebindings.iter().enumerate() {
            let failed = |message| KeymapError { rebinding: at, message };
            let entry = entry_named(&rebinding.command).map_err(failed)?;
            let named: Result<Vec<Key>, _> = rebinding.keys.iter().map(|key| key.parse()).collect();
            keys.insert(entry.command, named.map_err(failed)?);
        }
        let mut commands = HashMap::new();
        for entry in TABLE {
            for &key in &keys[&entry.command] {
                if let Some(other) = commands.insert((entry.layer, key), entry.command) {
                    return Err(collision(rebindings, entry, other, key));
                }
            }
        }
        Ok(Self { commands, keys })
    }

    /// The command that a key means in the first of these layers that knows it.
    pub fn command(&self, layers: &[Layer], key: Key) -> Option<Command> {
        layers.iter().find_map(|&layer| self.commands.get(&(layer, key)).copied())
    }

    /// The keys of a command, the one for hints first.
    pub fn keys(&self, command: Command) -> &[Key] {
        self.keys.get(&command).map_or(&[], Vec::as_slice)
    }
}

fn entry_named(name: &str) -> Result<&'static Entry, String> {
    let known = TABLE.iter().find(|entry| entry.name == name);
    known.ok_or_else(|| format!("there is no command `{name}`; `theses config` lists the commands"))
}

fn collision(rebindings: &[Rebinding], entry: &Entry, other: Command, key: Key) -> KeymapError {
    let other = TABLE.iter().find(|known| known.command == other).expect("every command is in the table");
    let guilty = rebindings.iter().position(|one| one.command == entry.name || one.command == other.name);
    let message = format!(
        "`{}` is the key of both `{}` and `{}`; give one another key",
        key.name(),
        other.name,
        entry.name
    );
    KeymapError { rebinding: guilty.unwrap_or_default(), message }
}

#[cfg(test)]
mod tests {
    use super::{Command, Keymap, Layer, Rebinding, TABLE};

    fn rebinding(command: &str, keys: &[&str]) -> Rebinding {
        Rebinding { command: command.into(), keys: keys.iter().map(|&key| key.into()).collect() }
    }

    #[test]
    fn every_command_of_the_table_is_reached_by_each_of_its_keys() {
        let keymap = Keymap::default();
        for entry in TABLE {
            assert!(!entry.keys.is_empty() && !entry.words.is_empty(), "{}", entry.name);
            for key in entry.default_keys() {
                assert_eq!(keymap.command(&[entry.layer], key), Some(entry.command), "{}", entry.name);
            }
        }
        let mut names: Vec<_> = TABLE.iter().map(|entry| entry.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), TABLE.len());
    }

    #[test]
    fn keys_can_be_changed() {
        let keymap =
            Keymap::new(&[rebinding("bookmark", &["m", "Ctrl-b"]), rebinding("page-up", &[])]).unwrap();
        let command = |key: &str| keymap.command(&[Layer::Panes], key.parse().unwrap());
        assert_eq!((command("m"), command("Ctrl-b")), (Some(Command::Bookmark), Some(Command::Bookmark)));
        assert_eq!((command("b"), command("PageUp")), (None, None));
    }

    #[test]
    fn what_cannot_be_is_said() {
        for (changes, guilty, part) in [
            (vec![rebinding("bokmark", &["x"])], 0, "no command `bokmark`"),
            (vec![rebinding("quit", &["x"]), rebinding("help", &["Hyper"])], 1, "`Hyper` is no key"),
            (vec![rebinding("quit", &["Q"]), rebinding("bookmark", &["j"])], 1, "both `down` and `bookmark`"),
        ] {
            let error = Keymap::new(&changes).unwrap_err();
            assert_eq!(error.rebinding, guilty);
            assert!(error.message.contains(part), "{}", error.message);
        }
    }
}
