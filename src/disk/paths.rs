//! Where things live on this platform.

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
    /// Where the person has no home folder.
    pub fn of_platform() -> Result<Self, Error> {
        let folders = ProjectDirs::from("", "", "theses").ok_or_else(|| {
            Error::found("cannot tell where bookmarks and configuration live", "there is no home folder")
                .hint("set HOME to a folder of yours")
        })?;
        Ok(Self {
            config: folders.config_dir().to_owned(),
            data: folders.data_dir().to_owned(),
            // Only Linux has a folder for state of its own.
            state: folders.state_dir().unwrap_or_else(|| folders.data_local_dir()).to_owned(),
        })
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
}
