//! Reads treebanks in CoNLL-U (<https://universaldependencies.org/format.html>).

use std::path::Path;

use anyhow::{Context, Result};
use gainsay_core::{Penn, Relation, Upos};

/// One sentence of a treebank.
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    /// Its name.
    pub id: String,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// Whether it starts a paragraph.
    pub starts_paragraph: bool,
    /// Whether it starts a document.
    pub starts_document: bool,
}

/// One token of a treebank.
#[derive(Clone, Debug)]
pub struct Token {
    /// As written.
    pub form: String,
    /// Dictionary form.
    pub lemma: String,
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn tag.
    pub penn: Penn,
    /// Its head; the number of tokens stands for the root.
    pub head: usize,
    /// Its relation.
    pub relation: Relation,
    /// Whether white space follows.
    pub space_after: bool,
}

/// Reads a file of sentences.
#[allow(clippy::disallowed_methods, reason = "training reads the disk")]
pub fn read(path: &Path) -> Result<Vec<Sentence>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(parse(&text))
}

/// Reads sentences from text. Lines that don't fit the format are left out.
pub fn parse(text: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut sentence = Sentence::default();
    let mut joined: Option<(usize, bool)> = None;
    for line in text.lines() {
        if line.is_empty() {
            if !sentence.tokens.is_empty() {
                finish(&mut sentence);
                sentences.push(std::mem::take(&mut sentence));
            }
            sentence = Sentence::default();
            joined = None;
        } else if let Some(comment) = line.strip_prefix("# ") {
            sentence.starts_paragraph |=
                comment == "newpar" || comment.starts_with("newpar id") || comment.starts_with("newpar =");
            sentence.starts_document |= comment.starts_with("newdoc");
            if let Some(id) = comment.strip_prefix("sent_id = ") {
                sentence.id = id.to_owned();
            }
        } else {
            let fields: Vec<&str> = line.split('\t').collect();
            let [id, form, lemma, upos, penn, _, head, relation, _, misc] = fields[..] else { continue };
            let space = !misc.split('|').any(|m| m == "SpaceAfter=No");
            if let Some((_, last)) = id.split_once('-') {
                joined = last.parse().ok().map(|last| (last, space));
                continue;
            }
            let Ok(number) = id.parse::<usize>() else { continue };
            let space_after = match joined {
                Some((last, space)) if number == last => space,
                Some((last, _)) if number < last => false,
                _ => space,
            };
            sentence.tokens.push(Token {
                form: form.to_owned(),
                lemma: lemma.to_owned(),
                upos: Upos::parse(upos).unwrap_or(Upos::X),
                penn: Penn::parse(penn).unwrap_or(Penn::Fw),
                head: head.parse().unwrap_or(0),
                relation: Relation::parse(relation).unwrap_or(Relation::Dep),
                space_after,
            });
        }
    }
    if !sentence.tokens.is_empty() {
        finish(&mut sentence);
        sentences.push(sentence);
    }
    sentences
}

/// Numbers heads from zero, the root behind the last token.
fn finish(sentence: &mut Sentence) {
    let count = sentence.tokens.len();
    for token in &mut sentence.tokens {
        token.head = token.head.checked_sub(1).filter(|h| *h < count).unwrap_or(count);
    }
}
