//! Dating by other articles and by the text itself; all stories invented.

use gainsay_core::{
    Anchor, Article, Basis, Dating, Direction, Interval, Penn, Reading, Relation, Sentence, Span, TimeExpression,
    TimeKind, TimeMeaning, Token, Unit, Upos,
};

use super::{ground, offset_from, problems, publication_dates};
use crate::ReadArticle;

/// An article, one sentence a line, with these expressions of time.
fn told(text: &str, published: &str, times: &[(&str, TimeMeaning)]) -> (Article, Reading) {
    let mut article =
        Article { text: text.to_owned(), location: text.chars().take(12).collect(), ..Article::default() };
    if let Ok(value) = Interval::parse_edtf(published) {
        article.published = Dating { value: Some(value), basis: Basis::Metadata, ..Dating::default() };
    }
    let mut reading = Reading::default();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let first = reading.tokens.len();
        let start = at;
        for word in line.split_inclusive(char::is_whitespace) {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let offset = word.find(bare).unwrap_or(0);
            let span = Span::new(at + offset, at + offset + bare.len());
            at += word.len();
            let name = bare.chars().next().is_some_and(char::is_uppercase) && first < reading.tokens.len();
            let upos = if name { Upos::Propn } else { Upos::Noun };
            if !bare.is_empty() {
                let lower = bare.to_lowercase();
                let lemma = if lower.ends_with("ed") { &lower[..lower.len() - 1] } else { lower.trim_end_matches('s') };
                let lemma = lemma.to_owned();
                let token = Token { span, lemma, upos, penn: Penn::Nn, head: None, relation: Relation::Dep, sure: 1.0 };
                reading.tokens.push(token);
            }
        }
        reading.sentences.push(Sentence { span: Span::new(start, at), tokens: first..reading.tokens.len(), region: 0 });
    }
    for (words, meaning) in times {
        let start = text.find(words).expect("the words stand in the text");
        let span = Span::new(start, start + words.len());
        let tokens = reading.token_from(start)..reading.token_from(span.end);
        let anchor = if matches!(meaning, TimeMeaning::Absolute(_)) { Anchor::None } else { Anchor::Publication };
        let interval = meaning.ground(article.published.value.and_then(|v| v.first));
        let time = TimeExpression {
            span,
            tokens,
            kind: TimeKind::Date,
            timex: String::new(),
            modifier: words.contains("end of").then(|| "END".to_owned()),
            meaning: *meaning,
            anchor,
            interval,
        };
        reading.times.push(time);
    }
    (article, reading)
}

fn dates(stories: &[(Article, Reading)]) -> Vec<Option<String>> {
    let articles: Vec<ReadArticle<'_>> =
        stories.iter().map(|(article, reading)| ReadArticle { article, reading }).collect();
    publication_dates(&articles).into_iter().map(|d| d.value.map(|v| v.to_string())).collect()
}

const MONDAY: TimeMeaning = TimeMeaning::Weekday { day: 1, direction: Direction::Past, weeks: 0 };
const LAST_YEAR: TimeMeaning = TimeMeaning::Offset { amount: -1, unit: Unit::Year };
const LAST_WEEK: TimeMeaning = TimeMeaning::Offset { amount: -1, unit: Unit::Week };

fn absolute(edtf: &str) -> TimeMeaning {
    TimeMeaning::Absolute(Interval::parse_edtf(edtf).expect("a date"))
}

#[test]
fn a_day_of_the_week_is_dated_by_an_article_that_gives_the_date() {
    let dated = told(
        "Envoy Ada Holm arrived in Port Vessel on June 23, 2025.",
        "2025-06-25",
        &[("June 23, 2025", absolute("2025-06-23"))],
    );
    let undated = told("The council sent envoy Ada Holm to Port Vessel on Monday.", "", &[("Monday", MONDAY)]);
    assert_eq!(dates(&[dated, undated]), [Some("2025-06-25".to_owned()), Some("2025-06-23?/2025-06-29?".to_owned())]);
}

