//! The time at which a mark was set, as the file of marks has it.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The last second that RFC 3339 can write: 9999-12-31T23:59:59Z.
const LAST: Duration = Duration::from_secs(253_402_300_799);

/// A time in RFC 3339, UTC, by the second: `2026-01-01T00:00:00Z`. A wrong clock, before 1970 or after 9999, gives the
/// first or the last second that can be written.
pub fn timestamp(time: SystemTime) -> String {
    let since_1970 = time.duration_since(UNIX_EPOCH).unwrap_or_default().min(LAST);
    humantime::format_rfc3339_seconds(UNIX_EPOCH + since_1970).to_string()
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::timestamp;

    #[test]
    fn a_wrong_clock_is_survived() {
        let day = Duration::from_secs(24 * 60 * 60);
        for (time, written) in [
            (UNIX_EPOCH + 20_454 * day, "2026-01-01T00:00:00Z"),
            (UNIX_EPOCH, "1970-01-01T00:00:00Z"),
            (UNIX_EPOCH - day, "1970-01-01T00:00:00Z"),
            (UNIX_EPOCH + 3_000_000 * day, "9999-12-31T23:59:59Z"),
        ] {
            assert_eq!(timestamp(time), written);
        }
    }
}
