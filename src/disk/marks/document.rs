//! The form of the file of marks: `{"version":1,"marks":[…]}`.
//!
//! What another version has written into it, or a person by hand, is kept as it stands.

use std::fmt;
use std::io;

use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::thesis::{Mark, Marks, Unknown};

/// The version of the file that this program writes, and the newest that it reads.
pub(super) const VERSION: u64 = 1;

/// What the file holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Document {
    pub marks: Marks,
    /// False where it says different things of one thesis, of which only the first is here.
    pub is_whole: bool,
    unknown: Unknown,
}

/// Why the content of a file is of no use.
#[derive(Debug)]
pub(super) enum Unusable {
    /// A newer program wrote it, in this version.
    Newer(u64),
    /// It is damaged, or something else altogether; why.
    NotMarks(String),
}

/// Understands a content, a byte order mark before it or none. The version is looked at first, as all else may
/// change with it.
pub(super) fn parse(content: &[u8]) -> Result<Document, Unusable> {
    let content = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content);
    let not_marks = |error: serde_json::Error| Unusable::NotMarks(error.to_string());
    let Version(version) = serde_json::from_slice(content).map_err(not_marks)?;
    match version {
        Some(1..=VERSION) => serde_json::from_slice(content).map_err(not_marks),
        Some(newer @ 1..) => Err(Unusable::Newer(newer)),
        _ => Err(Unusable::NotMarks("it has no version, so it is not a file of marks".into())),
    }
}

impl Document {
    /// Readable by a person, with a line break at its end.
    pub fn to_bytes(&self) -> io::Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

impl Serialize for Document {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("version", &VERSION)?;
        map.serialize_entry("marks", &self.marks)?;
        self.unknown.write_to(&mut map)?;
        map.end()
    }
}

impl<'de> Deserialize<'de> for Document {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(DocumentVisitor)
    }
}

struct DocumentVisitor;

impl<'de> Visitor<'de> for DocumentVisitor {
    type Value = Document;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with marks")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Document, A::Error> {
        let (mut marks, mut unknown, mut version_seen) = (Vec::<Mark>::new(), Unknown::default(), false);
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "marks" => marks.extend(map.next_value::<Vec<Mark>>()?),
                "version" if !std::mem::replace(&mut version_seen, true) => {
                    map.next_value::<IgnoredAny>()?;
                }
                _ => unknown.push(key, map.next_value()?),
            }
        }
        let (marks, is_whole) = Marks::joined(marks);
        Ok(Document { marks, is_whole, unknown })
    }
}

/// The version alone, of a file of whatever version.
struct Version(Option<u64>);

impl<'de> Deserialize<'de> for Version {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(VersionVisitor)
    }
}

struct VersionVisitor;

impl<'de> Visitor<'de> for VersionVisitor {
    type Value = Version;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a version")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Version, A::Error> {
        let mut version = None;
        while let Some(key) = map.next_key::<String>()? {
            if key == "version" && version.is_none() {
                version = map.next_value::<serde_json::Value>()?.as_u64();
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(Version(version))
    }
}
