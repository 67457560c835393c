//! The ledger, as a person at a shell meets it: added to, asked, corrected, killed, full, damaged, shared.
#![allow(clippy::disallowed_methods, reason = "these tests write files, run the program and wait for it")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Output, Stdio},
    thread,
    time::Duration,
};

use assert_cmd::{Command, cargo::cargo_bin_cmd};
use serde_json::Value;

fn days() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/days/articles")
}

/// A folder of its own, in which the program keeps its `gainsay.db`.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn with_days() -> Self {
        let desk = Self::new();
        let output = desk.run(&["add", days().to_str().expect("UTF-8")]);
        assert_eq!(output.status.code(), Some(0), "{}", complaint(&output));
        assert!(stdout(&output).contains("7 new"), "{}", stdout(&output));
        desk
    }

    fn command(&self) -> Command {
        let mut command = cargo_bin_cmd!("gainsay");
        command.current_dir(self.0.path()).env_remove("GAINSAY_LEDGER").env("USER", "Ida Brandt");
        command.timeout(Duration::from_secs(120));
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command().args(arguments).output().expect("the program runs")
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let output = self.command().args(arguments).args(["--format", "json"]).output().expect("the program runs");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", complaint(&output));
        serde_json::from_slice(&output.stdout).expect("JSON")
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// All that the ledger says, as bytes; and it must be whole.
    fn content(&self) -> Vec<u8> {
        let check = self.run(&["check"]);
        assert_eq!(check.status.code(), Some(0), "{}{}", stdout(&check), complaint(&check));
        let stories = self.json(&["stories", "-n", "0"]);
        let ids: Vec<&str> =
            stories.as_array().into_iter().flatten().filter_map(|story| story["id"].as_str()).collect();
        assert!(!ids.is_empty());
        ids.iter().flat_map(|id| self.run(&["story", id, "--format", "json"]).stdout).collect()
    }
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("output is UTF-8")
}

fn complaint(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!text.contains("panicked"), "{text}");
    text
}

#[test]
fn a_story_is_added_asked_and_added_to() {
    let desk = Desk::with_days();
    let again = desk.run(&["add", days().to_str().expect("UTF-8")]);
    assert!(stdout(&again).contains("7 known; 0 stories weighed"), "{}", stdout(&again));
    let stories = desk.json(&["stories"]);
    let id = stories[0]["id"].as_str().expect("an id");
    assert_eq!(stories[0]["articles"], 7);
    assert!(stdout(&desk.run(&["story", id])).contains("## Contested"));
    assert!(stdout(&desk.run(&["story", id, "--format", "html"])).starts_with("<!DOCTYPE html>"));

    let claims = desk.json(&["claims", "--status", "contested"]);
    assert!(
        claims.as_array().is_some_and(|claims| !claims.is_empty() && claims.iter().all(|c| c["status"] == "contested"))
    );
    let claim = claims[0]["id"].as_str().expect("an id");
    let why = desk.json(&["why", claim]);
    assert!(
        why["because"].as_array().is_some_and(|because| because.iter().any(|one| one["span"]["exact"].is_string()))
    );
    assert_eq!(desk.json(&["claims", "--story", claim, "-n", "0"]), desk.json(&["claims", "--story", id, "-n", "0"]));

    let hits = desk.json(&["search", "dust"]);
    assert!(hits.as_array().is_some_and(|hits| {
        ["article", "quotation", "claim"].iter().all(|kind| hits.iter().any(|hit| hit["kind"] == *kind))
    }));
    assert!(desk.json(&["search", "fuel depot", "--kind", "article"]).as_array().is_some_and(|hits| !hits.is_empty()));
    assert!(stdout(&desk.run(&["who", "holm"])).contains("Anders Holm"));
    let events = desk.json(&["events", "--type", "consult", "--when", "2025-03-08"]);
    assert!(
        events.as_array().is_some_and(|events| !events.is_empty() && events.iter().all(|e| e["type"] == "CONSULT"))
    );
    let timeline = desk.json(&["timeline"]);
    let days: Vec<&str> =
        timeline.as_array().into_iter().flatten().filter_map(|event| event["first_day"].as_str()).collect();
    assert!(days.len() > 3 && days.is_sorted(), "{days:?}");
    assert_eq!(desk.json(&["diff", "--since", "@0"])["articles"].as_array().map(Vec::len), Some(7));
    assert_eq!(desk.json(&["diff", "--since", "@2"])["articles"].as_array().map(Vec::len), Some(0));
    assert_eq!(
        desk.json(&["diff", "--since", "2025"])["articles"].as_array().map(Vec::len),
        Some(7),
        "a year is a date"
    );
    assert_eq!(desk.json(&["articles"]).as_array().map(Vec::len), Some(7));
    assert_eq!(desk.json(&["status"])["articles"], 7);
}

