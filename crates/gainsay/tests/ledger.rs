//! The ledger as a whole: whatever the order of adding, whatever comes again, changes or goes, its stories are those of
//! reading everything at once.
#![allow(clippy::disallowed_methods, reason = "these tests write the files they add")]

use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::AtomicBool,
};

use gainsay::{
    Ledger,
    ledger::{AddOptions, ClaimFilter, EventFilter, HitKind, Page, Since, during},
};

#[path = "../../../xtask/src/hostile/spoil.rs"]
#[allow(dead_code, reason = "only its numbers are used here")]
mod spoil;

use spoil::Numbers;

/// Invented stories: the one of `fixtures/days`, and the same with other names on other days, so that there are three.
struct Town {
    folder: tempfile::TempDir,
    files: Vec<PathBuf>,
}

const OTHERS: &[&[(&str, &str)]] = &[
    &[],
    &[
        ("Port Osmund", "Lake Varn"),
        ("Osmund", "Varnholt"),
        ("grain", "timber"),
        ("Grain", "Timber"),
        ("terminal", "sawmill"),
        ("explosion", "landslide"),
        ("silo", "kiln"),
        ("Holm", "Brunn"),
        ("Calder", "Ostrava"),
        ("Reyland", "Mottram"),
        (".example/", ".example/varn/"),
        ("March", "October"),
        ("2025", "2023"),
    ],
    &[
        ("Port Osmund", "Quellen"),
        ("Osmund", "Quellberg"),
        ("grain", "ferry"),
        ("Grain", "Ferries"),
        ("terminal", "shipyard"),
        ("explosion", "flood"),
        ("silo", "dock"),
        ("Holm", "Sarkis"),
        ("Reyland", "Dunmore"),
        (".example/", ".example/quellen/"),
        ("March", "July"),
        ("2025", "2021"),
    ],
];

fn days() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/days/articles")
}

fn town() -> Town {
    let folder = tempfile::tempdir().expect("a folder");
    let mut originals: Vec<PathBuf> =
        fs::read_dir(days()).expect("fixtures").map(|e| e.expect("entry").path()).collect();
    originals.sort();
    let mut files = Vec::new();
    for (number, names) in OTHERS.iter().enumerate() {
        for original in &originals {
            let text = String::from_utf8(fs::read(original).expect("read")).expect("UTF-8");
            let text = names.iter().fold(text, |text, (from, to)| text.replace(from, to));
            let name = original.file_name().expect("a name").to_string_lossy().into_owned();
            let file = folder.path().join(format!("{number}-{name}"));
            fs::write(&file, text).expect("written");
            files.push(file);
        }
    }
    Town { folder, files }
}

fn all_at_once<P: AsRef<Path>>(paths: &[P]) -> Ledger {
    let mut ledger = Ledger::in_memory().expect("a ledger");
    ledger.add(paths, AddOptions::default()).expect("added");
    ledger
}

/// All that must be the same bytes.
fn bytes(ledger: &Ledger) -> String {
    assert_eq!(ledger.check().expect("checked"), Vec::<String>::new());
    let stories = ledger.stories(Page::ALL).expect("stories");
    let claims = ledger.claims(&ClaimFilter::default(), Page::ALL).expect("claims");
    let events = ledger.events(&EventFilter::default(), Page::ALL).expect("events");
    format!("{}\n{stories:#?}\n{claims:#?}\n{events:#?}", ledger.dossier().expect("a dossier").to_json())
}

fn shuffled(files: &[PathBuf], numbers: &mut Numbers) -> Vec<PathBuf> {
    let mut files = files.to_vec();
    for at in (1..files.len()).rev() {
        files.swap(at, numbers.below(at + 1));
    }
    files
}

#[test]
fn any_order_in_any_parts_gives_the_same_bytes() {
    let town = town();
    let whole = bytes(&all_at_once(&[town.folder.path()]));
    assert!(whole.matches("\"title\"").count() > 20, "there are stories to compare");
    let plain = gainsay::dossier(&[town.folder.path()], gainsay::Options::default()).expect("read");
    let kept = all_at_once(&[town.folder.path()]).dossier().expect("a dossier");
    assert_eq!(
        kept.to_json(),
        plain.to_json(),
        "the ledger says what reading all at once says, names of several stories joined"
    );
    for seed in 0..20 {
        let mut numbers = Numbers(1000 + seed);
        let mut files = shuffled(&town.files, &mut numbers);
        let mut ledger = Ledger::in_memory().expect("a ledger");
        while !files.is_empty() {
            let part: Vec<PathBuf> = files.drain(..(1 + numbers.below(6)).min(files.len())).collect();
            ledger.add(&part, AddOptions::default()).expect("added");
            if numbers.below(3) == 0 {
                ledger.add(&part, AddOptions::default()).expect("added again");
            }
        }
        assert_eq!(bytes(&ledger), whole, "seed {seed}");
    }
}

