//! The file that holds what was copied last where no clipboard takes it.

use std::io;
use std::path::PathBuf;

use super::{Error, atomic};

/// The place of the file. It holds nothing open.
#[derive(Clone, Debug)]
pub struct CopyFile {
    path: PathBuf,
}

impl CopyFile {
    /// The file at this path, which need not exist, nor its folder.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// Keeps a text in place of the one before, readable by its owner alone, and gives the path.
    ///
    /// # Errors
    ///
    /// Where the file or its folder cannot be written.
    pub fn write(&self, text: &str) -> Result<PathBuf, Error> {
        let failed = |cause: io::Error| Error::caused("cannot keep what was copied", cause).at(&self.path);
        atomic::make_folder(atomic::folder(&self.path)).map_err(failed)?;
        atomic::write(&self.path, text.as_bytes()).map_err(failed)?;
        Ok(self.path.clone())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::CopyFile;

    #[test]
    fn the_last_text_is_kept_for_its_owner_alone() {
        let home = tempfile::tempdir().unwrap();
        let file = CopyFile::at(home.path().join("state/copied.txt"));
        for text in ["one", "two"] {
            let path = file.write(text).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
            #[cfg(unix)]
            {
                use std::os::unix::fs::PermissionsExt as _;
                assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
            }
        }
        fs::write(home.path().join("file"), "").unwrap();
        let said = CopyFile::at(home.path().join("file/copied.txt")).write("x").unwrap_err().to_string();
        assert!(said.starts_with("cannot keep what was copied: "), "{said}");
    }
}
