//! The parse as a tree to walk: children, heads, lower-cased lemmas. Every walk is bounded, since a parse of hostile
//! text may be one chain of a million heads.

use std::borrow::Cow;

use gainsay_core::{Penn, Relation, Sentence, Span, Token, Upos};

use super::repair;

/// How far any walk up the tree goes.
pub(crate) const CLIMB: usize = 48;
/// How many children of one token are looked at.
const CHILDREN: usize = 256;
/// How many tokens a phrase may hold.
const PHRASE: usize = 80;

/// A token as the tree has it, with its lemma borrowed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node<'a> {
    /// Where it stands.
    pub(crate) span: Span,
    /// Its lemma as the reading has it.
    pub(crate) lemma: &'a str,
    /// Its universal part of speech.
    pub(crate) upos: Upos,
    /// Its Penn tag.
    pub(crate) penn: Penn,
    /// What it hangs on.
    pub(crate) head: Option<usize>,
    /// How it hangs on it.
    pub(crate) relation: Relation,
}

impl<'a> Node<'a> {
    fn of(token: &'a Token) -> Self {
        let Token { span, lemma, upos, penn, head, relation, .. } = token;
        Self { span: *span, lemma, upos: *upos, penn: *penn, head: *head, relation: *relation }
    }
}

/// A parsed text with its children listed.
pub(crate) struct Tree<'a> {
    /// The text itself.
    pub(crate) text: &'a str,
    /// Its tokens.
    pub(crate) tokens: Vec<Node<'a>>,
    /// Its sentences.
    pub(crate) sentences: &'a [Sentence],
    lemmas: Vec<Cow<'a, str>>,
    first_child: Vec<usize>,
    children: Vec<usize>,
}

impl<'a> Tree<'a> {
    /// Lists the children of each token, in order of the text.
    pub(crate) fn new(text: &'a str, tokens: &'a [Token], sentences: &'a [Sentence]) -> Self {
        let mut tokens: Vec<Node<'a>> = tokens.iter().map(Node::of).collect();
        repair::mend(text, &mut tokens);
        let mut first_child = vec![0; tokens.len() + 2];
        for head in tokens.iter().filter_map(|t| t.head).filter(|h| *h < tokens.len()) {
            first_child[head + 2] += 1;
        }
        for at in 2..first_child.len() {
            first_child[at] += first_child[at - 1];
        }
        let mut children = vec![0; first_child.last().copied().unwrap_or(0)];
        for (at, token) in tokens.iter().enumerate() {
            if let Some(head) = token.head.filter(|h| *h < tokens.len()) {
                children[first_child[head + 1]] = at;
                first_child[head + 1] += 1;
            }
        }
        let lemmas = tokens.iter().map(|t| lower(t.lemma)).collect();
        Self { text, tokens, sentences, lemmas, first_child, children }
    }

    /// How many tokens there are.
    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The tokens that hang on this one.
    pub(crate) fn children(&self, token: usize) -> &[usize] {
        match (self.first_child.get(token), self.first_child.get(token + 1)) {
            (Some(&from), Some(&to)) => self.children.get(from..to.min(from + CHILDREN)).unwrap_or(&[]),
            _ => &[],
        }
    }

    /// The token's head.
    pub(crate) fn head(&self, token: usize) -> Option<usize> {
        self.tokens.get(token).and_then(|t| t.head).filter(|h| *h < self.tokens.len() && *h != token)
    }

    /// Its relation to the head.
    pub(crate) fn relation(&self, token: usize) -> Relation {
        self.tokens.get(token).map_or(Relation::Dep, |t| t.relation)
    }

    /// Its lemma in lower case.
    pub(crate) fn lemma(&self, token: usize) -> &str {
        self.lemmas.get(token).map_or("", Cow::as_ref)
    }

