//! The dossier as data: every span slices to its `exact`, names agree, the schema says what the code gives.

use gainsay_core::{
    Article, ArticleSpan, Attribution, Basis, Chain, Claim, ClaimStatus, Dating, Entity, EntityKind, Event,
    EventMention, EventStatus, Facet, Factuality, Form, Mention, MentionForm, MentionRef, Origin, OriginBasis, Plover,
    Position, PositionStance, ProblemKind, Reading, RegionKind, Role, Sentence, Source, SourceKind, Span, Stance,
    StatedSpan, Story, Tense, TimelineEntry, Weighing,
};
use proptest::prelude::*;
use serde_json::Value;

use super::{Parts, view::Dossier};

/// A dossier of one article whose every annotation is one of these spans, fitting or not.
fn dossier_with_spans(text: &str, spans: &[Span]) -> Dossier {
    let span = |at: usize| spans[at % spans.len()];
    let everywhere: Vec<ArticleSpan> = spans.iter().map(|&span| ArticleSpan { article: 0, span }).collect();
    let source = Source { span: Some(span(0)), kind: SourceKind::Named, chain: Some(0) };
    let reading = Reading {
        sentences: vec![Sentence { span: span(1), tokens: 0..0, region: 0 }],
        mentions: vec![Mention {
            span: span(0),
            tokens: 0..0,
            head: 0,
            kind: EntityKind::Person,
            form: MentionForm::Pronoun,
            chain: Some(0),
        }],
        chains: vec![Chain {
            kind: EntityKind::Person,
            name: "Ada Ferro".into(),
            named: true,
            mentions: vec![0],
            description: None,
            why: vec![],
        }],
        attributions: vec![Attribution {
            source: source.clone(),
            cue: Some(span(2)),
            content: span(3),
            form: Form::Direct,
            stance: Stance::Denies,
            via: vec![source],
            within: Some(7),
            sentence: 0,
        }],
        events: vec![EventMention {
            predicate: 0,
            span: span(4),
            sentence: 0,
            lemma: "visit".into(),
            plover: Some(Plover::Consult),
            mode: None,
            participants: vec![],
            time: None,
            place: None,
            quantities: vec![],
            tense: Tense::Past,
            factuality: Factuality::CertainNot,
            status: EventStatus::Occurred,
            attribution: None,
        }],
        ..Reading::default()
    };
    let article = Article {
        location: "a.txt".into(),
        text: text.into(),
        title: Some(StatedSpan { text: "Title".into(), span: None }),
        published: Dating { evidence: Some(span(0)), ..Dating::default() },
        ..Article::default()
    };
    let weighing = weighing(everywhere);
    Dossier::new(Parts {
        articles: &[article],
        readings: &[reading],
        weighing: &weighing,
        earlier: &std::collections::BTreeMap::new(),
        models: &[],
        problems: &[],
    })
}

fn weighing(everywhere: Vec<ArticleSpan>) -> Weighing {
    let mention = MentionRef { article: 0, index: 0 };
    let first = everywhere[0];
    Weighing {
        entities: vec![Entity {
            kind: EntityKind::Person,
            name: "Ada Ferro".into(),
            aliases: vec![],
            description: Some(first),
            mentions: everywhere.clone(),
        }],
        entity_of_chain: vec![vec![Some(0)]],
        events: vec![Event {
            label: "visit".into(),
            plover: None,
            mode: None,
            participants: vec![],
            when: None,
            place: Some(9),
            status: EventStatus::Occurred,
            mentions: vec![mention, MentionRef { article: 3, index: 3 }],
            why: vec![],
            near_misses: vec![],
        }],
        claims: vec![Claim {
            label: "visit".into(),
            event: Some(0),
            facet: Facet::Occurrence,
            values: vec![gainsay_core::Value { value: "true".into(), positions: vec![0, 5], origins: 1 }],
            status: ClaimStatus::Denied,
            positions: vec![Position {
                stance: PositionStance::Denies,
                value: "true".into(),
                factuality: Factuality::CertainNot,
                chain: vec![],
                origin: 0,
                as_of: None,
                evidence: everywhere[everywhere.len() - 1],
                cue: Some(first),
                attribution: Some(mention),
            }],
            why: vec![],
        }],
        origins: vec![Origin {
            label: "Ada Ferro".into(),
            basis: OriginBasis::Cited,
            evidence: everywhere.clone(),
            articles: vec![0, 4],
        }],
        stories: vec![Story { title: "Visit".into(), articles: vec![0], events: vec![0], claims: vec![0, 2] }],
        timeline: vec![TimelineEntry {
            when: None,
            event: 0,
            label: "visit".into(),
            status: EventStatus::Occurred,
            evidence: everywhere,
        }],
        ..Weighing::default()
    }
}

