//! What a match means: from captures to a draft, as the rule's `means` says.

use gainsay_core::{Direction, Interval, PartialDate, TimeKind, TimeMeaning, Unit};
use jiff::civil::{Date, Weekday};
use serde::Deserialize;

use super::draft::{Draft, Grain, Hang, length_value, unit};
use super::pattern::{Captured, Way};

/// How to tell the meaning of a match.
#[derive(Debug, Deserialize)]
#[serde(tag = "as", rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum Means {
    /// A date of `year`, `month`, `daynumber` or digits; without a year its direction comes from the tense.
    Date { direction: Option<Turn> },
    /// A month, or a day of one, in the year of `x`.
    DateIn {},
    /// Days of one month: `month`, `daynumber`, `last`, perhaps `year`.
    Days {},
    /// A day of the week, so many weeks on, or in the week that `x` stands for.
    Weekday {
        direction: Option<Turn>,
        #[serde(default)]
        weeks: i16,
    },
    /// So many units from the anchor: `amount`, or `sign` times the captured count.
    Offset {
        amount: Option<i32>,
        #[serde(default)]
        sign: i32,
        unit: Option<String>,
        hang: HangOn,
        modifier: Option<String>,
    },
    /// A quarter, half or season: of `year`, of the year of `x`, or by direction.
    Part { part: PartKind, number: Option<i8>, direction: Option<Turn>, modifier: Option<String> },
    /// The first or last months of a year or of `x`.
    Months { last: bool },
    /// A length of time.
    Length { modifier: Option<String>, unit: Option<String> },
    /// A unit and a half.
    LengthHalf {},
    /// A reference without a point: `PRESENT_REF`.
    Vague { value: String },
    /// What recurs.
    Set { value: Option<String> },
    /// What `x` means, with a modifier.
    Inner { modifier: Option<String> },
    /// A part of a day: of `x`, or of the day of publication moved by `days`.
    Daypart { days: Option<i32>, part: Option<String> },
    /// A part of the day after the last one the text gave.
    NextDaypart {},
    /// A time of day, of `x` or of no day that is told.
    Clock { at: Option<String> },
    /// From `x` to `y`.
    Between {},
    /// A decade or a century.
    Years { modifier: Option<String> },
    /// A day with a name: month times 100 plus day, or the captured one; in `year`, if that is given.
    Named { day: Option<i64>, direction: Option<Turn> },
    /// A day with a name whose date differs from year to year.
    Moving { day: Option<String>, direction: Option<Turn> },
    /// A date that everybody knows by its name.
    Known { date: String },
}

/// A direction as rules write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Turn {
    Past,
    Future,
    Nearest,
    Same,
    /// The year before the anchor's: "last November" written in any month.
    Last,
}

/// An anchor as rules write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum HangOn {
    Publication,
    Text,
    Quarter,
    Next,
}

/// A part of a year as rules write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum PartKind {
    Quarter,
    Half,
    Season,
}

impl Turn {
    fn direction(self) -> Direction {
        match self {
            Self::Past | Self::Last => Direction::Past,
            Self::Future => Direction::Future,
            Self::Nearest => Direction::Nearest,
            Self::Same => Direction::Same,
        }
    }
}

impl HangOn {
    fn hang(self) -> Hang {
        match self {
            Self::Publication => Hang::Publication,
            Self::Text => Hang::Text,
            Self::Quarter => Hang::Quarter,
            Self::Next => Hang::Next,
        }
    }
}

/// Keeps a modifier of the rules alive as long as the program: rules are read once.
fn modifier_of(modifier: Option<&String>) -> Option<&'static str> {
    const KNOWN: &[&str] = &[
        "START",
        "MID",
        "END",
        "APPROX",
        "LESS_THAN",
        "MORE_THAN",
        "EQUAL_OR_LESS",
        "EQUAL_OR_MORE",
        "BEFORE",
        "AFTER",
        "ON_OR_BEFORE",
        "ON_OR_AFTER",
    ];
    KNOWN.iter().copied().find(|k| modifier.is_some_and(|m| m == k))
}

fn whole(way: &Way, name: &str) -> Option<i64> {
    match way.get(name)? {
        Captured::Whole(value) => Some(*value),
        _ => None,
    }
}

