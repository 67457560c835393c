//! From when on things count as new: an addition by its number, or a date.

use std::str::FromStr;

use gainsay_core::Interval;

use super::Ledger;
use crate::Error;

/// After what things count as new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Since {
    /// After the addition of this number; written `@12`.
    Addition(i64),
    /// From this moment on, RFC 3339 in universal time or the beginning of it; written as a date (EDTF: `2025`, `2025-06`,
    /// `2025-06-21`) or to the second (`2025-06-21T08:00:00Z`).
    Moment(String),
}

impl FromStr for Since {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let text = text.trim();
        let wrong = || {
            Error::unfit(format!(
                "`{text}` is no addition and no date; write @12 for the addition that `gainsay status` shows, or a date: 2025, \
                 2025-06, 2025-06-21 or 2025-06-21T08:00:00Z"
            ))
        };
        if let Some(number) = text.strip_prefix(['@', '#']) {
            return number.parse().ok().filter(|number| *number >= 0).map(Self::Addition).ok_or_else(wrong);
        }
        if let Ok(moment) = text.parse::<jiff::Timestamp>() {
            return Ok(Self::Moment(moment.to_string()));
        }
        let first = Interval::parse_edtf(text).ok().and_then(|interval| interval.first);
        first.map(|day| Self::Moment(day.to_string())).ok_or_else(wrong)
    }
}

impl Ledger {
    /// The number of the addition after which things count as new.
    pub(super) fn addition_of(&self, since: &Since) -> Result<i64, Error> {
        match since {
            Since::Addition(number) => Ok(*number),
            Since::Moment(moment) => Ok(self.store.addition_before(moment)?),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_a_date_and_an_addition_has_its_mark() {
        let since = |text: &str| text.parse::<Since>().map_err(|error| error.to_string());
        let moment = |text: &str| Ok(Since::Moment(text.to_owned()));
        assert_eq!(since("2025"), moment("2025-01-01"));
        assert_eq!(since("2025-06"), moment("2025-06-01"));
        assert_eq!(since(" 2025-06-21 "), moment("2025-06-21"));
        assert_eq!(since("2025-06-21T10:00:00+02:00"), moment("2025-06-21T08:00:00Z"));
        assert_eq!(since("@12"), Ok(Since::Addition(12)));
        assert_eq!(since("#0"), Ok(Since::Addition(0)));
        for wrong in ["", "12", "soon", "@", "@-1", "@x", "../2025"] {
            assert!(since(wrong).is_err_and(|error| error.contains("@12")), "{wrong}");
        }
    }
}