    /// It as written, in lower case.
    pub(crate) fn word(&self, token: usize) -> Cow<'a, str> {
        lower(self.tokens.get(token).map_or("", |t| t.span.slice(self.text)))
    }

    /// Its Penn tag.
    pub(crate) fn penn(&self, token: usize) -> Penn {
        self.tokens.get(token).map_or(Penn::Fw, |t| t.penn)
    }

    /// Its universal part of speech.
    pub(crate) fn upos(&self, token: usize) -> Upos {
        self.tokens.get(token).map_or(Upos::X, |t| t.upos)
    }

    /// Whether it is a verb that heads a clause or phrase, auxiliaries aside.
    pub(crate) fn is_verb(&self, token: usize) -> bool {
        self.upos(token) == Upos::Verb
    }

    /// Its children of one of these relations.
    pub(crate) fn under<'t>(&'t self, token: usize, relations: &'t [Relation]) -> impl Iterator<Item = usize> + 't {
        self.children(token).iter().copied().filter(move |c| relations.contains(&self.relation(*c)))
    }

    /// Its first child of one of these relations.
    pub(crate) fn child(&self, token: usize, relations: &[Relation]) -> Option<usize> {
        self.children(token).iter().copied().find(|c| relations.contains(&self.relation(*c)))
    }

    /// The preposition of a phrase, multi-word ones joined by `_`; empty where it has none.
    pub(crate) fn preposition(&self, token: usize) -> Cow<'_, str> {
        let Some(case) = self.child(token, &[Relation::Case, Relation::Mark]) else { return "".into() };
        self.marker(case)
    }

    /// A preposition or conjunction with the words that make one with it: "instead_of", "rather_than".
    pub(crate) fn marker(&self, word: usize) -> Cow<'_, str> {
        let mut words: Cow<'_, str> = self.lemma(word).into();
        for fixed in self.under(word, &[Relation::Fixed]) {
            let words = words.to_mut();
            words.push('_');
            words.push_str(self.lemma(fixed));
        }
        let before = word.checked_sub(1).map_or("", |b| self.lemma(b));
        let one =
            matches!((before, words.as_ref()), ("instead" | "ahead", "of") | ("rather", "than") | ("prior", "to"));
        if one { format!("{before}_{words}").into() } else { words }
    }

    /// The heads above a token, nearest first.
    pub(crate) fn above(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.head(token), |t| self.head(*t)).take(CLIMB)
    }

    /// The token and what is coordinated with it.
    pub(crate) fn with_conjuncts(&self, token: usize) -> Vec<usize> {
        let mut all = vec![token];
        all.extend(self.under(token, &[Relation::Conj]).take(24));
        all
    }

    /// The first of a coordination, following `conj` upwards.
    pub(crate) fn first_conjunct(&self, token: usize) -> usize {
        let mut at = token;
        for _ in 0..CLIMB {
            match self.head(at) {
                Some(head) if self.relation(at) == Relation::Conj => at = head,
                _ => break,
            }
        }
        at
    }

    /// The tokens below a head that belong to its own phrase, in order: without clauses, appositions and what is
    /// coordinated with it.
    pub(crate) fn phrase(&self, head: usize) -> Vec<usize> {
        let mut kept = vec![head];
        let mut next = 0;
        while let Some(&at) = kept.get(next) {
            next += 1;
            for &child in self.children(at) {
                let inner = at != head;
                if kept.len() >= PHRASE || !self.belongs(child, inner) {
                    continue;
                }
                kept.push(child);
            }
        }
        kept.sort_unstable();
        kept
    }

    fn belongs(&self, child: usize, inner: bool) -> bool {
        match self.relation(child) {
            Relation::Det
            | Relation::DetPredet
            | Relation::Amod
            | Relation::Nummod
            | Relation::Compound
            | Relation::Flat
            | Relation::Fixed
            | Relation::Goeswith
            | Relation::Nmod
            | Relation::NmodPoss
            | Relation::NmodDesc
            | Relation::NmodUnmarked => true,
            Relation::Advmod => !self.is_verb(child),
            // Outside its own preposition, a phrase takes in those of its parts.
            Relation::Case | Relation::Conj | Relation::Cc => inner,
            Relation::Punct => inner || self.penn(child) == Penn::Hyph,
            _ => false,
        }
    }

    /// The unbroken run of a phrase's tokens around its head, as a range.
    pub(crate) fn phrase_range(&self, head: usize) -> std::ops::Range<usize> {
        let kept = self.phrase(head);
        let Ok(at) = kept.binary_search(&head) else { return head..head + 1 };
        let mut from = at;
        while from > 0 && kept[from - 1] + 1 == kept[from] {
            from -= 1;
        }
        let mut to = at;
        while to + 1 < kept.len() && kept[to + 1] == kept[to] + 1 {
            to += 1;
        }
        let (mut start, mut end) = (kept[from], kept[to] + 1);
        while start < head && self.trimmable(start) {
            start += 1;
        }
        while end > head + 1 && self.trimmable(end - 1) {
            end -= 1;
        }
        start..end
    }

    fn trimmable(&self, token: usize) -> bool {
        matches!(self.relation(token), Relation::Punct | Relation::Case | Relation::Cc)
            && !matches!(self.penn(token), Penn::Dollar)
    }

    /// The span of a range of tokens.
    pub(crate) fn span(&self, range: &std::ops::Range<usize>) -> Span {
        match (self.tokens.get(range.start), range.end.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) if range.start < range.end => first.span.cover(last.span),
            _ => Span::default(),
        }
    }
}

/// In lower case; borrowed where it is so already.
fn lower(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) { text.into() } else { text.to_lowercase().into() }
}