#[test]
fn lists_come_in_every_format() {
    let desk = Desk::with_days();
    for arguments in
        [&["stories"][..], &["claims"], &["events"], &["articles"], &["who", "Reyland"], &["search", "dust"]]
    {
        let in_format = |format| {
            let output = desk.command().args(arguments).args(["--format", format]).output().expect("runs");
            assert_eq!(output.status.code(), Some(0), "{arguments:?} {format}");
            stdout(&output)
        };
        assert!(in_format("table").lines().count() > 1);
        assert!(in_format("csv").lines().next().is_some_and(|head| head.contains(',')));
        assert!(in_format("md").lines().nth(1).is_some_and(|line| line.starts_with("| --- |")));
        assert!(serde_json::from_str::<Value>(&in_format("json")).is_ok());
    }
}

#[test]
fn a_decision_is_made_listed_and_taken_back() {
    let desk = Desk::with_days();
    let before = desk.content();
    let claims = desk.json(&["claims", "--status", "contested"]);
    let claim = claims[0]["id"].as_str().expect("an id");
    let fixed = desk.run(&["fix", "hide", claim, "--why", "off the matter"]);
    assert_eq!(fixed.status.code(), Some(0), "{}", complaint(&fixed));
    assert_ne!(desk.content(), before);
    let fixes = desk.json(&["fixes"]);
    assert_eq!((&fixes[0]["who"], &fixes[0]["why"]), (&"Ida Brandt".into(), &"off the matter".into()));
    assert_eq!(desk.run(&["undo", "1"]).status.code(), Some(0));
    assert_eq!(desk.content(), before);
    let refused = desk.run(&["fix", "same", claim, "nothing", "--why", "x"]);
    assert_eq!(refused.status.code(), Some(1), "there is no such id");
    assert!(complaint(&refused).contains("nothing"));
    assert_eq!(desk.run(&["fix", "same", claim, claim, "--why", "x"]).status.code(), Some(2), "that can't be decided");
    assert_eq!(desk.run(&["fix", "hide", claim]).status.code(), Some(2), "a decision has a reason");
}

