//! Dates as pages print and declare them: ISO 8601, RFC 2822, "June 23, 2025", "Tuesday 02 September 2014".

use std::{ops::Range, sync::LazyLock};

use jiff::civil::Date;
use regex::bytes::Regex;

use super::pattern::compile;

/// Lines longer than this aren't searched for a stamp.
const LONGEST: usize = 400;

/// Names of months in the languages that pages' furniture comes in, whatever the language of the article.
const MONTH: &str = "jan(?:uary|uar|vier|uari|eiro)?|jänner|enero|gennaio|feb(?:ruary|ruar|rero|braio|ruari)?|février\
    |fevereiro|mar(?:ch|s|zo|ço)?|märz|maart|apr(?:il|ile)?|avril|abril|ma[iy]o?|maggio|mei|jun(?:e|i|io|ho)?|juin\
    |giugno|jul(?:y|i|io|ho)?|juillet|luglio|aug(?:ust|ustus)?|août|agosto|sep(?:t(?:ember|iembre|embre)?)?|setembro\
    |settembre|oct(?:ober|ubre|obre)?|okt(?:ober)?|ottobre|outubro|nov(?:ember|iembre|embre|embro)?|dec(?:ember)?\
    |dez(?:ember|embro)?|déc(?:embre)?|dic(?:iembre|embre)?";

static WRITTEN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let pattern = format!(
        r"(?i)\b(?:(?<m>{MONTH})\.?\s+(?<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?<y>\d{{4}})|(?<e>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?[\s-]*(?:of\s+|de\s+)?(?<n>{MONTH})\.?,?[\s-]+(?:de\s+|del\s+)?(?<z>\d{{4}})|(?<iy>\d{{4}})[-/.](?<im>\d{{2}})[-/.](?<id>\d{{2}})|(?<da>\d{{1,2}})\.\s?(?<db>\d{{1,2}})\.\s?(?<dy>\d{{4}})|(?<ta>\d{{1,2}})\.(?<tb>\d{{1,2}})\.(?<ty>\d{{2}})|(?<sa>\d{{1,2}})/(?<sb>\d{{1,2}})/(?<sy>\d{{4}}))(?:\D|$)"
    );
    compile(&pattern)
});

/// The first date in this text, and where it stands.
pub(super) fn find(text: &str) -> Option<(Range<usize>, Date)> {
    if text.len() > LONGEST {
        return None;
    }
    let found = WRITTEN.as_ref()?.captures(text.as_bytes())?;
    let group = |name: &str| -> Option<&str> { text.get(found.name(name)?.range()) };
    let number = |name: &str| group(name).and_then(|t| t.parse::<i16>().ok());
    let (year, month, day) = if let (Some(y), Some(d)) = (number("y"), number("d")) {
        (y, month_number(group("m")?)?, d)
    } else if let (Some(y), Some(d)) = (number("z"), number("e")) {
        (y, month_number(group("n")?)?, d)
    } else if let (Some(y), Some(m), Some(d)) = (number("iy"), number("im"), number("id")) {
        (y, m, d)
    } else if let (Some(day), Some(month), Some(year)) = (number("da"), number("db"), number("dy")) {
        // Who writes stops puts the day first.
        (year, month, day)
    } else if let (Some(day), Some(month), Some(year)) = (number("ta"), number("tb"), number("ty")) {
        // "2.10.23.4" is a version; pages are of this century or the end of the last.
        if goes_on(text, found.name("ty")?.end()) || text[..found.name("ta")?.start()].ends_with('.') {
            return None;
        }
        (if year >= 90 { 1900 + year } else { 2000 + year }, month, day)
    } else {
        // 04/12/2015 is the 4th of December or the 12th of April: taken only where one reading is impossible.
        match (number("sa")?, number("sb")?) {
            (a, b) if a > 12 || a == b => (number("sy")?, b, a),
            (a, b) if b > 12 => (number("sy")?, a, b),
            _ => return None,
        }
    };
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    let names = ["y", "z", "id", "dy", "ty", "sy"];
    let end = names.iter().filter_map(|n| found.name(n)).map(|m| m.end()).max()?;
    (1800..2200).contains(&year).then(|| (found.get(0).map_or(0, |m| m.start())..end, date))
}

