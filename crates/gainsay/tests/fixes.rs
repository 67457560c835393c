//! What people decide outlives every weighing, addition and revision, says so where it fits nothing, and is taken back.
#![allow(clippy::disallowed_methods, reason = "these tests write the files they add")]

use std::{fs, path::Path, path::PathBuf};

use gainsay::{
    Dossier, Ledger,
    ledger::{AddOptions, ClaimFilter, Fix, Page},
    present::view::Span,
};

const FIRST: &str = "The harbour wall of Salt Bay collapsed on 4 May 2031, mayor Anna Weld said. Weld met the engineers on \
    Tuesday. \"Nobody was hurt,\" Weld said. The port of Salt Bay stays closed.";
const SECOND: &str = "The harbour wall of Salt Bay collapsed on 4 May 2031, the port authority said. Anna Weld met the \
    engineers on Tuesday. The mayor denied that anybody was hurt in the harbour of Salt Bay.";
const THIRD: &str = "Engineers blamed the winter storms for the harbour wall of Salt Bay that collapsed on 4 May 2031. Mayor \
    Anna Weld visited the harbour on Friday. Two workers were hurt, the hospital of Salt Bay said.";

struct Bay {
    _folder: tempfile::TempDir,
    files: Vec<PathBuf>,
    ledger: Ledger,
}

/// A ledger with the first two articles.
fn bay() -> Bay {
    let folder = tempfile::tempdir().expect("a folder");
    let all = [("Harbour Post", FIRST), ("Salt Bay Mail", SECOND), ("Coast Herald", THIRD)];
    let files = all.iter().map(|(outlet, text)| {
        let file = folder.path().join(format!("{outlet}.json"));
        write(&file, outlet, text);
        file
    });
    let files: Vec<PathBuf> = files.collect();
    let mut ledger = Ledger::in_memory().expect("a ledger");
    ledger.add(&files[..2], AddOptions::default()).expect("added");
    Bay { _folder: folder, files, ledger }
}

fn write(file: &Path, outlet: &str, text: &str) {
    let title = "Harbour wall of Salt Bay collapsed";
    let text = serde_json::to_string(text).expect("JSON");
    let json =
        format!("{{\"title\":\"{title}\",\"outlet\":\"{outlet}\",\"published\":\"2031-05-07\",\"text\":{text}}}");
    fs::write(file, json).expect("written");
}

impl Bay {
    fn dossier(&self) -> Dossier {
        assert_eq!(self.ledger.check().expect("checked"), Vec::<String>::new());
        self.ledger.dossier().expect("a dossier")
    }

    fn fix(&mut self, fix: Fix) -> i64 {
        self.ledger.fix(&fix, "Ida Brandt", "I know them", AddOptions::default()).expect("decided")
    }

    fn undo(&mut self, n: i64) {
        self.ledger.undo(n, "Ida Brandt", AddOptions::default()).expect("taken back");
    }

    fn add(&mut self, file: usize) {
        self.ledger.add(&[&self.files[file]], AddOptions::default()).expect("added");
    }

    fn article(&self, outlet: &str) -> String {
        let found = self.ledger.articles(None, Page::ALL).expect("articles");
        let current = found.iter().find(|row| row.outlet.as_deref() == Some(outlet) && row.state != "revised");
        current.expect("an article").id.clone()
    }

    fn stories(&self) -> usize {
        self.ledger.stories(Page::ALL).expect("stories").len()
    }

    fn problem(&self, n: i64) -> Option<String> {
        let fixes = self.ledger.fixes().expect("fixes");
        fixes.into_iter().find(|fix| fix.n == n).expect("a decision").problem
    }

    /// These words in an outlet's article where they stand last, as people name them.
    fn words(&self, outlet: &str, words: &str) -> String {
        let id = self.article(outlet);
        let dossier = self.dossier();
        let article = dossier.articles.iter().find(|article| article.id == id).expect("an article");
        let start = article.text.rfind(words).expect("the words");
        format!("{id}:{start}..{}", start + words.len())
    }

    /// All stories, as bytes.
    fn bytes(&self) -> String {
        self.dossier().to_json()
    }

