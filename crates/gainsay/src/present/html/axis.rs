//! An axis of time: which days it shows, where a day lies on it, and its ticks.

use gainsay_core::Interval;
use jiff::{ToSpan, civil::Date};

/// From one day to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Axis {
    pub(super) first: Date,
    pub(super) last: Date,
}

/// How far from the reports a day may lie to be shown at first, in days.
const NEAR: i32 = 60;

impl Axis {
    /// An axis of these days in order, at least two days long.
    pub(super) fn new(first: Date, last: Date) -> Self {
        let (first, last) = (first.min(last), first.max(last));
        if first == last {
            return Self { first: first.checked_sub(1.day()).unwrap_or(first), last: after(last, 1) };
        }
        Self { first, last }
    }

    /// All that these intervals span.
    pub(super) fn whole(intervals: &[Interval]) -> Option<Self> {
        let days = || intervals.iter().flat_map(|interval| [interval.first, interval.last]).flatten();
        Some(Self::new(days().min()?, days().max()?))
    }

    /// What lies near the days of publication: a story's past of decades would press its week into a dot.
    pub(super) fn near(intervals: &[Interval], published: &[Interval]) -> Option<Self> {
        let Some(reports) = Self::whole(published) else { return Self::whole(intervals) };
        let near = Self::new(after(reports.first, -NEAR), after(reports.last, NEAR));
        let shown: Vec<Interval> = intervals.iter().copied().filter(|interval| near.holds(*interval)).collect();
        let shown: Vec<Interval> = shown.into_iter().chain(published.iter().copied()).collect();
        Self::whole(&shown)
    }

    /// How many days it shows.
    pub(super) fn days(self) -> i32 {
        days_between(self.first, self.last) + 1
    }

    /// Whether an interval lies on it as a whole.
    pub(super) fn holds(self, interval: Interval) -> bool {
        let first = interval.first.or(interval.last);
        let last = interval.last.or(interval.first);
        first.is_some_and(|first| first >= self.first) && last.is_some_and(|last| last <= self.last)
    }

    /// Whether any part of an interval lies on it.
    pub(super) fn touches(self, interval: Interval) -> bool {
        let first = interval.first.or(interval.last);
        let last = interval.last.or(interval.first);
        first.is_some_and(|first| first <= self.last) && last.is_some_and(|last| last >= self.first)
    }

    /// Where a day begins, in percent of the whole width.
    pub(super) fn at(self, day: Date) -> f64 {
        let part = f64::from(days_between(self.first, day)) / f64::from(self.days());
        (part * 100.0).clamp(0.0, 100.0)
    }

    /// Where a day is over.
    pub(super) fn end(self, day: Date) -> f64 {
        self.at(after(day, 1))
    }

    /// The same number of days, moved by a part of them; or more or fewer days around the same middle.
    pub(super) fn moved(self, by: f64, scale: f64) -> Self {
        let days = f64::from(self.days());
        let middle = days / 2.0 + by * days;
        let half = days * scale / 2.0;
        let (first, last) = ((middle - half).floor(), (middle + half).ceil() - 1.0);
        // The cast saturates: a span of days beyond the calendar is cut off where the calendar ends.
        Self::new(after(self.first, first as i32), after(self.first, last as i32))
    }

    /// Days to mark on the axis, with what to write there: at most ten, of equal steps.
    pub(super) fn ticks(self) -> Vec<(Date, String)> {
        let step = Step::for_days(self.days());
        let mut day = step.first_from(self.first);
        let mut ticks = Vec::new();
        while day <= self.last && ticks.len() < 24 {
            ticks.push((day, step.label(day)));
            let next = step.next(day);
            if next <= day {
                break;
            }
            day = next;
        }
        ticks
    }
}

#[derive(Clone, Copy)]
enum Step {
    Days(i32),
    Months(i32),
    Years(i32),
}

impl Step {
    fn for_days(days: i32) -> Self {
        match days {
            ..=10 => Self::Days(1),
            11..=21 => Self::Days(2),
            22..=70 => Self::Days(7),
            71..=140 => Self::Days(14),
            141..=310 => Self::Months(1),
            311..=950 => Self::Months(3),
            951..=1900 => Self::Months(6),
            1901..=3660 => Self::Years(1),
            3661..=18_300 => Self::Years(5),
            18_301..=73_000 => Self::Years(20),
            _ => Self::Years(100),
        }
    }

