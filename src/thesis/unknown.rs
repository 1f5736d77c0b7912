//! What other versions of the program have written into a record, kept as it stands.

use std::fmt;

use serde::de::{Error, MapAccess};
use serde::ser::SerializeMap;
use serde_json::value::RawValue;

/// The entries of a JSON object that this version does not know, in their order, each value as it was written: a
/// number keeps its digits, and a key that stands twice stands twice.
#[derive(Clone, Default)]
pub struct Unknown {
    entries: Vec<(String, Box<RawValue>)>,
}

impl Unknown {
    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Keeps one more entry.
    pub fn push(&mut self, key: String, value: Box<RawValue>) {
        self.entries.push((key, value));
    }

    /// Adds the entries of another that are not there already. False where one with the same key was there and had
    /// another value, which stays.
    pub fn join(&mut self, other: Self) -> bool {
        let mut agreed = true;
        for (key, value) in other.entries {
            match self.entries.iter().find(|(known, _)| *known == key) {
                Some((_, known)) => agreed &= known.get() == value.get(),
                None => self.entries.push((key, value)),
            }
        }
        agreed
    }

    /// Reads the value of an entry that this version knows as a text; `null` is nothing, any other
    /// kind of value is kept as it stands.
    ///
    /// # Errors
    ///
    /// Where it is not JSON.
    pub(super) fn text_or_keep<'de, A: MapAccess<'de>>(
        &mut self,
        key: &str,
        map: &mut A,
    ) -> Result<Option<String>, A::Error> {
        let value: Box<RawValue> = map.next_value()?;
        if value.get().starts_with('"') {
            return serde_json::from_str(value.get()).map(Some).map_err(A::Error::custom);
        }
        if value.get() != "null" {
            self.push(key.to_owned(), value);
        }
        Ok(None)
    }

    /// Writes the entries behind those that are known.
    ///
    /// # Errors
    ///
    /// Where the writer fails.
    pub fn write_to<S: SerializeMap>(&self, map: &mut S) -> Result<(), S::Error> {
        self.entries.iter().try_for_each(|(key, value)| map.serialize_entry(key, value))
    }
}

impl PartialEq for Unknown {
    fn eq(&self, other: &Self) -> bool {
        let as_text = |one: &Self| -> Vec<_> {
            one.entries.iter().map(|(key, value)| (key.clone(), value.get().to_owned())).collect()
        };
        as_text(self) == as_text(other)
    }
}

impl fmt::Debug for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.entries.iter().map(|(key, value)| (key, value.get()))).finish()
    }
}
