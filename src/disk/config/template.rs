//! The default configuration file, which documents every key.

use std::fmt::Write as _;
use std::path::Path;

use super::settings::KeyRow;
use crate::text::sanitise::printable;

/// The default file: every key, with its meaning, as a comment. `file` is the place where it belongs.
pub fn template(file: &Path, keys: &[KeyRow]) -> String {
    let mut out = TEMPLATE.replace("{file}", &printable(&file.to_string_lossy()));
    for row in keys {
        let keys = toml::Value::from(row.keys.clone());
        let command = toml::Value::from(row.command.clone()).to_string();
        let bare =
            row.command.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        let command = if bare { &row.command } else { &command };
        // Writing to a string cannot fail.
        let _ = write!(out, "\n# {}\n#{command} = {keys}\n", printable(&row.what));
    }
    out
}

/// Its lines are words where a space follows the `#`, and settings at their defaults where none does.
const TEMPLATE: &str = r#"# The configuration of theses. It belongs at
#
#     {file}
#
# Lines that begin with # are comments. The settings below stand at their
# defaults: to change one, take away its # and write another value.

# The folders and files that open where none are named on the command line.
# Each is a whole path; ~/ stands for your home folder:
#
#     folders = ["~/theses", "/srv/library/abstracts.jsonl"]
#
# With none, the two theses that come with the program open.
#folders = []

# The colours: "terminal" takes those of your terminal, "dark" and "light" bring
# their own, for a dark and for a light background.
#theme = "terminal"

# The width of the reading column, in columns: 56, 72 or 88.
#measure = 72

# The list: "full" shows each title whole and a line of facts, "compact" a line
# for each thesis, "auto" what the height of the list has room for.
#list = "auto"

# The mouse: true for clicks and the wheel, false to leave it to your terminal,
# whose own selection works then.
#mouse = true

# The keys of each command: one key, or a list of keys, or [] for none. A command
# that is named here has the keys that stand here and no others. Keys that are
# pressed one after another are parted by a space, as in "y t".
[keys]
"#;
