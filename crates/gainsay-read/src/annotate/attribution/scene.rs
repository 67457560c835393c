//! What every rule of this stage looks at: text, tokens with their children, quotations.

use std::ops::Range;

use gainsay_core::{Article, Mention, Penn, Reading, Relation, Span, Token, Upos};

use super::cues::{Verb, cues};
use super::quotes::{self, Quotation};

/// One article with what is known of it so far.
pub(super) struct Scene<'a> {
    pub(super) article: &'a Article,
    pub(super) reading: &'a Reading,
    pub(super) quotes: Vec<Quotation>,
    children: Vec<Vec<usize>>,
    /// First and last token of each token's subtree.
    edges: Vec<(usize, usize)>,
    /// The quotation each token stands in, marks included.
    quote_of: Vec<Option<usize>>,
    /// The mention whose head each token is.
    mention_at: Vec<Option<usize>>,
}

impl<'a> Scene<'a> {
    pub(super) fn new(article: &'a Article, reading: &'a Reading) -> Self {
        let quotes = quotes::find(article);
        let children = children_of(&reading.tokens);
        let edges = edges_of(reading, &children);
        let quote_of = quotes_of_tokens(&reading.tokens, &quotes);
        let mut mention_at = vec![None; reading.tokens.len()];
        for (index, mention) in reading.mentions.iter().enumerate() {
            if let Some(slot) = mention_at.get_mut(mention.head) {
                *slot = Some(index);
            }
        }
        Self { article, reading, quotes, children, edges, quote_of, mention_at }
    }

    pub(super) fn text(&self) -> &'a str {
        &self.article.text
    }

    pub(super) fn token(&self, at: usize) -> &'a Token {
        &self.reading.tokens[at]
    }

    /// A token's words as written.
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.token(at).span.slice(self.text())
    }

    /// Whether the token is this word, case aside.
    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    pub(super) fn lemma(&self, at: usize) -> &'a str {
        &self.token(at).lemma
    }

    pub(super) fn relation(&self, at: usize) -> Relation {
        self.token(at).relation
    }

    pub(super) fn head(&self, at: usize) -> Option<usize> {
        self.token(at).head
    }

    pub(super) fn children(&self, at: usize) -> &[usize] {
        &self.children[at]
    }

    pub(super) fn child(&self, at: usize, relations: &[Relation]) -> Option<usize> {
        self.children(at).iter().copied().find(|&c| relations.contains(&self.relation(c)))
    }

    /// First and last token of the subtree.
    pub(super) fn edges(&self, at: usize) -> (usize, usize) {
        self.edges[at]
    }

    /// The quotation this token stands in.
    pub(super) fn quote_of(&self, at: usize) -> Option<usize> {
        self.quote_of[at]
    }

    /// The mention whose head this token is.
    pub(super) fn mention_at(&self, at: usize) -> Option<&'a Mention> {
        self.mention_at[at].map(|m| &self.reading.mentions[m])
    }

    /// The tokens of the sentence this token stands in.
    pub(super) fn sentence_tokens(&self, at: usize) -> Range<usize> {
        self.reading.sentences.get(self.reading.sentence_of_token(at)).map_or(at..at + 1, |s| s.tokens.clone())
    }

    /// The span of these tokens, both ends included.
    pub(super) fn span(&self, first: usize, last: usize) -> Span {
        self.reading.span_of_tokens(first..last + 1)
    }

    /// The tokens that overlap this span.
    pub(super) fn tokens_in(&self, span: Span) -> Range<usize> {
        let first = self.reading.tokens.partition_point(|t| t.span.end <= span.start);
        let end = self.reading.tokens.partition_point(|t| t.span.start < span.end);
        first..end.max(first)
    }

    pub(super) fn is_punct(&self, at: usize) -> bool {
        self.token(at).upos == Upos::Punct
            || matches!(self.token(at).penn, Penn::Openquote | Penn::Closequote | Penn::Comma | Penn::Period)
            || !self.word(at).chars().any(char::is_alphanumeric)
    }

    pub(super) fn is_comma(&self, at: usize) -> bool {
        matches!(self.word(at), "," | "—" | "–" | "--" | "-" | "(")
    }

    pub(super) fn is_quote_mark(&self, at: usize) -> bool {
        matches!(self.word(at), "\"" | "“" | "”" | "''" | "``" | "‘" | "’" | "'" | "«" | "»" | "„" | "`")
    }

    pub(super) fn is_verb(&self, at: usize) -> bool {
        matches!(self.token(at).upos, Upos::Verb | Upos::Aux)
    }

    pub(super) fn is_nominal(&self, at: usize) -> bool {
        matches!(self.token(at).upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num)
            || matches!(self.token(at).penn, Penn::Nn | Penn::Nns | Penn::Nnp | Penn::Nnps | Penn::Prp)
    }

    /// The first token of the verb's group: auxiliaries, adverbs and negations before it.
    pub(super) fn group_start(&self, verb: usize) -> usize {
        let start = self.sentence_tokens(verb).start;
        let mut first = verb;
        while first > start && verb - first < 6 && self.is_group_word(first - 1) {
            first -= 1;
        }
        first
    }

    fn is_group_word(&self, at: usize) -> bool {
        matches!(self.token(at).upos, Upos::Aux | Upos::Adv) || self.is_negation(at) || self.is(at, "yet")
    }

    fn is_negation(&self, at: usize) -> bool {
        matches!(self.word(at).to_lowercase().as_str(), "not" | "n't" | "n’t" | "never" | "nor")
    }

    /// Whether the token's lemma is a verb that can introduce spoken or written words.
    pub(super) fn speaks(&self, at: usize) -> bool {
        cues().verb(self.lemma(at)).is_some_and(Verb::speaks)
    }

    /// Whether the token belongs to an expression of time; these are in order of the text, without overlaps.
    pub(super) fn is_in_time(&self, at: usize) -> bool {
        let Some(span) = self.reading.tokens.get(at).map(|token| token.span) else { return false };
        let times = &self.reading.times;
        times
            .get(times.partition_point(|time| time.span.end <= span.start))
            .is_some_and(|time| time.span.contains(span))
    }

    /// Whether a hyphen joins the token to the word before or after it: "court-ordered", "agreed-upon".
    pub(super) fn is_hyphenated(&self, at: usize) -> bool {
        let tokens = &self.reading.tokens;
        let joined =
            |a: usize, b: usize| tokens.get(a).zip(tokens.get(b)).is_some_and(|(a, b)| a.span.end == b.span.start);
        let hyphen = |at: usize| tokens.get(at).is_some_and(|token| token.span.slice(self.text()) == "-");
        at > 1 && hyphen(at - 1) && joined(at - 2, at - 1) && joined(at - 1, at)
            || hyphen(at + 1) && joined(at, at + 1) && joined(at + 1, at + 2)
    }

    pub(super) fn has_negation(&self, verb: usize) -> bool {
        (self.group_start(verb)..verb).any(|t| self.is_negation(t))
    }
}