fn inner<'a>(way: &'a Way, name: &str) -> Option<&'a Draft> {
    match way.get(name)? {
        Captured::Inner(draft) => Some(draft),
        _ => None,
    }
}

fn symbol(way: &Way, name: &str) -> Option<&'static str> {
    match way.get(name)? {
        Captured::Symbol(symbol) => Some(symbol),
        _ => None,
    }
}

/// The count captured: outer `None` for no count at all, inner for one that isn't told.
fn count(way: &Way) -> Option<Option<f64>> {
    match ["count", "number", "half"].into_iter().find_map(|name| way.get(name))? {
        Captured::Count(count) => Some(*count),
        _ => None,
    }
}

fn unit_of(way: &Way, given: Option<&String>) -> Option<(Unit, i32)> {
    let named = ["unit", "units", "dateunit", "periodunit"].into_iter().find_map(|name| symbol(way, name));
    unit(given.map(String::as_str).or(named)?)
}

fn short(value: i64) -> Option<i8> {
    i8::try_from(value).ok()
}

/// Builds the draft; `None` where the captures make no sense together.
pub(crate) fn build(means: &Means, way: &Way, published: Option<Date>) -> Option<Draft> {
    match means {
        Means::Date { direction } => date(way, *direction),
        Means::DateIn {} => date_in(way, published),
        Means::Days {} => days(way),
        Means::Weekday { direction, weeks } => weekday(way, *direction, *weeks),
        Means::Offset { amount, sign, unit, hang, modifier } => {
            let mut draft = offset(way, *amount, *sign, unit.as_ref(), hang.hang())?;
            draft.modifier = modifier_of(modifier.as_ref());
            Some(draft)
        }
        Means::Part { part, number, direction, modifier } => {
            let mut draft = part_of_year(way, *part, *number, *direction, published)?;
            draft.modifier = modifier_of(modifier.as_ref());
            Some(draft)
        }
        Means::Months { last } => months(way, *last, published),
        Means::Length { modifier, unit } => length(way, modifier_of(modifier.as_ref()), unit.as_ref()),
        Means::LengthHalf {} => {
            let (unit, _) = unit_of(way, None)?;
            let meaning = TimeMeaning::Length { hundredths: 150, unit };
            Some(Draft::fixed(TimeKind::Duration, meaning, length_value(Some(1.5), unit)))
        }
        Means::Vague { value } => Some(Draft::fixed(TimeKind::Date, TimeMeaning::Vague, value.clone())),
        Means::Set { value } => set(way, value.as_ref()),
        Means::Inner { modifier } => {
            let mut draft = inner(way, "x")?.clone();
            draft.modifier = modifier_of(modifier.as_ref()).or(draft.modifier);
            Some(draft)
        }
        Means::Daypart { days, part } => daypart(way, *days, part.as_deref()),
        Means::NextDaypart {} => {
            let meaning = TimeMeaning::Offset { amount: 1, unit: Unit::Day };
            let suffix = format!("T{}", symbol(way, "daypart")?);
            Some(Draft { kind: TimeKind::Time, suffix, ..Draft::date(meaning, Grain::Day, Hang::Text) })
        }
        Means::Clock { at } => clock(way, at.as_deref()),
        Means::Between {} => between(inner(way, "x")?, inner(way, "y")?, published),
        Means::Years { modifier } => years(way, modifier_of(modifier.as_ref())),
        Means::Named { day, direction } => named(way, day.or_else(|| whole(way, "fixedday"))?, *direction),
        Means::Moving { day, direction } => moving(way, day.as_deref(), *direction, published),
        Means::Known { date } => {
            let interval = Interval::parse_edtf(date).ok()?;
            Some(Draft::date(TimeMeaning::Absolute(interval), Grain::Day, Hang::None))
        }
    }
}

fn absolute(interval: Interval, grain: Grain) -> Draft {
    Draft::date(TimeMeaning::Absolute(interval), grain, Hang::None)
}

fn year_captured(way: &Way) -> Option<i16> {
    i16::try_from(["year", "wordyear", "shortyear"].into_iter().find_map(|name| whole(way, name))?).ok()
}

