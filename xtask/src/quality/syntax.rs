//! Sentences, tokens, tags, lemmas and parse on the test parts of UD English EWT and GUM, with gold tokens and from raw
//! text, counted as the CoNLL 2018 shared task does (Zeman et al. 2018); and how many tokens a second.
//!
//! `quality syntax` measures the test parts; the dev parts are there under `quality syntax-dev`, to choose on.

use std::collections::BTreeMap;

use anyhow::Result;
use gainsay_core::{Article, Reading, Region, RegionKind, Span};
use gainsay_read::annotate::syntax::{self, Syntax};
use gainsay_train::conllu::{self, Sentence};

use super::{Context, Measured};

/// Measures the shipped model on the test parts.
pub(crate) fn measure_test(context: &Context) -> Result<Option<Measured>> {
    measure(context, "test")
}

/// Measures the shipped model on the dev parts.
pub(crate) fn measure_dev(context: &Context) -> Result<Option<Measured>> {
    measure(context, "dev")
}

const HEAD: &[&str] = &["", "sentences", "tokens", "upos", "penn", "lemma", "uas", "las"];

fn measure(context: &Context, part: &str) -> Result<Option<Measured>> {
    let mut measured = Measured::default();
    let Some(model) = &context.models.syntax else { return Ok(None) };
    let mut rows = Vec::new();
    measured.items.push(["sentence", "tokens", "upos", "lemma", "uas", "las"].map(str::to_owned).to_vec());
    for set in ["ewt", "gum"] {
        let Some(path) = context.find(&format!("ud/{set}/{part}.conllu")) else { return Ok(None) };
        let sentences = conllu::read(&path)?;
        let gold = on_gold_tokens(model, &sentences, &mut measured.items);
        rows.push(report(&format!("{set} gold tokens"), &format!("{set}.gold"), &gold, &mut measured.figures));
        let raw = on_raw_text(context, &sentences);
        rows.push(report(&format!("{set} raw text"), &format!("{set}.raw"), &raw, &mut measured.figures));
        if set == "gum" {
            let news: Vec<Sentence> = sentences.into_iter().filter(|s| s.id.starts_with("GUM_news")).collect();
            let raw = on_raw_text(context, &news);
            rows.push(report("gum news raw text", "gum_news.raw", &raw, &mut measured.figures));
            let speed = tokens_a_second(model, &news);
            measured.figures.insert("speed".into(), speed);
            rows.push(vec!["tokens a second, one thread".into(), String::new(), format!("{speed:.0}")]);
        }
    }
    let head = HEAD.iter().map(|s| (*s).to_owned()).collect();
    measured.tables.push((format!("Syntax, UD English, {part} parts (F1 in per cent)"), head, rows));
    Ok(Some(measured))
}

/// What was right, in counts; F1 where the tokens are not given.
#[derive(Default)]
struct Counts {
    gold: usize,
    own: usize,
    right: BTreeMap<&'static str, usize>,
    sentences: [usize; 3],
}

impl Counts {
    fn add(&mut self, what: &'static str, right: bool) {
        *self.right.entry(what).or_default() += usize::from(right);
    }
}

fn report(title: &str, name: &str, counts: &Counts, figures: &mut BTreeMap<String, f64>) -> Vec<String> {
    let f1 = |right: usize, gold: usize, own: usize| 200.0 * right as f64 / (gold + own).max(1) as f64;
    let mut row = vec![title.to_owned()];
    for what in HEAD.iter().skip(1) {
        let value = match *what {
            "sentences" => f1(counts.sentences[2], counts.sentences[0], counts.sentences[1]),
            _ => f1(counts.right.get(what).copied().unwrap_or(0), counts.gold, counts.own),
        };
        figures.insert(format!("{name}.{what}"), value);
        row.push(format!("{value:.2}"));
    }
    row
}

fn on_gold_tokens(model: &Syntax, sentences: &[Sentence], items: &mut Vec<Vec<String>>) -> Counts {
    let mut counts = Counts::default();
    for sentence in sentences {
        let texts: Vec<&str> = sentence.tokens.iter().map(|t| t.form.as_str()).collect();
        let mut here = [0; 4];
        for (own, gold) in model.analyse(&texts).iter().zip(&sentence.tokens) {
            let head = own.head.unwrap_or(texts.len()) == gold.head;
            let arc = head && own.relation == gold.relation;
            let lemma = gold.lemma == "_" || own.lemma == gold.lemma;
            let right = [own.upos == gold.upos, lemma, head, arc];
            for ((what, right), here) in ["upos", "lemma", "uas", "las"].iter().zip(right).zip(&mut here) {
                counts.add(what, right);
                *here += usize::from(right);
            }
            counts.add("penn", own.penn == gold.penn);
            counts.add("tokens", true);
        }
        counts.gold += texts.len();
        counts.own += texts.len();
        let numbers = [texts.len(), here[0], here[1], here[2], here[3]].map(|n| n.to_string());
        items.push([vec![sentence.id.clone()], numbers.to_vec()].concat());
    }
    counts.sentences = [sentences.len(); 3];
    counts
}

