//! What one match means, before it is grounded, and how TIMEX3 writes it.

use gainsay_core::{Direction, Interval, TimeKind, TimeMeaning, Unit};
use jiff::civil::Date;

/// An expression as matched, not yet grounded.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    /// What kind of expression.
    pub(crate) kind: TimeKind,
    /// What it means.
    pub(crate) meaning: TimeMeaning,
    /// How fine its value is.
    pub(crate) grain: Grain,
    /// What follows the day in a value: "TNI", "T09:30".
    pub(crate) suffix: String,
    /// TIMEX3 modifier.
    pub(crate) modifier: Option<&'static str>,
    /// A value that needs no grounding: "P2D", "PRESENT_REF".
    pub(crate) fixed: Option<String>,
    /// On what it hangs.
    pub(crate) hang: Hang,
    /// Whether the verb's tense is to tell the direction.
    pub(crate) by_tense: bool,
}

/// On what an expression hangs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hang {
    /// On nothing.
    None,
    /// On the date of publication.
    Publication,
    /// On the last date the text gave.
    Text,
    /// On the last quarter the text gave, where it gave one near by; else on the date of publication.
    Quarter,
    /// On what comes right after it, an event or a date: "two days before the visit".
    Next,
}

/// How fine a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Grain {
    /// `2025-06-23`
    Day,
    /// `2025-W26`
    Week,
    /// `2025-W26-WE`
    Weekend,
    /// `2025-06`
    Month,
    /// `2025-Q2`
    Quarter,
    /// `2025-H1`
    Half,
    /// `2025-SU`
    Season(i8),
    /// `2025`
    Year,
    /// `202`
    Decade,
    /// `20`
    Century,
    /// Any other interval, as EDTF writes it.
    Interval,
}

impl Grain {
    /// The grain of whole units.
    pub(crate) fn of(unit: Unit) -> Self {
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Self::Day,
            Unit::Weekend => Self::Weekend,
            Unit::Week => Self::Week,
            Unit::Month => Self::Month,
            Unit::Quarter => Self::Quarter,
            Unit::Season => Self::Season(0),
            Unit::Year => Self::Year,
            Unit::Decade => Self::Decade,
            Unit::Century => Self::Century,
        }
    }

    /// The value that TIMEX3 gives an interval of this grain.
    fn value(self, interval: Interval) -> Option<String> {
        let first = interval.first?;
        let (year, month) = (first.year(), first.month());
        Some(match self {
            Self::Day => first.to_string(),
            Self::Week | Self::Weekend => {
                let week = first.iso_week_date();
                let end = if self == Self::Weekend { "-WE" } else { "" };
                format!("{:04}-W{:02}{end}", week.year(), week.week())
            }
            Self::Month => format!("{year:04}-{month:02}"),
            Self::Quarter => format!("{year:04}-Q{}", (month - 1) / 3 + 1),
            Self::Half => format!("{year:04}-H{}", (month - 1) / 6 + 1),
            Self::Season(number) => format!("{year:04}-{}", season(number)),
            Self::Year => format!("{year:04}"),
            Self::Decade => format!("{:03}", year / 10),
            Self::Century => format!("{:02}", year / 100),
            Self::Interval => interval.to_string(),
        })
    }

    /// The value where nothing is known of the point in time but its grain.
    const fn unknown(self) -> &'static str {
        match self {
            Self::Day | Self::Interval => "XXXX-XX-XX",
            Self::Week => "XXXX-WXX",
            Self::Weekend => "XXXX-WXX-WE",
            Self::Month => "XXXX-XX",
            Self::Quarter => "XXXX-QX",
            Self::Half => "XXXX-HX",
            Self::Season(_) | Self::Year => "XXXX",
            Self::Decade => "XXX",
            Self::Century => "XX",
        }
    }
}

const fn season(number: i8) -> &'static str {
    match number {
        1 => "SP",
        2 => "SU",
        3 => "FA",
        _ => "WI",
    }
}