fn date(way: &Way, direction: Option<Turn>) -> Option<Draft> {
    if let Some(Captured::Date(year, month, day)) = way.get("digitdate").or_else(|| way.get("digitmonth")) {
        return full_date(i16::try_from(*year).ok()?, short(*month)?, short(*day).filter(|d| *d > 0));
    }
    let month = whole(way, "month").or_else(|| whole(way, "fullmonth")).and_then(short);
    let day = whole(way, "daynumber").and_then(short);
    match (year_captured(way), month) {
        (Some(year), Some(month)) => full_date(year, month, day),
        (Some(year), None) => Some(absolute(Interval::year(year)?, Grain::Year)),
        (None, Some(month)) => month_day(month, day, direction),
        (None, None) => None,
    }
}

fn full_date(year: i16, month: i8, day: Option<i8>) -> Option<Draft> {
    match day {
        Some(day) => Some(absolute(Interval::day(Date::new(year, month, day).ok()?), Grain::Day)),
        None => Some(absolute(Interval::month(year, month)?, Grain::Month)),
    }
}

/// A month or day without its year. A leap year holds every day there is.
fn month_day(month: i8, day: Option<i8>, direction: Option<Turn>) -> Option<Draft> {
    Date::new(2024, month, day.unwrap_or(1)).ok()?;
    let turn = direction.map_or(Direction::Past, Turn::direction);
    let meaning = TimeMeaning::MonthDay { month, day, direction: turn };
    let grain = if day.is_some() { Grain::Day } else { Grain::Month };
    Some(Draft { by_tense: direction.is_none(), ..Draft::date(meaning, grain, Hang::Publication) })
}

fn date_in(way: &Way, published: Option<Date>) -> Option<Draft> {
    let month = whole(way, "month").or_else(|| whole(way, "fullmonth")).and_then(short)?;
    let day = whole(way, "daynumber").and_then(short);
    let x = inner(way, "x")?;
    match x.year(published) {
        Some(year) => full_date(year, month, day),
        None => {
            let turn = match x.meaning {
                TimeMeaning::Offset { amount, .. } if amount < 0 => Turn::Past,
                TimeMeaning::Offset { amount, .. } if amount > 0 => Turn::Future,
                _ => Turn::Same,
            };
            month_day(month, day, Some(turn))
        }
    }
}

fn days(way: &Way) -> Option<Draft> {
    let month = short(whole(way, "month")?)?;
    let (first, last) = (short(whole(way, "daynumber")?)?, short(whole(way, "last")?)?);
    if first >= last {
        return None;
    }
    let partial = |day| PartialDate { month, day: Some(day) };
    if let Some(year) = year_captured(way) {
        let interval = Interval::between(Date::new(year, month, first).ok()?, Date::new(year, month, last).ok()?);
        return Some(absolute(interval, Grain::Interval));
    }
    Date::new(2024, month, last).ok()?;
    let meaning = TimeMeaning::Between { first: partial(first), last: partial(last), direction: Direction::Past };
    Some(Draft { by_tense: true, ..Draft::date(meaning, Grain::Interval, Hang::Publication) })
}

fn weekday(way: &Way, direction: Option<Turn>, weeks: i16) -> Option<Draft> {
    let day = short(whole(way, "weekday").or_else(|| whole(way, "shortweekday"))?)?;
    if let Some(week) = inner(way, "x") {
        let TimeMeaning::Offset { amount, unit: Unit::Week } = week.meaning else { return None };
        let weeks = i16::try_from(amount).ok()?;
        let meaning = TimeMeaning::Weekday { day, direction: Direction::Same, weeks };
        return Some(Draft::date(meaning, Grain::Day, week.hang));
    }
    let turn = direction.map_or(Direction::Past, Turn::direction);
    let meaning = TimeMeaning::Weekday { day, direction: turn, weeks };
    Some(Draft { by_tense: direction.is_none(), ..Draft::date(meaning, Grain::Day, Hang::Publication) })
}

