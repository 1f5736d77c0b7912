//! The one way in which a file of the program is written.
//!
//! A new content is written to a file beside the old one, synced, renamed over it, and the folder is synced.
//! What survives a crash, a kill or a loss of power at any moment: the old content whole, or the new content
//! whole, never a mixture and never nothing. Once [`write`] has returned, it is the new one. What a killed
//! writer may leave behind is its file beside, named `.NAME.NUMBER.tmp`, which nobody reads and whoever holds the lock
//! next removes.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// As many links as Linux follows.
const MOST_LINKS: usize = 40;

/// The file that `path` means: `path` itself, or what it leads to over any number of symbolic links. The last
/// one need not exist.
///
/// # Errors
///
/// Where a link cannot be read, or the links go round in a circle.
pub(super) fn resolve(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::symlink_metadata(&path) {
            Ok(metadata) if metadata.is_symlink() => path = folder(&path).join(fs::read_link(&path)?),
            Ok(_) => return Ok(path),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(path),
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::new(ErrorKind::InvalidInput, "its links lead in a circle"))
}

/// Gives the file at `path` a new content, wholly or not at all. See the module.
///
/// The permissions of an old file are kept, a new one can be read by its owner alone, and a link is followed rather
/// than replaced. Two writers at once do no harm, but the later one wins: who reads before writing holds a lock.
///
/// # Errors
///
/// Where the file is not to be written by its permissions, or the folder does not exist or cannot be
/// written to. The old content is then as it was.
pub(super) fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    let path = resolve(path)?;
    let permissions = match fs::metadata(&path) {
        Ok(metadata) if metadata.permissions().readonly() => {
            return Err(io::Error::new(ErrorKind::PermissionDenied, "the file is read-only"));
        }
        Ok(metadata) => Some(metadata.permissions()),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let name = path.file_name().ok_or_else(|| io::Error::from(ErrorKind::InvalidInput))?;
    let beside = create_numbered(folder(&path), content, permissions, |number| {
        let mut beside = OsString::from(".");
        beside.push(name);
        beside.push(OsStr::new(&format!(".{number}.tmp")));
        beside
    })?;
    fs::rename(&beside, &path).inspect_err(|_| {
        // The error that matters is the first.
        let _ = fs::remove_file(&beside);
    })?;
    sync_folder(folder(&path))
}

/// Keeps a content under a name of its own beside `path`, as `NAME.unreadable-1.json` or the next number that is free,
/// with the extension of `path`, and gives that name.
///
/// It is written anew rather than renamed, so that at no moment nothing is there, and nothing that bears the
/// name already can be hit. The permissions are those of the file.
///
/// # Errors
///
/// Where the file is not there, or the folder cannot be written to.
pub(super) fn set_aside(path: &Path, content: &[u8]) -> io::Result<PathBuf> {
    let permissions = fs::metadata(path)?.permissions();
    let (stem, extension) = (path.file_stem().unwrap_or_default(), path.extension().unwrap_or_default());
    let aside = create_numbered(folder(path), content, Some(permissions), |number| {
        let mut name = OsString::from(stem);
        name.push(format!(".unreadable-{number}."));
        name.push(extension);
        name
    })?;
    sync_folder(folder(path))?;
    Ok(aside)
}

/// Removes what killed writers of the file at `path` have left beside it. Only for who holds its lock: a file that
/// is being written looks the same. What cannot be removed stays; it does no harm.
pub(super) fn clear_left_over(path: &Path) {
    let Some(name) = path.file_name().map(|name| name.to_string_lossy().into_owned()) else { return };
    let is_left_over = |found: &OsStr| {
        let number = found.to_str().and_then(|found| found.strip_prefix('.')?.strip_prefix(&name));
        let number = number.and_then(|rest| rest.strip_prefix('.')?.strip_suffix(".tmp"));
        number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let entries = fs::read_dir(folder(path)).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| is_left_over(&entry.file_name())) {
        let _ = fs::remove_file(entry.path());
    }
}

/// Makes a folder and those above it that are missing, each as lasting as what comes into it.
///
/// # Errors
///
/// Where it cannot be made, or a file stands in its place.
pub(super) fn make_folder(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    let missing: Vec<_> = path.ancestors().take_while(|folder| !folder.exists()).collect();
    fs::create_dir_all(path)?;
    missing.into_iter().rev().try_for_each(|made| sync_folder(folder(made)))
}