impl Draft {
    /// A point in time or interval.
    pub(crate) fn date(meaning: TimeMeaning, grain: Grain, hang: Hang) -> Self {
        Self {
            kind: TimeKind::Date,
            meaning,
            grain,
            suffix: String::new(),
            modifier: None,
            fixed: None,
            hang,
            by_tense: false,
        }
    }

    /// Something whose value needs no grounding.
    pub(crate) fn fixed(kind: TimeKind, meaning: TimeMeaning, value: String) -> Self {
        Self { kind, fixed: Some(value), ..Self::date(meaning, Grain::Day, Hang::None) }
    }

    /// Sets the direction of a date that is given in part.
    pub(crate) fn turn(&mut self, to: Direction) {
        match &mut self.meaning {
            TimeMeaning::MonthDay { direction, .. }
            | TimeMeaning::Between { direction, .. }
            | TimeMeaning::Weekday { direction, .. }
            | TimeMeaning::PartOfYear { direction, .. } => *direction = to,
            _ => {}
        }
    }

    /// The year it lies in, where that can be told.
    pub(crate) fn year(&self, published: Option<Date>) -> Option<i16> {
        self.meaning.ground(published)?.first.map(Date::year)
    }

    /// The TIMEX3 value, given the interval it was grounded to.
    pub(crate) fn value(&self, interval: Option<Interval>) -> String {
        if let Some(fixed) = &self.fixed {
            return fixed.clone();
        }
        let date = interval.and_then(|i| self.grain.value(i)).unwrap_or_else(|| self.partial());
        format!("{date}{}", self.suffix)
    }

    /// The value with `X` for what isn't known.
    fn partial(&self) -> String {
        match self.meaning {
            TimeMeaning::MonthDay { month, day: Some(day), .. } => format!("XXXX-{month:02}-{day:02}"),
            TimeMeaning::MonthDay { month, day: None, .. } => format!("XXXX-{month:02}"),
            TimeMeaning::Weekday { day, .. } => format!("XXXX-WXX-{day}"),
            TimeMeaning::PartOfYear { unit: Unit::Quarter, number, .. } => format!("XXXX-Q{number}"),
            TimeMeaning::PartOfYear { number, .. } => format!("XXXX-{}", season(number)),
            _ => self.grain.unknown().to_owned(),
        }
    }
}

/// A unit by its symbol in the rules, and how many of it a symbol stands for.
pub(crate) fn unit(symbol: &str) -> Option<(Unit, i32)> {
    Some(match symbol {
        "second" => (Unit::Second, 1),
        "minute" => (Unit::Minute, 1),
        "hour" => (Unit::Hour, 1),
        "day" => (Unit::Day, 1),
        "weekend" => (Unit::Weekend, 1),
        "week" => (Unit::Week, 1),
        "fortnight" => (Unit::Week, 2),
        "month" => (Unit::Month, 1),
        "quarter" => (Unit::Quarter, 1),
        "season" => (Unit::Season, 1),
        "year" => (Unit::Year, 1),
        "decade" => (Unit::Decade, 1),
        "century" => (Unit::Century, 1),
        _ => return None,
    })
}

/// The TIMEX3 value of so many units, `None` for how many being not told: "P2W", "PT3H", "PXY", "P2.5Y".
pub(crate) fn length_value(count: Option<f64>, unit: Unit) -> String {
    let (prefix, letter, times) = match unit {
        Unit::Second => ("PT", "S", 1.0),
        Unit::Minute => ("PT", "M", 1.0),
        Unit::Hour => ("PT", "H", 1.0),
        Unit::Day => ("P", "D", 1.0),
        Unit::Weekend => ("P", "WE", 1.0),
        Unit::Week => ("P", "W", 1.0),
        Unit::Month => ("P", "M", 1.0),
        Unit::Quarter => ("P", "Q", 1.0),
        Unit::Season => ("P", "S", 1.0),
        Unit::Year => ("P", "Y", 1.0),
        Unit::Decade => ("P", "DE", 1.0),
        Unit::Century => ("P", "CE", 1.0),
    };
    match count {
        Some(count) => format!("{prefix}{}{letter}", count * times),
        None => format!("{prefix}X{letter}"),
    }
}