    /// The same files and decisions in a ledger of their own, the files the other way round.
    fn rebuilt(&self, files: &[usize], fixes: &[Fix]) -> String {
        let mut ledger = Ledger::in_memory().expect("a ledger");
        for &file in files.iter().rev() {
            ledger.add(&[&self.files[file]], AddOptions::default()).expect("added");
        }
        for fix in fixes {
            ledger.fix(fix, "x", "y", AddOptions::default()).expect("decided");
        }
        ledger.dossier().expect("a dossier").to_json()
    }
}

fn is_at(span: &Span, at: &str) -> bool {
    format!("{}:{}..{}", span.article, span.start, span.end) == at
}

fn entity_of(dossier: &Dossier, at: &str) -> String {
    let found = dossier.entities.iter().find(|entity| entity.mentions.iter().any(|span| is_at(span, at)));
    found.expect("an entity").id.clone()
}

fn event_of(dossier: &Dossier, at: &str) -> String {
    let found = dossier.events.iter().find(|event| event.mentions.iter().any(|mention| is_at(&mention.span, at)));
    found.expect("an event").id.clone()
}

#[test]
fn names_are_parted_through_additions_and_joined_again_by_undo() {
    let mut bay = bay();
    let before = bay.dossier();
    let (one, other) = (bay.words("Salt Bay Mail", "Anna Weld"), bay.words("Harbour Post", "Anna Weld"));
    assert_eq!(entity_of(&before, &one), entity_of(&before, &other));
    let fix = Fix::Different { one: one.clone(), other: other.clone() };
    let n = bay.fix(fix.clone());
    let parted = bay.dossier();
    assert_ne!(entity_of(&parted, &one), entity_of(&parted, &other));
    bay.add(2);
    let grown = bay.dossier();
    assert_ne!(entity_of(&grown, &one), entity_of(&grown, &other), "it holds when the story grows");
    assert_eq!(bay.bytes(), bay.rebuilt(&[0, 1, 2], &[fix]), "and whenever it was decided");
    bay.undo(n);
    assert_eq!(bay.bytes(), bay.rebuilt(&[0, 1, 2], &[]));
    assert!(bay.problem(n).is_none());
}

#[test]
fn entities_are_joined_by_their_ids() {
    let mut bay = bay();
    let before = bay.dossier();
    let (weld, town) = (bay.words("Harbour Post", "Anna Weld"), bay.words("Harbour Post", "Salt Bay"));
    let (one, other) = (entity_of(&before, &weld), entity_of(&before, &town));
    assert_ne!(one, other);
    let n = bay.fix(Fix::Same { one, other });
    let after = bay.dossier();
    assert_eq!(entity_of(&after, &weld), entity_of(&after, &town));
    bay.undo(n);
    assert_eq!(bay.bytes(), before.to_json());
}

#[test]
fn events_are_parted_and_joined() {
    let mut bay = bay();
    let before = bay.dossier();
    let fell = [bay.words("Harbour Post", "collapsed"), bay.words("Salt Bay Mail", "collapsed")];
    assert_eq!(event_of(&before, &fell[0]), event_of(&before, &fell[1]));
    let apart = bay.fix(Fix::Different { one: fell[0].clone(), other: fell[1].clone() });
    let after = bay.dossier();
    assert_ne!(event_of(&after, &fell[0]), event_of(&after, &fell[1]));
    bay.undo(apart);
    let met = bay.words("Harbour Post", "met");
    let joined = bay.fix(Fix::Same { one: fell[0].clone(), other: met.clone() });
    let after = bay.dossier();
    assert_eq!(event_of(&after, &fell[0]), event_of(&after, &met));
    bay.undo(joined);
    assert_eq!(bay.bytes(), before.to_json());
}

#[test]
fn an_article_leaves_its_story_and_joins_another() {
    let mut bay = bay();
    assert_eq!(bay.stories(), 1);
    let apart = bay.fix(Fix::Apart { article: bay.article("Salt Bay Mail") });
    assert_eq!(bay.stories(), 2);
    bay.add(2);
    assert_eq!(bay.stories(), 2, "also when the story grows");
    let together = bay.fix(Fix::Same { one: bay.article("Harbour Post"), other: bay.article("Salt Bay Mail") });
    assert_eq!(bay.stories(), 1, "a later decision comes after");
    bay.undo(apart);
    bay.undo(together);
    assert_eq!(bay.bytes(), bay.rebuilt(&[0, 1, 2], &[]));
}

