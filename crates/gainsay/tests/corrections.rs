//! What an analyst decides comes before what weighing finds, and a decision that fits nothing is told.

use gainsay_core::{Article, ArticleSpan, ClaimStatus, Facet, Reading, Span, Weighing};
use gainsay_read::{
    annotate,
    extract::{Input, extract},
};
use gainsay_weigh::{Amendment, Correction, ReadArticle, amend, weigh_corrected};

const FIRST: &str = "The harbour wall of Salt Bay collapsed on 4 May 2031, mayor Anna Weld said. \
    Weld met the engineers on Tuesday. \"Nobody was hurt,\" Weld said.";
const SECOND: &str = "The harbour wall of Salt Bay collapsed on 4 May 2031, the port authority said. \
    Anna Weld met the engineers on Tuesday. The mayor denied that anybody was hurt.";

struct Read {
    articles: Vec<Article>,
    readings: Vec<Reading>,
}

fn read() -> Read {
    let shipped = gainsay::models::shipped().expect("the shipped models are whole");
    let article = |(outlet, text): (&str, &str)| {
        let json = serde_json::json!({ "outlet": outlet, "published": "2031-05-07", "text": text }).to_string();
        let input = Input {
            location: format!("{outlet}.json"),
            bytes: json.into_bytes(),
            media_type: Some("application/json".to_owned()),
            captured: None,
        };
        extract(&input).articles.remove(0)
    };
    let articles: Vec<Article> = [("Harbour Post", FIRST), ("Salt Bay Mail", SECOND)].map(article).into();
    let readings = articles.iter().map(|article| annotate(article, &shipped.models)).collect();
    Read { articles, readings }
}

impl Read {
    fn weigh(&self, corrections: &[Correction]) -> (Weighing, Vec<bool>) {
        let both = self.articles.iter().zip(&self.readings);
        let articles: Vec<ReadArticle<'_>> = both.map(|(article, reading)| ReadArticle { article, reading }).collect();
        weigh_corrected(&articles, corrections)
    }

    /// Where these words stand for the n-th time, from 0.
    fn at(&self, article: usize, words: &str, nth: usize) -> ArticleSpan {
        let (start, found) = self.articles[article].text.match_indices(words).nth(nth).expect("the words are there");
        ArticleSpan { article, span: Span::new(start, start + found.len()) }
    }

    fn entity_at(&self, weighing: &Weighing, at: ArticleSpan) -> usize {
        let holds = |mention: &ArticleSpan| mention.article == at.article && mention.span.contains(at.span);
        weighing.entities.iter().position(|entity| entity.mentions.iter().any(holds)).expect("an entity")
    }

    fn event_at(&self, weighing: &Weighing, at: ArticleSpan) -> usize {
        let holds = |mention: &gainsay_core::MentionRef| {
            mention.article == at.article && self.readings[at.article].events[mention.index].span.overlaps(at.span)
        };
        weighing.events.iter().position(|event| event.mentions.iter().any(holds)).expect("an event")
    }
}

#[test]
fn two_that_were_taken_for_one_are_two_and_back() {
    let read = read();
    let weld = [read.at(0, "Anna Weld", 0), read.at(1, "Anna Weld", 0)];
    let (found, _) = read.weigh(&[]);
    assert_eq!(read.entity_at(&found, weld[0]), read.entity_at(&found, weld[1]));
    let (apart, fits) = read.weigh(&[Correction::Entities { mentions: weld, same: false }]);
    assert_eq!(fits, [true]);
    assert_ne!(read.entity_at(&apart, weld[0]), read.entity_at(&apart, weld[1]));
}

#[test]
fn names_that_nothing_joins_are_one_when_somebody_says_so() {
    let read = read();
    let two = [read.at(0, "Salt Bay", 0), read.at(1, "Anna Weld", 0)];
    let (joined, fits) = read.weigh(&[Correction::Entities { mentions: two, same: true }]);
    assert_eq!(fits, [true]);
    let entity = read.entity_at(&joined, two[0]);
    assert_eq!(entity, read.entity_at(&joined, two[1]));
    assert!(joined.entities[entity].aliases.iter().any(|alias| alias.why == "decided by an analyst"));
}