fn children_of(tokens: &[Token]) -> Vec<Vec<usize>> {
    let mut children = vec![Vec::new(); tokens.len()];
    for (at, token) in tokens.iter().enumerate() {
        if let Some(head) = token.head.filter(|&h| h < tokens.len() && h != at) {
            children[head].push(at);
        }
    }
    children
}

/// First and last token of each subtree, found without recursion: parses of odd text may be as deep as they are long.
fn edges_of(reading: &Reading, children: &[Vec<usize>]) -> Vec<(usize, usize)> {
    let tokens = &reading.tokens;
    let mut edges: Vec<(usize, usize)> = (0..tokens.len()).map(|at| (at, at)).collect();
    let mut order = Vec::with_capacity(tokens.len());
    let mut stack: Vec<usize> = (0..tokens.len()).filter(|&at| tokens[at].head.is_none()).collect();
    while let Some(at) = stack.pop() {
        order.push(at);
        stack.extend(&children[at]);
    }
    for &at in order.iter().rev() {
        if let Some(head) = tokens[at].head.filter(|&h| h < tokens.len()) {
            let (first, last) = edges[at];
            let of_head = &mut edges[head];
            *of_head = (of_head.0.min(first), of_head.1.max(last));
        }
    }
    edges
}

fn quotes_of_tokens(tokens: &[Token], quotes: &[Quotation]) -> Vec<Option<usize>> {
    let mut at = 0;
    tokens
        .iter()
        .map(|token| {
            while quotes.get(at).is_some_and(|q| q.outer.end <= token.span.start) {
                at += 1;
            }
            quotes.get(at).filter(|q| q.outer.start <= token.span.start).map(|_| at)
        })
        .collect()
}
