//! The recipe of the name tagger: `cargo run --release -p gainsay-train -- names`.
#![allow(clippy::print_stdout, reason = "a recipe says how far it is")]

mod corpora;
mod field;
mod measure;
mod news;
mod silver;

use crate::manifest::{self, About};
use anyhow::{Context, Result};
use corpora::Document;
use field::{Example, Field, Interner, Settings};
use gainsay_core::Upos;
use gainsay_read::Models;
use gainsay_read::annotate::entities::features::{IN_NO_NAME, WRITTEN_SMALL, collect};
use gainsay_read::annotate::entities::forms::ArticleForms;
use gainsay_read::annotate::entities::known::Known;
use gainsay_read::annotate::entities::tagger::{LABELS, NameModel, OUTSIDE, spans};
use gainsay_read::annotate::entities::votes::Votes;
use gainsay_read::annotate::entities::word::{Word, is_titled, sentence, word_class};
use gainsay_read::annotate::syntax::Syntax;
use gainsay_read::annotate::syntax::clusters::Clusters;
use gainsay_read::annotate::syntax::words::Word as SyntaxWord;

const ABOUT: About<'_> = About {
    name: "names",
    licence: "CC-BY-SA-4.0",
    attribution: "Learned from UD English GUM (Zeldes 2017; annotations CC BY 4.0, openly licensed genres only), UD English EWT \
        (Silveira et al. 2014; CC BY-SA 4.0), CrossNER politics (Liu et al. 2021; MIT), WNUT17 (Derczynski et al. 2017; \
        CC BY 4.0) and MEANTIME (Minard et al. 2016; CC BY 4.0); kinds of names from counts over news.",
};
/// How many features ship.
const KEPT: usize = 105_000;
/// How often the kinds of names in news are counted and learned from.
const ROUNDS: usize = 1;

/// In so many parts are the documents read a first time, each by a model that has not seen it.
const FOLDS: usize = 3;
/// How often these models go through the other parts.
const FOLD_EPOCHS: u64 = 5;

/// How many times what ships is learned.
const RUNS: u64 = 4;

/// How much sentences weigh whose names are known but not their kinds.
const SILVER: f32 = 0.4;

/// Trains on the open corpora and writes `names.bin`.
pub fn train() -> Result<()> {
    let data = &crate::data_folder();
    let models = Models { syntax: Syntax::from_bytes(gainsay_models::SYNTAX), names: None };
    let syntax = &models.syntax;
    let clusters = syntax.as_ref().map(|s| &s.clusters);
    let mut gold = corpora::conllu(&data.join("ud/gum/train.conllu"))?;
    blur(&mut gold);
    let mut tweets = corpora::bio(&data.join("ner/wnut17/wnut17train.conll"), (0, 1), 1, corpora::wnut_kind)?;
    retag(&mut tweets, syntax.as_ref());
    let mut tagged = corpora::bio(&data.join("ner/crossner-politics/train.txt"), (0, 1), 1, corpora::politics_kind)?;
    tagged.extend(corpora::meantime(&data.join("meantime"))?);
    retag(&mut tagged, syntax.as_ref());
    gold.extend(tagged);
    let mut dev = [
        ("GUM dev", corpora::conllu(&data.join("ud/gum/dev.conllu"))?),
        ("UNER EWT dev", corpora::bio(&data.join("ner/uner-ewt/dev.iob2"), (1, 2), 1, corpora::uner_kind)?),
        (
            "CrossNER politics dev",
            corpora::bio(&data.join("ner/crossner-politics/dev.txt"), (0, 1), 1, corpora::politics_kind)?,
        ),
    ];
    dev.iter_mut().for_each(|(_, documents)| retag(documents, syntax.as_ref()));
    let settings = Settings { rate: 0.1, decay: 0.001, left_out: 0.2, alone: 0.4, epochs: 8, runs: 1 };
    let proper = corpora::conllu(&data.join("ud/ewt/train.conllu"))?;
    let mut silver: Vec<Document> = Vec::new();
    let mut codes: Vec<(u32, u8)> = Vec::new();
    for round in 0..=ROUNDS {
        let sets = [(1.0, &gold), (1.0, &tweets), (SILVER, &silver)];
        let bytes = fit(&sets, clusters, &codes, settings)?;
        let model = NameModel::from_bytes(&bytes).context("the model can't be read back")?;
        let scores = dev
            .iter()
            .map(|(name, documents)| {
                let figure = format!("{}_f1", name.to_lowercase().replace(' ', "_"));
                (figure, measure::measure(name, &model, clusters, documents))
            })
            .collect();
        println!("{} bytes", bytes.len());
        manifest::write(&crate::weights_folder(), ABOUT, &bytes, &scores)?;
        if round < ROUNDS {
            codes = news::known(&data.join("load/articles.jsonl"), &models, &model)?;
            silver = silver::label(&model, clusters, &proper);
            blur(&mut silver);
        }
    }
    Ok(())
}

