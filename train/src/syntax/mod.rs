//! The recipe of the syntax model: tagger, lemmas, parser, from the treebanks' training parts.
#![allow(clippy::print_stdout, reason = "a recipe says how far it is")]
#![allow(clippy::disallowed_methods, reason = "training reads the disk")]

mod clusters;
mod copies;
mod headlines;
mod lemmas;
mod measure;
mod parser;
mod reports;
mod tagger;

use anyhow::{Result, anyhow};
use gainsay_read::annotate::syntax::Syntax;
use gainsay_read::annotate::syntax::clusters::Clusters;
use gainsay_read::annotate::syntax::tagger::Tag;
use gainsay_read::annotate::syntax::words::Word;

use crate::conllu::{self, Sentence};
use crate::manifest::{self, About};
use parser::Unseen;

/// Parts of the training data that are tagged by a tagger that has not seen them.
const FOLDS: usize = 3;
/// Neighbouring sentences are about the same thing and stay in one part.
const BLOCK: usize = 10;
const TAGGER_ROUNDS: usize = 6;
/// How many times the tagger is trained, in other orders.
const TAGGER_RUNS: u64 = 5;
const FOLD_ROUNDS: usize = 4;

const ABOUT: About<'_> = About {
    name: "syntax",
    licence: "CC-BY-SA-4.0",
    attribution: "Learned from UD English EWT (Silveira et al. 2014; CC BY-SA 4.0) and from UD English GUM \
        (Zeldes 2017; annotations CC BY 4.0, openly licensed genres only); word clusters from counts of words in news.",
};

/// Trains and writes `syntax.bin`.
pub fn train() -> Result<()> {
    let data = crate::data_folder();
    let clusters = clusters::train(&data.join("load/articles.jsonl"))?;
    println!("clusters learned");
    let mut sentences = conllu::read(&data.join("ud/ewt/train.conllu"))?;
    sentences.extend(conllu::read(&data.join("ud/gum/train.conllu"))?);
    let lemmas = lemmas::train(&sentences);
    println!("lemmas: {} rules, {} decisions", lemmas.rules.len(), lemmas.decisions.entries().len());
    let originals = sentences.len();
    let mut reports = reports::add(&mut sentences);
    reports.extend(headlines::add(&mut sentences, originals));
    println!("{} sentences, {} copies as reports and headlines", originals, reports.len());
    let mut source = copies::add(&mut sentences);
    // A copy of a report is a copy of what the report copies.
    for place in &mut source {
        *place = place.checked_sub(originals).and_then(|report| reports.get(report).copied()).unwrap_or(*place);
    }
    let words: Vec<Vec<Word>> = sentences.iter().map(|s| words_of(s, &clusters)).collect();
    let part = |at: usize| source[at] / BLOCK % FOLDS;
    let mut tags = vec![Vec::new(); sentences.len()];
    let (others, mut tagger) = std::thread::scope(|scope| {
        let without = |fold| tagger::train(&sentences, &words, FOLD_ROUNDS, 0..1, |at| part(at) != fold);
        let others: Vec<_> = (0..FOLDS).map(|fold| scope.spawn(move || without(fold))).collect();
        let tagger = tagger::train(&sentences, &words, TAGGER_ROUNDS, 0..TAGGER_RUNS, |_| true);
        (
            others.into_iter().map(|t| t.join().map_err(|_| anyhow!("training a tagger failed"))).collect::<Vec<_>>(),
            tagger,
        )
    });
    for (fold, other) in others.into_iter().enumerate() {
        let other = other?;
        for at in (0..sentences.len()).filter(|at| part(*at) == fold) {
            tags[at] = other.tag(&words[at]);
        }
    }
    println!("taggers trained");
    let mut parser = parser::train(&sentences, &words, &tags)?;
    let unseen =
        [conllu::read(&data.join("ud/ewt/dev.conllu"))?, conllu::read(&data.join("ud/gum/dev.conllu"))?].concat();
    let unseen_words: Vec<Vec<Word>> = unseen.iter().map(|s| words_of(s, &clusters)).collect();
    tagger.clear = tagger::clear_from(&tagger, &unseen_words);
    println!("tags are clear from {}", tagger.clear);
    let unseen_tags: Vec<Vec<Tag>> = unseen_words.iter().map(|w| tagger.tag(w)).collect();
    parser::calibrate(&mut parser, Unseen { sentences: &unseen, words: &unseen_words, tags: &unseen_tags });
    let syntax = Syntax { clusters, tagger, lemmas, parser };
    let scores = measure::dev(&syntax, &data)?;
    let bytes = syntax.to_bytes();
    println!("{} bytes", bytes.len());
    manifest::write(&crate::weights_folder(), ABOUT, &bytes, &scores)
}

fn words_of(sentence: &Sentence, clusters: &Clusters) -> Vec<Word> {
    sentence.tokens.iter().map(|t| Word::new(&t.form, clusters)).collect()
}
