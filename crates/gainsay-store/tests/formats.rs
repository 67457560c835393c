//! Ledgers of every format that there ever was open, are brought up to date and are whole; others are left alone.
#![allow(clippy::disallowed_methods, reason = "these tests copy ledgers")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use gainsay_store::{ClaimFilter, Page, Store};

fn formats() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("formats");
    let entries = fs::read_dir(folder).expect("formats/ is there");
    let files = entries.map(|entry| entry.expect("readable").path());
    let mut files: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|ending| ending == "db")).collect();
    files.sort();
    files
}

fn copy(from: &Path) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("gainsay.db");
    fs::copy(from, &file).expect("copied");
    (folder, file)
}

#[test]
fn every_format_opens_and_is_whole() {
    assert!(!formats().is_empty());
    for format in formats() {
        let (_folder, file) = copy(&format);
        let store = Store::open(&file).expect("opened");
        assert_eq!(store.faults().expect("asked"), Vec::<String>::new(), "{}", format.display());
        let stories = store.stories(Page::ALL).expect("stories");
        assert_eq!(stories.iter().map(|story| story.articles).sum::<usize>(), 2);
        let claims = store.claims(&ClaimFilter::default(), Page::ALL).expect("claims");
        assert!(!claims.is_empty() && !store.positions(&claims[0].id).expect("positions").is_empty());
        assert!(!store.search("terminal", None, 5).expect("searched").is_empty());
        let reader = Store::open_read_only(&file).expect("read beside the writer");
        assert_eq!(reader.stories(Page::ALL).expect("stories"), stories);
    }
}

#[test]
fn views_for_people_are_there() {
    let (_folder, file) = copy(&formats()[0]);
    drop(Store::open(&file).expect("opened"));
    let connection = rusqlite::Connection::open(&file).expect("as anybody opens it");
    for view in ["articles", "claims", "positions", "who_said_what", "timeline"] {
        let count: i64 =
            connection.query_row(&format!("SELECT count(*) FROM {view}"), [], |row| row.get(0)).expect(view);
        assert!(count > 1, "{view}");
    }
    let sentences = "SELECT count(*) FROM positions p JOIN articles a ON a.id = p.article
                     WHERE instr(a.text, p.sentence) = 0 OR p.sentence = ''";
    let wrong: i64 = connection.query_row(sentences, [], |row| row.get(0)).expect("positions");
    assert_eq!(wrong, 0, "a position's sentence stands in its article");
}

#[test]
fn what_is_later_or_something_else_is_refused_and_left_as_it_is() {
    let (_folder, file) = copy(&formats()[0]);
    let set = |pragma: &str| {
        let connection = rusqlite::Connection::open(&file).expect("opened");
        connection.execute_batch(pragma).expect("set");
    };
    set("PRAGMA user_version = 1000");
    for opened in [Store::open(&file), Store::open_read_only(&file)] {
        let error = opened.expect_err("of a later format");
        assert!(error.is_format() && error.to_string().contains("1000"), "{error}");
    }
    set("PRAGMA user_version = 3; PRAGMA application_id = 7");
    let error = Store::open(&file).expect_err("somebody else's");
    assert!(error.is_format() && error.to_string().contains("no ledger"), "{error}");
    assert!(Store::open_read_only(Path::new("no/such.db")).expect_err("none").is_not_found());
}

#[test]
fn a_change_is_made_wholly_or_not_at_all_and_a_full_disk_loses_nothing() {
    let (_folder, file) = copy(&formats()[0]);
    let mut store = Store::open(&file).expect("opened");
    let before = store.last_addition().expect("asked");
    let failed: Result<(), gainsay_store::Error> = store.write(|writer| {
        writer.addition("2030-01-01T00:00:00Z", "test")?;
        Err(gainsay_store::Error::damaged("x", "a test"))
    });
    assert!(failed.is_err());
    assert_eq!(store.last_addition().expect("asked"), before, "what failed left nothing");

    let pages = u32::try_from(fs::metadata(&file).expect("there").len() / 4096).expect("small");
    store.limit_pages(pages).expect("set");
    let full: Result<(), gainsay_store::Error> = store.write(|writer| {
        (0..10_000).try_for_each(|n| writer.addition("2030-01-01T00:00:00Z", &format!("addition {n}")).map(drop))
    });
    let error = full.expect_err("full");
    assert!(error.is_full() && error.to_string().contains("make room"), "{error}");
    assert_eq!(store.faults().expect("asked"), Vec::<String>::new());
    store.limit_pages(pages * 10).expect("set");
    let late = store.write(|writer| writer.addition("2030-01-01T00:00:00Z", "late")).expect("there is room");
    // A clock that was set back changes no order: nothing is earlier than what came before it.
    let early = store.write(|writer| writer.addition("2001-01-01T00:00:00Z", "early")).expect("there is room");
    assert!(early > late && late > before);
    assert_eq!(store.addition_before("2029-12-31").expect("asked"), before);
    assert_eq!(store.addition_before("2031").expect("asked"), early);
}

#[test]
fn a_ledger_that_somebody_writes_to_is_busy_and_not_broken() {
    let (_folder, file) = copy(&formats()[0]);
    let (mut first, second) = (Store::open(&file).expect("opened"), Store::open(&file).expect("opened"));
    second.wait_at_most(std::time::Duration::from_millis(1)).expect("set");
    let checked = first.write(|writer| {
        writer.addition("2030-01-01T00:00:00Z", "first")?;
        Ok::<_, gainsay_store::Error>(second.faults())
    });
    let error = checked.expect("written").expect_err("it can't be told");
    assert!(error.is_busy() && error.to_string().contains("another program is writing"), "{error}");
    assert_eq!(second.faults().expect("asked"), Vec::<String>::new());
}

#[test]
fn a_second_writer_waits_and_a_reader_does_not() {
    let (_folder, file) = copy(&formats()[0]);
    let (begun, wait) = std::sync::mpsc::channel();
    let first = {
        let file = file.clone();
        std::thread::spawn(move || {
            let mut store = Store::open(&file).expect("opened");
            store.write(|writer| {
                let n = writer.addition("2030-01-01T00:00:00Z", "first")?;
                begun.send(()).expect("somebody waits");
                std::thread::sleep(std::time::Duration::from_millis(300));
                Ok::<i64, gainsay_store::Error>(n)
            })
        })
    };
    wait.recv().expect("the first has begun");
    let reader = Store::open_read_only(&file).expect("a reader");
    let seen = reader.last_addition().expect("asked at once");
    let mut second = Store::open(&file).expect("opened");
    let n = second.write(|writer| writer.addition("2030-01-01T00:00:00Z", "second")).expect("it waited");
    let first = first.join().expect("ended").expect("written");
    assert!(first < n && seen < first, "{seen} {first} {n}");
}