/// Writes and syncs a file under the first of the names `name(1)`, `name(2)` … that is free, and gives its
/// path. Nothing that exists is ever overwritten; `None` for permissions lets nobody else read it.
///
/// # Errors
///
/// Where the folder cannot be written to, or is full. No file is then left.
pub(super) fn create_numbered(
    folder: &Path,
    content: &[u8],
    permissions: Option<Permissions>,
    name: impl Fn(u32) -> OsString,
) -> io::Result<PathBuf> {
    let mut number = 1;
    let (mut file, path) = loop {
        let path = folder.join(name(number));
        match create_new(&path) {
            Ok(file) => break (file, path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => number += 1,
            Err(error) => return Err(error),
        }
    };
    let written = permissions
        .map_or(Ok(()), |permissions| file.set_permissions(permissions))
        .and_then(|()| file.write_all(content))
        .and_then(|()| file.sync_all());
    written.inspect_err(|_| {
        let _ = fs::remove_file(&path);
    })?;
    Ok(path)
}

/// Syncs a folder, so that the names in it are as lasting as the files. Only Unix knows that.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// The content of the file, or `None` where there is none.
///
/// # Errors
///
/// Where it cannot be read, or something other than a file stands there.
pub(super) fn content(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::metadata(path) {
        Ok(metadata) if !metadata.is_file() => {
            Err(io::Error::new(ErrorKind::InvalidInput, "it is not a file"))
        }
        Ok(_) => fs::read(path).map(Some),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The folder that a file lies in.
pub(super) fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A new file that nobody else may read: what a person marks and asks is their own.
fn create_new(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{clear_left_over, content, make_folder, write};

    #[test]
    fn no_file_is_no_content_and_what_cannot_be_read_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        assert_eq!(content(&path).unwrap(), None);
        fs::write(&path, "mine").unwrap();
        assert_eq!(content(&path).unwrap().unwrap(), b"mine");
        let error = content(folder.path()).unwrap_err();
        assert_eq!(error.to_string(), "it is not a file");
        // Nothing can stand below a file: that is not the same as a file that is not there yet.
        assert!(content(&path.join("below")).is_err());
        assert!(write(&path.join("below"), b"").is_err());
        assert!(content(Path::new("\0")).is_err());
        assert!(super::resolve(&path.join("below")).is_err());
    }

    #[test]
    fn writes_anew_and_over_and_leaves_nothing_beside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        for content in ["one", "two", ""] {
            write(&path, content.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), content);
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_killed_writers_left_is_cleared_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file.json");
        for left in [".file.json.1.tmp", ".file.json.27.tmp"] {
            fs::write(folder.path().join(left), "half").unwrap();
        }
        let others =
            [".file.json.tmp", ".file.json.x.tmp", ".other.json.1.tmp", "file.json", "file.json.1.tmp"];
        for other in others {
            fs::write(folder.path().join(other), "mine").unwrap();
        }
        clear_left_over(&path);
        let mut names: Vec<_> =
            fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, others);
    }

    #[test]
    fn folders_are_made_as_deep_as_need_be() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("a/b/c");
        make_folder(&deep).unwrap();
        make_folder(&deep).unwrap();
        assert!(deep.is_dir());
        fs::write(folder.path().join("file"), "").unwrap();
        assert!(make_folder(&folder.path().join("file/below")).is_err());
    }

    #[test]
    fn what_a_killed_writer_left_is_passed_by() {
        let folder = tempfile::tempdir().unwrap();
        let (path, left) = (folder.path().join("file"), folder.path().join(".file.1.tmp"));
        fs::write(&left, "half").unwrap();
        write(&path, b"whole").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "whole");
        assert_eq!(fs::read_to_string(&left).unwrap(), "half");
    }

    #[test]
    fn a_missing_folder_and_a_read_only_file_are_errors() {
        let folder = tempfile::tempdir().unwrap();
        assert!(write(&folder.path().join("none/file"), b"").is_err());
        let path = folder.path().join("file");
        fs::write(&path, "mine").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        assert!(write(&path, b"theirs").is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_are_kept() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};

        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        symlink("real", &link).unwrap();
        write(&link, b"one").unwrap();
        assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o600, "a new file is private");
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
        write(&link, b"two").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&real).unwrap(), "two");
        assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);

        let (a, b) = (folder.path().join("a"), folder.path().join("b"));
        symlink(&a, &b).unwrap();
        symlink(&b, &a).unwrap();
        assert!(write(&a, b"round").unwrap_err().to_string().contains("circle"));
    }
}
