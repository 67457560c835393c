//! The recipe of the name tagger: `cargo run --release -p gainsay-train -- names`.
#![allow(clippy::print_stdout, reason = "a recipe says how far it is")]

mod corpora;
mod perceptron;

use anyhow::{Context, Result};
use corpora::{Document, Gold};
use gainsay_core::Upos;
use gainsay_read::Models;
use gainsay_read::annotate::entities::features::{ArticleForms, Word, collect, is_titled, sentence};
use gainsay_read::annotate::entities::lists::Mark;
use gainsay_read::annotate::entities::tagger::{LABELS, NameModel, OUTSIDE, Weights, decode, spans};
use gainsay_read::annotate::syntax::Syntax;
use gainsay_read::annotate::syntax::words::Word as SyntaxWord;
use perceptron::{Example, Interner, Learner, shuffled};

/// How many features ship.
const KEPT: usize = 80_000;
const EPOCHS: u64 = 12;

/// Trains on the open corpora and writes `names.bin`.
pub fn train() -> Result<()> {
    let (data, out) = (&crate::data_folder(), &crate::weights_folder().join("names.bin"));
    let syntax = Models::load(gainsay_models::ALL)?.syntax;
    let mut gold = corpora::conllu(&data.join("ud/gum/train.conllu"))?;
    blur(&mut gold);
    let mut tagged = corpora::bio(&data.join("ner/crossner-politics/train.txt"), (0, 1), 1, corpora::politics_kind)?;
    tagged.extend(corpora::bio(&data.join("ner/wnut17/wnut17train.conll"), (0, 1), 1, corpora::wnut_kind)?);
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
    let mut model = NameModel::from_bytes(&fit(&gold, &[])?).context("the model can't be read back")?;
    report(&model, &dev);
    let proper = corpora::conllu(&data.join("ud/ewt/train.conllu"))?;
    for _ in 0..2 {
        let mut silver = label_proper_nouns(&model, &proper);
        blur(&mut silver);
        let bytes = fit(&gold, &silver)?;
        model = NameModel::from_bytes(&bytes).context("the model can't be read back")?;
        report(&model, &dev);
        std::fs::write(out, &bytes).with_context(|| format!("{} can't be written", out.display()))?;
        println!("{} bytes", bytes.len());
    }
    Ok(())
}

fn report(model: &NameModel, dev: &[(&str, Vec<Document>)]) {
    dev.iter().for_each(|(name, documents)| measure(name, model, documents, name.starts_with("GUM")));
}

/// Learns from gold documents, and from silver ones at half weight; gives the model's bytes.
fn fit(gold: &[Document], silver: &[Document]) -> Result<Vec<u8>> {
    let mut interner = Interner::default();
    let mut all: Vec<Example> = gold.iter().flat_map(|d| examples(d, 1.0, &mut interner)).collect();
    all.extend(silver.iter().flat_map(|d| examples(d, 0.5, &mut interner)));
    println!("{} sentences, {} features", all.len(), interner.hashes.len());
    let (rows, _) = learn(&all, interner.hashes.len(), None);
    let allowed = strongest(&rows, KEPT);
    let (rows, steps) = learn(&all, interner.hashes.len(), Some(allowed));
    Ok(quantized(&rows, &steps, &interner))
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

/// Pseudo-features that hold a decoder to what is known of a word.
const MUST_BE_NAME: u32 = u32::MAX;
const MUST_NOT_BEGIN: u32 = u32::MAX - 1;

struct Held<'m>(&'m NameModel);

impl Weights for Held<'_> {
    fn add(&self, feature: u32, scores: &mut [f32; LABELS]) {
        match feature {
            MUST_BE_NAME => scores[OUTSIDE] -= 1e6,
            MUST_NOT_BEGIN => [1, 3, 5, 7].into_iter().for_each(|l| scores[l] -= 1e6),
            _ => self.0.add(feature, scores),
        }
    }

    fn step(&self, before: usize, label: usize) -> f32 {
        self.0.step(before, label)
    }
}

