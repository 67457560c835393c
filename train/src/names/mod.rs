//! The recipe of the name tagger: `cargo run --release -p gainsay-train -- names`.

mod corpora;
mod perceptron;

use anyhow::{Context, Result};
use corpora::Document;
use gainsay_read::annotate::entities::features::{ArticleForms, Word, collect, is_titled, sentence};
use gainsay_read::annotate::entities::tagger::{LABELS, NameModel, spans};
use gainsay_read::Models;
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
    let mut train = corpora::conllu(&data.join("ud/gum/train.conllu"))?;
    train.extend(corpora::bio(&data.join("ner/crossner-politics/train.txt"), (0, 1), 1, corpora::politics_kind)?);
    train.extend(corpora::bio(&data.join("ner/wnut17/wnut17train.conll"), (0, 1), 1, corpora::wnut_kind)?);
    train.extend(corpora::meantime(&data.join("meantime"))?);
    retag(&mut train, syntax.as_ref());
    let mut interner = Interner::default();
    let examples: Vec<Example> = train.iter().flat_map(|d| examples(d, &mut interner)).collect();
    println!("{} sentences, {} features", examples.len(), interner.hashes.len());
    let (rows, _) = learn(&examples, interner.hashes.len(), None);
    let allowed = strongest(&rows, KEPT);
    let (rows, steps) = learn(&examples, interner.hashes.len(), Some(allowed));
    let bytes = quantized(&rows, &steps, &interner);
    std::fs::write(out, &bytes).with_context(|| format!("{} can't be written", out.display()))?;
    let model = NameModel::from_bytes(&bytes).context("the model can't be read back")?;
    println!("{} bytes", bytes.len());
    let mut dev = [
        ("GUM dev", corpora::conllu(&data.join("ud/gum/dev.conllu"))?),
        ("UNER EWT dev", corpora::bio(&data.join("ner/uner-ewt/dev.iob2"), (1, 2), 1, corpora::uner_kind)?),
        ("CrossNER politics dev", corpora::bio(&data.join("ner/crossner-politics/dev.txt"), (0, 1), 1, corpora::politics_kind)?),
    ];
    for (name, documents) in &mut dev {
        retag(documents, syntax.as_ref());
        measure(name, &model, documents, name.starts_with("GUM"));
    }
    Ok(())
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

fn examples(document: &Document, interner: &mut Interner) -> Vec<Example> {
    let words = marked(document);
    let forms = ArticleForms::read(&words);
    let mut out = Vec::new();
    let example = |(words, gold): (&Vec<Word<'_>>, &corpora::Sentence)| {
        let titled = is_titled(words);
        let features = (0..words.len()).map(|at| {
            collect(words, at, &forms, titled, &mut out);
            out.iter().map(|f| interner.number(*f)).collect()
        });
        Example { features: features.collect(), labels: gold.iter().map(|g| g.label).collect(), weight: 1.0 }
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
    let mut table: Vec<(u32, [i8; LABELS])> = rows.iter().zip(&interner.hashes).map(|(row, hash)| (*hash, row.map(quantize))).filter(|(_, row)| row.iter().any(|w| *w != 0)).collect();
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
            for (at, kind) in [EntityKind::Person, EntityKind::Organization, EntityKind::Place, EntityKind::Other].into_iter().enumerate() {
                let of = |s: &&(usize, usize, EntityKind)| s.2 == kind;
                counts[at][0] += gold.iter().filter(of).filter(|s| found.contains(s)).count();
                counts[at][1] += found.iter().filter(of).count();
                counts[at][2] += gold.iter().filter(of).count();
            }
        }
    }
    let f = |c: [usize; 3]| 200.0 * c[0] as f64 / ((c[1] + c[2]) as f64).max(1.0);
    let all = counts.iter().take(if others { 4 } else { 3 }).fold([0; 3], |a, c| [a[0] + c[0], a[1] + c[1], a[2] + c[2]]);
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
