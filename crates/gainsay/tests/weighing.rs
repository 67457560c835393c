//! Small stories, written for this project, through the whole pipeline: `specs/weighing/*.md` say what must come out.
#![allow(clippy::disallowed_methods, reason = "a test reads its specifications")]

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    path::{Path, PathBuf},
};

use gainsay::present::{Dossier, view};
use gainsay_core::{ClaimStatus, PositionStance};

#[test]
fn stories_are_weighed_as_their_specs_say() {
    let mut failures = String::new();
    let mut checked = 0;
    for path in spec_files() {
        let spec = Spec::parse(&path);
        let dossier = spec.dossier();
        for (line, known_gap) in &spec.expectations {
            checked += 1;
            let holds = check(&dossier, line);
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if !holds && !known_gap {
                let _ = writeln!(failures, "{name}: does not hold: {line}");
            } else if holds && *known_gap {
                let _ = writeln!(failures, "{name}: holds now, no longer a known gap: {line}");
            }
        }
    }
    assert!(checked >= 30, "only {checked} expectations were found");
    assert!(failures.is_empty(), "\n{failures}");
}

fn spec_files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("specs/weighing");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("specs/weighing is there")
        .map(|entry| entry.expect("readable").path())
        .filter(|p| p.extension().is_some_and(|e| e == "md") && !p.ends_with("README.md"))
        .collect();
    files.sort();
    files
}

/// One story and what is expected of it.
struct Spec {
    articles: Vec<(String, String)>,
    /// Each line, and whether it is a known gap.
    expectations: Vec<(String, bool)>,
}

impl Spec {
    fn parse(path: &Path) -> Self {
        let bytes = std::fs::read(path).expect("readable");
        let text = String::from_utf8(bytes).expect("UTF-8");
        let mut spec = Self { articles: Vec::new(), expectations: Vec::new() };
        for section in text.split("\n## ").skip(1) {
            let (heading, body) = section.split_once('\n').unwrap_or((section, ""));
            if let Some(name) = heading.strip_prefix("article ") {
                spec.articles.push((name.trim().replace(' ', "-"), body.trim().to_owned()));
            } else if heading.trim() == "expect" {
                for line in body.lines().filter_map(|l| l.strip_prefix("- ")) {
                    let known_gap = line.strip_prefix("known gap: ");
                    spec.expectations.push((known_gap.unwrap_or(line).to_owned(), known_gap.is_some()));
                }
            }
        }
        assert!(!spec.articles.is_empty() && !spec.expectations.is_empty(), "{} holds nothing", path.display());
        spec
    }

    fn dossier(&self) -> Dossier {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (name, text) in &self.articles {
            std::fs::write(folder.path().join(name), text).expect("writable");
        }
        gainsay::dossier(&[folder.path()], gainsay::Options::default()).expect("a dossier")
    }
}