#[test]
fn a_decision_across_stories_says_that_it_fits_nothing() {
    let mut bay = bay();
    let (one, other) = (bay.words("Harbour Post", "Anna Weld"), bay.words("Salt Bay Mail", "Anna Weld"));
    let n = bay.fix(Fix::Different { one, other });
    assert_eq!(bay.problem(n), None);
    let apart = bay.fix(Fix::Apart { article: bay.article("Salt Bay Mail") });
    assert!(bay.problem(n).expect("a problem").contains("two stories"));
    assert!(bay.ledger.status().expect("asked").problems.iter().any(|problem| problem.contains("two stories")));
    bay.undo(apart);
    assert_eq!(bay.problem(n), None, "and fits again once it does");
}

#[test]
fn what_stands_in_two_stories_is_never_made_one_in_silence() {
    let mut bay = bay();
    let before = bay.dossier();
    let (weld, other) = (bay.words("Harbour Post", "Anna Weld"), bay.words("Salt Bay Mail", "Anna Weld"));
    let fell = [bay.words("Harbour Post", "collapsed"), bay.words("Salt Bay Mail", "collapsed")];
    bay.fix(Fix::Apart { article: bay.article("Salt Bay Mail") });
    let refused = |bay: &mut Bay, fix: Fix| {
        let error = bay.ledger.fix(&fix, "x", "y", AddOptions::default()).expect_err("refused");
        assert!(error.is_unfit() && !error.is_unknown() && error.to_string().contains("two stories"), "{error}");
        error.to_string()
    };
    let said = refused(&mut bay, Fix::Same { one: weld.clone(), other: other.clone() });
    assert!(
        said.contains(&format!("fix same {} {}", bay.article("Harbour Post"), bay.article("Salt Bay Mail"))),
        "{said}"
    );
    refused(&mut bay, Fix::Same { one: fell[0].clone(), other: fell[1].clone() });
    let said = refused(&mut bay, Fix::Different { one: weld, other });
    assert!(said.contains("two already"), "{said}");
    let (one, other) = (bay.article("Harbour Post"), bay.article("Salt Bay Mail"));
    refused(&mut bay, Fix::Origin { one, other, same: true });
    let claims = bay.ledger.claims(&ClaimFilter::default(), Page::ALL).expect("claims");
    let one = claims.iter().find(|claim| claim.event.is_some()).expect("a claim");
    let other = claims.iter().find(|claim| claim.event.is_some() && claim.story != one.story).expect("another's");
    let (one, other) = (one.id.clone(), other.id.clone());
    refused(&mut bay, Fix::Same { one, other });
    assert_eq!(bay.ledger.fixes().expect("fixes").len(), 1, "nothing that was refused is kept");
    bay.undo(1);
    assert_eq!(bay.bytes(), before.to_json());
}

#[test]
fn a_decision_that_is_stopped_is_not_made_and_one_that_is_made_is_applied() {
    let mut bay = bay();
    let before = bay.bytes();
    let stop = std::sync::atomic::AtomicBool::new(true);
    let options = AddOptions { stop: Some(&stop), ..AddOptions::default() };
    let fix = Fix::Hide { what: bay.article("Salt Bay Mail") };
    let error = bay.ledger.fix(&fix, "x", "y", options).expect_err("stopped");
    assert!(error.is_stopped() && error.to_string().contains("nothing was changed"), "{error}");
    assert!(bay.ledger.fixes().expect("fixes").is_empty(), "no kill can part a decision from what follows from it");
    assert_eq!(bay.bytes(), before);
    let n = bay.fix(fix);
    let error = bay.ledger.undo(n, "x", options).expect_err("stopped");
    assert!(error.is_stopped(), "{error}");
    assert_eq!(bay.ledger.fixes().expect("fixes")[0].undone_by, None);
    assert_eq!(bay.bytes(), bay.rebuilt(&[0], &[]));
    let removed = bay.ledger.remove(&[bay.files[1].display().to_string()], options).expect("taken out");
    assert!(removed.interrupted, "what is left waits to be weighed");
    bay.ledger.refresh(AddOptions::default()).expect("weighed");
    assert_eq!(bay.bytes(), bay.rebuilt(&[0], &[]));
}