fn offset(way: &Way, amount: Option<i32>, sign: i32, given: Option<&String>, hang: Hang) -> Option<Draft> {
    let (unit, times) = unit_of(way, given)?;
    let counted = count(way);
    if let Some(None) = counted.filter(|_| amount.is_none()) {
        // "Several years ago": a point, but nobody can say which.
        if hang == Hang::Next {
            return None;
        }
        let value = if sign < 0 { "PAST_REF" } else { "FUTURE_REF" };
        return Some(Draft::fixed(TimeKind::Date, TimeMeaning::Vague, value.to_owned()));
    }
    let (amount, unit) = match amount {
        Some(amount) => (amount.checked_mul(times)?, unit),
        None => {
            let number = counted.flatten().unwrap_or(1.0) * f64::from(times) * f64::from(sign);
            whole_units(number, unit)?
        }
    };
    let meaning = TimeMeaning::Offset { amount, unit };
    if hang == Hang::Next {
        // TimeML sees a length and a signal ("two days", "before"); what it means is the day so far off.
        let value = length_value(Some(f64::from(amount.abs())), unit);
        return Some(Draft { hang, ..Draft::fixed(TimeKind::Duration, meaning, value) });
    }
    let mut draft = Draft::date(meaning, Grain::of(unit), hang);
    if matches!(unit, Unit::Hour | Unit::Minute | Unit::Second) {
        draft.kind = TimeKind::Time;
    }
    Some(draft)
}

/// Whole units, in a smaller unit where the number isn't whole: a year and a half is eighteen months.
fn whole_units(number: f64, unit: Unit) -> Option<(i32, Unit)> {
    let (number, unit) = match unit {
        _ if number.fract() == 0.0 => (number, unit),
        Unit::Year => ((number * 12.0).round(), Unit::Month),
        Unit::Decade => ((number * 10.0).round(), Unit::Year),
        Unit::Month => ((number * 30.0).round(), Unit::Day),
        Unit::Week => ((number * 7.0).round(), Unit::Day),
        _ => (number.trunc(), unit),
    };
    (number.abs() < 100_000.0).then_some((number as i32, unit))
}

fn part_of_year(
    way: &Way,
    part: PartKind,
    number: Option<i8>,
    direction: Option<Turn>,
    published: Option<Date>,
) -> Option<Draft> {
    let captured = ["nth", "quarternumber", "season"].into_iter().find_map(|name| whole(way, name));
    let number = number.or(captured.and_then(short))?;
    let most = if part == PartKind::Half { 2 } else { 4 };
    if !(1..=most).contains(&number) {
        return None;
    }
    let grain = match part {
        PartKind::Quarter => Grain::Quarter,
        PartKind::Half => Grain::Half,
        PartKind::Season => Grain::Season(number),
    };
    let of_year = year_captured(way).or_else(|| inner(way, "x").and_then(|x| x.year(published)));
    if let Some(year) = of_year {
        return Some(absolute(part_in(year, part, number)?, grain));
    }
    let turn = direction.map_or(Direction::Past, Turn::direction);
    let month = |month| PartialDate { month, day: None };
    let meaning = match part {
        PartKind::Quarter => TimeMeaning::PartOfYear { unit: Unit::Quarter, number, direction: turn },
        PartKind::Season => TimeMeaning::PartOfYear { unit: Unit::Season, number, direction: turn },
        PartKind::Half if number == 1 => TimeMeaning::Between { first: month(1), last: month(6), direction: turn },
        PartKind::Half => TimeMeaning::Between { first: month(7), last: month(12), direction: turn },
    };
    Some(Draft { by_tense: direction.is_none(), ..Draft::date(meaning, grain, Hang::Publication) })
}

fn part_in(year: i16, part: PartKind, number: i8) -> Option<Interval> {
    let (first, months) = match part {
        PartKind::Quarter => (number * 3 - 2, 3),
        PartKind::Half => (number * 6 - 5, 6),
        PartKind::Season => (number * 3, 3),
    };
    month_run(year, first, months)
}

/// So many whole months from the first of one on.
fn month_run(year: i16, first: i8, months: i8) -> Option<Interval> {
    let last = first.checked_add(months)?.checked_sub(1)?;
    let (last_year, last) = if last > 12 { (year.checked_add(1)?, last - 12) } else { (year, last) };
    Some(Interval { last: Interval::month(last_year, last)?.last, ..Interval::month(year, first)? })
}

