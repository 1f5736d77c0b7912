use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::{Found, walk};
use crate::thesis::Severity;

/// What a walk finds, one line each, paths below `root` without it.
fn found(root: &Path, paths: &[PathBuf]) -> Vec<String> {
    let mut found = Vec::new();
    let flow = walk(paths, &mut |one| {
        let line = match one {
            Found::File(path, size) => format!("{} {size}", path.display()),
            Found::Problem(problem) => problem.to_string(),
        };
        found.push(line.replace(&format!("{}/", root.display()), ""));
        ControlFlow::Continue(())
    });
    assert!(flow.is_continue());
    found
}

fn files(names: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in names {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, name.as_bytes()).unwrap();
    }
    folder
}

#[test]
fn what_is_given_twice_is_met_once() {
    let folder = files(&["a/1", "a/b/2", "c"]);
    let root = folder.path();
    let at = |names: &[&str]| names.iter().map(|name| root.join(name)).collect::<Vec<_>>();
    for (given, expected) in [
        (&["c", "c"][..], &["c 1", "c:1: repeated: the same file as c, loaded once"][..]),
        (&["a", "a"], &["a/1 3", "a/b/2 5", "a:1: repeated: the same folder as a, loaded once"]),
        (&["a", "a/b"], &["a/1 3", "a/b/2 5", "a/b:1: repeated: the same folder as a/b, loaded once"]),
        (&["a/b", "a"], &["a/b/2 5", "a/1 3", "a/b:1: repeated: the same folder as a/b, loaded once"]),
        (&["a/1", "a/b/../1"], &["a/1 3", "a/b/../1:1: repeated: the same file as a/1, loaded once"]),
    ] {
        assert_eq!(found(root, &at(given)), expected, "{given:?}");
    }
}

#[test]
fn folders_far_within_one_another_are_walked() {
    let folder = tempfile::tempdir().unwrap();
    let (mut path, mut made) = (folder.path().to_owned(), 0);
    while made < 1500 && fs::create_dir(path.join("d")).is_ok() {
        path.push("d");
        made += 1;
    }
    assert!(made >= 100, "the system takes paths of some length");
    fs::write(path.join("1"), "").unwrap();
    let found = found(folder.path(), &[folder.path().to_owned()]);
    assert!(found.len() == 1 && found[0].ends_with("d/1 0"), "{} found", found.len());
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn the_same_file_by_another_name_is_met_once() {
        let folder = files(&["1"]);
        let at = |name: &str| folder.path().join(name);
        fs::hard_link(at("1"), at("2")).unwrap();
        symlink("1", at("0")).unwrap();
        let expected = [
            "0 1",
            "1:1: repeated: the same file as 0, loaded once",
            "2:1: repeated: the same file as 0, loaded once",
        ];
        assert_eq!(found(folder.path(), &[folder.path().to_owned()]), expected);
    }

    #[test]
    fn links_that_meet_again_cost_what_is_there() {
        const RUNGS: usize = 40;
        let folder = files(&["40/thesis"]);
        let at = |name: String| folder.path().join(name);
        for rung in 0..RUNGS {
            fs::create_dir_all(at(rung.to_string())).unwrap();
            for side in ["left", "right"] {
                symlink(format!("../{}", rung + 1), at(format!("{rung}/{side}"))).unwrap();
            }
        }
        let found = found(folder.path(), &[at("0".to_owned())]);
        let again = found.iter().filter(|line| line.contains(": repeated: the same folder as ")).count();
        assert_eq!((found.len(), again), (1 + RUNGS, RUNGS));
    }

    #[test]
    fn a_break_ends_the_walk() {
        let folder = files(&["1", "2/3", "4"]);
        let mut met = 0;
        let flow = walk(&[folder.path().to_owned()], &mut |_| {
            met += 1;
            ControlFlow::Break(())
        });
        assert!(flow.is_break() && met == 1);
    }

    #[cfg(target_os = "linux")]
    #[test]
    #[allow(clippy::print_stdout, reason = "a test that tests nothing says so")]
    fn the_systems_own_folders_are_not_walked_into() {
        let mounts = fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
        if !mounts.contains(" /proc ") {
            println!("SKIPPED: /proc is not mounted");
            return;
        }
        let folder = files(&["1"]);
        symlink("/proc", folder.path().join("0")).unwrap();
        let told = "skipped: a folder of the system (proc), not walked into";
        let expected = [format!("0:1: {told}"), "1 1".to_owned()];
        assert_eq!(found(folder.path(), &[folder.path().to_owned()]), expected);
        assert_eq!(found(folder.path(), &["/proc/self".into()]), [format!("/proc/self:1: {told}")]);
    }
}

#[test]
fn what_is_repeated_is_less_than_mended() {
    assert!(Severity::Repeated < Severity::Mended && Severity::Mended < Severity::Skipped);
}