#[test]
fn stories_are_told_apart_and_found() {
    let town = town();
    let ledger = all_at_once(&town.files);
    let stories = ledger.stories(Page::ALL).expect("stories");
    assert!(stories.len() >= 3 && stories[0].articles >= 5, "{stories:#?}");
    let story = ledger.story(&stories[0].id).expect("asked").expect("there");
    assert_eq!(story.stories[0].id, stories[0].id);
    assert_eq!(story.articles.len(), stories[0].articles);

    let claim = &ledger.claims(&ClaimFilter::default(), Page::first(1)).expect("claims")[0];
    assert_eq!(ledger.story_of(&claim.id).expect("asked").expect("there").id, claim.story);
    let why = ledger.why(&claim.id).expect("asked").expect("there");
    assert!(why.because.iter().any(|because| because.span.is_some()), "{why:#?}");
    assert!(ledger.why("c000000000000").expect("asked").is_none());

    let hits = ledger.search("\"fire chief\"", None, 5).expect("searched");
    assert!(hits.iter().any(|hit| hit.kind == HitKind::Article && !hit.marks.is_empty()), "{hits:#?}");
    assert!(hits.iter().all(|hit| hit.marks.iter().all(|mark| hit.snippet.get(mark.clone()).is_some())));
    let spoken = ledger.who("HOLM", Page::ALL).expect("asked");
    assert!(spoken.iter().any(|one| one.entity.name == "Anders Holm" && !one.said.is_empty()), "{spoken:#?}");
    let march = during(EventFilter::default(), "2025-03").expect("a date");
    let events = ledger.events(&march, Page::ALL).expect("events");
    assert!(!events.is_empty() && events.iter().all(|event| event.first_day.as_deref() <= Some("2025-03-31")));
}

#[test]
fn what_is_taken_out_leaves_no_trace() {
    let town = town();
    let (kept, gone) = town.files.split_at(15);
    let mut ledger = all_at_once(&town.files);
    let gone: Vec<String> = gone.iter().map(|path| path.display().to_string()).collect();
    assert_eq!(ledger.remove(&gone, AddOptions::default()).expect("removed").places, gone.len());
    assert_eq!(bytes(&ledger), bytes(&all_at_once(kept)));
    let error = ledger.remove(&gone, AddOptions::default()).expect_err("gone already");
    assert!(error.is_unfit() && error.to_string().contains(&gone[0]), "{error}");
}

#[test]
fn a_changed_article_is_a_revision_and_what_rested_on_the_old_words_is_told() {
    let town = town();
    let mut ledger = all_at_once(&town.files);
    let file = &town.files[4];
    let old = fs::read_to_string(file).expect("read");
    let sentence = "The Osmund Grain terminal exploded on Monday.";
    assert!(old.contains(sentence));
    fs::write(file, old.replace(sentence, "The terminal's owner closed it for good.")).expect("written");
    let added = ledger.add(&[file], AddOptions::default()).expect("added");
    assert_eq!((added.revised, added.new), (1, 1));
    assert_eq!(bytes(&ledger), bytes(&all_at_once(&town.files)), "the earlier capture is weighed no more");

    let new = ledger.diff(&Since::Addition(1)).expect("asked");
    assert_eq!(new.revisions.len(), 1);
    let changes = &new.revisions[0].changes;
    assert_eq!((changes.removed.len(), changes.added.len()), (1, 1));
    assert!(new.revisions[0].removed[0].contains(sentence) && new.revisions[0].added[0].contains("closed it for good"));
    assert!(new.withdrawn.iter().any(|row| row.exact.contains("exploded on Monday")), "{:#?}", new.withdrawn);
    let claim = &new.withdrawn[0].claim;
    if let Some(why) = ledger.why(claim).expect("asked") {
        assert!(why.because.iter().any(|because| because.text.contains("took out")), "{why:#?}");
    }
    let article = ledger.article(&new.revisions[0].old).expect("asked").expect("kept");
    assert_eq!((article.row.state.as_str(), article.revisions.len()), ("revised", 1));

    // The old words come back: so does the old article, and nothing else.
    fs::write(file, old).expect("written");
    ledger.add(&[file], AddOptions::default()).expect("added");
    assert_eq!(bytes(&ledger), bytes(&all_at_once(&town.files)));
}

