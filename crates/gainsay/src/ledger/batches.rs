//! Files → inputs, a batch at a time: what is in memory at once has a bound, however much is added.

use std::{collections::VecDeque, io, path::PathBuf};

use gainsay_core::Problem;
use gainsay_read::extract::Input;

use super::identity;
use crate::{
    Error,
    ingest::{self, Listed},
};

/// So many inputs are read together and committed together.
const INPUTS: usize = 256;
/// Or so many bytes, where they are large.
const BYTES: usize = 32 << 20;

/// Inputs in order of their files.
pub(super) struct Batches {
    files: VecDeque<PathBuf>,
    /// The inputs of a file that holds many, waiting.
    waiting: VecDeque<Input>,
    /// What could not be read.
    pub(super) problems: Vec<Problem>,
}

impl Batches {
    /// Of these files and standard input, which is read at once.
    pub(super) fn new(listed: Listed, stdin_type: Option<&str>) -> Result<Self, Error> {
        let mut batches = Self { files: listed.files.into(), waiting: VecDeque::new(), problems: listed.problems };
        if listed.standard_input {
            let mut input = ingest::standard_input(&mut io::stdin().lock(), &mut batches.problems)?;
            input.media_type = stdin_type.map(str::to_owned);
            // What comes this way lies nowhere: it is called by its content, so that it never replaces what came before.
            input.location = format!("stdin:{}", &identity::sha256(&input.bytes)[..12]);
            batches.waiting.extend(apart(input));
        }
        Ok(batches)
    }

    /// How many inputs or files are still to come.
    pub(super) fn left(&self) -> usize {
        self.files.len() + self.waiting.len()
    }

    /// The next batch; empty once all is read.
    pub(super) fn next(&mut self) -> Vec<Input> {
        let (mut batch, mut bytes) = (Vec::new(), 0);
        while batch.len() < INPUTS && bytes < BYTES {
            if let Some(input) = self.waiting.pop_front() {
                bytes += input.bytes.len();
                batch.push(input);
            } else if let Some(file) = self.files.pop_front() {
                self.waiting.extend(ingest::read_file(&file, &mut self.problems).into_iter().flat_map(apart));
            } else {
                break;
            }
        }
        batch
    }
}

/// A file of JSON Lines as one input a line: each line is an article of its own, known by its own bytes, so that a file
/// that grows by a line is not all new.
fn apart(input: Input) -> Vec<Input> {
    let name = input.location.to_ascii_lowercase();
    let by_type = input.media_type.as_deref().is_some_and(|kind| kind.contains("jsonl") || kind.contains("ndjson"));
    if !(by_type || name.ends_with(".jsonl") || name.ends_with(".ndjson")) {
        return vec![input];
    }
    let lines = input.bytes.split(|byte| *byte == b'\n').enumerate();
    let lines = lines.map(|(at, line)| (at, line.strip_suffix(b"\r").unwrap_or(line)));
    let filled = lines.filter(|(_, line)| !line.iter().all(u8::is_ascii_whitespace));
    let apart = filled.map(|(at, line)| Input {
        location: format!("{}#{}", input.location, at + 1),
        bytes: line.to_vec(),
        media_type: Some("application/json".to_owned()),
        captured: input.captured.clone(),
    });
    apart.collect()
}

/// Whether an input is a line of a file: then its place says nothing of what it revises.
pub(super) fn is_line(location: &str) -> bool {
    location.rsplit_once('#').is_some_and(|(_, number)| number.parse::<usize>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_inputs_of_their_own() {
        let bytes = b"{\"a\":1}\r\n\n {\"b\":2}\n".to_vec();
        let input = Input { location: "day.jsonl".to_owned(), bytes, ..Input::default() };
        let lines = apart(input);
        let found: Vec<(&str, &[u8])> = lines.iter().map(|l| (l.location.as_str(), l.bytes.as_slice())).collect();
        assert_eq!(found, [("day.jsonl#1", &b"{\"a\":1}"[..]), ("day.jsonl#3", &b" {\"b\":2}"[..])]);
        assert!(is_line("day.jsonl#3") && !is_line("day.html"));
    }
}