/// Learns from documents, each set with its weight; gives the model's bytes.
fn fit(
    sets: &[(f32, &Vec<Document>)],
    clusters: Option<&Clusters>,
    codes: &[(u32, u8)],
    settings: Settings,
) -> Result<Vec<u8>> {
    let known = Known::new(codes.iter().copied());
    let mut interner = Interner::default();
    for pseudo in [WRITTEN_SMALL, IN_NO_NAME] {
        interner.number(pseudo);
    }
    let mut lessons: Vec<Lesson<'_>> = Vec::new();
    for (weight, documents) in sets {
        lessons.extend(documents.iter().map(|d| Lesson::new(d, *weight, clusters, &known, &mut interner)));
    }
    for fold in 0..FOLDS {
        let others = lessons.iter().enumerate().filter(|(at, _)| at % FOLDS != fold).flat_map(|(_, l)| &l.examples);
        let settings = Settings { epochs: FOLD_EPOCHS, ..settings };
        let (rows, steps) = Field::learn(&others.collect::<Vec<_>>(), interner.hashes.len(), None, settings);
        let model = NameModel::from_bytes(&quantized(&rows, &steps, &interner, codes)).context("no model")?;
        lessons.iter_mut().skip(fold).step_by(FOLDS).for_each(|lesson| lesson.read_first(&model, &mut interner));
    }
    let all: Vec<&Example> = lessons.iter().flat_map(|l| &l.examples).collect();
    println!("{} sentences, {} features", all.len(), interner.hashes.len());
    let (rows, _) = Field::learn(&all, interner.hashes.len(), None, settings);
    let allowed = strongest(&rows, KEPT);
    let settings = Settings { runs: RUNS, ..settings };
    let (rows, steps) = Field::learn(&all, interner.hashes.len(), Some(&allowed), settings);
    Ok(quantized(&rows, &steps, &interner, codes))
}

/// Makes gold word classes as unsure as a tagger's: one proper noun in sixteen becomes a noun, one capitalised noun or
/// adjective in sixteen a proper noun.
fn blur(documents: &mut [Document]) {
    let mut state = 0x1234_5678_9abc_def1_u64;
    for word in documents.iter_mut().flatten().flatten() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        if !(state >> 40).is_multiple_of(16) {
            continue;
        }
        let capital = word.text.chars().next().is_some_and(char::is_uppercase);
        word.upos = match word.upos {
            Some(Upos::Propn) => Some(if (state >> 50).is_multiple_of(4) { Upos::Adj } else { Upos::Noun }),
            Some(Upos::Noun | Upos::Adj | Upos::Verb) if capital => Some(Upos::Propn),
            other => other,
        };
    }
}

/// Gives every word the class that the shipped tagger gives it, as it will be when the model is used.
fn retag(documents: &mut [Document], syntax: Option<&Syntax>) {
    let Some(syntax) = syntax else { return };
    for sentence in documents.iter_mut().flatten() {
        let words: Vec<SyntaxWord> = sentence.iter().map(|w| SyntaxWord::new(&w.text, &syntax.clusters)).collect();
        let tags: Vec<_> = syntax.tagger.tag(&words).iter().map(|t| word_class(t.upos, t.penn)).collect();
        sentence.iter_mut().zip(tags).for_each(|(word, upos)| word.upos = Some(upos));
    }
}