/// Whether another number follows behind a stop.
fn goes_on(text: &str, end: usize) -> bool {
    text.get(end..)
        .and_then(|rest| rest.strip_prefix('.'))
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

fn month_number(name: &str) -> Option<i16> {
    const BEGINNINGS: [&[&str]; 12] = [
        &["jan", "jän", "ene", "gen"],
        &["feb", "fév", "fev"],
        &["mar", "mär", "maa"],
        &["apr", "avr", "abr"],
        &["may", "mai", "mag", "mei"],
        &["jun", "juin", "giu"],
        &["jul", "juil", "lug"],
        &["aug", "aoû", "ago"],
        &["sep", "set"],
        &["oct", "okt", "ott", "out"],
        &["nov"],
        &["dec", "dez", "déc", "dic"],
    ];
    let name = name.to_lowercase();
    let at = BEGINNINGS.iter().position(|list| list.iter().any(|beginning| name.starts_with(beginning)))?;
    i16::try_from(at + 1).ok()
}

/// The day of a declared date: ISO 8601 in its own time zone, RFC 2822, written out, or seconds since 1970.
pub(super) fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    let digits = |part: &str| part.len() >= 4 && part.bytes().all(|b| b.is_ascii_digit());
    if digits(text) {
        return match text.len() {
            8 => Date::new(text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..].parse().ok()?).ok(),
            10 => from_seconds(text.parse().ok()?),
            13 => from_seconds(text.parse::<i64>().ok()? / 1000),
            _ => None,
        };
    }
    find(text).map(|(_, date)| date)
}

/// Whether a declared date is a moment of universal time.
pub(super) fn is_universal(text: &str) -> bool {
    let text = text.trim();
    let has_time = text.contains(':');
    has_time && ["Z", "+00:00", "+0000", "+00", "GMT", "UTC"].iter().any(|zone| text.ends_with(zone))
}

fn from_seconds(seconds: i64) -> Option<Date> {
    let days = i32::try_from(seconds.div_euclid(86_400)).ok()?;
    jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

static ONLY_STAMP: LazyLock<Option<Regex>> = LazyLock::new(|| {
    compile(
        r"(?ix)^[\s|,.:;·•()/–—-]*(?:(?:
            (?:first\s+|last\s+)?(?:published|posted|updated|modified|update|created|date|issued|released|filed|added|edited|uploaded)
            |on|at|of|the|to|until|est|edt|cst|cdt|mst|mdt|pst|pdt|et|ct|mt|pt|gmt|utc|bst|wet|west|cet|cest|eet|eest|ist|msk|trt|ksa|gst|pkt|npt|ict|wib|pht|hkt|sgt|jst|kst|awst|acst|aest|aedt|nzst|nzdt|wat|cat|eat|sast|brt|art|akst|akdt|hst|irst|am|pm|a\.m\.?|p\.m\.?|local\s+time|h|hrs?
            |mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thu(?:rs)?(?:day)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?
            |jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?
            |\d{1,4}(?:st|nd|rd|th|am|pm|z)?|t\d{2}|\d+\s*min(?:utes?|s)?\s+read|[+-]\d{4}
        )\b[\s|,.:;·•()/–—+-]*)+$",
    )
});

/// Whether the line holds a date or time of day and nothing else.
pub(super) fn is_stamp(line: &str) -> bool {
    line.len() <= 160
        && line.bytes().any(|b| b.is_ascii_digit())
        && line.chars().any(|c| c == ':' || c.is_alphabetic() || matches!(c, '-' | '/' | '.'))
        && ONLY_STAMP.as_ref().is_some_and(|regex| regex.is_match(line.as_bytes()))
        && (find(line).is_some() || is_clock(line) || is_month_and_day(line) || is_day_of_digits(line))
}

