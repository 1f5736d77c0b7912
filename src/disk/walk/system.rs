//! The file systems in which the system shows itself, such as `/proc`: without end, and without theses.

use super::identity::Identity;

/// The kinds of file systems that hold no files of anybody (Linux, `filesystems(5)` and `/proc/filesystems`).
#[cfg(target_os = "linux")]
const KINDS: [&str; 19] = [
    "proc",
    "sysfs",
    "devtmpfs",
    "devpts",
    "cgroup",
    "cgroup2",
    "debugfs",
    "tracefs",
    "securityfs",
    "pstore",
    "bpf",
    "configfs",
    "fusectl",
    "efivarfs",
    "mqueue",
    "binfmt_misc",
    "nsfs",
    "rpc_pipefs",
    "selinuxfs",
];

/// The devices of such file systems, known once they are asked for. Elsewhere than on Linux there are none.
#[derive(Debug, Default)]
pub struct SystemFolders {
    #[cfg(target_os = "linux")]
    known: Option<std::collections::HashMap<u64, String>>,
}

impl SystemFolders {
    /// The kind of file system that a folder is on, where the system shows itself there.
    #[cfg(target_os = "linux")]
    pub fn find(&mut self, folder: &Identity) -> Option<&str> {
        let known = self.known.get_or_insert_with(|| {
            // Where it cannot be read, nothing is known of them.
            read(&std::fs::read_to_string("/proc/self/mountinfo").unwrap_or_default())
        });
        known.get(&folder.device).map(String::as_str)
    }

    /// Nothing.
    #[cfg(not(target_os = "linux"))]
    #[allow(clippy::unused_self, reason = "it is asked alike everywhere")]
    pub fn find(&mut self, _folder: &Identity) -> Option<&str> {
        None
    }
}

/// The devices of these [`KINDS`] in the list of mounts: `36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - proc none rw`.
#[cfg(target_os = "linux")]
fn read(mounts: &str) -> std::collections::HashMap<u64, String> {
    let mount = |line: &str| {
        let (major, minor) = line.split(' ').nth(2)?.split_once(':')?;
        let kind = line.split_once(" - ")?.1.split(' ').next()?;
        let known = KINDS.contains(&kind);
        known.then_some((device(major.parse().ok()?, minor.parse().ok()?), kind.to_owned()))
    };
    mounts.lines().filter_map(mount).collect()
}

/// The number of a device as `stat` gives it (glibc, `gnu_dev_makedev`).
#[cfg(target_os = "linux")]
fn device(major: u64, minor: u64) -> u64 {
    (minor & 0xff) | ((major & 0xfff) << 8) | ((minor & !0xff) << 12) | ((major & !0xfff) << 32)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::read;

    #[test]
    fn the_systems_own_are_known_by_kind() {
        let mounts = "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n\
            23 22 0:21 / /proc rw,nosuid shared:12 master:1 - proc proc rw\n\
            24 22 0:300 / /sys rw - sysfs sysfs rw\nnonsense\n25 22 x:y / /z rw - proc a b";
        let mut known: Vec<_> = read(mounts).into_iter().collect();
        known.sort();
        assert_eq!(known, [(21, "proc".to_owned()), (0x10_002c, "sysfs".to_owned())]);
    }
}
