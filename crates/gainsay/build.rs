//! Tells the ledger by which stages a reading or a weighing was made: a hash of their sources and rules, so that a
//! change of either is never taken for the same.
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a build script reads sources and talks to cargo")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

fn main() {
    // What is kept beside a reading counts as read: the article's id, and the signature by which stories are found.
    let kept_beside = [
        "../gainsay-weigh/src/rarity.rs",
        "../gainsay-weigh/src/group/signature.rs",
        "../gainsay-weigh/src/group/stories.rs",
        "src/present/ids.rs",
    ];
    stamp("GAINSAY_READING", &[&["../gainsay-core", "../gainsay-read"][..], &kept_beside].concat());
    stamp("GAINSAY_WEIGHING", &["../gainsay-core", "../gainsay-weigh", "src/present/build", "src/present/view"]);
}

/// Sets the variable to a hash of all files in these crates' `src` and `rules`, of these folders, or of these files.
fn stamp(variable: &str, places: &[&str]) {
    let mut files = Vec::new();
    for place in places {
        for folder in ["src", "rules"].map(|name| Path::new(place).join(name)) {
            list(&folder, &mut files);
        }
        if Path::new(place).is_file() {
            files.push(PathBuf::from(place));
        } else if place.starts_with("src") {
            list(Path::new(place), &mut files);
        }
    }
    files.sort();
    let mut hash = Sha256::new();
    for file in &files {
        println!("cargo:rerun-if-changed={}", file.display());
        hash.update(file.to_string_lossy().as_bytes());
        hash.update(fs::read(file).unwrap_or_default());
    }
    let short: String = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    println!("cargo:rustc-env={variable}={short}");
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    if !folder.is_dir() {
        return;
    }
    // A file that is added must count too.
    println!("cargo:rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { list(&path, files) } else { files.push(path) }
    }
}
