//! Expressions of time, as read in one article.

use std::ops::Range;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Interval, Span};

/// An expression of time, in the terms of TIMEX3.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimeExpression {
    /// Where it stands, without a leading preposition.
    pub span: Span,
    /// Its tokens, as a range into [`crate::Reading::tokens`].
    pub tokens: Range<usize>,
    /// What kind of expression it is.
    pub kind: TimeKind,
    /// TIMEX3 value: grounded where possible (`2025-06-23`, `P2D`, `PRESENT_REF`), else with `X` for what is not known.
    pub timex: String,
    /// TIMEX3 modifier: `START`, `MID`, `END`, `APPROX`, `LESS_THAN`, `MORE_THAN`, `BEFORE`, `AFTER`…
    pub modifier: Option<String>,
    /// What it means, apart from what it hangs on: grounded anew once a date of publication becomes known.
    pub meaning: TimeMeaning,
    /// On what it hangs.
    pub anchor: Anchor,
    /// The interval it stands for, once grounded.
    pub interval: Option<Interval>,
}

/// What kind of expression of time it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are TIMEX3's own")]
pub enum TimeKind {
    Date,
    Time,
    Duration,
    Set,
}

/// What an expression of time hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Anchor {
    /// Nothing: it is absolute, or no point in time at all.
    None,
    /// The article's date of publication.
    Publication,
    /// Another expression, an index into [`crate::Reading::times`].
    Time(usize),
    /// An event: its predicate, an index into [`crate::Reading::tokens`] ("two days prior to the visit").
    Event(usize),
}

/// Where to look for a date that is given in part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    /// The last such date up to the anchor, itself included.
    Past,
    /// The next such date from the anchor on, itself included.
    Future,
    /// Whichever is nearer.
    Nearest,
    /// The one in the anchor's own week or year: "Monday of this week", "January this year".
    Same,
}

/// A month, or a day of one, without its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartialDate {
    /// 1 to 12.
    pub month: i8,
    /// 1 to 31.
    pub day: Option<i8>,
}

/// A unit of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Season,
    Year,
    Decade,
    Century,
}

/// What an expression of time means, apart from what it hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TimeMeaning {
    /// A date that needs nothing else.
    Absolute(Interval),
    /// A month, or a day of a month, without its year: "June", "June 23".
    MonthDay {
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: Option<i8>,
        /// Which year's.
        direction: Direction,
    },
    /// From one month or day to another, without a year: "between May and July".
    Between {
        /// Where it begins.
        first: PartialDate,
        /// Where it ends; in the next year where that comes earlier in the year.
        last: PartialDate,
        /// Which year's.
        direction: Direction,
    },
    /// A day of the week: "Monday".
    Weekday {
        /// 1 for Monday to 7 for Sunday.
        day: i8,
        /// Which week's.
        direction: Direction,
        /// Whole weeks to add: -1 for "Monday of last week".
        weeks: i16,
    },
    /// Whole units from the anchor: "yesterday" is -1 day, "this year" 0 years, "two weeks earlier" -2 weeks.
    Offset {
        /// How many; negative for before.
        amount: i32,
        /// Of what.
        unit: Unit,
    },
    /// A numbered part of a year that is not named: the fourth quarter, the spring.
    PartOfYear {
        /// `Quarter` or `Season`.
        unit: Unit,
        /// From 1.
        number: i8,
        /// Which year's.
        direction: Direction,
    },
    /// A length of time: so many units.
    Length {
        /// How many, in hundredths, so that "two and a half years" is 250.
        hundredths: i64,
        /// Of what.
        unit: Unit,
    },
    /// No point that can be told: "recently", "now", "annually".
    Vague,
}

impl TimeMeaning {
    /// The interval it stands for when it hangs on `anchor`; `None` where it stands for no point in time.
    ///
    /// The interval has the grain of the expression: "last month" is the whole of last month.
    pub fn ground(&self, anchor: Option<Date>) -> Option<Interval> {
        match *self {
            Self::Absolute(interval) => Some(interval),
            Self::MonthDay { month, day, direction } => Interval::month_day_near(anchor?, month, day, direction),
            Self::Between { first, last, direction } => Interval::between_near(anchor?, first, last, direction),
            Self::Weekday { day, direction, weeks } => Interval::weekday_near(anchor?, day, direction, weeks),
            Self::Offset { amount, unit } => Interval::offset(anchor?, amount, unit),
            Self::PartOfYear { unit, number, direction } => {
                Interval::part_of_year_near(anchor?, unit, number, direction)
            }
            Self::Length { .. } | Self::Vague => None,
        }
    }
}
