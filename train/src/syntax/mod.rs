//! The recipe of the syntax model: tagger, lemmas, parser, from the treebanks' training parts.
#![allow(clippy::print_stdout, reason = "a recipe says how far it is")]
#![allow(clippy::disallowed_methods, reason = "training reads the disk")]

mod copies;
mod lemmas;
mod parser;
mod tagger;

use anyhow::Result;
use gainsay_read::annotate::syntax::Syntax;
use gainsay_read::annotate::syntax::words::Word;

use crate::conllu::{self, Sentence};

/// Parts of the training data that are tagged by a tagger that has not seen them.
const FOLDS: usize = 3;

/// Trains and writes `syntax.bin`.
pub fn train() -> Result<()> {
    let folder = crate::data_folder().join("ud");
    let mut sentences = conllu::read(&folder.join("ewt/train.conllu"))?;
    sentences.extend(conllu::read(&folder.join("gum/train.conllu"))?);
    let lemmas = lemmas::train(&sentences);
    println!("lemmas: {} rules, {} decisions", lemmas.rules.len(), lemmas.decisions.len());
    copies::add(&mut sentences);
    let words: Vec<Vec<Word>> = sentences.iter().map(words_of).collect();
    let tagger = tagger::train(&sentences, &words, |_| true);
    let mut tags = vec![Vec::new(); sentences.len()];
    for fold in 0..FOLDS {
        let other = tagger::train(&sentences, &words, |at| at % FOLDS != fold);
        for at in (fold..sentences.len()).step_by(FOLDS) {
            tags[at] = other.tag(&words[at]);
        }
        println!("tagged part {} of {FOLDS}", fold + 1);
    }
    let parser = parser::train(&sentences, &words, &tags);
    let bytes = Syntax { tagger, lemmas, parser }.to_bytes();
    println!("{} bytes", bytes.len());
    std::fs::create_dir_all(crate::weights_folder())?;
    std::fs::write(crate::weights_folder().join("syntax.bin"), bytes)?;
    Ok(())
}

fn words_of(sentence: &Sentence) -> Vec<Word> {
    sentence.tokens.iter().map(|t| Word::new(&t.form)).collect()
}