#[test]
fn names_and_reasons_are_one_line_of_text() {
    let mut bay = bay();
    let fix = Fix::Hide { what: bay.article("Salt Bay Mail") };
    let n =
        bay.ledger.fix(&fix, " Ida\u{1b}[2J\n Brandt ", &"so ".repeat(400), AddOptions::default()).expect("decided");
    bay.ledger.undo(n, "\u{7}\n", AddOptions::default()).expect("taken back");
    let row = &bay.ledger.fixes().expect("fixes")[0];
    assert_eq!((row.who.as_str(), row.undone_by.as_deref()), ("Ida [2J Brandt", Some("somebody")));
    assert_eq!(row.why.chars().count(), 400);
}

#[test]
fn a_decision_about_words_that_were_revised_is_told_and_comes_back_with_them() {
    let mut bay = bay();
    let (one, other) = (bay.words("Harbour Post", "Anna Weld"), bay.words("Salt Bay Mail", "Anna Weld"));
    let n = bay.fix(Fix::Different { one: one.clone(), other: other.clone() });
    write(&bay.files[0], "Harbour Post", &FIRST.replace("Nobody", "No one"));
    bay.add(0);
    assert!(bay.problem(n).expect("a problem").contains("was revised or taken out"));
    write(&bay.files[0], "Harbour Post", FIRST);
    bay.add(0);
    assert_eq!(bay.problem(n), None);
    let after = bay.dossier();
    assert_ne!(entity_of(&after, &one), entity_of(&after, &other));
    bay.ledger.remove(&[bay.files[1].display().to_string()], AddOptions::default()).expect("removed");
    assert!(bay.problem(n).expect("a problem").contains("taken out"));
    bay.undo(n);
    assert_eq!(bay.bytes(), bay.rebuilt(&[0], &[]));
}

#[test]
fn an_article_is_hidden_and_shown_again() {
    let mut bay = bay();
    let before = bay.bytes();
    let n = bay.fix(Fix::Hide { what: bay.article("Salt Bay Mail") });
    assert_eq!(bay.bytes(), bay.rebuilt(&[0], &[]));
    assert!(bay.ledger.search("denied", None, 5).expect("searched").is_empty());
    bay.add(1);
    assert_eq!(bay.bytes(), bay.rebuilt(&[0], &[]), "adding it again shows nothing");
    assert_eq!(bay.problem(n), None);
    bay.undo(n);
    assert_eq!(bay.bytes(), before);
}

#[test]
fn each_claim_can_be_hidden_and_shown_again() {
    let mut bay = bay();
    let before = bay.bytes();
    let claims = bay.ledger.claims(&ClaimFilter::default(), Page::ALL).expect("claims");
    assert!(claims.len() >= 4, "{claims:#?}");
    for claim in &claims {
        let n = bay.fix(Fix::Hide { what: claim.id.clone() });
        assert_eq!(bay.problem(n), None, "{claim:#?}");
        let left = bay.ledger.claims(&ClaimFilter::default(), Page::ALL).expect("claims");
        let same = left.iter().find(|other| other.id == claim.id);
        assert_eq!(same, None, "{claim:#?}");
        bay.undo(n);
        assert_eq!(bay.bytes(), before);
    }
}

#[test]
fn a_claim_stays_hidden_when_the_story_grows() {
    let mut bay = bay();
    let claim = bay.ledger.claims(&ClaimFilter::default(), Page::first(1)).expect("claims").remove(0);
    let fix = Fix::Hide { what: claim.id };
    let n = bay.fix(fix);
    bay.add(2);
    assert_eq!(bay.problem(n), None);
    let claims = bay.ledger.claims(&ClaimFilter::default(), Page::ALL).expect("claims");
    assert!(claims.iter().all(|other| other.label != claim.label), "{claims:#?}");
    bay.undo(n);
    assert_eq!(bay.bytes(), bay.rebuilt(&[0, 1, 2], &[]));
}