/// A token in the text of a whole set: span without white space, tags, head as a span.
struct Placed {
    span: Span,
    head: Option<Span>,
    upos: gainsay_core::Upos,
    penn: gainsay_core::Penn,
    lemma: String,
    relation: gainsay_core::Relation,
}

fn on_raw_text(context: &Context, sentences: &[Sentence]) -> Counts {
    let (article, gold, gold_sentences) = article_of(sentences);
    let mut reading = Reading::default();
    syntax::annotate(&article, &context.models, &mut reading);
    let mut counts = Counts { gold: gold.len(), own: reading.tokens.len(), ..Counts::default() };
    let mut gold_at = gold.iter().peekable();
    for token in &reading.tokens {
        while gold_at.next_if(|g| g.span.start < token.span.start).is_some() {}
        let Some(gold) = gold_at.peek().filter(|g| g.span == token.span) else { continue };
        counts.add("tokens", true);
        counts.add("upos", gold.upos == token.upos);
        counts.add("penn", gold.penn == token.penn);
        counts.add("lemma", gold.lemma == "_" || gold.lemma == token.lemma);
        let head = token.head.map(|h| reading.tokens[h].span) == gold.head;
        counts.add("uas", head);
        counts.add("las", head && gold.relation == token.relation);
    }
    let own: std::collections::BTreeSet<Span> = reading.sentences.iter().map(|s| s.span).collect();
    let right = gold_sentences.iter().filter(|s| own.contains(s)).count();
    counts.sentences = [gold_sentences.len(), own.len(), right];
    counts
}

/// The set as one article, a region for each paragraph, with its tokens and sentences where they stand.
fn article_of(sentences: &[Sentence]) -> (Article, Vec<Placed>, Vec<Span>) {
    let mut article = Article::default();
    let (mut placed, mut spans) = (Vec::new(), Vec::new());
    let mut start = 0;
    for (at, sentence) in sentences.iter().enumerate() {
        if at > 0 && (sentence.starts_paragraph || sentence.starts_document) {
            article.regions.push(region(&article.text, start));
            article.text.push_str("\n\n");
            start = article.text.len();
        }
        let mut here = Vec::new();
        for token in &sentence.tokens {
            let from = article.text.len();
            article.text.push_str(&token.form);
            here.push(Span::new(from, article.text.len()));
            if token.space_after {
                article.text.push(' ');
            }
        }
        for (token, span) in sentence.tokens.iter().zip(&here) {
            placed.push(Placed {
                span: *span,
                head: here.get(token.head).copied(),
                upos: token.upos,
                penn: token.penn,
                lemma: token.lemma.clone(),
                relation: token.relation,
            });
        }
        if let (Some(first), Some(last)) = (here.first(), here.last()) {
            spans.push(first.cover(*last));
        }
    }
    article.regions.push(region(&article.text, start));
    (article, placed, spans)
}

fn region(text: &str, start: usize) -> Region {
    Region { kind: RegionKind::Paragraph, span: Span::new(start, text.len()), why: "newpar".into() }
}

/// How long this thread has run, other programs' turns left out where the system tells.
#[allow(clippy::disallowed_methods, reason = "this is what measures time")]
fn seconds_of_work() -> f64 {
    static STARTED: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|t| t.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| STARTED.elapsed().as_secs_f64(), |n| n / 1e9)
}

/// Tags, lemmas and parse of these sentences, several times over.
fn tokens_a_second(model: &Syntax, sentences: &[Sentence]) -> f64 {
    let texts: Vec<Vec<&str>> = sentences.iter().map(|s| s.tokens.iter().map(|t| t.form.as_str()).collect()).collect();
    let tokens: usize = texts.iter().map(Vec::len).sum();
    let mut best = 0.0_f64;
    for _ in 0..8 {
        let (start, mut done) = (seconds_of_work(), 0);
        // The system counts in steps of some milliseconds.
        while seconds_of_work() - start < 0.2 {
            for text in &texts {
                std::hint::black_box(model.analyse(text));
            }
            done += tokens;
        }
        best = best.max(done as f64 / (seconds_of_work() - start));
    }
    best
}
