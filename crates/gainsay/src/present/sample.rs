//! A dossier made by hand for the tests of the renderings: two articles, a contested claim, a planned visit.

use gainsay_core::{
    Basis, ClaimStatus, EntityKind, EventStatus, Facet, Factuality, Form, OriginBasis, PositionStance, ProblemKind,
    RegionKind, SourceKind, Stance,
};

use super::view::{
    AliasReason, Article, Attribution, ChainLink, Claim, Dating, Dossier, Entity, Event, Origin, Position, Problem,
    Region, SCHEMA, Source, Span, Story, TimelineEntry, Tool, Value, Via, When,
};

const ARTICLES: [(&str, &str, &str); 2] = [
    ("Harlin Courier", "2025-03-05", "The ministry sent a letter in January, a senior official told Norda Press."),
    ("Osmund Daily", "2025-03-07", "“No letter was received,” Lina Brandt said.\n\nReyland will visit on Saturday."),
];

/// The sample; `change` may alter any text before it is cut into spans.
pub(super) fn dossier_with(change: impl Fn(&str) -> String) -> Dossier {
    let articles: Vec<Article> =
        ARTICLES.iter().enumerate().map(|(at, (outlet, day, text))| article(at, outlet, day, &change(text))).collect();
    let whole = |article: usize| {
        let text = &articles[article].text;
        Span { article: articles[article].id.clone(), start: 0, end: text.len(), exact: text.clone() }
    };
    let letter = change("letter sent");
    Dossier {
        schema: SCHEMA.into(),
        tool: Tool { name: "gainsay".into(), version: "0".into(), models: vec![] },
        entities: vec![Entity {
            id: "n1".into(),
            kind: EntityKind::Person,
            name: change("Lina Brandt"),
            aliases: vec![change("Brandt")],
            description: None,
            mentions: vec![],
            why: vec![AliasReason { alias: change("Brandt"), why: "surname".into() }],
        }],
        attributions: vec![
            said("s1", &whole(0), &change("a senior official"), Form::Indirect, Stance::Asserts),
            said("s2", &whole(1), &change("Lina Brandt"), Form::Direct, Stance::Denies),
        ],
        events: vec![Event {
            id: "e1".into(),
            label: change("Reyland visit"),
            plover: None,
            mode: None,
            participants: vec![],
            when: Some(When { value: "2025-03-08".into(), basis: Basis::Stated, evidence: None, why: None }),
            place: None,
            status: EventStatus::Planned,
            mentions: vec![],
            why: vec![],
        }],
        claims: vec![Claim {
            id: "c1".into(),
            label: letter.clone(),
            event: None,
            facet: Facet::Occurrence,
            values: vec![Value { value: "true".into(), positions: vec!["p1".into()], origins: 1 }],
            status: ClaimStatus::Contested,
            positions: vec![
                position(
                    "p1",
                    PositionStance::Affirms,
                    whole(0),
                    &["Harlin Courier", "Norda Press", "a senior official"],
                ),
                position("p2", PositionStance::Denies, whole(1), &["Osmund Daily", &change("Lina Brandt")]),
            ],
            why: vec![],
        }],
        origins: vec![Origin {
            id: "o1".into(),
            label: change("a senior official, via Norda Press"),
            basis: OriginBasis::Cited,
            evidence: vec![],
            articles: vec!["a1".into()],
            positions: vec!["p1".into(), "p2".into()],
        }],
        stories: vec![Story {
            id: "st1".into(),
            title: change("Letters at the harbour"),
            articles: vec!["a1".into(), "a2".into()],
            events: vec!["e1".into()],
            claims: vec!["c1".into()],
        }],
        timeline: vec![TimelineEntry {
            when: Some("2025-03-08".into()),
            event: "e1".into(),
            label: change("Reyland visit"),
            status: EventStatus::Planned,
            evidence: vec![whole(1)],
        }],
        problems: vec![Problem {
            article: None,
            location: change("notes.pdf"),
            kind: ProblemKind::Unreadable,
            message: change("`notes.pdf` is of a kind that is not read"),
        }],
        articles,
    }
}

fn article(at: usize, outlet: &str, day: &str, text: &str) -> Article {
    let dating = |value: Option<&str>| Dating {
        value: value.map(str::to_owned),
        basis: if value.is_some() { Basis::Stated } else { Basis::Unknown },
        evidence: None,
        why: None,
    };
    Article {
        id: format!("a{}", at + 1),
        location: format!("story/{}.txt", at + 1),
        media_type: "text/plain".into(),
        sha256: "00".into(),
        captured: None,
        text: text.into(),
        regions: vec![Region { kind: RegionKind::Paragraph, start: 0, end: text.len(), why: "plain".into() }],
        title: None,
        outlet: Some(outlet.into()),
        authors: vec![],
        url: Some("https://paper.example/1".into()),
        canonical_url: None,
        language: Some("en".into()),
        published: dating(Some(day)),
        modified: dating(None),
        revision_of: None,
    }
}

fn said(id: &str, content: &Span, source: &str, form: Form, stance: Stance) -> Attribution {
    Attribution {
        id: id.into(),
        article: content.article.clone(),
        source: Source { text: Some(source.into()), span: None, entity: None, kind: SourceKind::Named },
        cue: None,
        content: content.clone(),
        form,
        stance,
        via: vec![Via { text: Some("Norda Press".into()), span: None, entity: None }],
        within: None,
    }
}

fn position(id: &str, stance: PositionStance, evidence: Span, chain: &[&str]) -> Position {
    let link = |name: &&str| ChainLink { name: Some((*name).into()), kind: SourceKind::Named, entity: None };
    Position {
        id: id.into(),
        stance,
        value: "true".into(),
        factuality: Factuality::Certain,
        chain: chain.iter().map(link).collect(),
        origin: Some("o1".into()),
        as_of: Some("2025-03-05".into()),
        evidence,
        cue: None,
        attribution: None,
    }
}