/// Labels a treebank whose proper nouns are known but not their kinds: every proper noun is in a name, nothing else
/// begins one, and the model says of what kind.
fn label_proper_nouns(model: &NameModel, documents: &[Document]) -> Vec<Document> {
    let title =
        [Mark::HonorificMan, Mark::HonorificWoman, Mark::Honorific, Mark::Office, Mark::Calendar, Mark::Demonym];
    let label = |document: &Document| {
        let words = marked(document);
        let forms = ArticleForms::read(&words);
        let label_sentence = |(words, gold): (&Vec<Word<'_>>, &corpora::Sentence)| {
            let titled = is_titled(words);
            let features: Vec<Vec<u32>> = (0..words.len())
                .map(|at| {
                    let mut out = Vec::new();
                    collect(words, at, &forms, titled, &mut out);
                    match words[at].upos {
                        Some(Upos::Propn) if !words[at].marks.any(&title) && words[at].text.len() > 1 => {
                            out.push(MUST_BE_NAME)
                        }
                        Some(Upos::Propn) => {}
                        _ => out.push(MUST_NOT_BEGIN),
                    }
                    out
                })
                .collect();
            let labels = decode(&Held(model), &features);
            gold.iter().zip(labels).map(|(g, label)| Gold { label, ..g.clone() }).collect()
        };
        words.iter().zip(document).map(label_sentence).collect()
    };
    documents.iter().map(label).collect()
}

/// Gives every word the class that the shipped tagger gives it, as it will be when the model is used.
fn retag(documents: &mut [Document], syntax: Option<&Syntax>) {
    let Some(syntax) = syntax else { return };
    for sentence in documents.iter_mut().flatten() {
        let words: Vec<SyntaxWord> = sentence.iter().map(|w| SyntaxWord::new(&w.text, &syntax.clusters)).collect();
        let tags: Vec<_> = syntax.tagger.tag(&words).iter().map(|t| t.upos).collect();
        sentence.iter_mut().zip(tags).for_each(|(word, upos)| word.upos = Some(upos));
    }
}

fn marked(document: &Document) -> Vec<Vec<Word<'_>>> {
    document.iter().map(|s| sentence(s.iter().map(|w| (w.text.as_str(), w.upos)))).collect()
}

fn examples(document: &Document, weight: f32, interner: &mut Interner) -> Vec<Example> {
    let words = marked(document);
    let forms = ArticleForms::read(&words);
    let mut out = Vec::new();
    let example = |(words, gold): (&Vec<Word<'_>>, &corpora::Sentence)| {
        let titled = is_titled(words);
        let features = (0..words.len()).map(|at| {
            collect(words, at, &forms, titled, &mut out);
            out.iter().map(|f| interner.number(*f)).collect()
        });
        Example { features: features.collect(), labels: gold.iter().map(|g| g.label).collect(), weight }
    };
    words.iter().zip(document).map(example).collect()
}

fn learn(examples: &[Example], features: usize, allowed: Option<Vec<bool>>) -> (Vec<[f32; LABELS]>, Vec<f32>) {
    let mut learner = Learner::new(features, allowed);
    for epoch in 0..EPOCHS {
        let wrong = learner.epoch(examples, &shuffled(examples.len(), epoch));
        println!("epoch {epoch}: {wrong} wrong");
    }
    learner.averaged()
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

fn quantized(rows: &[[f32; LABELS]], steps: &[f32], interner: &Interner) -> Vec<u8> {
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
    NameModel::to_bytes(&table, &steps, &[])
}

fn measure(name: &str, model: &NameModel, documents: &[Document], others: bool) {
    use gainsay_core::EntityKind;
    let mut counts = [[0_usize; 3]; 4];
    for document in documents {
        let words = marked(document);
        let forms = ArticleForms::read(&words);
        for (words, gold) in words.iter().zip(document) {
            let gold: Vec<usize> = gold.iter().map(|g| g.label).collect();
            let (gold, found) = (spans(&gold), spans(&model.tag(words, &forms)));
            for (at, kind) in [EntityKind::Person, EntityKind::Organization, EntityKind::Place, EntityKind::Other]
                .into_iter()
                .enumerate()
            {
                let of = |s: &&(usize, usize, EntityKind)| s.2 == kind;
                counts[at][0] += gold.iter().filter(of).filter(|s| found.contains(s)).count();
                counts[at][1] += found.iter().filter(of).count();
                counts[at][2] += gold.iter().filter(of).count();
            }
        }
    }
    let f = |c: [usize; 3]| 200.0 * c[0] as f64 / ((c[1] + c[2]) as f64).max(1.0);
    let all =
        counts.iter().take(if others { 4 } else { 3 }).fold([0; 3], |a, c| [a[0] + c[0], a[1] + c[1], a[2] + c[2]]);
    let three = counts[..3].iter().fold([0; 3], |a, c| [a[0] + c[0], a[1] + c[1], a[2] + c[2]]);
    println!(
        "{name}: F1 {:.1} (P {:.1} R {:.1}) person {:.1} organization {:.1} place {:.1} other {:.1}, three kinds {:.1}",
        f(all),
        100.0 * all[0] as f64 / all[1].max(1) as f64,
        100.0 * all[0] as f64 / all[2].max(1) as f64,
        f(counts[0]),
        f(counts[1]),
        f(counts[2]),
        f(counts[3]),
        f(three)
    );
}