fn check(dossier: &Dossier, line: &str) -> bool {
    let (kind, rest) = line.split_once(": ").unwrap_or_else(|| panic!("no kind: {line}"));
    let two = |mark: &str| {
        let (a, b) = rest.split_once(mark).unwrap_or_else(|| panic!("needs two sides: {line}"));
        (a.trim().to_owned(), b.trim().to_owned())
    };
    match kind {
        "one entity" => {
            let (a, b) = two(" = ");
            let with =
                |name: &str| dossier.entities.iter().filter(|e| has_name(e, name)).map(|e| &e.id).collect::<Vec<_>>();
            with(&a).len() == 1 && with(&a) == with(&b)
        }
        "apart" => {
            let (a, b) = two(" | ");
            let known = |name: &str| dossier.entities.iter().any(|e| has_name(e, name));
            known(&a) && known(&b) && !dossier.entities.iter().any(|e| has_name(e, &a) && has_name(e, &b))
        }
        "one event" => {
            let (a, b) = two(" = ");
            dossier.events.iter().any(|e| tells(dossier, e, &a) && tells(dossier, e, &b))
        }
        "separate" => {
            let (a, b) = two(" | ");
            let of = |text: &str| -> BTreeSet<&String> {
                dossier.events.iter().filter(|e| tells(dossier, e, text)).map(|e| &e.id).collect()
            };
            !of(&a).is_empty() && !of(&b).is_empty() && of(&a).is_disjoint(&of(&b))
        }
        "contested" => claim(dossier, ClaimStatus::Contested, &two(" | ")),
        "superseded" => {
            let (a, b) = two(" | ");
            let of = |c: &view::Claim, text: &str| c.positions.iter().any(|p| holds(dossier, &p.evidence, text));
            dossier.claims.iter().any(|c| c.status == ClaimStatus::Superseded && of(c, &a) && of(c, &b))
        }
        "no rivals" => {
            let (a, b) = two(" | ");
            let of = |c: &view::Claim, text: &str| c.positions.iter().any(|p| holds(dossier, &p.evidence, text));
            let known = |text: &str| dossier.claims.iter().any(|c| of(c, text));
            let rival = |c: &&view::Claim| matches!(c.status, ClaimStatus::Contested | ClaimStatus::Superseded);
            known(&a) && known(&b) && !dossier.claims.iter().filter(rival).any(|c| of(c, &a) && of(c, &b))
        }
        "announced" => dossier
            .claims
            .iter()
            .any(|c| c.status == ClaimStatus::Announced && takes(dossier, c, PositionStance::Affirms, rest)),
        "one origin" => {
            let (a, b) = two(" = ");
            !origins(dossier, &a).is_disjoint(&origins(dossier, &b))
        }
        "independent" => {
            let (a, b) = two(" | ");
            let (a, b) = (origins(dossier, &a), origins(dossier, &b));
            !a.is_empty() && !b.is_empty() && a.is_disjoint(&b)
        }
        "said" => {
            let (name, text) = two(": ");
            said(dossier, &name, &text)
        }
        "not said" => {
            let (name, text) = two(": ");
            !said(dossier, &name, &text)
        }
        other => panic!("no expectation is called `{other}`: {line}"),
    }
}

fn fold(text: &str) -> String {
    let straight: String = text.chars().map(|c| if matches!(c, '“' | '”') { '"' } else { c }).collect();
    straight.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn has_name(entity: &view::Entity, name: &str) -> bool {
    entity.name == name || entity.aliases.iter().any(|a| a == name)
}

/// Whether a span stands in or around these words.
fn holds(dossier: &Dossier, span: &view::Span, text: &str) -> bool {
    let Some(article) = dossier.articles.iter().find(|a| a.id == span.article) else { return false };
    let (span, wanted) = (fold(&span.exact), fold(text));
    fold(&article.text).contains(&wanted) && (span.contains(&wanted) || wanted.contains(&span))
}

/// Whether an event's predicate stands in these words, of the sentence that holds them.
fn tells(dossier: &Dossier, event: &view::Event, text: &str) -> bool {
    event.mentions.iter().any(|m| holds(dossier, &m.sentence, text) && fold(text).contains(&fold(&m.span.exact)))
}

fn takes(dossier: &Dossier, claim: &view::Claim, stance: PositionStance, text: &str) -> bool {
    claim.positions.iter().any(|p| p.stance == stance && holds(dossier, &p.evidence, text))
}

fn claim(dossier: &Dossier, status: ClaimStatus, (affirms, denies): &(String, String)) -> bool {
    dossier.claims.iter().any(|c| {
        c.status == status
            && takes(dossier, c, PositionStance::Affirms, affirms)
            && takes(dossier, c, PositionStance::Denies, denies)
    })
}

fn origins(dossier: &Dossier, text: &str) -> BTreeSet<String> {
    let positions = dossier.claims.iter().flat_map(|c| &c.positions);
    positions.filter(|p| holds(dossier, &p.evidence, text)).filter_map(|p| p.origin.clone()).collect()
}

fn said(dossier: &Dossier, name: &str, text: &str) -> bool {
    dossier.attributions.iter().any(|a| {
        let named = a.source.text.as_deref().is_some_and(|t| fold(t).contains(&fold(name)));
        let entity = a.source.entity.as_ref().and_then(|id| dossier.entities.iter().find(|e| e.id == *id));
        let content = fold(&a.content.exact);
        (named || entity.is_some_and(|e| has_name(e, name))) && content.contains(&fold(text))
    })
}
