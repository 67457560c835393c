//! Thirty decisions and more, each through the same life: it holds when it is made, when everything is read and weighed
//! again and when the story grows; whenever it was made, the bytes are the same; and when it is taken back nothing is left.
#![allow(clippy::disallowed_methods, reason = "these tests write the files they add")]

use std::{fs, path::PathBuf};

use gainsay::{
    Dossier, Ledger,
    ledger::{AddOptions, ClaimFilter, Fix, Page},
    present::view,
};

/// Outlet and text. The first two are there when something is decided; the third comes later.
const REPORTS: [(&str, &str); 3] = [
    (
        "Harbour Post",
        "The harbour wall of Salt Bay collapsed on 4 May 2031, mayor Anna Weld said. Weld met the engineers on \
         Tuesday. \"Nobody was hurt,\" Weld said. The port of Salt Bay stays closed.",
    ),
    (
        "Salt Bay Mail",
        "The harbour wall of Salt Bay collapsed on 4 May 2031, the port authority said. Anna Weld met the engineers on \
         Tuesday. The mayor denied that anybody was hurt in the harbour of Salt Bay.",
    ),
    (
        "Coast Herald",
        "Engineers blamed the winter storms for the harbour wall of Salt Bay that collapsed on 4 May 2031. Mayor Anna \
         Weld visited the harbour on Friday. Two workers were hurt, the hospital of Salt Bay said.",
    ),
];
const POST: &str = REPORTS[0].0;
const MAIL: &str = REPORTS[1].0;

/// Where words stand: the outlet, the words, and the how manieth time, from 0.
type At = (&'static str, &'static str, usize);

const WELD: At = (POST, "Anna Weld", 0);
const WELD_MAIL: At = (MAIL, "Anna Weld", 0);
const BAY: At = (POST, "Salt Bay", 0);
const BAY_MAIL: At = (MAIL, "Salt Bay", 0);
const FELL: At = (POST, "collapsed", 0);
const FELL_MAIL: At = (MAIL, "collapsed", 0);
const MET: At = (POST, "met", 0);
const MET_MAIL: At = (MAIL, "met", 0);
const NOBODY: At = (POST, "Nobody was hurt", 0);

