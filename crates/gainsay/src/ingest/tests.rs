//! What is collected from folders made here.

use std::fs;

use super::*;

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn names(found: &Collected) -> Vec<&str> {
    found.inputs.iter().map(|i| i.location.rsplit('/').next().unwrap()).collect()
}

#[test]
fn folders_are_read_in_order_and_hidden_files_are_not() {
    let folder = folder(&[("b.txt", b"two"), ("in/a.txt", b"one"), (".hidden/c.txt", b"no"), (".d.txt", b"no")]);
    let found = collect(&[folder.path()]).unwrap();
    assert_eq!(names(&found), ["b.txt", "a.txt"]);
    assert!(found.problems.is_empty());
}

#[test]
fn the_order_of_arguments_does_not_show() {
    let folder = folder(&[("b.txt", b"two"), ("a.txt", b"one")]);
    let (a, b) = (folder.path().join("a.txt"), folder.path().join("b.txt"));
    let one = collect(&[&a, &b]).unwrap();
    let two = collect(&[&b, &a, &b]).unwrap();
    assert_eq!(one.inputs, two.inputs);
}

#[test]
fn the_same_bytes_are_read_once() {
    let folder = folder(&[("a.txt", b"same"), ("b.txt", b"same")]);
    let found = collect(&[folder.path()]).unwrap();
    assert_eq!(names(&found), ["a.txt"]);
    assert_eq!(found.problems[0].kind, ProblemKind::Duplicate);
}

#[test]
fn what_is_missing_is_an_error_that_says_so() {
    let error = collect(&["no/such/file.txt"]).unwrap_err();
    assert!(error.is_not_found() && error.to_string().contains("no/such/file.txt"));
    assert!(collect::<&str>(&[]).unwrap_err().is_empty());
}

#[cfg(unix)]
#[test]
fn links_that_lead_back_are_followed_once() {
    let folder = folder(&[("a.txt", b"one")]);
    std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).unwrap();
    std::os::unix::fs::symlink(folder.path().join("gone"), folder.path().join("dangling")).unwrap();
    let found = collect(&[folder.path()]).unwrap();
    assert_eq!(names(&found), ["a.txt"]);
    assert_eq!(found.problems.len(), 1);
}

#[test]
fn standard_input_is_one_input() {
    let mut problems = Vec::new();
    let input = standard_input(&mut &b"The wall fell."[..], &mut problems).unwrap();
    assert_eq!((input.location.as_str(), input.bytes.as_slice()), ("-", &b"The wall fell."[..]));
    let large = standard_input(&mut io::repeat(b'a'), &mut problems).unwrap();
    assert_eq!(large.bytes.len() as u64, LARGEST_FILE);
    assert_eq!(problems.len(), 1);
}
