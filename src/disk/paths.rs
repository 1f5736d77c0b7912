//! Where things live on this platform.

use std::ffi::OsString;
use std::path::PathBuf;

use directories::ProjectDirs;

use super::Error;

/// The folders of the program. None of them needs to exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    config: PathBuf,
    data: PathBuf,
    state: PathBuf,
}

impl Paths {
    /// The folders that the platform gives the program: by the XDG base directory specification on Linux,
    /// below `Library` on macOS, below `AppData` on Windows.
    ///
    /// # Errors
    ///
    /// Where the person has no home folder, and the variables of XDG do not name all of them.
    pub fn of_platform() -> Result<Self, Error> {
        let by_home = ProjectDirs::from("", "", "theses").map(|folders| Self {
            config: folders.config_dir().to_owned(),
            data: folders.data_dir().to_owned(),
            // Only Linux has a folder for state of its own.
            state: folders.state_dir().unwrap_or_else(|| folders.data_local_dir()).to_owned(),
        });
        by_home.or_else(|| Self::of_variables(|name| std::env::var_os(name))).ok_or_else(|| {
            Error::found("cannot tell where marks and configuration live", "there is no home folder")
                .hint("set HOME to a folder of yours")
        })
    }

    /// The folders that XDG's variables name without any home; `None` where one of them names no whole path, which
    /// the specification passes over.
    fn of_variables(variable: impl Fn(&str) -> Option<OsString>) -> Option<Self> {
        let folder = |name| {
            let folder = PathBuf::from(variable(name)?);
            folder.is_absolute().then(|| folder.join("theses"))
        };
        let [config, data, state] = ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"].map(folder);
        Some(Self { config: config?, data: data?, state: state? })
    }

    /// The configuration, which need not exist.
    pub fn config_file(&self) -> PathBuf {
        self.config.join("config.toml")
    }

    /// The marks, which need not exist.
    pub fn marks_file(&self) -> PathBuf {
        self.data.join("marks.json")
    }

    /// The earlier queries, which need not exist.
    pub fn history_file(&self) -> PathBuf {
        self.state.join("history")
    }

    /// The places where a person reads, and the measure; need not exist.
    pub fn places_file(&self) -> PathBuf {
        self.state.join("places.jsonl")
    }

    /// What was copied last where no clipboard took it; it need not exist.
    pub fn copy_file(&self) -> PathBuf {
        self.state.join("copied.txt")
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Paths;

    #[test]
    fn without_a_home_the_variables_have_to_name_every_folder() {
        let all = [("XDG_CONFIG_HOME", "/c"), ("XDG_DATA_HOME", "/d"), ("XDG_STATE_HOME", "/s")];
        let paths = |known: &[(&str, &str)]| {
            Paths::of_variables(|name| {
                known.iter().find(|(known, _)| *known == name).map(|(_, at)| at.into())
            })
        };
        let found = paths(&all).unwrap();
        assert_eq!(found.config_file(), Path::new("/c/theses/config.toml"));
        assert_eq!(found.marks_file(), Path::new("/d/theses/marks.json"));
        assert_eq!(found.history_file(), Path::new("/s/theses/history"));
        assert_eq!(found.places_file(), Path::new("/s/theses/places.jsonl"));
        assert_eq!(found.copy_file(), Path::new("/s/theses/copied.txt"));
        for missing in 0..all.len() {
            let mut some = all.to_vec();
            some.remove(missing);
            assert_eq!(paths(&some), None);
            some.push((all[missing].0, "not/whole"));
            assert_eq!(paths(&some), None);
        }
    }
}
