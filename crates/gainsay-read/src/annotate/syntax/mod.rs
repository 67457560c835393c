//! Sentences, tokens, tags, lemmas and parse.
//!
//! In: an article's analysed regions. Out: `reading.sentences` and `reading.tokens`. Each region is split on its own, so
//! no sentence crosses a paragraph. It never changes text, and a token's span always slices to the token.
//!
//! Conventions are those of UD English (EWT and GUM): clitics and hyphenated words are split, the Penn tag carries
//! tense and number. Scored by sentence and token F1, UPOS, lemma, UAS and LAS on the test parts of both treebanks.

pub mod abbreviations;
pub mod clusters;
pub mod features;
mod finite;
pub mod labels;
pub mod lemmas;
pub mod linear;
mod objects;
pub mod parser;
mod reporting;
pub mod search;
pub mod sentences;
#[cfg(test)]
mod specs;
pub mod state;
pub mod table;
pub mod tagger;
pub mod templates;
pub mod tokens;
pub mod words;

use gainsay_core::{Article, Penn, Problem, ProblemKind, Reading, Relation, Sentence, Span, Token, Upos};

use rayon::prelude::*;
use words::Word;

use crate::Models;

/// A sentence of more tokens than this is parsed in pieces, so that hostile text costs no more than news.
const LONGEST_PARSED: usize = 400;

/// Fewer sentences than this are not worth handing to another thread.
const FEWEST_AT_ONCE: usize = 4;

/// So many bytes of one article are read; a long book has as many, an article a hundredth.
const MOST_READ: usize = 1_000_000;

/// Tagger, lemmas and parser: what [`annotate`] needs of the models.
#[derive(Debug)]
pub struct Syntax {
    /// What is known of words from news without tags.
    pub clusters: clusters::Clusters,
    /// Gives each token a joint Penn and universal tag.
    pub tagger: tagger::Tagger,
    /// Gives each token its dictionary form.
    pub lemmas: lemmas::Lemmas,
    /// Gives each token its head and relation.
    pub parser: parser::Parser,
}

impl Syntax {
    /// Reads the weights; `None` where the bytes are not such weights.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut reader = linear::Reader::new(bytes);
        reader.expect(b"gainsay syntax 4")?;
        Some(Self {
            clusters: clusters::Clusters::read(&mut reader)?,
            tagger: tagger::Tagger::read(&mut reader)?,
            lemmas: lemmas::Lemmas::read(&mut reader)?,
            parser: parser::Parser::read(&mut reader)?,
        })
    }

    /// The bytes [`Syntax::from_bytes`] reads.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = b"gainsay syntax 4".to_vec();
        self.clusters.write(&mut out);
        self.tagger.write(&mut out);
        self.lemmas.write(&mut out);
        self.parser.write(&mut out);
        out
    }

    /// Tags, lemmatizes and parses one sentence, given its tokens' texts. Heads are indexes into the sentence.
    pub fn analyse(&self, texts: &[&str]) -> Vec<Analysis> {
        let words: Vec<Word> = texts.iter().map(|t| Word::new(t, &self.clusters)).collect();
        let mut tags = self.tagger.tag(&words);
        if finite::lacks_a_verb(&tags, texts)
            && let Some(better) = self.tagger.tag_with_a_finite_verb(&words, &tags)
        {
            tags = better;
        }
        for (tag, text) in tags.iter_mut().zip(texts) {
            // To the tagger all quotation marks are one; those that say so themselves open or close.
            match *text {
                "“" | "‘" | "«" | "„" => tag.penn = Penn::Openquote,
                "”" | "»" => tag.penn = Penn::Closequote,
                _ => {}
            }
        }
        let reports = reporting::mend(&mut tags, texts);
        let arcs = self.parser.parse(&words, &tags);
        let mut analyses: Vec<Analysis> = (texts.iter().zip(&tags).zip(arcs))
            .map(|((text, tag), arc)| Analysis {
                lemma: self.lemmas.lemma(text, tag.penn, tag.upos),
                upos: tag.upos,
                penn: tag.penn,
                head: arc.head,
                relation: arc.relation,
                sure: arc.sure,
            })
            .collect();
        reporting::hang(&mut analyses, &reports);
        finite::move_off_auxiliaries(&mut analyses);
        finite::mend_passives(&mut analyses, texts);
        finite::mend(&mut analyses, texts);
        objects::part(&mut analyses);
        analyses
    }
}

