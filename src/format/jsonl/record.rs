//! A record as it should be: an object whose values have the shapes of their fields.
//!
//! A number may stand for a text, one text for a list, `null` for nothing. Text without escapes is borrowed.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::format::values::split_values;
use crate::thesis::{Draft, Field};

/// The fields of an object, on no line yet; a name that stands twice has its last value.
pub(super) struct Record<'a> {
    pub draft: Draft<'a>,
    /// The names that are no fields, in their order, where they were asked for.
    pub unknown: Vec<String>,
}

/// What we write of a thesis that is no field of it.
const OURS: [&str; 2] = ["file", "line"];

/// True of a name that we write, and that is no field.
pub(super) fn is_ours(name: &str) -> bool {
    OURS.contains(&name)
}

impl<'a> Record<'a> {
    /// Reads a line, which is an object, with the names that are no fields if they are wanted.
    ///
    /// # Errors
    ///
    /// Where it is no JSON, no object, or a value has another shape than its field.
    pub(super) fn read(line: &'a str, wanted: bool) -> Result<Self, serde_json::Error> {
        let mut deserializer = serde_json::Deserializer::from_str(line);
        let record = RecordVisitor { wanted }.deserialize(&mut deserializer)?;
        deserializer.end().map(|()| record)
    }
}

struct RecordVisitor {
    wanted: bool,
}

impl<'de> DeserializeSeed<'de> for RecordVisitor {
    type Value = Record<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for RecordVisitor {
    type Value = Record<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut draft, mut unknown) = (Draft::at(0), Vec::new());
        while let Some(name) = map.next_key_seed(NameVisitor { wanted: self.wanted })? {
            match name {
                Name::Other(name) => {
                    unknown.extend(name);
                    map.next_value::<IgnoredAny>()?;
                }
                Name::Field(field) if field.is_list() => {
                    draft.set(field, "");
                    map.next_value_seed(Values { field, draft: &mut draft })?;
                }
                Name::Field(field) => draft.set(field, map.next_value::<Text<'de>>()?.0),
            }
        }
        Ok(Record { draft, unknown })
    }
}

/// What a name stands for.
enum Name {
    Field(Field),
    /// No field: the name, where it is wanted.
    Other(Option<String>),
}

struct NameVisitor {
    wanted: bool,
}

impl<'de> DeserializeSeed<'de> for NameVisitor {
    type Value = Name;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for NameVisitor {
    type Value = Name;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        let other = || (self.wanted && !is_ours(name)).then(|| name.to_owned());
        Ok(Field::named(name).map_or_else(|| Name::Other(other()), Name::Field))
    }
}

/// A text, borrowed from its line where it holds no escapes.
struct Text<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextVisitor).map(Text)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Cow::Owned(number.to_string()))
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(""))
    }
}

/// Several texts, or one text that holds them all, as the values of a field of a draft.
struct Values<'d, 'a> {
    field: Field,
    draft: &'d mut Draft<'a>,
}

impl<'de> DeserializeSeed<'de> for Values<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Values<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of texts")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(Text(value)) = seq.next_element()? {
            self.draft.push(self.field, value);
        }
        Ok(())
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<(), E> {
        for value in split_values(self.field, text) {
            self.draft.push(self.field, value);
        }
        Ok(())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        for value in split_values(self.field, text) {
            self.draft.push(self.field, value.to_owned());
        }
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }
}