fn months(way: &Way, last: bool, published: Option<Date>) -> Option<Draft> {
    let many = count(way)?.and_then(|c| short(c as i64)).filter(|m| (1..12).contains(m))?;
    let year = year_captured(way).or_else(|| inner(way, "x").and_then(|x| x.year(published)));
    let first = if last { 13 - many } else { 1 };
    let interval = year.and_then(|year| month_run(year, first, many));
    let value = length_value(Some(f64::from(many)), Unit::Month);
    let meaning = match interval {
        Some(interval) => TimeMeaning::Absolute(interval),
        None => TimeMeaning::Length { hundredths: i64::from(many) * 100, unit: Unit::Month },
    };
    Some(Draft::fixed(TimeKind::Duration, meaning, value))
}

fn length(way: &Way, modifier: Option<&'static str>, given: Option<&String>) -> Option<Draft> {
    let (unit, times) = unit_of(way, given)?;
    // "The past year" is one year; "the past years" are nobody knows how many.
    let uncounted = if symbol(way, "units").is_some() { None } else { Some(1.0) };
    let number = count(way).unwrap_or(uncounted).map(|n| n * f64::from(times));
    if number.is_some_and(|n| !(0.0..1.0e9).contains(&n)) {
        return None;
    }
    let meaning = match number {
        Some(number) => TimeMeaning::Length { hundredths: (number * 100.0).round() as i64, unit },
        None => TimeMeaning::Vague,
    };
    Some(Draft { modifier, ..Draft::fixed(TimeKind::Duration, meaning, length_value(number, unit)) })
}

fn set(way: &Way, value: Option<&String>) -> Option<Draft> {
    let value = match value {
        Some(value) => value.clone(),
        None if whole(way, "weekday").or_else(|| whole(way, "weekdays")).is_some() => {
            let day = whole(way, "weekday").or_else(|| whole(way, "weekdays"))?;
            let part = symbol(way, "daypart").map(|p| format!("T{p}")).unwrap_or_default();
            format!("XXXX-WXX-{day}{part}")
        }
        None if whole(way, "month").is_some() => format!("XXXX-{:02}", whole(way, "month")?),
        None if symbol(way, "daypart").is_some() => format!("XXXX-XX-XXT{}", symbol(way, "daypart")?),
        None => {
            let (unit, times) = unit_of(way, None)?;
            length_value(Some(count(way).flatten().unwrap_or(1.0) * f64::from(times)), unit)
        }
    };
    Some(Draft::fixed(TimeKind::Set, TimeMeaning::Vague, value))
}

fn daypart(way: &Way, days: Option<i32>, part: Option<&str>) -> Option<Draft> {
    let part = symbol(way, "daypart").or(part)?;
    let mut draft = match (inner(way, "x"), days) {
        (Some(day), _) if day.grain == Grain::Day && day.fixed.is_none() => day.clone(),
        (Some(_), _) => return None,
        (None, Some(days)) => {
            Draft::date(TimeMeaning::Offset { amount: days, unit: Unit::Day }, Grain::Day, Hang::Publication)
        }
        (None, None) => Draft::date(TimeMeaning::Offset { amount: 0, unit: Unit::Day }, Grain::Day, Hang::Text),
    };
    draft.kind = TimeKind::Time;
    draft.suffix = format!("T{part}");
    Some(draft)
}

fn clock(way: &Way, at: Option<&str>) -> Option<Draft> {
    let time = match (way.get("clock"), at) {
        (_, Some(at)) => at.to_owned(),
        (Some(Captured::Clock(hour, Some(minute))), _) if *hour < 25 => format!("T{hour:02}:{minute:02}"),
        (Some(Captured::Clock(hour, None)), _) if *hour < 25 => format!("T{hour:02}:00"),
        _ => return None,
    };
    let mut draft = match inner(way, "x") {
        Some(day) if day.grain == Grain::Day && day.fixed.is_none() => day.clone(),
        Some(_) => return None,
        None => Draft::date(TimeMeaning::Offset { amount: 0, unit: Unit::Day }, Grain::Day, Hang::Text),
    };
    draft.kind = TimeKind::Time;
    draft.suffix = time;
    Some(draft)
}