#[test]
fn the_newest_day_that_an_article_opens_with_is_the_earliest_it_can_be_from() {
    const THURSDAY: TimeMeaning = TimeMeaning::Weekday { day: 4, direction: Direction::Past, weeks: 0 };
    let dated = told(
        "Envoy Ada Holm arrived in Port Vessel on June 23, 2025.",
        "2025-06-25",
        &[("June 23, 2025", absolute("2025-06-23"))],
    );
    let undated = told(
        "A letter was burnt on Thursday.\nThe council sent envoy Ada Holm to Port Vessel on Monday.",
        "",
        &[("Thursday", THURSDAY), ("Monday", MONDAY)],
    );
    let published = Interval::parse_edtf("2025-06-26?/2025-06-29?").expect("dates");
    assert_eq!(dates(&[dated, undated.clone()])[1], Some(published.to_string()));
    let grounded: Vec<Option<String>> =
        ground(&undated.1, Some(published)).into_iter().map(|i| i.map(|i| i.to_string())).collect();
    assert_eq!(grounded, [Some("2025-06-26".to_owned()), Some("2025-06-23".to_owned())]);
}

#[test]
fn of_two_like_happenings_the_one_told_in_more_of_the_same_words_decides() {
    let june = told(
        "Envoy Ada Holm arrived in Port Vessel on June 23, 2025 with a letter for Governor Ivo Brand.",
        "2025-06-25",
        &[("June 23, 2025", absolute("2025-06-23"))],
    );
    let april = told(
        "Ada Holm will fly to Port Vessel on April 14, 2025 for talks on fish.",
        "2025-04-12",
        &[("April 14, 2025", absolute("2025-04-14"))],
    );
    let undated = told(
        "The council sent envoy Ada Holm to Port Vessel on Monday with a letter for Governor Ivo Brand.",
        "",
        &[("Monday", MONDAY)],
    );
    assert_eq!(dates(&[june, april, undated])[2].as_deref(), Some("2025-06-23?/2025-06-29?"));
}

#[test]
fn another_day_of_the_week_dates_nothing() {
    let dated = told(
        "Envoy Ada Holm arrived in Port Vessel on June 24, 2025.",
        "2025-06-25",
        &[("June 24, 2025", absolute("2025-06-24"))],
    );
    let undated = told("The council sent envoy Ada Holm to Port Vessel on Monday.", "", &[("Monday", MONDAY)]);
    assert_eq!(dates(&[dated, undated])[1], None);
}

#[test]
fn another_happening_dates_nothing() {
    let dated = told(
        "The ferry Aster sank off Halberg on June 23, 2025.",
        "2025-06-25",
        &[("June 23, 2025", absolute("2025-06-23"))],
    );
    let undated = told("The council sent envoy Ada Holm to Port Vessel on Monday.", "", &[("Monday", MONDAY)]);
    assert_eq!(dates(&[dated, undated])[1], None);
}

#[test]
fn a_day_without_a_year_takes_it_from_another_article() {
    let dated = told("Envoy Ada Holm arrived in Port Vessel on Monday.", "2025-06-23", &[("Monday", MONDAY)]);
    let june = TimeMeaning::MonthDay { month: 6, day: Some(23), direction: Direction::Past };
    let undated =
        told("No letter changed hands during Ada Holm's June 23 trip to Port Vessel.", "", &[("June 23", june)]);
    assert_eq!(dates(&[dated, undated])[1].as_deref(), Some("2025-06-23?/2025-06-30?"));
}

#[test]
fn results_due_for_a_quarter_date_the_year() {
    let undated = told(
        "The firm will release results for the last quarter of 2014 tonight.",
        "",
        &[("the last quarter of 2014", absolute("2014-10/2014-12"))],
    );
    assert_eq!(dates(&[undated]), [Some("2015".to_owned())]);
}

