//! One article's parse together with what earlier stages found in it, looked up by token.

use std::collections::BTreeMap;

use gainsay_core::{Article, EntityKind, Interval, MentionForm, Reading, RegionKind, Relation, Sentence};

use super::tree::Tree;

/// What the rules about events look at.
pub(crate) struct Scene<'a> {
    /// The parse.
    pub(crate) tree: Tree<'a>,
    /// What was read so far.
    pub(crate) reading: &'a Reading,
    article: &'a Article,
    /// The best mention with this head token.
    headed: Vec<Option<usize>>,
    /// The smallest mention over this token.
    over: Vec<Option<usize>>,
    /// Times by the token they hang on.
    times_under: BTreeMap<usize, Vec<usize>>,
}

impl<'a> Scene<'a> {
    /// Indexes a reading by token.
    pub(crate) fn new(article: &'a Article, reading: &'a Reading) -> Self {
        let tree = Tree::new(&article.text, &reading.tokens, &reading.sentences);
        let mut headed: Vec<Option<usize>> = vec![None; tree.len()];
        let mut over: Vec<Option<usize>> = vec![None; tree.len()];
        for (at, mention) in reading.mentions.iter().enumerate() {
            if let Some(slot) = headed.get_mut(mention.head)
                && slot.is_none_or(|old: usize| mention.form < reading.mentions[old].form)
            {
                *slot = Some(at);
            }
            for token in mention.tokens.clone().take(40) {
                if let Some(slot) = over.get_mut(token)
                    && slot.is_none_or(|old: usize| mention.tokens.len() < reading.mentions[old].tokens.len())
                {
                    *slot = Some(at);
                }
            }
        }
        let mut times_under: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, time) in reading.times.iter().enumerate() {
            if let Some(parent) = time_head(&tree, &time.tokens).and_then(|head| tree.head(head)) {
                times_under.entry(parent).or_default().push(at);
            }
        }
        Self { tree, reading, article, headed, over, times_under }
    }

    /// When the article was published, if that is known.
    pub(crate) fn published(&self) -> Option<Interval> {
        self.article.published.value
    }

    /// Whether a token stands in a headline: the article's, one inside it, or a line of one sentence without a stop, as
    /// captures of pages have them that tell headlines and paragraphs not apart.
    pub(crate) fn in_headline(&self, token: usize) -> bool {
        let sentences = &self.reading.sentences;
        let at = self.reading.sentence_of_token(token);
        let Some(sentence) = sentences.get(at) else { return false };
        if matches!(self.region(token), Some(RegionKind::Title | RegionKind::Heading)) {
            return true;
        }
        let is_alone = |other: Option<&Sentence>| other.is_none_or(|other| other.region != sentence.region);
        let before = at.checked_sub(1).and_then(|before| sentences.get(before));
        let last = sentence.span.slice(&self.article.text).trim_end().chars().next_back();
        is_alone(before) && is_alone(sentences.get(at + 1)) && last.is_some_and(char::is_alphanumeric)
    }

    /// The kind of region a token stands in.
    pub(crate) fn region(&self, token: usize) -> Option<RegionKind> {
        let sentence = self.reading.sentences.get(self.reading.sentence_of_token(token))?;
        self.article.regions.get(sentence.region).map(|r| r.kind)
    }

    /// A time that hangs directly on this token.
    pub(crate) fn time_under(&self, token: usize) -> Option<usize> {
        self.times_under.get(&token).and_then(|all| all.first().copied())
    }

    /// Whether a token is part of an expression of time.
    pub(crate) fn is_time(&self, token: usize) -> bool {
        self.time_at(token).is_some()
    }

    /// The expression of time that covers this token.
    pub(crate) fn time_at(&self, token: usize) -> Option<usize> {
        let at = self.reading.times.partition_point(|t| t.tokens.start <= token).checked_sub(1)?;
        self.reading.times.get(at)?.tokens.contains(&token).then_some(at)
    }

    /// The last expression of time that ends within a few tokens before this one, in its sentence.
    pub(crate) fn time_before(&self, token: usize) -> Option<usize> {
        let at = self.reading.times.partition_point(|t| t.tokens.start < token).checked_sub(1)?;
        let time = self.reading.times.get(at)?;
        (time.tokens.end + 4 > token
            && self.reading.sentence_of_token(time.tokens.start) == self.reading.sentence_of_token(token))
        .then_some(at)
    }

    /// The mention with this head, or the name over it.
    pub(crate) fn mention(&self, token: usize) -> Option<usize> {
        let headed = self.headed.get(token).copied().flatten();
        headed.or_else(|| self.name_over(token))
    }

    /// The name that covers this token.
    pub(crate) fn name_over(&self, token: usize) -> Option<usize> {
        let at = self.over.get(token).copied().flatten()?;
        (self.reading.mentions.get(at)?.form == MentionForm::Name).then_some(at)
    }

    /// The mention that stands for a whole phrase: its head's, or that of a name it is made of ("Minister Lind").
    pub(crate) fn phrase_mention(&self, head: usize) -> Option<usize> {
        self.mention(head).or_else(|| {
            self.tree
                .under(head, &[Relation::Flat, Relation::Appos, Relation::NmodDesc])
                .find_map(|part| self.headed.get(part).copied().flatten())
        })
    }

    /// What kind of thing a phrase stands for.
    pub(crate) fn kind(&self, head: usize) -> Option<EntityKind> {
        let mention = self.reading.mentions.get(self.phrase_mention(head)?)?;
        Some(mention.chain.and_then(|c| self.reading.chains.get(c)).map_or(mention.kind, |c| c.kind))
    }

    /// The chain a phrase belongs to.
    pub(crate) fn chain(&self, head: usize) -> Option<usize> {
        self.reading.mentions.get(self.phrase_mention(head)?)?.chain
    }

    /// Whether a phrase names a place that is no country.
    pub(crate) fn is_city(&self, head: usize) -> bool {
        let name = self.phrase_mention(head).and_then(|m| self.reading.mentions.get(m));
        name.is_some_and(|m| {
            m.kind == EntityKind::Place
                && m.form == MentionForm::Name
                && gainsay_core::country_named(m.span.slice(self.tree.text)).is_none()
        })
    }

    /// Whether a phrase stands for a person, a body or a place.
    pub(crate) fn is_party(&self, head: usize) -> bool {
        self.kind(head).is_some_and(|kind| kind != EntityKind::Other)
    }
}

/// The token of an expression of time that hangs on a token outside it.
pub(crate) fn time_head(tree: &Tree<'_>, tokens: &std::ops::Range<usize>) -> Option<usize> {
    tokens.clone().take(24).find(|t| tree.head(*t).is_none_or(|head| !tokens.contains(&head)))
}