fn marked<'d>(document: &'d Document, clusters: Option<&Clusters>) -> Vec<Vec<Word<'d>>> {
    document.iter().map(|s| sentence(s.iter().map(|w| (w.text.as_str(), w.upos)), clusters)).collect()
}

/// A document as it is learned from.
struct Lesson<'d> {
    words: Vec<Vec<Word<'d>>>,
    forms: ArticleForms,
    examples: Vec<Example>,
}

impl<'d> Lesson<'d> {
    fn new(
        document: &'d Document,
        weight: f32,
        clusters: Option<&Clusters>,
        known: &Known,
        interner: &mut Interner,
    ) -> Self {
        let words = marked(document, clusters);
        let forms = ArticleForms::read(&words);
        let mut out = Vec::new();
        let example = |(words, gold): (&Vec<Word<'_>>, &corpora::Sentence)| {
            let titled = is_titled(words);
            let features = (0..words.len()).map(|at| {
                collect(words, at, &forms, known, titled, &mut out);
                out.iter().map(|f| interner.number(*f)).collect()
            });
            Example { features: features.collect(), votes: Vec::new(), labels: reachable(words, gold), weight }
        };
        let examples = words.iter().zip(document).map(example).collect();
        Self { words, forms, examples }
    }

    /// Lets a model that has not seen the document read it a first time, and learns to use what it made of it.
    fn read_first(&mut self, model: &NameModel, interner: &mut Interner) {
        let labels = model.first_reading(&self.words, &self.forms);
        let votes = Votes::count(&self.words, &labels);
        let mut out = Vec::new();
        for ((words, labels), example) in self.words.iter().zip(&labels).zip(&mut self.examples) {
            let names = spans(labels);
            let features = (0..words.len()).map(|at| {
                out.clear();
                votes.collect(words, (labels, &names), at, &mut out);
                out.iter().map(|f| interner.number(*f)).collect()
            });
            example.votes = features.collect();
        }
    }
}

/// Gold labels without the names that the decoder can't find, as they begin with a word written small.
fn reachable(words: &[Word<'_>], gold: &corpora::Sentence) -> Vec<usize> {
    let mut labels: Vec<usize> = gold.iter().map(|g| g.label).collect();
    for (start, end, _) in spans(&labels) {
        if !words[start].may_begin_name() {
            labels[start..end].fill(OUTSIDE);
        }
    }
    labels
}

/// The features whose weights are greatest in sum.
fn strongest(rows: &[[f32; LABELS]], keep: usize) -> Vec<bool> {
    let weight = |row: &[f32; LABELS]| row.iter().map(|w| w.abs()).sum::<f32>();
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by(|a, b| weight(&rows[*b]).total_cmp(&weight(&rows[*a])).then(a.cmp(b)));
    let mut allowed = vec![false; rows.len()];
    order.into_iter().take(keep).for_each(|at| allowed[at] = true);
    allowed
}

fn quantized(rows: &[[f32; LABELS]], steps: &[f32], interner: &Interner, codes: &[(u32, u8)]) -> Vec<u8> {
    let mut weights: Vec<f32> = rows.iter().flatten().map(|w| w.abs()).filter(|w| *w > 0.0).collect();
    weights.sort_by(f32::total_cmp);
    let top = weights.get(weights.len() * 9995 / 10000).copied().unwrap_or(1.0);
    let scale = 127.0 / top;
    let quantize = |w: f32| (w * scale).round().clamp(-127.0, 127.0) as i8;
    let mut table: Vec<(u32, [i8; LABELS])> = rows
        .iter()
        .zip(&interner.hashes)
        .map(|(row, hash)| (*hash, row.map(quantize)))
        .filter(|(_, row)| row.iter().any(|w| *w != 0))
        .collect();
    table.sort_unstable();
    let steps: Vec<f32> = steps.iter().map(|s| s * scale).collect();
    NameModel::to_bytes(&table, &steps, codes)
}
