//! A record that is not as it should be: all that can be kept of it is, and the rest is told of.

use std::ops::ControlFlow;

use serde_json::Value;

use super::give;
use super::record::is_ours;
use crate::format::item::{Item, Sink};
use crate::format::values::{shortened, split_values};
use crate::thesis::{Draft, Field, Warning};

/// Decodes a line for which the quick way gave `error`.
pub(super) fn decode(
    line: &str,
    error: &serde_json::Error,
    number: u32,
    told: &mut bool,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let value = match serde_json::from_str::<Value>(line) {
        Ok(value) => value,
        Err(_) => match serde_json::from_str(&line.replace(|c: char| c < ' ', " ")) {
            Ok(value) => {
                sink(Item::Warning(Warning::mended(number, "control characters stood between the quotes")))?;
                value
            }
            Err(_) => return sink(Item::Warning(Warning::skipped(number, reason(line, error)))),
        },
    };
    let Value::Object(mut fields) = value else {
        return sink(Item::Warning(Warning::skipped(number, "it is JSON, but not an object")));
    };
    let mut reader = Reader { draft: Draft::at(number), warnings: Vec::new() };
    for &field in Field::ALL {
        if let Some(value) = fields.remove(field.row().name) {
            reader.read(field, value);
        }
    }
    for warning in reader.warnings {
        sink(Item::Warning(warning))?;
    }
    let unknown: Vec<_> = fields.into_iter().map(|(name, _)| name).filter(|name| !is_ours(name)).collect();
    give::tell_unknown(&reader.draft, &unknown, told, sink)?;
    give::thesis(reader.draft, sink)
}

struct Reader {
    draft: Draft<'static>,
    warnings: Vec<Warning>,
}

impl Reader {
    fn read(&mut self, field: Field, value: Value) {
        match value {
            Value::Array(values) if field.is_list() => {
                for value in values {
                    self.read_text(field, value);
                }
            }
            Value::String(list) if field.is_list() => {
                for value in split_values(field, &list) {
                    self.draft.push(field, value.to_owned());
                }
            }
            Value::Bool(_) | Value::Object(_) if field.is_list() => {
                self.leave_out(field, "not a list of texts");
            }
            value => self.read_text(field, value),
        }
    }

    fn read_text(&mut self, field: Field, value: Value) {
        match value {
            Value::String(text) => self.draft.push(field, text),
            Value::Number(digits) => self.draft.push(field, digits.to_string()),
            Value::Null => {}
            Value::Bool(_) | Value::Array(_) | Value::Object(_) => self.leave_out(field, "not a text"),
        }
    }

    fn leave_out(&mut self, field: Field, why: &str) {
        let reason = format!("a value of “{}” is {why}: left out", field.row().name);
        self.warnings.push(Warning::mended(self.draft.line, reason));
    }
}

fn reason(line: &str, error: &serde_json::Error) -> String {
    if !line.starts_with('{') {
        return format!("“{}” is not a JSON object", shortened(line));
    }
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or_default();
    format!("it is not JSON at column {}: {said}", error.column())
}