#[test]
fn a_speaker_is_set_right() {
    let mut bay = bay();
    let before = bay.dossier();
    let said = before.attributions.iter().find(|said| said.content.exact.contains("Nobody")).expect("a quotation");
    let fix = Fix::Speaker { said: said.id.clone(), name: "Ben Tor".to_owned() };
    let n = bay.fix(fix.clone());
    let speaks = |bay: &Bay| {
        let spoken = bay.ledger.who("ben tor", Page::ALL).expect("asked");
        spoken.iter().any(|one| one.said.iter().any(|said| said.content.contains("Nobody")))
    };
    assert!(speaks(&bay), "{:#?}", bay.dossier().attributions);
    bay.add(2);
    assert!(speaks(&bay));
    assert_eq!(bay.bytes(), bay.rebuilt(&[0, 1, 2], &[fix]));
    bay.undo(n);
    assert!(!speaks(&bay));
}

#[test]
fn origins_and_dates_are_set_right() {
    let mut bay = bay();
    let before = bay.bytes();
    let (post, mail) = (bay.article("Harbour Post"), bay.article("Salt Bay Mail"));
    let one = bay.fix(Fix::Origin { one: post.clone(), other: mail.clone(), same: true });
    assert_ne!(bay.bytes(), before);
    assert_eq!(bay.problem(one), None);
    bay.undo(one);
    assert_eq!(bay.bytes(), before);

    let date = Fix::Date { article: post.clone(), value: Some("2031-05-09".to_owned()) };
    let dated = bay.fix(date.clone());
    let kept = bay.ledger.article(&post).expect("asked").expect("the id stays");
    assert_eq!(kept.article.expect("shown").published.value.as_deref(), Some("2031-05-09"));
    assert_eq!(kept.row.published.as_deref(), Some("2031-05-09"));
    bay.add(2);
    assert_eq!(bay.bytes(), bay.rebuilt(&[0, 1, 2], &[date]));
    bay.undo(dated);
    assert_eq!(bay.bytes(), bay.rebuilt(&[0, 1, 2], &[]));
    let unknown = bay.fix(Fix::Date { article: post, value: None });
    assert_eq!(bay.problem(unknown), None);
}

#[test]
fn what_can_not_be_decided_is_refused_with_its_reason() {
    let mut bay = bay();
    let dossier = bay.dossier();
    let (event, claim) = (dossier.events[0].id.clone(), dossier.claims[0].id.clone());
    let weld = bay.words("Harbour Post", "Anna Weld");
    let (post, mail) = (bay.article("Harbour Post"), bay.article("Salt Bay Mail"));
    let text = |text: &str| text.to_owned();
    let refused = [
        Fix::Same { one: text("n000000000000"), other: weld.clone() },
        Fix::Same { one: weld.clone(), other: event.clone() },
        Fix::Same { one: weld.clone(), other: weld.clone() },
        Fix::Different { one: post.clone(), other: mail },
        Fix::Different { one: format!("{post}:1..2"), other: weld },
        Fix::Apart { article: event.clone() },
        Fix::Speaker { said: claim, name: text("Ben Tor") },
        Fix::Speaker { said: dossier.attributions[0].id.clone(), name: text(" ") },
        Fix::Date { article: post.clone(), value: Some(text("May")) },
        Fix::Origin { one: post.clone(), other: post.clone(), same: true },
        Fix::Hide { what: event },
    ];
    for fix in refused {
        let error = bay.ledger.fix(&fix, "x", "y", AddOptions::default()).expect_err("refused");
        assert!(error.is_unfit(), "{fix:?}: {error}");
    }
    let once = Fix::Hide { what: post };
    let n = bay.fix(once.clone());
    assert!(bay.ledger.fix(&once, "x", "y", AddOptions::default()).is_err(), "nothing is decided twice");
    assert!(bay.ledger.undo(9, "x", AddOptions::default()).is_err());
    bay.undo(n);
    assert!(bay.ledger.undo(n, "x", AddOptions::default()).is_err(), "nothing is taken back twice");
    let row = &bay.ledger.fixes().expect("fixes")[0];
    let by = (row.who.as_str(), row.why.as_str(), row.undone_by.as_deref());
    assert_eq!(by, ("Ida Brandt", "I know them", Some("Ida Brandt")));
}