#[test]
fn what_is_not_there_is_said_with_an_exit_code() {
    let desk = Desk::new();
    let none = desk.run(&["stories"]);
    assert_eq!(none.status.code(), Some(3));
    assert!(complaint(&none).contains("gainsay add"), "{}", complaint(&none));
    assert_eq!(desk.run(&["remove", "x"]).status.code(), Some(3));
    assert!(!desk.file("gainsay.db").exists(), "asking makes no ledger");
    let desk = Desk::with_days();
    for arguments in
        [&["story", "st000"][..], &["why", "c000"], &["who", "Nobody At All"], &["remove", "no/such"], &["undo", "9"]]
    {
        assert_eq!(desk.run(arguments).status.code(), Some(1), "{arguments:?}");
    }
    for arguments in [&["events", "--when", "soon"][..], &["diff", "--since", "soon"], &["diff", "--since", "2"]] {
        assert_eq!(desk.run(arguments).status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn files_that_are_no_ledger_are_left_as_they_are() {
    let desk = Desk::new();
    fs::write(
        desk.file("gainsay.db"),
        "a shopping list, rather long so that it fills a header of a hundred bytes or more",
    )
    .expect("written");
    let days = days();
    let days = days.to_str().expect("UTF-8");
    let before = fs::read(desk.file("gainsay.db")).expect("read");
    for arguments in [&["add", days][..], &["stories"], &["check"]] {
        let output = desk.run(arguments);
        assert_eq!(output.status.code(), Some(3), "{arguments:?}");
        assert!(complaint(&output).contains("no ledger of gainsay's"), "{}", complaint(&output));
    }
    assert_eq!(fs::read(desk.file("gainsay.db")).expect("read"), before);
    let folder = desk.run(&["add", days, "--ledger", "."]);
    assert_eq!(folder.status.code(), Some(3));
    let nowhere = desk.run(&["add", days, "--ledger", "missing/x.db"]);
    assert_eq!(nowhere.status.code(), Some(3));
    assert!(complaint(&nowhere).contains("missing/x.db"));
}

#[test]
fn damage_is_found_and_said() {
    let desk = Desk::with_days();
    let file = desk.file("gainsay.db");
    let whole = fs::read(&file).expect("read");
    // Every page but the first is overwritten in turn: never a crash, and never a clean bill for what can be seen.
    let mut found = 0;
    for page in (1..whole.len() / 4096).step_by(7) {
        let mut damaged = whole.clone();
        damaged[page * 4096..(page + 1) * 4096].fill(0xa5);
        fs::write(&file, damaged).expect("written");
        let output = desk.run(&["check"]);
        let said = complaint(&output);
        assert!(matches!(output.status.code(), Some(0 | 1 | 3)), "page {page}: {said}");
        found += usize::from(output.status.code() != Some(0));
        assert!(matches!(desk.run(&["stories"]).status.code(), Some(0 | 3)), "page {page}");
    }
    assert!(found * 10 >= (whole.len() / 4096 / 7) * 9, "only {found} were found");
}

#[test]
fn a_backup_is_a_ledger() {
    let desk = Desk::with_days();
    assert_eq!(desk.run(&["backup", "copy.db"]).status.code(), Some(0));
    assert_ne!(desk.run(&["backup", "copy.db"]).status.code(), Some(0), "a backup overwrites nothing");
    let stories = |ledger| desk.json(&["stories", "--ledger", ledger]);
    assert_eq!(stories("copy.db"), stories("gainsay.db"));
    assert_eq!(desk.run(&["check", "--ledger", "copy.db"]).status.code(), Some(0));
}

#[cfg(unix)]
#[test]
fn a_ledger_that_may_not_be_written_can_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with_days();
    fs::set_permissions(desk.file("gainsay.db"), fs::Permissions::from_mode(0o444)).expect("set");
    assert_eq!(desk.json(&["stories"])[0]["articles"], 7);
    let added = desk.run(&["add", days().to_str().expect("UTF-8")]);
    // Whoever may do anything writes it all the same.
    assert!(matches!(added.status.code(), Some(0 | 3)), "{}", complaint(&added));
}

/// `gainsay add` of the days, begun and not waited for.
fn begin(desk: &Desk) -> std::process::Child {
    let program = assert_cmd::cargo::cargo_bin!("gainsay");
    let mut command = std::process::Command::new(program);
    command.arg("add").arg(days()).current_dir(desk.0.path()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().expect("the program runs")
}

#[test]
fn killed_at_any_moment_it_goes_on_where_it_was() {
    let expected = Desk::with_days().content();
    let desk = Desk::new();
    for moment in [3, 20, 45, 70, 95, 120, 150, 190] {
        let mut child = begin(&desk);
        thread::sleep(Duration::from_millis(moment));
        child.kill().expect("killed");
        child.wait().expect("ended");
        if desk.file("gainsay.db").exists() {
            // What a kill leaves is whole, or an empty file that is no ledger yet.
            let check = desk.run(&["check"]);
            assert_eq!(check.status.code(), Some(0), "after {moment} ms: {}{}", stdout(&check), complaint(&check));
        }
    }
    assert_eq!(desk.run(&["add", days().to_str().expect("UTF-8")]).status.code(), Some(0));
    assert_eq!(desk.content(), expected);
}

#[test]
fn two_that_add_at_once_both_succeed() {
    let expected = Desk::with_days().content();
    let desk = Desk::new();
    let children: Vec<_> = (0..4).map(|_| begin(&desk)).collect();
    for child in children {
        let output = child.wait_with_output().expect("ended");
        assert_eq!(output.status.code(), Some(0), "{}", complaint(&output));
    }
    assert_eq!(desk.json(&["status"])["articles"], 7);
    assert_eq!(desk.content(), expected);
}

/// Files can't grow beyond a limit that the shell sets: as on a disk that fills up.
#[cfg(unix)]
#[test]
fn on_a_full_disk_it_says_so_and_goes_on_when_there_is_room() {
    let expected = Desk::with_days().content();
    for kilobytes in [8, 100, 250, 400] {
        let desk = Desk::new();
        let program = assert_cmd::cargo::cargo_bin!("gainsay");
        // The signal that a too large file sends would end the program; a full disk sends none.
        let script = format!("trap '' XFSZ; ulimit -f {}; exec \"$0\" add \"$1\"", kilobytes * 2);
        let output = std::process::Command::new("sh")
            .arg("-c")
            .arg(script)
            .arg(program)
            .arg(days())
            .current_dir(desk.0.path())
            .output()
            .expect("a shell");
        assert_eq!(output.status.code(), Some(3), "{kilobytes}: {}{}", stdout(&output), complaint(&output));
        assert!(complaint(&output).contains("full"), "{kilobytes}: {}", complaint(&output));
        assert_eq!(desk.run(&["add", days().to_str().expect("UTF-8")]).status.code(), Some(0));
        assert_eq!(desk.content(), expected);
    }
}

#[test]
fn a_reader_that_stops_reading_a_list_is_no_error() {
    let desk = Desk::with_days();
    let program = assert_cmd::cargo::cargo_bin!("gainsay");
    let mut command = std::process::Command::new(program);
    command.args(["events", "-n", "0", "--format", "json"]).current_dir(desk.0.path());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("ends");
    assert_eq!((output.status.code(), complaint(&output).as_str()), (Some(0), ""));
}

#[test]
fn a_ledger_with_origins_that_nobody_knows_is_whole() {
    let desk = Desk::new();
    fs::write(desk.file("note.txt"), "The wall of Salt Bay fell on Monday. Nine workers were hurt.\n")
        .expect("written");
    assert_eq!(desk.run(&["add", "note.txt"]).status.code(), Some(0));
    let claims = desk.json(&["claims"]);
    assert!(!claims.as_array().expect("a list").is_empty(), "{claims}");
    let check = desk.run(&["check"]);
    assert_eq!(check.status.code(), Some(0), "{}", stdout(&check));
}
