//! When something was: a day, or only a month or a year, as sources give it.

use std::fmt;

/// A date: a year, perhaps with a month, perhaps with a day.
///
/// Ordered by time; a bare year comes before its months, a bare month before its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(u32);

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Date {
    /// Reads `2023-12-02`, `2023-12` or `2023`; `/` and `.` may stand for `-`, and a zero may be missing.
    ///
    /// `None` for everything else, a day that the month does not have included.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().split(['-', '/', '.']);
        let year = number(parts.next()?, 4, 4)?;
        let month =
            parts.next().map_or(Some(0), |text| number(text, 1, 2).filter(|m| (1..=12).contains(m)))?;
        let days = days_in(year, month);
        let day =
            parts.next().map_or(Some(0), |text| number(text, 1, 2).filter(|d| (1..=days).contains(d)))?;
        (parts.next().is_none() && year > 0).then_some(Self(year * 10_000 + month * 100 + day))
    }

    /// The year, such as 2023.
    pub fn year(self) -> u32 {
        self.0 / 10_000
    }

    /// The month from 1 to 12, or `None` where only the year is known.
    pub fn month(self) -> Option<u32> {
        Some(self.0 / 100 % 100).filter(|&month| month > 0)
    }

    /// The day of the month from 1, or `None` where it is not known.
    pub fn day(self) -> Option<u32> {
        Some(self.0 % 100).filter(|&day| day > 0)
    }

    /// The date as the index writes it: `2023-12-02`, `2023-12` or `2023`.
    pub fn iso(self) -> String {
        match (self.month(), self.day()) {
            (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", self.year()),
            (Some(month), None) => format!("{:04}-{month:02}", self.year()),
            _ => format!("{:04}", self.year()),
        }
    }

    /// True where it is not before `from` and not after `to`, each a day, or a month or a year that counts
    /// whole. A bare year is within itself, but not within one of its months.
    pub fn is_within(self, from: Option<Self>, to: Option<Self>) -> bool {
        let last_day = |to: Self| match (to.month(), to.day()) {
            (None, _) => to.0 + 1231,
            (_, None) => to.0 + 31,
            _ => to.0,
        };
        from.is_none_or(|from| self >= from) && to.is_none_or(|to| self.0 <= last_day(to))
    }

    /// The date as one number that orders it; 0 is free for "no date".
    pub fn packed(self) -> u32 {
        self.0
    }

    /// The date of a number that [`packed`](Self::packed) gave, `None` for 0.
    pub(super) fn unpacked(packed: u32) -> Option<Self> {
        (packed != 0).then_some(Self(packed))
    }
}

/// For reading: `2 Dec 2023`, `Dec 2023` or `2023`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(day) = self.day() {
            write!(f, "{day} ")?;
        }
        if let Some(month) = self.month() {
            write!(f, "{} ", MONTHS[month as usize - 1])?;
        }
        write!(f, "{}", self.year())
    }
}

fn number(text: &str, shortest: usize, longest: usize) -> Option<u32> {
    let fits = (shortest..=longest).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

fn days_in(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn reads_days_months_and_years_and_nothing_else() {
        for (text, iso, shown) in [
            ("2023-12-02", "2023-12-02", "2 Dec 2023"),
            (" 2023-12 ", "2023-12", "Dec 2023"),
            ("2023", "2023", "2023"),
            ("2023/1/2", "2023-01-02", "2 Jan 2023"),
            ("2024.02.29", "2024-02-29", "29 Feb 2024"),
        ] {
            let date = Date::parse(text).unwrap();
            assert_eq!((date.iso().as_str(), date.to_string().as_str()), (iso, shown), "{text}");
        }
        for text in [
            "",
            "23",
            "0000",
            "2023-13",
            "2023-00-01",
            "2023-02-29",
            "2023-01-01-01",
            "Spring 2020",
            "２０２３",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn months_and_years_count_whole() {
        let date = |text| Date::parse(text).unwrap();
        for (day, from, to, within) in [
            ("2021-07-01", "2021", "2021", true),
            ("2021-12-31", "2015", "2021", true),
            ("2022-01-01", "2015", "2021", false),
            ("2014-12-31", "2015", "2021", false),
            ("2023-12-31", "2023-12", "2023-12", true),
            ("2023", "2023", "2023", true),
            ("2023", "2023-12", "2023-12", false),
            ("2023-11", "2023-12", "2023-12", false),
        ] {
            let got = date(day).is_within(Some(date(from)), Some(date(to)));
            assert_eq!(got, within, "{day} in {from}..{to}");
        }
        assert!(date("1990").is_within(None, Some(date("2010"))));
    }

    #[test]
    fn orders_by_time() {
        let order = ["2022-12-31", "2023", "2023-01", "2023-01-01", "2023-02"];
        let parsed: Vec<_> = order.iter().map(|text| Date::parse(text).unwrap()).collect();
        assert!(parsed.is_sorted());
    }
}
