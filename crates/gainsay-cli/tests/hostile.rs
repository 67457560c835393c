//! Inputs that are cut, spliced, turned inside out: a problem or a dossier for each, never a crash.
//!
//! Here a few hundred, all in one folder and each on its own line of JSON; `cargo xtask hostile` runs the large ones.
#![allow(clippy::disallowed_methods, reason = "these tests read the fixtures to spoil them")]

use std::{fs, path::Path, time::Duration};

use assert_cmd::cargo::cargo_bin_cmd;
use serde_json::Value;

#[path = "../../../xtask/src/hostile/spoil.rs"]
mod spoil;

use spoil::{Numbers, spoil};

#[test]
fn spoiled_inputs_never_crash_it() {
    let days = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/days/articles");
    let mut files: Vec<_> = fs::read_dir(days).expect("fixtures").map(|entry| entry.expect("entry").path()).collect();
    files.sort();
    let originals: Vec<(String, Vec<u8>)> = files
        .iter()
        .map(|file| {
            (file.extension().unwrap_or_default().to_string_lossy().into_owned(), fs::read(file).expect("read"))
        })
        .collect();
    let folder = tempfile::tempdir().expect("a folder");
    let mut numbers = Numbers(2025);
    for at in 0..300 {
        let (kind, bytes) = &originals[numbers.below(originals.len())];
        let (_, other) = &originals[numbers.below(originals.len())];
        let spoiled = spoil(bytes, other, &mut numbers);
        fs::write(folder.path().join(format!("{at:03}.{kind}")), spoiled).expect("written");
    }
    let output = cargo_bin_cmd!("gainsay")
        .args(["dossier", "--format", "json"])
        .arg(folder.path())
        .timeout(Duration::from_secs(120))
        .output()
        .expect("the program runs");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), complaint.as_ref()), (Some(0), ""));
    let dossier: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let messages =
        dossier["problems"].as_array().expect("problems").iter().filter_map(|problem| problem["message"].as_str());
    let defects: Vec<&str> =
        messages.filter(|message| message.contains("defect") || message.contains("did not fit")).collect();
    assert!(defects.is_empty(), "{defects:#?}");
}
