//! Articles with a history: files that change, captures of one address, ids that go, and what is taken out.
#![allow(clippy::disallowed_methods, reason = "these tests write the files they add")]

use std::{fs, path::PathBuf};

use gainsay::{
    Ledger,
    ledger::{AddOptions, Became, ClaimFilter, Page, Since},
};

/// A folder with a ledger of its own.
struct Desk {
    folder: tempfile::TempDir,
    ledger: Ledger,
}

/// An article to be written as JSON.
#[derive(Clone, Copy)]
struct Report<'t> {
    outlet: &'t str,
    published: &'t str,
    url: Option<&'t str>,
    text: &'t str,
}

impl Report<'_> {
    fn json(&self) -> String {
        let quoted = |text: &str| format!("{text:?}");
        let url = self.url.map(|url| format!("\"url\":{},", quoted(url))).unwrap_or_default();
        format!(
            "{{{url}\"title\":\"Harbour wall of Salt Bay collapsed\",\"outlet\":{},\"published\":{},\"text\":{}}}",
            quoted(self.outlet),
            quoted(self.published),
            quoted(self.text)
        )
    }
}

const POST: Report<'_> = Report {
    outlet: "Harbour Post",
    published: "2031-05-07",
    url: None,
    text: "The harbour wall of Salt Bay collapsed on 4 May 2031, mayor Anna Weld said. Nine workers were hurt. The \
           port of Salt Bay stays closed.",
};
const MAIL: Report<'_> = Report {
    outlet: "Salt Bay Mail",
    published: "2031-05-07",
    url: None,
    text: "The harbour wall of Salt Bay collapsed on 4 May 2031, the port authority said. Anna Weld met the engineers \
           on Tuesday. The port of Salt Bay was closed.",
};

#[test]
fn a_dossier_takes_captures_of_one_address_for_one_article() {
    let desk = desk();
    let at = Some("https://post.example/2031/wall");
    let first = Report { url: at, ..POST };
    let later = POST.text.replace("Nine workers were hurt.", "\n\nTwelve workers were hurt.\n\n");
    let second = Report { url: at, published: "2031-05-08", text: &later, ..POST };
    let files = [desk.write("b.json", first), desk.write("a.json", second), desk.write("c.json", MAIL)];
    let dossier = gainsay::dossier(&files, gainsay::Options::default()).expect("a dossier");
    let names: Vec<&str> = dossier.articles.iter().filter_map(|article| article.location.rsplit('/').next()).collect();
    assert_eq!(names, ["a.json", "c.json"]);
    let revision = dossier.articles[0].revision_of.as_ref().expect("what it revises");
    assert!(revision.location.ends_with("b.json") && revision.removed.concat().contains("Nine workers"));
    assert!(revision.added.iter().any(|span| span.exact.contains("Twelve workers")));
    assert!(dossier.articles[1].revision_of.is_none());
    assert!(dossier.render(gainsay::present::Format::Markdown).contains("revises"));
}

fn desk() -> Desk {
    Desk { folder: tempfile::tempdir().expect("a folder"), ledger: Ledger::in_memory().expect("a ledger") }
}

impl Desk {
    fn write(&self, name: &str, report: Report<'_>) -> PathBuf {
        let file = self.folder.path().join(name);
        fs::write(&file, report.json()).expect("written");
        file
    }

    fn add(&mut self, files: &[PathBuf]) -> gainsay::ledger::Added {
        self.ledger.add(files, AddOptions::default()).expect("added")
    }

    fn article(&self, outlet: &str, state: &str) -> String {
        let rows = self.ledger.articles(None, Page::ALL).expect("articles");
        let mut found = rows.iter().filter(|row| row.outlet.as_deref() == Some(outlet) && row.state == state);
        let id = found.next().expect("an article").id.clone();
        assert!(found.next().is_none(), "one {state} article of {outlet}");
        id
    }

    fn bytes(&self) -> String {
        bytes(&self.ledger)
    }
}

fn bytes(ledger: &Ledger) -> String {
    assert_eq!(ledger.check().expect("checked"), Vec::<String>::new());
    let claims = ledger.claims(&ClaimFilter::default(), Page::ALL).expect("claims");
    format!("{}{claims:?}", ledger.dossier().expect("a dossier").to_json())
}

fn all_at_once(files: &[PathBuf]) -> String {
    let mut ledger = Ledger::in_memory().expect("a ledger");
    ledger.add(files, AddOptions::default()).expect("added");
    bytes(&ledger)
}

