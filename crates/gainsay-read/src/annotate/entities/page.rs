//! The article as this stage looks at it: its tokens as marked words, sentence by sentence, and what stands in
//! quotation marks.

use std::ops::Range;

use gainsay_core::{Article, Penn, Reading, RegionKind, Relation, Span, Token, Upos};

use super::super::syntax::clusters::Clusters;
use super::forms::ArticleForms;
use super::lists::{Mark, Marks};
use super::word::{Word, is_titled, sentence, word_class};

/// One article's tokens, marked by the lists.
pub(super) struct Page<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    /// One sentence each, as ranges of tokens.
    pub(super) sentences: Vec<Range<usize>>,
    /// The marked words of each sentence.
    pub(super) words: Vec<Vec<Word<'a>>>,
    pub(super) forms: ArticleForms,
    /// For each token, its sentence.
    sentence_of: Vec<usize>,
    /// For each sentence, its region.
    regions: Vec<usize>,
    /// For each token, whether it stands in quotation marks.
    quoted: Vec<bool>,
    /// For each sentence, whether it is in Title Case.
    titled: Vec<bool>,
    /// For each sentence, whether it stands under a picture.
    captions: Vec<bool>,
}

impl<'a> Page<'a> {
    pub(super) fn new(article: &'a Article, reading: &'a Reading, clusters: Option<&Clusters>) -> Self {
        let text = article.text.as_str();
        let tokens = reading.tokens.as_slice();
        let sentences: Vec<Range<usize>> = reading
            .sentences
            .iter()
            .map(|s| s.tokens.start.min(tokens.len())..s.tokens.end.min(tokens.len()))
            .collect();
        let mut words: Vec<Vec<Word<'a>>> = Vec::with_capacity(sentences.len());
        for range in &sentences {
            let slice = tokens.get(range.clone()).unwrap_or(&[]);
            words
                .push(sentence(slice.iter().map(|t| (t.span.slice(text), Some(word_class(t.upos, t.penn)))), clusters));
        }
        let mut sentence_of = vec![0; tokens.len()];
        for (at, range) in sentences.iter().enumerate() {
            sentence_of[range.clone()].fill(at);
        }
        let forms = ArticleForms::read(&words);
        let titled = words.iter().map(|w| is_titled(w)).collect();
        let regions: Vec<usize> = reading.sentences.iter().map(|s| s.region).collect();
        let is_caption = |region: &usize| article.regions.get(*region).is_some_and(|r| r.kind == RegionKind::Caption);
        let captions = regions.iter().map(is_caption).collect();
        let quoted = Vec::new();
        let mut page = Self { text, tokens, sentences, words, forms, sentence_of, regions, quoted, titled, captions };
        page.quoted = page.find_quoted();
        page
    }

    pub(super) fn str(&self, token: usize) -> &'a str {
        self.tokens.get(token).map_or("", |t| t.span.slice(self.text))
    }

    pub(super) fn sentence_of(&self, token: usize) -> usize {
        self.sentence_of.get(token).copied().unwrap_or(0)
    }

    pub(super) fn word(&self, token: usize) -> Option<&Word<'a>> {
        let sentence = self.sentence_of(token);
        let start = self.sentences.get(sentence)?.start;
        self.words.get(sentence)?.get(token.checked_sub(start)?)
    }

    pub(super) fn marks(&self, token: usize) -> Marks {
        self.word(token).map_or(Marks::default(), |w| w.marks)
    }

    pub(super) fn key(&self, token: usize) -> &str {
        self.word(token).map_or("", |w| w.key.as_str())
    }

    pub(super) fn upos(&self, token: usize) -> Upos {
        self.tokens.get(token).map_or(Upos::X, |t| word_class(t.upos, t.penn))
    }

    pub(super) fn penn(&self, token: usize) -> Option<Penn> {
        self.tokens.get(token).map(|t| t.penn)
    }

    pub(super) fn relation(&self, token: usize) -> Option<Relation> {
        self.tokens.get(token).map(|t| t.relation)
    }

    pub(super) fn head(&self, token: usize) -> Option<usize> {
        self.tokens.get(token).and_then(|t| t.head)
    }

    pub(super) fn is_quoted(&self, token: usize) -> bool {
        self.quoted.get(token).copied().unwrap_or(false)
    }

    pub(super) fn is_titled(&self, token: usize) -> bool {
        self.titled.get(self.sentence_of(token)).copied().unwrap_or(false)
    }

    /// Whether the sentence stands under a picture, apart from the running text.
    pub(super) fn is_caption(&self, sentence: usize) -> bool {
        self.captions.get(sentence).copied().unwrap_or(false)
    }

    pub(super) fn is_capitalised(&self, token: usize) -> bool {
        self.str(token).chars().next().is_some_and(char::is_uppercase)
    }

    /// The tokens of the sentence that holds this token.
    pub(super) fn sentence(&self, token: usize) -> Range<usize> {
        self.sentences.get(self.sentence_of(token)).cloned().unwrap_or(token..token)
    }

    pub(super) fn span(&self, tokens: &Range<usize>) -> Span {
        match (self.tokens.get(tokens.start), tokens.end.checked_sub(1).and_then(|l| self.tokens.get(l))) {
            (Some(first), Some(last)) if tokens.start < tokens.end => first.span.cover(last.span),
            _ => Span::default(),
        }
    }

    pub(super) fn slice(&self, tokens: &Range<usize>) -> &'a str {
        self.span(tokens).slice(self.text)
    }

    /// What the lists say of these tokens as one name.
    pub(super) fn marks_of_all(&self, tokens: &Range<usize>) -> Marks {
        let words: Vec<&str> = tokens.clone().map(|t| self.str(t)).collect();
        super::lists::lists().mark_whole(&words)
    }

    /// Whether the token is followed by the next without anything between: no comma, no end of sentence.
    pub(super) fn adjoins(&self, token: usize, next: usize) -> bool {
        token + 1 == next && self.sentence_of(token) == self.sentence_of(next)
    }

    /// The token that heads a range: the first whose head lies outside, the last token where the parse doesn't say.
    pub(super) fn head_of(&self, tokens: &Range<usize>) -> usize {
        let last = tokens.end.saturating_sub(1).max(tokens.start);
        tokens.clone().find(|t| self.head(*t).is_none_or(|h| !tokens.contains(&h))).unwrap_or(last)
    }

    /// Marks what stands in quotation marks, paragraph by paragraph: an unclosed quotation ends with its paragraph.
    fn find_quoted(&self) -> Vec<bool> {
        let mut quoted = vec![false; self.tokens.len()];
        let mut inside = false;
        let mut region = None;
        for (at, range) in self.sentences.iter().enumerate() {
            if region != self.regions.get(at).copied() {
                inside = false;
                region = self.regions.get(at).copied();
            }
            for token in range.clone() {
                match self.str(token) {
                    "\u{201c}" | "\u{ab}" | "``" | "\u{201e}" => inside = true,
                    "\u{201d}" | "\u{bb}" | "''" => inside = false,
                    "\"" => inside = !inside,
                    _ => quoted[token] = inside,
                }
            }
        }
        quoted
    }
}

/// Marks of titles, honorifics and offices that stand before a name without being part of it.
pub(super) const TITLE: &[Mark] = &[Mark::HonorificMan, Mark::HonorificWoman, Mark::Honorific, Mark::Office];

/// Marks of given names.
pub(super) const FIRST_NAME: &[Mark] = &[Mark::FirstMan, Mark::FirstWoman, Mark::FirstEither];
