//! Theses as JSON lines.

use std::fmt::Write as _;

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::text::sanitise::is_printable;
use crate::thesis::{Field, Thesis};

/// One line, without its newline, that [`decode`](super::decode) reads back to the same fields.
///
/// A field that the thesis does not have is written as an empty one, or left out where the table of fields says that
/// it is optional. What a terminal would obey rather than show is escaped, as a name of a file may hold it. `file` (what is not UTF-8 of it replaced) and `line` say where the thesis came from, and are ignored
/// when it is read.
///
/// # Panics
///
/// Never: a thesis is text and numbers, which JSON holds.
pub fn encode(thesis: Thesis<'_>) -> String {
    escaped(serde_json::to_string(&Written(thesis)).expect("text and numbers are JSON"))
}

/// The same JSON with everything escaped that is not safe to print. Such characters stand in strings alone.
fn escaped(json: String) -> String {
    if json.chars().all(is_printable) {
        return json;
    }
    let mut escaped = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if is_printable(c) {
            escaped.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        }
    }
    escaped
}

struct Written<'a>(Thesis<'a>);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(thesis) = self;
        let mut map = serializer.serialize_map(None)?;
        for &field in Field::ALL {
            let row = field.row();
            if row.optional && !thesis.has(field) {
                continue;
            }
            if field.is_list() {
                map.serialize_entry(row.name, &thesis.values(field).collect::<Vec<_>>())?;
            } else {
                map.serialize_entry(row.name, &thesis.written(field))?;
            }
        }
        map.serialize_entry("file", &thesis.file().to_string_lossy())?;
        map.serialize_entry("line", &thesis.line())?;
        map.end()
    }
}