#[test]
fn events_are_joined_and_parted_with_the_reason_shown() {
    let read = read();
    let collapsed = [read.at(0, "collapsed", 0), read.at(1, "collapsed", 0)];
    let met = read.at(0, "met", 0);
    let (found, _) = read.weigh(&[]);
    assert_eq!(read.event_at(&found, collapsed[0]), read.event_at(&found, collapsed[1]));
    let (apart, fits) = read.weigh(&[Correction::Events { mentions: collapsed, same: false }]);
    assert_eq!(fits, [true]);
    let event = read.event_at(&apart, collapsed[0]);
    assert_ne!(event, read.event_at(&apart, collapsed[1]));
    assert!(apart.events[event].near_misses.iter().any(|near| near.why == "decided by an analyst"));
    let (joined, _) = read.weigh(&[Correction::Events { mentions: [collapsed[0], met], same: true }]);
    assert_eq!(read.event_at(&joined, collapsed[0]), read.event_at(&joined, met));
}

#[test]
fn a_claim_that_is_hidden_is_gone_and_its_event_stays() {
    let read = read();
    let (found, _) = read.weigh(&[]);
    let claim = found.claims.iter().find(|claim| claim.facet == Facet::Occurrence).expect("a claim");
    let evidence = claim.positions[0].evidence;
    let of_event = &found.events[claim.event.expect("an event")];
    let first = of_event.mentions[0];
    let span = read.readings[first.article].events[first.index].span;
    let predicate = ArticleSpan { article: first.article, span };
    let (hidden, fits) =
        read.weigh(&[Correction::Hidden { evidence, facet: Facet::Occurrence, event: Some(predicate) }]);
    assert_eq!(fits, [true]);
    assert_eq!(hidden.events.len(), found.events.len());
    assert_eq!(hidden.claims.len() + 1, found.claims.len(), "no other claim goes with it");
    assert!(hidden.claims.iter().all(|other| other.label != claim.label || other.facet != claim.facet));
}

#[test]
fn what_rests_on_one_origin_by_decision_is_not_corroborated() {
    let read = read();
    let corroborated =
        |weighing: &Weighing| weighing.claims.iter().filter(|claim| claim.status == ClaimStatus::Corroborated).count();
    let (found, _) = read.weigh(&[]);
    assert!(corroborated(&found) > 0, "two outlets tell of the meeting: {:?}", found.claims);
    let (one, fits) = read.weigh(&[Correction::Origins { articles: [0, 1], same: true }]);
    assert_eq!(fits, [true]);
    assert!(corroborated(&one) < corroborated(&found));
}

#[test]
fn a_speaker_is_who_the_analyst_says() {
    let mut read = read();
    let content = read.readings[0].attributions.iter().find(|said| said.form == gainsay_core::Form::Direct);
    let content = content.expect("a quotation").content;
    let amendment = Amendment::Speaker { content, name: "Ben Tor".to_owned() };
    assert!(amend(&mut read.articles[0], &mut read.readings[0], &amendment));
    let (weighing, _) = read.weigh(&[]);
    let names = weighing.claims.iter().flat_map(|claim| &claim.positions).flat_map(|position| &position.chain);
    assert!(weighing.entities.iter().any(|entity| entity.name == "Ben Tor"));
    assert!(names.map(|link| link.name.as_str()).any(|name| name == "Ben Tor"));
}

#[test]
fn decisions_that_fit_nothing_are_told() {
    let mut read = read();
    let nowhere = ArticleSpan { article: 0, span: Span::new(1, 2) };
    let there = read.at(1, "collapsed", 0);
    let (_, fits) = read.weigh(&[
        Correction::Events { mentions: [nowhere, there], same: true },
        Correction::Entities { mentions: [nowhere, there], same: false },
        Correction::Origins { articles: [0, 7], same: true },
        Correction::Hidden { evidence: nowhere, facet: Facet::Time, event: None },
    ]);
    assert_eq!(fits, [false; 4]);
    let amendment = Amendment::Speaker { content: nowhere.span, name: "Ben Tor".to_owned() };
    assert!(!amend(&mut read.articles[0], &mut read.readings[0], &amendment));
}
