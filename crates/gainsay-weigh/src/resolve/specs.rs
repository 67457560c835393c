//! Runs the specifications under `specs/resolve/`: stories of names in Markdown, and which are one.

use gainsay_core::{Article, Chain, Entity, EntityKind, Mention, MentionForm, Reading, Span};

use super::entities;
use crate::ReadArticle;

/// An article whose text is its names, each form twice.
fn article(line: &str) -> (Article, Reading) {
    let (mut article, mut reading) = (Article::default(), Reading::default());
    for chain in line.split("), ") {
        let (forms, kind) = chain.trim_end_matches(')').rsplit_once(" (").expect("name (kind)");
        let kinds = [EntityKind::Person, EntityKind::Organization, EntityKind::Place, EntityKind::Other];
        let kind = kinds.into_iter().find(|k| k.as_str() == kind).expect("a kind");
        let mut mentions = Vec::new();
        for form in forms.split(" = ") {
            let start = article.text.len();
            article.text.push_str(form);
            let span = Span::new(start, article.text.len());
            article.text.push('\n');
            mentions.push(reading.mentions.len());
            let chain = Some(reading.chains.len());
            reading.mentions.push(Mention { span, tokens: 0..0, head: 0, kind, form: MentionForm::Name, chain });
        }
        let name = forms.split(" = ").next().unwrap_or("").to_owned();
        reading.chains.push(Chain { kind, name, named: true, mentions, description: None, why: Vec::new() });
    }
    (article, reading)
}

fn entities_named<'e>(all: &'e [Entity], name: &str) -> Vec<&'e Entity> {
    all.iter().filter(|e| e.name == name || e.aliases.iter().any(|a| a.text == name)).collect()
}

fn holds(all: &[Entity], line: &str) -> bool {
    let both = |a: &str, b: &str| entities_named(all, a).iter().any(|e| entities_named(all, b).contains(e));
    if let Some((a, b)) = line.split_once(" = ") {
        return both(a, b) && entities_named(all, a).len() == 1;
    }
    if let Some((a, b)) = line.split_once(" ≠ ") {
        return !both(a, b) && !entities_named(all, a).is_empty();
    }
    let (name, kind) = line.split_once(": ").expect("name: kind");
    matches!(entities_named(all, name).as_slice(), [one] if one.kind.as_str() == kind)
}

#[test]
fn entities_are_as_specified() {
    let mut wrong = Vec::new();
    let mut story: Vec<(Article, Reading)> = Vec::new();
    let mut facts: Vec<&str> = Vec::new();
    for line in include_str!("../../specs/resolve/entities.md").lines().chain([""]) {
        if let Some(names) = line.strip_prefix("    article: ") {
            story.push(article(names));
        } else if let Some(fact) = line.strip_prefix("    -> ") {
            facts.push(fact);
        } else if !facts.is_empty() {
            let read: Vec<ReadArticle<'_>> =
                story.iter().map(|(article, reading)| ReadArticle { article, reading }).collect();
            let (all, of_chain) = entities(&read);
            assert_eq!(of_chain.len(), story.len());
            assert!(all.iter().flat_map(|e| &e.aliases).all(|a| !a.why.is_empty()));
            wrong.extend(facts.drain(..).filter(|f| !holds(&all, f)).map(|f| format!("{f}   {all:#?}")));
            story.clear();
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
