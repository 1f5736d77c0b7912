//! The file of the places where a person reads, and of what they chose of the screen: one JSON object a line, the newest place last,
//! shared by all readers that are open.
//!
//! What a reader knows is added to what the file holds by then: it is locked, read again and written whole (see
//! [`atomic`](super::atomic)). A file that cannot be understood is set aside before it is written anew.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Map, Value, json};

use super::{Error, atomic, lock};
use crate::text::Density;
use crate::text::sanitise::printable;
use crate::thesis::{Bearings, Choices, Chosen, Field, LeftPlace, Split};

/// The place of a file of places. It holds nothing open and nothing in memory.
#[derive(Clone, Debug)]
pub struct PlacesFile {
    path: PathBuf,
    at_most: usize,
}

const CANNOT_READ: &str = "cannot read where you left off";
const CANNOT_SAVE: &str = "cannot save where you left off";

/// How long is waited while another program saves. It is only comfort: that is not long.
const PATIENCE: Duration = Duration::from_millis(500);

/// How many places are kept, the newest.
const AT_MOST: usize = 1000;

impl PlacesFile {
    /// The places at this path, whose file and folder need not exist.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), at_most: AT_MOST }
    }

    /// The path it was given.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What the file holds; nothing where there is none.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read or understood.
    pub fn read(&self) -> Result<Bearings, Error> {
        let failed = |cause| self.error(CANNOT_READ, cause);
        let content = atomic::content(&self.path).map_err(failed)?;
        parse(content.as_deref().unwrap_or_default())
            .ok_or_else(|| failed(damaged()).hint("it is set aside when you leave, and a new one begun"))
    }

    /// Adds places to what the file holds by then, as its newest, and puts what is chosen in place of that; where nothing
    /// is new, nothing is written. Waits a moment where another program saves. The folder is made where it is missing.
    /// A file that cannot be understood is set aside beside, as `NAME.unreadable-1.jsonl` or the next free number.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read, locked or written. It is left as it is.
    pub fn keep(&self, new: &Bearings) -> Result<(), Error> {
        let failed = |cause: io::Error| self.error(CANNOT_SAVE, cause);
        let path = atomic::resolve(&self.path).map_err(failed)?;
        let _held = lock::hold(&path, PATIENCE).map_err(failed)?;
        let old = atomic::content(&path).map_err(failed)?;
        let known = match old.as_deref().map(|content| (content, parse(content))) {
            None => Bearings::default(),
            Some((_, Some(known))) => known,
            Some((content, None)) => {
                atomic::set_aside(&path, content).map_err(failed)?;
                Bearings::default()
            }
        };
        let content = written(&joined(known, new, self.at_most));
        if old.as_deref() == Some(content.as_bytes()) {
            return Ok(());
        }
        atomic::write(&path, content.as_bytes()).map_err(failed)
    }

    fn error(&self, what: &'static str, cause: io::Error) -> Error {
        Error::caused(what, cause).at(&self.path)
    }
}

fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "it is damaged")
}

/// What was known with what is new; of the oldest places so many go that no more are left than is allowed.
fn joined(mut known: Bearings, new: &Bearings, at_most: usize) -> Bearings {
    let ids: HashSet<&str> = new.places.iter().map(|place| place.id.as_str()).collect();
    known.places.retain(|place| !ids.contains(place.id.as_str()));
    known.places.extend(new.places.iter().cloned());
    let spare = known.places.len().saturating_sub(at_most);
    known.places.drain(..spare);
    Bearings { choices: new.choices, ..known }
}

/// The bearings of a content; `None` where a line of it is none. Of what other versions have written beside, nothing
/// is kept: it is comfort.
fn parse(content: &[u8]) -> Option<Bearings> {
    let mut bearings = Bearings::default();
    for line in str::from_utf8(content).ok()?.lines().filter(|line| !line.trim().is_empty()) {
        let object: Map<String, Value> = serde_json::from_str(line).ok()?;
        let number = |name: &str| object.get(name).and_then(Value::as_u64);
        choose(&mut bearings.choices, &object)?;
        if let Some(id) = object.get("id") {
            let name = object.get("field")?.as_str()?;
            // A field of another version has no place here.
            let Some(&field) = Field::ALL.iter().find(|field| field.row().name == name) else { continue };
            let (value, byte) = (number("value")? as usize, number("byte")? as usize);
            bearings.places.push(LeftPlace { id: printable(id.as_str()?).into_owned(), field, value, byte });
        }
    }
    Some(bearings)
}

/// Takes what a line says of the screen; `None` where it cannot be understood.
fn choose(choices: &mut Choices, object: &Map<String, Value>) -> Option<()> {
    if let Some(measure) = object.get("measure") {
        let columns = |value: &Value| u16::try_from(value.as_u64()?).ok();
        let (value, configured) = (columns(measure)?, columns(object.get("configured")?)?);
        choices.measure = Some(Chosen { value, configured });
    }
    if let Some(list) = object.get("list") {
        let (value, configured) = (list.as_str()?, object.get("configured")?.as_str()?);
        // A density of another version has no place here.
        let chosen = density(value).zip(density(configured));
        choices.density = chosen.map(|(value, configured)| Chosen { value, configured });
    }
    if let (Some(beside), Some(stacked)) = (object.get("beside"), object.get("stacked")) {
        let most = i64::from(Split::MOST);
        let steps = |value: &Value| Some(value.as_i64()?.clamp(-most, most) as i16);
        choices.split = Split { beside: steps(beside)?, stacked: steps(stacked)? };
    }
    Some(())
}