/// What is decided.
#[derive(Clone, Copy, Debug)]
enum Decide {
    Same(At, At),
    Different(At, At),
    Apart(&'static str),
    Together(&'static str, &'static str),
    OneOrigin(bool),
    Date(&'static str, Option<&'static str>),
    Speaker(At, &'static str),
    HideArticle(&'static str),
    /// The claim with words in its label.
    HideClaim(&'static str),
}

/// What must hold from then on.
#[derive(Clone, Copy, Debug)]
enum Then {
    OneName(At, At),
    TwoNames(At, At),
    OneEvent(At, At),
    TwoEvents(At, At),
    Stories(usize),
    OneOrigin(bool),
    Published(&'static str, Option<&'static str>),
    Says(&'static str, &'static str),
    NoArticle(&'static str),
    NoClaim(&'static str),
}

use Decide as D;
use Then as T;

/// Each case: what is decided, in order, and what must hold.
const CASES: &[(&[Decide], &[Then])] = &[
    // Names.
    (&[D::Different(WELD, WELD_MAIL)], &[T::TwoNames(WELD, WELD_MAIL)]),
    (&[D::Different(BAY_MAIL, BAY)], &[T::TwoNames(BAY, BAY_MAIL)]),
    (
        &[D::Different(WELD, WELD_MAIL), D::Different(BAY, BAY_MAIL)],
        &[T::TwoNames(WELD, WELD_MAIL), T::TwoNames(BAY, BAY_MAIL)],
    ),
    (&[D::Same(WELD, BAY)], &[T::OneName(WELD, BAY)]),
    (&[D::Same(WELD_MAIL, BAY)], &[T::OneName(WELD_MAIL, BAY), T::OneName(WELD, BAY_MAIL)]),
    (&[D::Same(WELD, WELD_MAIL)], &[T::OneName(WELD, WELD_MAIL)]),
    // Events.
    (&[D::Different(FELL, FELL_MAIL)], &[T::TwoEvents(FELL, FELL_MAIL)]),
    (&[D::Different(MET_MAIL, MET)], &[T::TwoEvents(MET, MET_MAIL)]),
    (
        &[D::Different(FELL, FELL_MAIL), D::Different(MET, MET_MAIL)],
        &[T::TwoEvents(FELL, FELL_MAIL), T::TwoEvents(MET, MET_MAIL)],
    ),
    (&[D::Same(FELL, MET)], &[T::OneEvent(FELL, MET)]),
    (&[D::Same(FELL, MET_MAIL)], &[T::OneEvent(FELL, MET_MAIL)]),
    (&[D::Same(FELL, FELL_MAIL)], &[T::OneEvent(FELL, FELL_MAIL)]),
    (
        &[D::Different(WELD, WELD_MAIL), D::Different(MET, MET_MAIL)],
        &[T::TwoNames(WELD, WELD_MAIL), T::TwoEvents(MET, MET_MAIL)],
    ),
    // Stories.
    (&[D::Apart(POST)], &[T::Stories(2)]),
    (&[D::Apart(MAIL)], &[T::Stories(2)]),
    (&[D::Apart(MAIL), D::Together(POST, MAIL)], &[T::Stories(1)]),
    (&[D::Together(MAIL, POST)], &[T::Stories(1)]),
    // Origins.
    (&[D::OneOrigin(true)], &[T::OneOrigin(true)]),
    (&[D::OneOrigin(false)], &[T::OneOrigin(false)]),
    // Dates.
    (&[D::Date(POST, Some("2031-05-09"))], &[T::Published(POST, Some("2031-05-09"))]),
    (&[D::Date(POST, Some("2031-05"))], &[T::Published(POST, Some("2031-05"))]),
    (&[D::Date(MAIL, Some("2031-05-05/2031-05-06"))], &[T::Published(MAIL, Some("2031-05-05/2031-05-06"))]),
    (
        &[D::Date(POST, Some("2031-05-09")), D::Date(MAIL, Some("2031-05-08"))],
        &[T::Published(POST, Some("2031-05-09")), T::Published(MAIL, Some("2031-05-08"))],
    ),
    // Speakers.
    (&[D::Speaker(NOBODY, "Ben Tor")], &[T::Says("Ben Tor", "Nobody")]),
    (&[D::Speaker(NOBODY, "Coast Guard")], &[T::Says("Coast Guard", "Nobody")]),
    (
        &[D::Speaker(NOBODY, "Ben Tor"), D::Different(WELD, WELD_MAIL)],
        &[T::Says("Ben Tor", "Nobody"), T::TwoNames(WELD, WELD_MAIL)],
    ),
    // What is not shown.
    (&[D::HideArticle(POST)], &[T::NoArticle(POST)]),
    (&[D::HideArticle(MAIL)], &[T::NoArticle(MAIL)]),
    (&[D::HideClaim("collapsed")], &[T::NoClaim("collapsed")]),
    (&[D::HideClaim("met the engineers")], &[T::NoClaim("met the engineers")]),
    (
        &[D::HideClaim("met the engineers"), D::Date(POST, Some("2031-05-09"))],
        &[T::NoClaim("met the engineers"), T::Published(POST, Some("2031-05-09"))],
    ),
    (&[D::HideArticle(MAIL), D::Same(WELD, BAY)], &[T::NoArticle(MAIL), T::OneName(WELD, BAY)]),
    // A later decision comes after an earlier one.
    (
        &[D::Date(POST, Some("2031-05-09")), D::Date(POST, Some("2031-05-10"))],
        &[T::Published(POST, Some("2031-05-10"))],
    ),
];

/// A ledger, and the files that it may get.
struct Bay {
    files: Vec<PathBuf>,
    ledger: Ledger,
}

fn files(folder: &tempfile::TempDir) -> Vec<PathBuf> {
    let file = |(outlet, text): (&str, &str)| {
        let file = folder.path().join(format!("{outlet}.json"));
        let json = format!(
            "{{\"title\":\"Harbour wall of Salt Bay collapsed\",\"outlet\":\"{outlet}\",\"published\":\"2031-05-07\",\"text\":{text:?}}}"
        );
        fs::write(&file, json).expect("written");
        file
    };
    REPORTS.map(file).to_vec()
}

impl Bay {
    fn with(files: &[PathBuf], of: &[usize]) -> Self {
        let mut bay = Self { files: files.to_vec(), ledger: Ledger::in_memory().expect("a ledger") };
        of.iter().for_each(|&file| bay.add(file));
        bay
    }

    fn add(&mut self, file: usize) {
        self.ledger.add(&[&self.files[file]], AddOptions::default()).expect("added");
    }

    fn dossier(&self) -> Dossier {
        self.ledger.dossier().expect("a dossier")
    }

    /// All that must be the same bytes.
    fn bytes(&self) -> String {
        assert_eq!(self.ledger.check().expect("checked"), Vec::<String>::new());
        let stories = self.ledger.stories(Page::ALL).expect("stories");
        let claims = self.ledger.claims(&ClaimFilter::default(), Page::ALL).expect("claims");
        format!("{}\n{stories:#?}\n{claims:#?}", self.dossier().to_json())
    }

    fn article(&self, outlet: &str) -> String {
        let rows = self.ledger.articles(None, Page::ALL).expect("articles");
        rows.into_iter().find(|row| row.outlet.as_deref() == Some(outlet)).expect("an article").id
    }

    fn words(&self, (outlet, words, nth): At) -> String {
        let id = self.article(outlet);
        let text = self.ledger.text(&id).expect("asked").expect("a text");
        let (start, _) = text.match_indices(words).nth(nth).expect("the words");
        format!("{id}:{start}..{}", start + words.len())
    }

    fn fix(&self, decide: Decide) -> Fix {
        match decide {
            D::Same(a, b) => Fix::Same { one: self.words(a), other: self.words(b) },
            D::Different(a, b) => Fix::Different { one: self.words(a), other: self.words(b) },
            D::Apart(outlet) => Fix::Apart { article: self.article(outlet) },
            D::Together(a, b) => Fix::Same { one: self.article(a), other: self.article(b) },
            D::OneOrigin(same) => Fix::Origin { one: self.article(POST), other: self.article(MAIL), same },
            D::Date(outlet, value) => Fix::Date { article: self.article(outlet), value: value.map(str::to_owned) },
            D::Speaker(at, name) => {
                let said = self.dossier().attributions.into_iter().find(|said| said.content.exact.contains(at.1));
                Fix::Speaker { said: said.expect("said").id, name: name.to_owned() }
            }
            D::HideArticle(outlet) => Fix::Hide { what: self.article(outlet) },
            D::HideClaim(words) => {
                let claims = self.ledger.claims(&ClaimFilter::default(), Page::ALL).expect("claims");
                Fix::Hide { what: claims.into_iter().find(|claim| claim.label.contains(words)).expect("a claim").id }
            }
        }
    }

    fn decide(&mut self, fix: &Fix) -> i64 {
        self.ledger.fix(fix, "Ida Brandt", "I know them", AddOptions::default()).expect("decided")
    }

    fn entity(&self, dossier: &Dossier, at: At) -> Option<String> {
        let at = self.words(at);
        let found = dossier.entities.iter().find(|one| one.mentions.iter().any(|span| is_at(span, &at)));
        found.map(|one| one.id.clone())
    }

    fn event(&self, dossier: &Dossier, at: At) -> Option<String> {
        let at = self.words(at);
        let found = dossier.events.iter().find(|one| one.mentions.iter().any(|mention| is_at(&mention.span, &at)));
        found.map(|one| one.id.clone())
    }

    fn holds(&self, then: Then) -> bool {
        let dossier = self.dossier();
        let is_there = |at: &At| dossier.articles.iter().any(|article| article.outlet.as_deref() == Some(at.0));
        let named = |outlet: &str| dossier.articles.iter().find(|article| article.outlet.as_deref() == Some(outlet));
        match then {
            // Words of an article that is hidden are in no story.
            T::OneName(a, b) if !is_there(&a) || !is_there(&b) => false,
            T::OneName(a, b) => {
                self.entity(&dossier, a).is_some() && self.entity(&dossier, a) == self.entity(&dossier, b)
            }
            T::TwoNames(a, b) => {
                self.entity(&dossier, a).is_some() && self.entity(&dossier, a) != self.entity(&dossier, b)
            }
            T::OneEvent(a, b) => {
                self.event(&dossier, a).is_some() && self.event(&dossier, a) == self.event(&dossier, b)
            }
            T::TwoEvents(a, b) => {
                self.event(&dossier, a).is_some() && self.event(&dossier, a) != self.event(&dossier, b)
            }
            T::Stories(number) => dossier.stories.len() == number,
            T::OneOrigin(same) => {
                let [post, mail] = [POST, MAIL].map(|outlet| self.article(outlet));
                let has = |origin: &view::Origin, id: &String| origin.articles.contains(id);
                dossier.origins.iter().any(|origin| has(origin, &post) && has(origin, &mail)) == same
            }
            T::Published(outlet, value) => named(outlet).is_some_and(|one| one.published.value.as_deref() == value),
            T::Says(who, words) => {
                let spoken = self.ledger.who(who, Page::ALL).expect("asked");
                spoken.iter().any(|one| one.said.iter().any(|said| said.content.contains(words)))
            }
            T::NoArticle(outlet) => named(outlet).is_none(),
            T::NoClaim(words) => {
                dossier.claims.iter().all(|claim| {
                    let occurs = claim.facet.as_str() == "occurrence" && claim.label.contains(words);
                    !occurs || claim.positions.iter().all(|position| !position.evidence.exact.contains(words))
                }) || dossier.claims.is_empty()
            }
        }
    }
}

fn is_at(span: &view::Span, at: &str) -> bool {
    format!("{}:{}..{}", span.article, span.start, span.end) == at
}

#[test]
fn every_decision_holds_from_then_on_and_is_taken_back_without_a_trace() {
    assert!(CASES.len() >= 30);
    let folder = tempfile::tempdir().expect("a folder");
    let files = files(&folder);
    let undecided = Bay::with(&files, &[2, 1, 0]).bytes();
    for (decisions, then) in CASES {
        let mut bay = Bay::with(&files, &[0, 1]);
        let holds = |bay: &Bay, when: &str| {
            for then in *then {
                assert!(bay.holds(*then), "{decisions:?}: {then:?} {when}");
            }
            for fix in bay.ledger.fixes().expect("fixes") {
                assert_eq!(fix.problem, None, "{decisions:?} {when}");
            }
        };
        let mut made = Vec::new();
        for decide in *decisions {
            let fix = bay.fix(*decide);
            made.push((bay.decide(&fix), fix));
        }
        holds(&bay, "once it is decided");
        let decided = bay.bytes();
        bay.ledger.refresh(AddOptions::default()).expect("refreshed");
        bay.add(1);
        assert_eq!(bay.bytes(), decided, "{decisions:?}: adding the same again changes nothing");

        bay.add(2);
        holds(&bay, "when the story grows");
        let mut other = Bay::with(&files, &[2, 1, 0]);
        let early = made.iter().all(|(_, fix)| other.ledger.fix(fix, "x", "y", AddOptions::default()).is_ok());
        assert!(early, "{decisions:?} can be decided of the grown story too");
        assert_eq!(other.bytes(), bay.bytes(), "{decisions:?}: it doesn't matter when it was decided");

        for (n, _) in made.iter().rev() {
            bay.ledger.undo(*n, "Ida Brandt", AddOptions::default()).expect("taken back");
        }
        assert_eq!(bay.bytes(), undecided, "{decisions:?}: taken back, it leaves nothing");
    }
}