#[test]
fn results_just_out_and_a_deadline_date_the_month() {
    let season = told(
        "A rival will release results for the last quarter of 2014 tonight.",
        "",
        &[("the last quarter of 2014", absolute("2014-10/2014-12"))],
    );
    let january = TimeMeaning::MonthDay { month: 1, day: None, direction: Direction::Future };
    let undated = told(
        "It announced weak quarterly revenue last week.\nThousands may go before the end of January.",
        "",
        &[("last week", LAST_WEEK), ("the end of January", january)],
    );
    assert_eq!(dates(&[season, undated])[1].as_deref(), Some("2015-01"));
}

#[test]
fn last_year_compared_with_a_year_dates_the_year() {
    let undated = told(
        "Sales reached ten million last year, up a sixth from 2013.",
        "",
        &[("last year", LAST_YEAR), ("2013", absolute("2013"))],
    );
    assert_eq!(dates(&[undated]), [Some("2015".to_owned())]);
}

#[test]
fn a_past_year_alone_dates_nothing() {
    let undated = told("It was founded in 1993.", "", &[("1993", absolute("1993"))]);
    assert_eq!(dates(&[undated]), [None]);
}

#[test]
fn metadata_that_fit_no_day_told_are_left_out_and_said() {
    let thursday = TimeMeaning::Weekday { day: 4, direction: Direction::Past, weeks: 0 };
    let dated = told(
        "Envoy Ada Holm arrived in Port Vessel on June 23, 2025.\nThe Halberg council met mayor Ola Brandt on June 26, 2025.",
        "2025-06-27",
        &[("June 23, 2025", absolute("2025-06-23")), ("June 26, 2025", absolute("2025-06-26"))],
    );
    let wrong = told(
        "It sent envoy Ada Holm to Port Vessel on Monday.\nThe Halberg council met mayor Ola Brandt on Thursday.",
        "2025-07-19",
        &[("Monday", MONDAY), ("Thursday", thursday)],
    );
    let stories = [dated, wrong];
    let articles: Vec<ReadArticle<'_>> =
        stories.iter().map(|(article, reading)| ReadArticle { article, reading }).collect();
    let published = publication_dates(&articles);
    assert_ne!(published[1].basis, Basis::Metadata);
    assert_eq!(problems(&articles, &published).len(), 1);
}

#[test]
fn expressions_are_grounded_anew_and_chains_followed() {
    let (_, mut reading) = told(
        "He left on Monday and died a day later.",
        "",
        &[("Monday", MONDAY), ("a day later", TimeMeaning::Offset { amount: 1, unit: Unit::Day })],
    );
    reading.times[1].anchor = Anchor::Time(0);
    let published = Interval::parse_edtf("2025-06-25").expect("a date");
    let grounded: Vec<Option<String>> =
        ground(&reading, Some(published)).into_iter().map(|i| i.map(|i| i.to_string())).collect();
    assert_eq!(grounded, [Some("2025-06-23".to_owned()), Some("2025-06-24".to_owned())]);
    assert_eq!(ground(&reading, None), [None, None]);
}

#[test]
fn a_month_of_publication_grounds_years_and_widens_weeks() {
    let (_, reading) =
        told("It fell last year and last week.", "", &[("last year", LAST_YEAR), ("last week", LAST_WEEK)]);
    let month = Interval::parse_edtf("2015-01").expect("a month");
    let grounded: Vec<Option<String>> =
        ground(&reading, Some(month)).into_iter().map(|i| i.map(|i| i.to_string())).collect();
    assert_eq!(grounded[0].as_deref(), Some("2014"));
    assert_eq!(grounded[1].as_deref(), Some("2014-12-22?/2015-01-25?"));
}

#[test]
fn what_hangs_on_an_event_is_reckoned_from_its_date() {
    let two_days_before = TimeMeaning::Offset { amount: -2, unit: Unit::Day };
    let visit = Interval::parse_edtf("2025-06-23").expect("a date");
    assert_eq!(offset_from(&two_days_before, visit).map(|i| i.to_string()).as_deref(), Some("2025-06-21"));
}