#[test]
fn two_articles_of_one_story_that_change_together_both_say_what_was_withdrawn() {
    let mut desk = desk();
    let files = [desk.write("a.json", POST), desk.write("b.json", MAIL)];
    desk.add(&files);
    assert_eq!(desk.ledger.stories(Page::ALL).expect("stories").len(), 1);
    desk.write("a.json", Report { text: "The mayor of Salt Bay was silent about the harbour.", ..POST });
    desk.write("b.json", Report { text: "The port of Salt Bay opened its harbour again.", ..MAIL });
    assert_eq!(desk.add(&files).revised, 2);
    let withdrawn = desk.ledger.diff(&Since::Addition(1)).expect("asked").withdrawn;
    for outlet in ["Harbour Post", "Salt Bay Mail"] {
        let old = desk.article(outlet, "revised");
        assert!(withdrawn.iter().any(|row| row.old == old), "{outlet}: {withdrawn:#?}");
    }
}

const EARLY: Report<'_> = Report { published: "2031-05-05", url: Some("https://post.example/wall"), ..POST };
const LATE: Report<'_> = Report {
    published: "2031-05-06",
    url: Some("http://www.post.example/wall/#top"),
    text: "The harbour wall of Salt Bay collapsed on 4 May 2031, mayor Anna Weld said. Two workers were hurt. The port \
           of Salt Bay stays closed.",
    ..POST
};

#[test]
fn captures_of_one_address_are_one_article_with_a_history() {
    let mut desk = desk();
    let files = [desk.write("2.json", EARLY), desk.write("1.json", LATE), desk.write("b.json", MAIL)];
    let late_alone = all_at_once(&files[1..]);
    desk.add(&[files[0].clone(), files[2].clone()]);
    let added = desk.add(&files[1..2]);
    assert_eq!((added.new, added.revised), (1, 1));
    let (old, new) = (desk.article("Harbour Post", "revised"), desk.article("Harbour Post", "current"));
    assert_eq!(desk.bytes(), late_alone, "the later capture counts alone");
    let kept = desk.ledger.article(&new).expect("asked").expect("there");
    assert_eq!(kept.revisions.len(), 1);
    let revision = &kept.revisions[0];
    assert_eq!((revision.old.as_str(), revision.new.as_str()), (old.as_str(), new.as_str()));
    assert!(revision.removed[0].contains("Nine workers") && revision.added[0].contains("Two workers"));
    let withdrawn = desk.ledger.diff(&Since::Addition(1)).expect("asked").withdrawn;
    assert!(withdrawn.iter().any(|row| row.exact.contains("Nine workers") && row.new == new), "{withdrawn:#?}");

    // In the other order, and all at once, it is the same; the earlier one that comes late withdraws nothing.
    let mut other = Ledger::in_memory().expect("a ledger");
    for file in files[1..].iter().chain(&files[..1]) {
        other.add(&[file], AddOptions::default()).expect("added");
    }
    assert_eq!(bytes(&other), late_alone);
    assert_eq!(other.article(&new).expect("asked").expect("there").revisions.len(), 1);
    assert!(other.diff(&Since::Addition(0)).expect("asked").withdrawn.is_empty());
    assert_eq!(all_at_once(&files), late_alone);

    // Without the later capture the earlier one counts again, and nothing is left of the later.
    let early_alone = all_at_once(&[files[0].clone(), files[2].clone()]);
    desk.ledger.remove(std::slice::from_ref(&new), AddOptions::default()).expect("removed");
    assert_eq!(desk.bytes(), early_alone);
    assert!(desk.ledger.diff(&Since::Addition(0)).expect("asked").withdrawn.is_empty());
}

#[test]
fn lines_of_one_address_and_day_count_by_their_place() {
    let mut desk = desk();
    let third = Report { published: "2031-05-06", text: "The harbour of Salt Bay is open again, Weld said.", ..EARLY };
    let lines = [LATE, MAIL, third].map(|report| report.json());
    let file = desk.folder.path().join("day.jsonl");
    fs::write(&file, lines.join("\n")).expect("written");
    desk.add(&[file]);
    let new = desk.article("Harbour Post", "current");
    assert!(desk.ledger.text(&new).expect("asked").expect("there").contains("open again"));
    // A capture that stands between the two parts them.
    let between = Report { published: "2031-05-06", text: "The port of Salt Bay stays closed, Weld said.", ..EARLY };
    let file = desk.write("e.json", between);
    desk.add(&[file]);
    let revisions = desk.ledger.diff(&Since::Addition(0)).expect("asked").revisions;
    assert_eq!(revisions.len(), 2, "{revisions:#?}");
    let newest = desk.article("Harbour Post", "current");
    assert_ne!(newest, new, "`e.json` comes after `day.jsonl`");
    assert!(revisions.iter().any(|one| one.old == new && one.new == newest));
}