/// One token as tagged and parsed.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    /// Dictionary form.
    pub lemma: String,
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn tag.
    pub penn: Penn,
    /// Its head in the sentence; `None` for the root.
    pub head: Option<usize>,
    /// Its relation to the head.
    pub relation: Relation,
    /// How sure the parser is of head and relation, 0 to 1.
    pub sure: f32,
}

#[cfg(test)]
impl Analysis {
    /// A noun that hangs so, for tests of what is done with arcs.
    fn hung(head: Option<usize>, relation: Relation) -> Self {
        Self { lemma: String::new(), upos: Upos::Noun, penn: Penn::Nn, head, relation, sure: 1.0 }
    }
}

/// Fills `reading.sentences` and `reading.tokens` for the article's analysed regions.
pub fn annotate(article: &Article, models: &Models, reading: &mut Reading) {
    let (stretches, problem) = stretches(article);
    reading.problems.extend(problem);
    // Each sentence is read on its own, so an article that comes alone can have all processors.
    let analyses: Vec<Vec<Analysis>> =
        stretches.par_iter().with_min_len(FEWEST_AT_ONCE).map(|one| analyse(article, &one.tokens, models)).collect();
    for (stretch, analyses) in stretches.iter().zip(analyses) {
        push_sentence(stretch, analyses, reading);
    }
}

/// What is read as one sentence.
struct Stretch {
    /// Index of its region.
    region: usize,
    /// Its tokens, as bytes of the article's text.
    tokens: Vec<Span>,
}

/// The sentences of an article's analysed regions, and what is to be told where it is longer than is read.
fn stretches(article: &Article) -> (Vec<Stretch>, Option<Problem>) {
    let (mut stretches, mut problem) = (Vec::new(), None);
    let mut left = MOST_READ;
    for (region, stretch) in article.regions.iter().enumerate().filter(|(_, r)| r.kind.is_analysed()) {
        let whole = stretch.span.slice(&article.text);
        let text = tokens::start_of(whole, left);
        if text.len() < whole.len() && left > 0 {
            problem = Some(too_long(article));
            left = 0;
        }
        left = left.saturating_sub(text.len());
        if text.is_empty() {
            continue;
        }
        let tokens = tokens::tokenize(text);
        for sentence in sentences::split(text, &tokens) {
            for piece in pieces(sentence) {
                let offset = stretch.span.start;
                let tokens = tokens[piece].iter().map(|span| Span::new(span.start + offset, span.end + offset));
                stretches.push(Stretch { region, tokens: tokens.collect() });
            }
        }
    }
    (stretches, problem)
}

fn too_long(article: &Article) -> Problem {
    let message = format!("only the first {MOST_READ} bytes were read for statements and events: split the text");
    Problem { kind: ProblemKind::Partial, location: article.location.clone(), message }
}

/// The sentence's token range, cut where it is too long to parse at once.
fn pieces(sentence: std::ops::Range<usize>) -> impl Iterator<Item = std::ops::Range<usize>> {
    let end = sentence.end;
    sentence.step_by(LONGEST_PARSED).map(move |start| start..end.min(start + LONGEST_PARSED))
}

fn analyse(article: &Article, tokens: &[Span], models: &Models) -> Vec<Analysis> {
    let texts: Vec<&str> = tokens.iter().map(|span| span.slice(&article.text)).collect();
    match &models.syntax {
        Some(syntax) => syntax.analyse(&texts),
        None => texts.iter().map(|text| untagged(text)).collect(),
    }
}

fn push_sentence(stretch: &Stretch, analyses: Vec<Analysis>, reading: &mut Reading) {
    let first = reading.tokens.len();
    for (span, analysis) in stretch.tokens.iter().zip(analyses) {
        reading.tokens.push(Token {
            span: *span,
            lemma: analysis.lemma,
            upos: analysis.upos,
            penn: analysis.penn,
            head: analysis.head.map(|h| first + h),
            relation: analysis.relation,
            sure: analysis.sure,
        });
    }
    let tokens = first..reading.tokens.len();
    reading.sentences.push(Sentence { span: reading.span_of_tokens(tokens.clone()), tokens, region: stretch.region });
}

/// What is known of a token without models.
fn untagged(text: &str) -> Analysis {
    let (upos, penn, relation) = (Upos::X, Penn::Fw, Relation::Dep);
    Analysis { lemma: text.to_lowercase(), upos, penn, head: None, relation, sure: 0.0 }
}