fn density(name: &str) -> Option<Density> {
    Density::ALL.iter().find(|(known, _)| *known == name).map(|&(_, density)| density)
}

fn written(bearings: &Bearings) -> String {
    let Choices { measure, density, split } = bearings.choices;
    let measure =
        measure.map(|Chosen { value, configured }| json!({ "measure": value, "configured": configured }));
    let density = density
        .map(|Chosen { value, configured }| json!({ "list": value.name(), "configured": configured.name() }));
    let split =
        (split != Split::default()).then(|| json!({ "beside": split.beside, "stacked": split.stacked }));
    let places = bearings.places.iter().map(|LeftPlace { id, field, value, byte }| {
        json!({ "id": id, "field": field.row().name, "value": value, "byte": byte })
    });
    let choices = [measure, density, split].into_iter().flatten();
    choices.chain(places).map(|line| line.to_string() + "\n").collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::PlacesFile;
    use crate::text::Density;
    use crate::thesis::{Bearings, Choices, Chosen, Field, LeftPlace, Split};

    fn place(id: &str, byte: usize) -> LeftPlace {
        LeftPlace { id: id.into(), field: Field::Abstract, value: 0, byte }
    }

    fn places(places: &[(&str, usize)]) -> Bearings {
        Bearings {
            choices: Choices::default(),
            places: places.iter().map(|&(id, byte)| place(id, byte)).collect(),
        }
    }

    #[test]
    fn places_last_the_newest_at_the_end_and_no_more_than_so_many() {
        let folder = tempfile::tempdir().unwrap();
        let file = PlacesFile { at_most: 3, ..PlacesFile::at(folder.path().join("deep/places.jsonl")) };
        assert_eq!(file.read().unwrap(), Bearings::default());
        assert!(!folder.path().join("deep").exists(), "reading makes nothing");
        file.keep(&places(&[("a", 1), ("b \"2\"", 2)])).unwrap();
        file.keep(&places(&[("c", 3), ("a", 4)])).unwrap();
        assert_eq!(file.read().unwrap(), places(&[("b \"2\"", 2), ("c", 3), ("a", 4)]));
        let choices = Choices {
            measure: Chosen::over(72, 88),
            density: Chosen::over(Density::Auto, Density::Compact),
            split: Split { beside: -2, stacked: 3 },
        };
        file.keep(&Bearings { choices, ..places(&[("d", 5)]) }).unwrap();
        assert_eq!(file.read().unwrap(), Bearings { choices, ..places(&[("c", 3), ("a", 4), ("d", 5)]) });
        let text = fs::read_to_string(file.path()).unwrap();
        let choices = "{\"configured\":72,\"measure\":88}\n{\"configured\":\"auto\",\"list\":\"compact\"}\n\
                       {\"beside\":-2,\"stacked\":3}\n{\"byte\":3,";
        assert!(text.starts_with(choices), "{text}");
    }

    #[test]
    fn a_damaged_file_is_told_of_and_set_aside() {
        for content in [
            &b"\xff\xfe"[..],
            b"{\"id\":1}\n",
            b"{\"id\":\"a\"",
            b"[]",
            b"{\"measure\":99999999,\"configured\":1}",
            b"{\"list\":7,\"configured\":\"auto\"}",
            b"{\"list\":\"full\"}",
            b"{\"beside\":\"far\",\"stacked\":1}",
        ] {
            let folder = tempfile::tempdir().unwrap();
            let file = PlacesFile::at(folder.path().join("places.jsonl"));
            fs::write(file.path(), content).unwrap();
            let error = file.read().unwrap_err().to_string();
            assert!(error.contains("damaged") && error.contains("set aside"), "{error}");
            file.keep(&places(&[("a", 1)])).unwrap();
            assert_eq!(file.read().unwrap(), places(&[("a", 1)]));
            assert_eq!(fs::read(folder.path().join("places.unreadable-1.jsonl")).unwrap(), content);
        }
    }

    #[test]
    fn no_split_is_out_of_reach() {
        let folder = tempfile::tempdir().unwrap();
        let file = PlacesFile::at(folder.path().join("places.jsonl"));
        fs::write(file.path(), "{\"beside\":99999999999,\"stacked\":-99999}").unwrap();
        let most = Split { beside: Split::MOST, stacked: -Split::MOST };
        assert_eq!(file.read().unwrap().choices.split, most);
    }

    #[test]
    fn what_another_version_knows_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let file = PlacesFile::at(folder.path().join("places.jsonl"));
        let text = "{\"id\":\"a\",\"field\":\"aura\",\"value\":0,\"byte\":1}\n\n{\"new\":true}\n\
                    {\"list\":\"airy\",\"configured\":\"auto\"}\n";
        fs::write(file.path(), text).unwrap();
        assert_eq!(file.read().unwrap(), Bearings::default());
    }
}