fn between(x: &Draft, y: &Draft, published: Option<Date>) -> Option<Draft> {
    if x.fixed.is_some() || y.fixed.is_some() {
        return None;
    }
    let partial = |draft: &Draft| match draft.meaning {
        TimeMeaning::MonthDay { month, day, .. } => Some(PartialDate { month, day }),
        _ => None,
    };
    let cover = |x: Interval, y: Interval| {
        (x.first <= y.first).then(|| absolute(Interval { last: y.last, ..x }, Grain::Interval))
    };
    match (x.meaning, y.meaning) {
        (TimeMeaning::Absolute(x), TimeMeaning::Absolute(y)) => cover(x, y),
        // "From May to July 2016": the year stands once, at the end.
        (TimeMeaning::MonthDay { .. }, TimeMeaning::Absolute(end)) => {
            let mut start = x.clone();
            start.turn(Direction::Past);
            cover(start.meaning.ground(end.last)?, end)
        }
        (TimeMeaning::MonthDay { .. }, TimeMeaning::MonthDay { .. }) => {
            let meaning = TimeMeaning::Between { first: partial(x)?, last: partial(y)?, direction: Direction::Past };
            Some(Draft { by_tense: true, ..Draft::date(meaning, Grain::Interval, Hang::Publication) })
        }
        _ => cover(x.meaning.ground(published)?, y.meaning.ground(published)?),
    }
}

fn years(way: &Way, modifier: Option<&'static str>) -> Option<Draft> {
    let run = |first: i64, count: i16| {
        let first = i16::try_from(first).ok()?;
        Some(Interval { last: Interval::year(first.checked_add(count - 1)?)?.last, ..Interval::year(first)? })
    };
    let decade = whole(way, "decade").or_else(|| whole(way, "decadeword").map(|tens| 1900 + tens));
    let (interval, grain) = match (decade, whole(way, "nth")) {
        (Some(first), _) => (run(first, 10)?, Grain::Decade),
        (None, Some(nth)) if (1..=30).contains(&nth) => (run((nth - 1) * 100, 100)?, Grain::Century),
        _ => return None,
    };
    Some(Draft { modifier, ..absolute(interval, grain) })
}

fn named(way: &Way, day: i64, direction: Option<Turn>) -> Option<Draft> {
    let (month, day) = (short(day / 100)?, short(day % 100)?);
    match year_captured(way) {
        Some(year) => full_date(year, month, Some(day)),
        None => month_day(month, Some(day), direction),
    }
}

fn moving(way: &Way, day: Option<&str>, direction: Option<Turn>, published: Option<Date>) -> Option<Draft> {
    let name = day.or(match whole(way, "movingday") {
        Some(1) => Some("thanksgiving"),
        Some(2) => Some("easter"),
        _ => None,
    })?;
    if let Some(year) = year_captured(way) {
        return Some(absolute(Interval::day(moving_day(name, year)?), Grain::Day));
    }
    let Some(published) = published else {
        return Some(Draft::fixed(TimeKind::Date, TimeMeaning::Vague, "XXXX-XX-XX".to_owned()));
    };
    let mut near: Vec<Date> =
        (-1..=1).filter_map(|years| moving_day(name, published.year().checked_add(years)?)).collect();
    near.sort_by_key(|day| (*day - published).get_days().abs());
    let chosen = match direction {
        Some(Turn::Past | Turn::Last) => near.into_iter().find(|day| *day < published),
        Some(Turn::Future) => near.into_iter().find(|day| *day > published),
        _ => near.into_iter().next(),
    }?;
    Some(absolute(Interval::day(chosen), Grain::Day))
}

fn moving_day(name: &str, year: i16) -> Option<Date> {
    let nth = |month: i8, nth: i8, weekday| Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok();
    match name {
        "thanksgiving" => nth(11, 4, Weekday::Thursday),
        "labor-day" => nth(9, 1, Weekday::Monday),
        "memorial-day" => nth(5, -1, Weekday::Monday),
        "presidents-day" => nth(2, 3, Weekday::Monday),
        "king-day" => nth(1, 3, Weekday::Monday),
        "columbus-day" => nth(10, 2, Weekday::Monday),
        "election-day" => nth(11, 1, Weekday::Monday)?.tomorrow().ok(),
        "easter" => easter(year),
        "good-friday" => easter(year)?.checked_sub(jiff::Span::new().try_days(2).ok()?).ok(),
        "easter-monday" => easter(year)?.tomorrow().ok(),
        _ => None,
    }
}

/// Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876, as Meeus gives it).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
