//! Words that dismiss what they are said of: "the story is a hoax", "called it baseless"; and whether they are themselves
//! negated ("this is no hoax") or hedged ("it may be a hoax").

use std::collections::BTreeSet;

use gainsay_core::{Reading, Relation, Span, Token, Upos};
use serde::Deserialize;

/// The words, as data.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    /// What dismisses.
    dismissals: BTreeSet<String>,
    /// What negates.
    negations: BTreeSet<String>,
    /// What leaves open whether it is so.
    hedges: BTreeSet<String>,
}

/// One dismissal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dismissal {
    /// The word itself, a token's index.
    word: usize,
    /// The predicate, where a clause says it of its subject: "is a *hoax*", "was fake *news*".
    predicate: Option<usize>,
    negated: bool,
    hedged: bool,
}

/// What comes of it for what it is said of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is not so.
    Dismissed,
    /// It is so: what dismisses it is negated.
    Upheld,
    /// Either may be.
    Open,
}

impl Words {
    /// Whether a lemma dismisses.
    pub(super) fn dismiss(&self, lemma: &str) -> bool {
        self.dismissals.contains(lemma)
    }

    /// The first dismissal in a span. "Fake news is rampant" tells of fake news and dismisses nothing in particular, so a
    /// word that belongs to a subject doesn't count.
    pub(super) fn first_in(&self, reading: &Reading, span: Span) -> Option<Dismissal> {
        let mut words = reading.tokens_in(span).filter(|at| self.dismiss(&reading.tokens[*at].lemma));
        words.find_map(|word| self.dismissal(reading, span, word))
    }

    /// Dismissals that an article's sentence makes in a main clause of its own: "The story is a hoax."
    pub(super) fn of_sentence(&self, reading: &Reading, sentence: usize) -> Vec<Dismissal> {
        let Some(sentence) = reading.sentences.get(sentence) else { return Vec::new() };
        let words = sentence.tokens.clone().filter(|at| self.dismiss(&reading.tokens[*at].lemma));
        let made = words.filter_map(|word| self.dismissal(reading, sentence.span, word));
        made.filter(|one| one.predicate.is_some_and(|predicate| is_main(reading, predicate))).collect()
    }

    fn dismissal(&self, reading: &Reading, span: Span, word: usize) -> Option<Dismissal> {
        let token = reading.tokens.get(word)?;
        let describes = matches!(token.relation, Relation::Amod | Relation::Compound);
        let said = if describes { token.head? } else { word };
        if is_subject(reading.tokens.get(said)?.relation) || is_subject(token.relation) {
            return None;
        }
        let predicate = children(reading, said).any(|(_, child)| child.relation == Relation::Cop).then_some(said);
        let (mut negated, mut hedged, mut in_deed) = (false, false, false);
        // "I don't think that it is a hoax": what stands over a clause bears on it too, as far as these words go.
        let mut next = Some(said);
        for _ in 0..MOST_OVER {
            let Some((at, over)) = next.and_then(|at| Some((at, reading.tokens.get(at)?))) else { break };
            if !span.contains(over.span) {
                break;
            }
            hedged |= self.hedges.contains(&over.lemma);
            in_deed |= at != said && over.upos == Upos::Verb;
            for (nth, child) in children(reading, at).filter(|(_, child)| bears(child)) {
                negated ^= self.negations.contains(&child.lemma) && !is_rhetorical(reading, nth);
                hedged |= self.hedges.contains(&child.lemma);
            }
            next = over.head.filter(|_| !matches!(over.relation, Relation::Conj | Relation::Parataxis));
        }
        // "I have done nothing wrong" tells of a deed and dismisses nothing; "it baseless", behind "called", does.
        (predicate.is_some() || !in_deed).then_some(Dismissal { word, predicate, negated, hedged })
    }
}

/// So many words over a dismissal are looked at.
const MOST_OVER: usize = 4;

impl Dismissal {
    /// What it says of what it is said of. `denied` if who says it denies these words: "denied that it was a hoax", beside
    /// "dismissed it as a hoax".
    pub(super) const fn verdict(self, denied: bool) -> Verdict {
        let turned = denied && self.predicate.is_some();
        if self.hedged {
            Verdict::Open
        } else if self.negated == turned {
            Verdict::Dismissed
        } else {
            Verdict::Upheld
        }
    }

    /// The words of its clause from the subject to the predicate, where the subject is one that `points`; `None` for a
    /// subject with a clause of its own, and where "it" only stands for a clause that follows: "it is wrong to".
    pub(super) fn clause(self, reading: &Reading, points: impl Fn(&Token) -> bool) -> Option<Span> {
        let predicate = self.predicate?;
        let (subject, token) = children(reading, predicate).find(|(_, child)| is_subject(child.relation))?;
        let has_clause = |at: usize| children(reading, at).any(|(_, child)| is_clause(child.relation));
        if !points(token) || has_clause(subject) || token.upos == Upos::Pron && has_clause(predicate) {
            return None;
        }
        let first = children(reading, subject).map(|(at, _)| at).min().unwrap_or(subject).min(subject);
        let last = predicate.max(self.word);
        (first <= last).then(|| reading.span_of_tokens(first..last + 1))
    }
}

const fn is_subject(relation: Relation) -> bool {
    matches!(relation, Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter)
}

const fn is_clause(relation: Relation) -> bool {
    matches!(relation, Relation::Acl | Relation::AclRelcl | Relation::Ccomp | Relation::Csubj | Relation::Advcl)
}

/// "Not only a lie but …" negates nothing.
fn is_rhetorical(reading: &Reading, negation: usize) -> bool {
    let next = reading.tokens.get(negation + 1);
    next.is_some_and(|token| matches!(token.lemma.as_str(), "only" | "just" | "merely" | "simply"))
}

/// Words that negate or hedge the one they hang on; not those of another clause.
const fn bears(child: &Token) -> bool {
    matches!(child.relation, Relation::Advmod | Relation::Aux | Relation::Det | Relation::Mark | Relation::Cc)
}

/// Whether this is the predicate of a sentence, or stands beside it.
fn is_main(reading: &Reading, mut at: usize) -> bool {
    for _ in 0..MOST_OVER {
        match reading.tokens.get(at).map(|token| (token.relation, token.head)) {
            Some((Relation::Root, _) | (_, None)) => return true,
            Some((Relation::Conj | Relation::Parataxis, Some(head))) => at = head,
            _ => return false,
        }
    }
    false
}

/// The tokens that hang on one.
fn children(reading: &Reading, head: usize) -> impl Iterator<Item = (usize, &Token)> {
    reading.dependents(head).map(|at| (at, &reading.tokens[at]))
}
