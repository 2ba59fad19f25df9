//! Days of the calendar: as far as a deadline needs them.
//!
//! In come years, months and days; out come days before and after. No clock and no time of day: the day of publication is
//! handed in.

use std::fmt;

/// A day, counted from 1 January 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day(i64);

impl Day {
    /// A day by year, month and day; one that there isn't rolls over into the next month.
    pub(crate) fn new(year: i64, month: i64, day: i64) -> Day {
        // Years begin with March here, so that leap days come last (the algorithm is Howard Hinnant's days_from_civil).
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        Day(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
    }

    /// A day written `YYYY-MM-DD`.
    pub(crate) fn parse(text: &str) -> Option<Day> {
        let mut parts = text.split('-').map(str::parse::<i64>);
        let day = Day::new(
            parts.next()?.ok()?,
            parts.next()?.ok()?,
            parts.next()?.ok()?,
        );
        (day.to_string() == text).then_some(day)
    }

    /// The last day of a month.
    pub(crate) fn last_of(year: i64, month: i64) -> Day {
        let (year, month) = if month >= 12 {
            (year + 1, 1)
        } else {
            (year, month + 1)
        };
        Day(Day::new(year, month, 1).0 - 1)
    }

    /// So many days later.
    pub(crate) fn plus(self, days: i64) -> Day {
        Day(self.0.saturating_add(days))
    }

    /// So many months later, at the latest on that month's last day.
    pub(crate) fn plus_months(self, months: i64) -> Day {
        let (year, month, day) = self.parts();
        let month = month - 1 + months;
        let (year, month) = (year + month.div_euclid(12), month.rem_euclid(12) + 1);
        Day::new(year, month, day).min(Day::last_of(year, month))
    }

    /// Monday is 0.
    pub(crate) fn weekday(self) -> i64 {
        (self.0 + 3).rem_euclid(7)
    }

    /// Year, month and day.
    pub(crate) fn parts(self) -> (i64, i64, i64) {
        let days = self.0 + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * march + 2) / 5 + 1;
        let month = if march < 10 { march + 3 } else { march - 9 };
        let year = year + era * 400 + i64::from(month <= 2);
        (year, month, day)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn days_are_read_and_written_over_leap_years_and_centuries() {
        for text in [
            "1970-01-01",
            "2000-02-29",
            "2022-09-20",
            "1899-12-31",
            "2100-03-01",
        ] {
            assert_eq!(Day::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Day::parse("2023-02-29"), None);
        assert_eq!(Day::parse("soon"), None);
    }

    #[test]
    fn the_first_of_february_after_january_31_is_the_last_of_february() {
        let day = Day::parse("2024-01-31").unwrap();
        assert_eq!(day.plus_months(1).to_string(), "2024-02-29");
        assert_eq!(day.plus_months(12).to_string(), "2025-01-31");
        assert_eq!(day.plus(1).to_string(), "2024-02-01");
    }

    #[test]
    fn a_tuesday_is_a_tuesday() {
        assert_eq!(Day::parse("2022-09-20").unwrap().weekday(), 1);
    }
}