#[test]
fn pages_of_one_site_without_an_address_of_their_own_are_articles_of_their_own() {
    let mut desk = desk();
    let front = |report| Report { url: Some("https://post.example/"), ..report };
    let files = [desk.write("a.json", front(POST)), desk.write("b.json", front(MAIL))];
    desk.add(&files);
    assert_eq!(desk.ledger.status().expect("asked").counts.articles, 2);
}

#[test]
fn an_id_that_was_noted_down_leads_to_what_it_became() {
    let mut desk = desk();
    let files = [desk.write("a.json", POST), desk.write("b.json", MAIL)];
    desk.add(&files[..1]);
    let claims = desk.ledger.claims(&ClaimFilter::default(), Page::ALL).expect("claims");
    let noted = claims.iter().find(|claim| claim.label.contains("collapsed")).expect("a claim").clone();
    let before = desk.ledger.story(&noted.id).expect("asked").expect("there");
    let weld = before.entities.iter().find(|entity| entity.name == "Anna Weld").expect("a name").id.clone();

    // An earlier report of the same gives its own words as the ids.
    let earlier = desk.write("c.json", Report { published: "2031-05-05", ..MAIL });
    desk.add(&[earlier]);
    let story = desk.ledger.story_of(&noted.id).expect("asked").expect("the old id leads there");
    assert_eq!(story.articles, 2);
    let why = desk.ledger.why(&noted.id).expect("asked").expect("there");
    assert!(why.id != noted.id && why.kind == "claim" && why.label.contains("collapsed"), "{why:#?}");
    assert_eq!(desk.ledger.became(&noted.id).expect("asked"), Some(Became::Known(why.id)));
    let person = desk.ledger.why(&weld).expect("asked").expect("there");
    assert!(person.id != weld && person.label == "Anna Weld", "{person:#?}");

    // What went with its words says so, and an article leads to its later capture.
    let old = desk.article("Harbour Post", "current");
    desk.write("a.json", Report { text: "The ferry of Long Isle was late again on Monday, its owner said.", ..POST });
    desk.add(&files[..1]);
    let new = desk.article("Harbour Post", "current");
    assert_eq!(desk.ledger.became(&old).expect("asked"), Some(Became::Known(new)));
    let hurt = claims.iter().find(|claim| claim.label.contains("hurt")).expect("a claim");
    match desk.ledger.became(&hurt.id).expect("asked") {
        Some(Became::Gone(what)) => assert!(what.contains(&hurt.id) && what.contains(&old), "{what}"),
        other => panic!("{other:?}"),
    }
    assert!(desk.ledger.became("c000000000000").expect("asked").is_none());
}

#[test]
fn one_of_several_articles_of_a_file_is_not_taken_out_with_the_others() {
    let mut desk = desk();
    let file = desk.folder.path().join("both.json");
    fs::write(&file, format!("[{},{}]", POST.json(), MAIL.json())).expect("written");
    desk.add(std::slice::from_ref(&file));
    let before = desk.bytes();
    let id = desk.article("Harbour Post", "current");
    let error = desk.ledger.remove(std::slice::from_ref(&id), AddOptions::default()).expect_err("refused");
    let said = error.to_string();
    assert!(error.is_unfit() && said.contains("both.json") && said.contains(&format!("fix hide {id}")), "{said}");
    assert_eq!(desk.bytes(), before);
    desk.ledger.remove(&[file.display().to_string()], AddOptions::default()).expect("the file as a whole");
    assert_eq!(desk.ledger.status().expect("asked").counts.articles, 0);
    let error = desk.ledger.remove(&[id], AddOptions::default()).expect_err("gone");
    assert!(error.is_unknown(), "{error}");
}

#[test]
fn an_earlier_capture_is_taken_out_by_its_id() {
    let mut desk = desk();
    let file = desk.write("a.json", POST);
    desk.add(std::slice::from_ref(&file));
    desk.write("a.json", MAIL);
    desk.add(&[file]);
    let (old, before) = (desk.article("Harbour Post", "revised"), desk.bytes());
    assert_eq!(desk.ledger.remove(std::slice::from_ref(&old), AddOptions::default()).expect("removed").places, 1);
    assert_eq!(desk.bytes(), before);
    assert!(desk.ledger.text(&old).expect("asked").is_none());
}