static CLOCK: LazyLock<Option<Regex>> =
    LazyLock::new(|| compile(r"(?i)^\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?(?:\s+[a-z]{2,4})?$"));
static MONTH_AND_DAY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    compile(
        r"(?i)\b(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}|\d{1,2}\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))",
    )
});

/// Whether the line is a time of day and nothing else.
pub(super) fn is_clock(line: &str) -> bool {
    line.len() <= 24 && CLOCK.as_ref().is_some_and(|regex| regex.is_match(line.trim().as_bytes()))
}

fn is_month_and_day(line: &str) -> bool {
    MONTH_AND_DAY.as_ref().is_some_and(|regex| regex.is_match(line.as_bytes()))
}

/// Whether the line holds three numbers as dates have them, though not which of them is the month.
fn is_day_of_digits(line: &str) -> bool {
    let parts: Vec<&str> = line.trim().split('/').collect();
    let is_number = |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    parts.len() == 3 && parts.iter().all(is_number) && parts[2].len() != 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<String> {
        find(text).map(|(range, date)| format!("{date} {}", &text[range]))
    }

    #[test]
    fn written_dates_are_found() {
        assert_eq!(found("Published on: July 8, 2031").as_deref(), Some("2031-07-08 July 8, 2031"));
        assert_eq!(found("by Anna Weld March 9, 2031 6:05 PM").as_deref(), Some("2031-03-09 March 9, 2031"));
        assert_eq!(found("Tuesday 02 September 2014").as_deref(), Some("2014-09-02 02 September 2014"));
        assert_eq!(found(" date 2031-03-09 SALT BAY").as_deref(), Some("2031-03-09 2031-03-09"));
        assert_eq!(found("31/12/2019").as_deref(), Some("2019-12-31 31/12/2019"));
        assert_eq!(found("Party, 30.10.23").as_deref(), Some("2023-10-30 30.10.23"));
        assert_eq!(found("8.5.12").as_deref(), Some("2012-05-08 8.5.12"));
        assert_eq!(found("version 2.10.23.4"), None);
        assert_eq!(found("04/12/2015"), None);
        assert_eq!(found("in May 2015"), None);
        assert_eq!(found("Veröffentlicht am 3. März 2012 um 9 Uhr").as_deref(), Some("2012-03-03 3. März 2012"));
        assert_eq!(found("01.02.2022 | 13:10").as_deref(), Some("2022-02-01 01.02.2022"));
        assert_eq!(found("publié le 27 juin 2019").as_deref(), Some("2019-06-27 27 juin 2019"));
        assert_eq!(found("12 de outubro de 2020").as_deref(), Some("2020-10-12 12 de outubro de 2020"));
    }

    #[test]
    fn declared_dates_are_read() {
        for text in [
            "2017-09-07T22:50:10",
            "2017-09-07T23:50:10+09:00",
            "Thu, 07 Sep 2017 22:50:10 GMT",
            "20170907",
            "1504824610",
        ] {
            assert_eq!(parse(text).map(|d| d.to_string()).as_deref(), Some("2017-09-07"), "{text}");
        }
        assert_eq!(parse("soon"), None);
        assert_eq!(parse("123456"), None);
    }

    #[test]
    fn stamps_hold_nothing_else() {
        for line in [
            "Published on: July 8, 2031",
            "14:00",
            "2:49 PM",
            "Last Update: Friday, 9 May 2031 EAT 08:20 - GMT 05:20",
            "AT 8:08 AM FEBRUARY 17, 2015",
            "Jan 4",
            "04/05/2031",
        ] {
            assert!(is_stamp(line), "{line}");
        }
        for line in ["2015", "On June 23, 2025, the wall fell", "3 May Street", "12"] {
            assert!(!is_stamp(line), "{line}");
        }
    }
}
