//! Theses as JSON lines.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::thesis::{Field, Thesis};

/// One line, without its newline, that [`decode`](super::decode) reads back to the same fields.
///
/// A field that the thesis does not have is written as an empty one, or left out where the table of fields says that
/// it is optional. `file` (what is not UTF-8 of it replaced) and `line` say where the thesis came from, and are ignored
/// when it is read.
///
/// # Panics
///
/// Never: a thesis is text and numbers, which JSON holds.
pub fn encode(thesis: Thesis<'_>) -> String {
    serde_json::to_string(&Written(thesis)).expect("text and numbers are JSON")
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