    fn first_from(self, day: Date) -> Date {
        let start = match self {
            Self::Days(_) => return day,
            Self::Months(months) => {
                let month = (i32::from(day.month()) - 1) / months * months + 1;
                Date::new(day.year(), i8::try_from(month).unwrap_or(1), 1).unwrap_or(day)
            }
            Self::Years(years) => {
                let year = i32::from(day.year()).div_euclid(years) * years;
                Date::new(i16::try_from(year).unwrap_or(day.year()), 1, 1).unwrap_or(day)
            }
        };
        if start < day { self.next(start) } else { start }
    }

    fn next(self, day: Date) -> Date {
        let next = match self {
            Self::Days(days) => day.checked_add(days.days()),
            Self::Months(months) => day.checked_add(months.months()),
            Self::Years(years) => day.checked_add(years.years()),
        };
        next.unwrap_or(day)
    }

    fn label(self, day: Date) -> String {
        const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let month = MONTHS[usize::from(day.month().unsigned_abs()) - 1];
        match self {
            Self::Days(_) => format!("{} {month}", day.day()),
            Self::Months(_) => format!("{month} {}", day.year()),
            Self::Years(_) => day.year().to_string(),
        }
    }
}

/// The most days a span may have; the calendar from one end to the other has fewer.
const LONGEST: i32 = 7_304_484;

fn days_between(first: Date, last: Date) -> i32 {
    first.until(last).map_or(0, |span| span.get_days())
}

/// So many days later; where the calendar ends, its end.
fn after(day: Date, days: i32) -> Date {
    day.saturating_add(days.clamp(-LONGEST, LONGEST).days())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(edtf: &str) -> Interval {
        Interval::parse_edtf(edtf).unwrap()
    }

    #[test]
    fn decades_past_do_not_press_the_week_into_a_dot() {
        let intervals = ["1979", "2025-03-03", "2025-03-08"].map(interval);
        let published = ["2025-03-03", "2025-03-09"].map(interval);
        let axis = Axis::near(&intervals, &published).unwrap();
        assert_eq!((axis.first.to_string(), axis.last.to_string()), ("2025-03-03".into(), "2025-03-09".into()));
        assert_eq!(Axis::whole(&intervals).unwrap().first.to_string(), "1979-01-01");
    }

    #[test]
    fn days_lie_where_they_belong() {
        let axis = Axis::new("2025-03-01".parse().unwrap(), "2025-03-10".parse().unwrap());
        assert_eq!(axis.at("2025-03-01".parse().unwrap()), 0.0);
        assert_eq!(axis.at("2025-03-06".parse().unwrap()), 50.0);
        assert_eq!(axis.end("2025-03-10".parse().unwrap()), 100.0);
        assert_eq!(axis.at("1979-01-01".parse().unwrap()), 0.0);
    }

    #[test]
    fn ticks_are_few_whatever_the_span() {
        for last in ["2025-01-02", "2025-02-01", "2025-06-01", "2027-01-01", "2060-01-01", "2400-01-01", "9999-12-31"] {
            let axis = Axis::new("2025-01-01".parse().unwrap(), last.parse().unwrap());
            let ticks = axis.ticks();
            assert!((1..=24).contains(&ticks.len()), "{last}: {ticks:?}");
            assert!(ticks.iter().all(|(day, _)| *day >= axis.first && *day <= axis.last));
        }
    }

    #[test]
    fn zooming_keeps_the_middle_and_ends_with_the_calendar() {
        let axis = Axis::new("2025-03-01".parse().unwrap(), "2025-03-08".parse().unwrap());
        let inner = axis.moved(0.0, 0.5);
        assert_eq!((inner.first.to_string(), inner.last.to_string()), ("2025-03-03".into(), "2025-03-06".into()));
        let edge = Axis::new(Date::MIN, Date::MAX).moved(0.0, 2.0);
        assert_eq!((edge.first, edge.last), (Date::MIN, Date::MAX));
    }
}
