//! The real program, as a person at a shell meets it.
#![allow(clippy::disallowed_methods, reason = "these tests read what the program wrote")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Output, Stdio},
};

use assert_cmd::{Command, cargo::cargo_bin_cmd};
use serde_json::Value;

fn days() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/days/articles")
}

fn gainsay() -> Command {
    cargo_bin_cmd!("gainsay")
}

fn run(arguments: &[&str]) -> Output {
    gainsay().args(arguments).timeout(std::time::Duration::from_secs(60)).output().expect("the program runs")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("output is UTF-8")
}

/// Standard error: at most one line, and no trace of a crash.
fn complaint(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!text.contains("panicked"), "{text}");
    assert!(text.lines().count() <= 1, "more than one line:\n{text}");
    text
}

#[test]
fn a_story_is_told_in_every_format() {
    let days = days();
    let days = days.to_str().expect("a path in UTF-8");
    let markdown = run(&["dossier", days]);
    assert_eq!(markdown.status.code(), Some(0), "{}", complaint(&markdown));
    assert!(stdout(&markdown).contains("## Sources"));

    let json = run(&["dossier", days, "--format", "json"]);
    let dossier: Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!(dossier["schema"], "gainsay/dossier/1");
    assert_eq!(dossier["articles"].as_array().map(Vec::len), Some(7));

    let html = run(&["dossier", days, "--format", "html"]);
    assert!(stdout(&html).starts_with("<!DOCTYPE html>"));
}

#[test]
fn the_order_of_files_does_not_show() {
    let mut files: Vec<PathBuf> = fs::read_dir(days()).expect("fixtures").map(|e| e.expect("entry").path()).collect();
    files.sort();
    for format in ["json", "markdown", "html"] {
        let forwards = gainsay().args(["dossier", "--format", format]).args(&files).output().expect("runs");
        let backwards =
            gainsay().args(["dossier", "--format", format]).args(files.iter().rev()).output().expect("runs");
        let again = gainsay().args(["dossier", "--format", format]).args(&files).output().expect("runs");
        assert!(forwards.status.success());
        assert_eq!(forwards.stdout, backwards.stdout);
        assert_eq!(forwards.stdout, again.stdout);
    }
}

#[test]
fn standard_input_is_read_for_a_dash() {
    let article =
        "Harbour closed\n\nThe harbour of Port Osmund was closed on Monday, the mayor said. Nobody was hurt.\n";
    let output = gainsay().args(["dossier", "-", "--format", "json"]).write_stdin(article).output().expect("runs");
    let dossier: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(dossier["articles"][0]["location"], "-");
    assert_eq!(dossier["articles"][0]["media_type"], "text/plain");

    let page = "<h1>Harbour closed</h1><p>The harbour of Port Osmund was <b>closed</b> on Monday, the mayor said. Nobody was hurt when the old wall fell, he told the port's radio.</p>";
    let output = gainsay()
        .args(["dossier", "-", "--stdin-type", "html", "--format", "json"])
        .write_stdin(page)
        .output()
        .expect("runs");
    let dossier: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(dossier["articles"][0]["media_type"], "text/html");
}

#[test]
fn what_is_no_article_is_a_problem_beside_what_is() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.txt"), "The harbour was closed on Monday, the mayor said.").expect("written");
    fs::write(folder.path().join("b.pdf"), b"%PDF-1.7 \x00\x01").expect("written");
    fs::write(folder.path().join("c.txt"), "").expect("written");
    let output = gainsay().args(["dossier", "--format", "json"]).arg(folder.path()).output().expect("runs");
    assert_eq!(output.status.code(), Some(0));
    let dossier: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(dossier["articles"].as_array().map(Vec::len), Some(1));
    let problems: Vec<&str> =
        dossier["problems"].as_array().into_iter().flatten().filter_map(|p| p["location"].as_str()).collect();
    assert!(problems.iter().any(|location| location.ends_with("b.pdf")), "{problems:?}");
    assert!(problems.iter().any(|location| location.ends_with("c.txt")), "{problems:?}");
}

#[test]
fn where_nothing_is_an_article_the_exit_code_is_1() {
    let folder = tempfile::tempdir().expect("a folder");
    let empty = gainsay().arg("dossier").arg(folder.path()).output().expect("runs");
    assert_eq!(empty.status.code(), Some(1));
    assert!(complaint(&empty).contains("holds no"));

    fs::write(folder.path().join("b.pdf"), b"%PDF-1.7 \x00\x01").expect("written");
    let foreign = gainsay().arg("dossier").arg(folder.path()).output().expect("runs");
    assert_eq!(foreign.status.code(), Some(1));
    assert!(complaint(&foreign).contains("b.pdf"));
    assert!(foreign.stdout.is_empty());
}

#[test]
fn a_wrong_argument_is_exit_code_2_and_a_missing_file_3() {
    assert_eq!(run(&["dossier"]).status.code(), Some(2));
    assert_eq!(run(&["dossier", "x", "--format", "pdf"]).status.code(), Some(2));
    let missing = run(&["dossier", "no/such/folder"]);
    assert_eq!(missing.status.code(), Some(3));
    assert!(complaint(&missing).contains("no/such/folder"));
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("story.html");
    fs::write(&file, "old").expect("written");
    let ok = gainsay().args(["dossier", "--format", "html", "-o"]).arg(&file).arg(days()).output().expect("runs");
    assert!(ok.status.success() && ok.stdout.is_empty());
    assert!(fs::read_to_string(&file).expect("read").starts_with("<!DOCTYPE html>"));
    assert_eq!(fs::read_dir(folder.path()).expect("folder").count(), 1, "nothing else is left behind");

    let nowhere = folder.path().join("missing/story.html");
    let failed = gainsay().args(["dossier", "-o"]).arg(&nowhere).arg(days()).output().expect("runs");
    assert_eq!(failed.status.code(), Some(3));
    assert!(complaint(&failed).contains("missing/story.html"));
}

#[test]
fn a_reader_that_stops_reading_is_no_error() {
    let program = assert_cmd::cargo::cargo_bin!("gainsay");
    let mut child = std::process::Command::new(program)
        .args(["dossier", "--format", "json"])
        .arg(days())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("ends");
    assert_eq!((output.status.code(), complaint(&output).as_str()), (Some(0), ""));
}

#[test]
fn the_schema_is_printed() {
    let output = run(&["schema", "dossier"]);
    let schema: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(schema["title"], "gainsay dossier 1");
    assert!(schema["$defs"]["Position"]["properties"]["evidence"].is_object());
}

#[test]
fn help_shows_examples_and_exit_codes() {
    for arguments in [&["--help"][..], &["dossier", "--help"]] {
        let help = stdout(&run(arguments));
        assert!(help.contains("Examples:") && help.contains("Exit codes:"), "{help}");
    }
    assert!(stdout(&run(&["--version"])).starts_with("gainsay "));
}
