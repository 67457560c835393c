//! What an analyst decided, applied: it comes before whatever weighing would have found.
//!
//! In: decisions, anchored on spans of articles. Out: whether each fits what is there. One that fits nothing any more is
//! never dropped in silence: the caller says so.

use std::cell::RefCell;

use gainsay_core::{
    Article, ArticleSpan, Basis, Chain, Dating, EntityKind, Facet, Interval, Reading, Source, SourceKind, Span,
};

/// A decision about a story's articles together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Correction {
    /// Whether two names, each by the span of a mention of it, stand for one.
    Entities {
        /// The two mentions.
        mentions: [ArticleSpan; 2],
        /// One, or two.
        same: bool,
    },
    /// Whether two predicates tell of one event.
    Events {
        /// The two predicates.
        mentions: [ArticleSpan; 2],
        /// One, or two.
        same: bool,
    },
    /// Whether what two articles say in their own voice rests on one origin.
    Origins {
        /// The two, as indexes.
        articles: [usize; 2],
        /// One, or two.
        same: bool,
    },
    /// Claims of this facet in which this sentence takes a position are not shown.
    Hidden {
        /// The sentence.
        evidence: ArticleSpan,
        /// Which side of an event the claim is about.
        facet: Facet,
        /// A predicate of the event, where it is about one: one sentence may tell of several.
        event: Option<ArticleSpan>,
    },
}

/// What is said of a date that was decided, and of a join that no rule found.
pub(crate) const DECIDED: &str = "decided by an analyst";

/// A decision about one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Amendment {
    /// Whose words these are.
    Speaker {
        /// What was said.
        content: Span,
        /// The name of who said it, or of the body for which somebody did.
        name: String,
    },
    /// When it was published; `None` where that is not known after all.
    Published(Option<Interval>),
}

/// Applies a decision about one article; gives whether it fits.
pub fn amend(article: &mut Article, reading: &mut Reading, amendment: &Amendment) -> bool {
    match amendment {
        Amendment::Published(value) => {
            let why = DECIDED.to_owned();
            let basis = if value.is_some() { Basis::Deduced } else { Basis::Unknown };
            article.published = Dating { value: *value, basis, evidence: None, why };
            true
        }
        Amendment::Speaker { content, name } => speaks(reading, article, *content, name),
    }
}

fn speaks(reading: &mut Reading, article: &Article, content: Span, name: &str) -> bool {
    let Some(said) = reading.attributions.iter().position(|said| said.content == content) else { return false };
    let is_named = |chain: &Chain| {
        let mentions = chain.mentions.iter().filter_map(|&at| reading.mentions.get(at));
        chain.name == name || mentions.into_iter().any(|mention| mention.span.slice(&article.text) == name)
    };
    let chain = reading.chains.iter().position(is_named).unwrap_or_else(|| {
        reading.chains.push(Chain {
            kind: EntityKind::Person,
            name: name.to_owned(),
            named: true,
            mentions: Vec::new(),
            description: None,
            why: Vec::new(),
        });
        reading.chains.len() - 1
    });
    reading.attributions[said].source = Source { span: None, chain: Some(chain), kind: SourceKind::Named };
    true
}

/// The decisions of one story, with which of them were found to fit.
#[derive(Debug, Default)]
pub(crate) struct Corrections<'c> {
    list: &'c [Correction],
    fitting: RefCell<Vec<bool>>,
}

/// Two that one decision is about, and whether they are one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Decided {
    pub(crate) two: [usize; 2],
    pub(crate) same: bool,
}

impl<'c> Corrections<'c> {
    pub(crate) fn new(list: &'c [Correction]) -> Self {
        Self { list, fitting: RefCell::new(vec![false; list.len()]) }
    }

    /// For each decision whether it fits.
    pub(crate) fn fitting(self) -> Vec<bool> {
        self.fitting.into_inner()
    }

    fn fits(&self, nth: usize) {
        self.fitting.borrow_mut()[nth] = true;
    }

    /// Decisions about names; `find` tells what stands for a name by a mention of it.
    pub(crate) fn entities(&self, find: impl Fn(ArticleSpan) -> Option<usize>) -> Vec<Decided> {
        self.decided(find, |one| match one {
            Correction::Entities { mentions, same } => Some((*mentions, *same)),
            _ => None,
        })
    }

    /// Decisions about events; `find` tells what stands for one by its predicate.
    pub(crate) fn events(&self, find: impl Fn(ArticleSpan) -> Option<usize>) -> Vec<Decided> {
        self.decided(find, |one| match one {
            Correction::Events { mentions, same } => Some((*mentions, *same)),
            _ => None,
        })
    }

    fn decided(
        &self,
        find: impl Fn(ArticleSpan) -> Option<usize>,
        of_kind: impl Fn(&Correction) -> Option<([ArticleSpan; 2], bool)>,
    ) -> Vec<Decided> {
        let mut decided = Vec::new();
        for (nth, one) in self.list.iter().enumerate() {
            let Some(([a, b], same)) = of_kind(one) else { continue };
            // What is one thing already in its own article's reading can't be parted here.
            if let Some((a, b)) = find(a).zip(find(b)).filter(|(a, b)| a != b || same) {
                self.fits(nth);
                decided.push(Decided { two: [a, b], same });
            }
        }
        decided
    }

    /// Decisions about the origins of articles, of which there are so many.
    pub(crate) fn origins(&self, count: usize) -> Vec<Decided> {
        let mut decided = Vec::new();
        for (nth, one) in self.list.iter().enumerate() {
            if let Correction::Origins { articles, same } = one
                && articles[0] != articles[1]
                && articles.iter().all(|article| *article < count)
            {
                self.fits(nth);
                decided.push(Decided { two: *articles, same: *same });
            }
        }
        decided
    }

    /// Whether a claim of this facet, with positions in these sentences, about the event of these predicates is not to be
    /// shown.
    pub(crate) fn hides(&self, facet: Facet, evidence: &[ArticleSpan], predicates: &[ArticleSpan]) -> bool {
        let mut hidden = false;
        for (nth, one) in self.list.iter().enumerate() {
            if let Correction::Hidden { evidence: sentence, facet: of, event } = one
                && *of == facet
                && evidence.contains(sentence)
                && event.is_none_or(|predicate| predicates.contains(&predicate))
            {
                self.fits(nth);
                hidden = true;
            }
        }
        hidden
    }
}