#[test]
fn the_same_words_in_other_bytes_count_once() {
    let town = town();
    let text = fs::read_to_string(&town.files[1]).expect("read");
    let copy = town.folder.path().join("9-copy.txt");
    fs::write(&copy, format!("\u{feff}{text}")).expect("written");
    let both = [town.files[1].clone(), copy.clone()];
    let ledger = all_at_once(&both);
    let counts = ledger.status().expect("asked").counts;
    assert_eq!((counts.articles, counts.copies), (1, 1));
    let mut other = all_at_once(&[&copy]);
    other.add(&[&town.files[1]], AddOptions::default()).expect("added");
    assert_eq!(bytes(&other), bytes(&ledger));
    // Once the one that counts goes, the other counts.
    other.remove(&[town.files[1].display().to_string()], AddOptions::default()).expect("removed");
    assert_eq!(other.status().expect("asked").counts.articles, 1);
    assert_eq!(bytes(&other), bytes(&all_at_once(&[copy])));
}

#[test]
fn lines_of_a_file_are_articles_of_their_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("day.jsonl");
    let line = |n: usize| {
        format!(
            "{{\"title\":\"Harbour {n} closed\",\"outlet\":\"Harlin Courier\",\"published\":\"2025-03-0{n}\",\
             \"text\":\"The harbour of Port Osmund number {n} was closed on Monday, the mayor said.\"}}\n"
        )
    };
    fs::write(&file, line(1) + &line(2)).expect("written");
    let mut ledger = all_at_once(&[&file]);
    assert_eq!(ledger.status().expect("asked").counts.articles, 2);
    fs::write(&file, line(3) + &line(1) + &line(2)).expect("written");
    let added = ledger.add(&[&file], AddOptions::default()).expect("added");
    assert_eq!((added.new, added.known, added.revised), (1, 2, 0));
    assert_eq!(bytes(&ledger), bytes(&all_at_once(&[&file])));
}

#[test]
fn what_can_not_be_read_is_told_each_time_and_forgotten_once_it_can() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.txt");
    fs::write(&file, "").expect("written");
    let mut ledger = Ledger::in_memory().expect("a ledger");
    for _ in 0..2 {
        let added = ledger.add(&[&file], AddOptions::default()).expect("added");
        assert_eq!((added.unreadable, added.new), (1, 0));
    }
    let unreadable = |ledger: &Ledger| {
        let problems = ledger.dossier().expect("asked").problems;
        problems.iter().filter(|problem| problem.message.contains("holds no text")).count()
    };
    assert_eq!(unreadable(&ledger), 1);
    fs::write(&file, "The harbour was closed on Monday, the mayor of Port Osmund said.").expect("written");
    ledger.add(&[&file], AddOptions::default()).expect("added");
    assert_eq!(unreadable(&ledger), 0);

    let other = folder.path().join("b.txt");
    fs::write(&other, "").expect("written");
    ledger.add(&[&other], AddOptions::default()).expect("added");
    assert_eq!(unreadable(&ledger), 1);
    let removed =
        ledger.remove(&[other.display().to_string()], AddOptions::default()).expect("what can't be read is taken out");
    assert_eq!((removed.places, unreadable(&ledger)), (1, 0));
}

#[test]
fn what_was_stopped_goes_on_where_it_was() {
    let town = town();
    let file = town.folder.path().join("gainsay.db");
    let mut ledger = Ledger::open(&file).expect("a ledger");
    let stop = AtomicBool::new(true);
    let stopped = ledger.add(&town.files, AddOptions { stop: Some(&stop), ..AddOptions::default() }).expect("added");
    assert!(stopped.interrupted && stopped.new == 0);
    drop(ledger);
    let mut ledger = Ledger::open(&file).expect("a ledger");
    ledger.add(&town.files, AddOptions::default()).expect("added");
    assert_eq!(bytes(&ledger), bytes(&all_at_once(&town.files)));

    // A reader beside it, in another thread, sees the same; a copy too.
    let reader = std::thread::spawn(move || {
        let reader = Ledger::open_read_only(&file).expect("a reader");
        let copy = file.with_extension("copy");
        reader.backup(&copy).expect("copied");
        assert!(reader.backup(&copy).is_err(), "a backup overwrites nothing");
        (bytes(&reader), bytes(&Ledger::open_read_only(&copy).expect("a copy")))
    });
    let (read, copied) = reader.join().expect("read");
    assert_eq!(read, bytes(&ledger));
    assert_eq!(copied, read);
}