/// Every span of a dossier, wherever it stands.
fn spans_of<'a>(value: &'a Value, found: &mut Vec<&'a Value>) {
    match value {
        Value::Object(fields) => {
            if fields.contains_key("exact") {
                found.push(value);
            }
            fields.values().for_each(|inner| spans_of(inner, found));
        }
        Value::Array(items) => items.iter().for_each(|inner| spans_of(inner, found)),
        _ => {}
    }
}

proptest! {
    #[test]
    fn every_span_slices_to_its_exact(text in ".{0,40}", ends in prop::collection::vec((0..60usize, 0..60usize), 1..6)) {
        let spans: Vec<Span> = ends.into_iter().map(|(start, end)| Span::new(start, end)).collect();
        let dossier = serde_json::to_value(dossier_with_spans(&text, &spans)).unwrap();
        let mut found = Vec::new();
        spans_of(&dossier, &mut found);
        for span in found {
            let (start, end) = (span["start"].as_u64().unwrap() as usize, span["end"].as_u64().unwrap() as usize);
            prop_assert_eq!(span["article"].as_str(), dossier["articles"][0]["id"].as_str());
            prop_assert_eq!(text.get(start..end), span["exact"].as_str());
        }
    }
}

#[test]
fn a_pronoun_is_shown_as_what_it_stands_for() {
    let text = "She said no.";
    let dossier = dossier_with_spans(text, &[Span::new(0, 3), Span::new(0, 12), Span::new(4, 8), Span::new(9, 11)]);
    let source = &dossier.attributions[0].source;
    assert_eq!(source.text.as_deref(), Some("Ada Ferro"));
    assert_eq!(source.span.as_ref().map(|span| span.exact.as_str()), Some("She"));
    assert_eq!(source.entity.as_deref(), Some(dossier.entities[0].id.as_str()));
}

#[test]
fn what_does_not_fit_the_text_is_left_out_and_said() {
    let dossier = dossier_with_spans("Short.", &[Span::new(0, 90)]);
    assert!(dossier.attributions.is_empty());
    assert!(dossier.problems[0].message.contains("did not fit their text"));
    assert_eq!(dossier.articles[0].published.value, None);
    assert_eq!(dossier.articles[0].published.basis, Basis::Unknown);
}

#[test]
fn a_dossier_reads_back_from_its_json() {
    let dossier = dossier_with_spans("One text.", &[Span::new(0, 3)]);
    let again: Dossier = serde_json::from_str(&dossier.to_json()).unwrap();
    assert_eq!(again, dossier);
}

/// `as_str` and serde must agree, or the schema and the program say different words.
#[test]
fn names_in_json_are_the_names_in_code() {
    fn same<T: serde::Serialize>(value: T, name: &str) {
        assert_eq!(serde_json::to_value(value).unwrap(), name);
    }
    same(Factuality::CertainNot, Factuality::CertainNot.as_str());
    same(Factuality::Unknown, Factuality::Unknown.as_str());
    same(Stance::NoComment, Stance::NoComment.as_str());
    same(PositionStance::NoComment, PositionStance::NoComment.as_str());
    same(OriginBasis::SharedSource, OriginBasis::SharedSource.as_str());
    same(ClaimStatus::SingleOrigin, ClaimStatus::SingleOrigin.as_str());
    same(ProblemKind::NoArticle, ProblemKind::NoArticle.as_str());
    same(RegionKind::Dateline, RegionKind::Dateline.as_str());
    same(Role::Actor, Role::Actor.as_str());
    Plover::ALL.iter().for_each(|plover| same(plover, plover.as_str()));
}

#[test]
fn the_schema_requires_every_field() {
    let schema: Value = serde_json::from_str(&Dossier::json_schema()).unwrap();
    let required = schema["required"].as_array().unwrap();
    let fields = serde_json::to_value(dossier_with_spans("x", &[Span::new(0, 1)])).unwrap();
    assert_eq!(required.len(), fields.as_object().unwrap().len());
    assert_eq!(schema["$defs"]["Span"]["required"].as_array().unwrap().len(), 4);
    assert_eq!(schema["$defs"]["Position"]["required"].as_array().unwrap().len(), 10);
}
