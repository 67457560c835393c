//! `docs`: what the documents say must be so, or the build breaks.
//!
//! Checked: every path that a document names exists; every stage stands in ARCHITECTURE.md; every command shown is one
//! that there is.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};

const DOCUMENTS: &[&str] =
    &["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "GLOSSARY.md", "CHANGELOG.md", "fixtures/days/README.md"];

/// Folders whose every module is a stage, and must stand in ARCHITECTURE.md.
const STAGES: &[&str] =
    &["crates/gainsay-read/src/annotate", "crates/gainsay-read/src", "crates/gainsay-weigh/src", "crates/gainsay/src"];

/// Beginnings of words in backticks that are paths of this repository.
const ROOTS: &[&str] = &["crates/", "fixtures/", "quality/", "train/", "xtask/", ".ci/", "fuzz/"];

/// Checks the documents; fails with every fault found.
pub(crate) fn run() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut faults = Vec::new();
    for document in DOCUMENTS {
        let text = read(&root.join(document))?;
        faults.extend(missing_paths(&root, document, &text));
        faults.extend(unknown_commands(&root, document, &text)?);
    }
    faults.extend(missing_stages(&root)?);
    if !faults.is_empty() {
        bail!("the documents say what is not so:\n  {}", faults.join("\n  "));
    }
    println!("the documents agree with the code");
    Ok(())
}

#[allow(clippy::disallowed_methods, reason = "a developer's tool reads the documents it checks")]
fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))
}

/// Paths in backticks and targets of links that aren't there.
fn missing_paths(root: &Path, document: &str, text: &str) -> Vec<String> {
    let folder = root.join(document).parent().map(Path::to_owned).unwrap_or_default();
    let quoted = text.split('`').skip(1).step_by(2).filter(|word| ROOTS.iter().any(|root| word.starts_with(root)));
    let quoted = quoted.map(|word| (word, root.join(word)));
    let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let links = links.filter(|target| !target.contains("://") && !target.starts_with('#'));
    let links = links.map(|target| (target, folder.join(target.split('#').next().unwrap_or(target))));
    let missing = quoted.chain(links).filter(|(word, path)| !word.contains(['*', ' ', '<']) && !path.exists());
    missing.map(|(word, _)| format!("{document} names `{word}`, which is not there")).collect()
}

/// Modules with a folder of their own that ARCHITECTURE.md doesn't name.
fn missing_stages(root: &Path) -> Result<Vec<String>> {
    let architecture = read(&root.join("ARCHITECTURE.md"))?;
    let mut faults = Vec::new();
    for parent in STAGES {
        let entries = fs::read_dir(root.join(parent)).with_context(|| format!("listing {parent}"))?;
        let mut stages: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
        stages.retain(|path| path.join("mod.rs").is_file());
        stages.sort();
        for stage in stages {
            let name = stage.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if !architecture.contains(&format!("`{parent}/{name}/`")) {
                faults.push(format!("ARCHITECTURE.md does not name the stage `{parent}/{name}/`"));
            }
        }
    }
    Ok(faults)
}

/// Commands in code that cargo, xtask or gainsay don't know.
fn unknown_commands(root: &Path, document: &str, text: &str) -> Result<Vec<String>> {
    let arguments = sources(&root.join("crates/gainsay-cli/src/arguments"))?;
    let mut faults = Vec::new();
    for command in commands(text) {
        let words: Vec<&str> = command.split_whitespace().collect();
        let fault = match words.as_slice() {
            ["cargo", rest @ ..] => cargo_fault(root, rest, &arguments)?,
            ["gainsay", rest @ ..] => gainsay_fault(rest, &arguments),
            [script, ..] if script.starts_with(".ci/") => None,
            _ => None,
        };
        faults.extend(fault.map(|why| format!("{document} shows `{command}`: {why}")));
    }
    Ok(faults)
}

/// All sources of a folder, one after the other.
fn sources(folder: &Path) -> Result<String> {
    let entries = fs::read_dir(folder).with_context(|| format!("listing {}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    files.sort();
    files.iter().map(|file| read(file)).collect()
}

/// Lines of code blocks and words in backticks that begin with `cargo` or `gainsay`.
fn commands(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut is_code = false;
    for line in text.lines() {
        if line.starts_with("```") {
            is_code = !is_code;
        } else if is_code {
            found.push(line.trim_start_matches("$ ").trim());
        } else {
            found.extend(line.split('`').skip(1).step_by(2));
        }
    }
    found.retain(|line| line.starts_with("cargo ") || line.starts_with("gainsay "));
    found
}

fn cargo_fault(root: &Path, words: &[&str], arguments: &str) -> Result<Option<String>> {
    let (before, after) = match words.iter().position(|word| *word == "--") {
        Some(at) => words.split_at(at),
        None => (words, &[][..]),
    };
    let package =
        before.iter().position(|word| *word == "-p" || *word == "--package").and_then(|at| before.get(at + 1));
    if let Some(package) = package.filter(|package| !is_package(root, package)) {
        return Ok(Some(format!("there is no package {package}")));
    }
    Ok(match before.first() {
        Some(&"xtask") => xtask_fault(before.get(1).copied()),
        Some(&"run") if package == Some(&"xtask") => xtask_fault(after.get(1).copied()),
        Some(&"run") if package == Some(&"gainsay-cli") => gainsay_fault(after.get(1..).unwrap_or_default(), arguments),
        Some(&("run" | "test" | "build" | "fmt" | "clippy" | "doc" | "install" | "bench" | "fuzz" | "check")) => None,
        _ => Some("cargo has no such command".to_owned()),
    })
}

fn is_package(root: &Path, name: &str) -> bool {
    let folder = match name {
        "xtask" => root.join("xtask"),
        "gainsay-train" => root.join("train"),
        _ => root.join("crates").join(name),
    };
    folder.join("Cargo.toml").is_file()
}

fn xtask_fault(command: Option<&str>) -> Option<String> {
    match command {
        Some(command) if super::COMMANDS.contains(&command) => None,
        _ => Some("xtask has no such command".to_owned()),
    }
}

/// A command or a flag that the command line's source doesn't hold.
fn gainsay_fault(words: &[&str], arguments: &str) -> Option<String> {
    let known = |word: &str| arguments.to_lowercase().contains(&word.replace('-', "_"));
    let command = words.first().filter(|word| !word.starts_with('-') && !known(word));
    let flag = words
        .iter()
        .filter_map(|word| word.strip_prefix("--"))
        .find(|flag| !known(flag) && !["help", "version"].contains(flag));
    match (command, flag) {
        (Some(command), _) => Some(format!("gainsay has no command {command}")),
        (None, Some(flag)) => Some(format!("gainsay has no --{flag}")),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_found_in_blocks_and_in_backticks() {
        let text = "Run `cargo test` or\n\n```sh\n$ gainsay dossier x\necho\n```\nand `more`.";
        assert_eq!(commands(text), ["cargo test", "gainsay dossier x"]);
    }

    #[test]
    fn what_is_not_there_is_a_fault() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        assert_eq!(missing_paths(&root, "X.md", "`crates/nothing/` [a](Cargo.toml) [b](missing.md)").len(), 2);
        assert!(xtask_fault(Some("conquer")).is_some());
        assert!(gainsay_fault(&["dossier", "x", "--colour"], "Dossier format").is_some());
        assert!(gainsay_fault(&["dossier", "x", "--format", "json"], "Dossier format").is_none());
    }
}
