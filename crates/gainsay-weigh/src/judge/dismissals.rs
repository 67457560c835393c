//! Words that dismiss what they are said of: "the story is a hoax", "called it baseless"; and whether they are themselves
//! negated ("this is no hoax") or hedged ("it may be a hoax").

use gainsay_core::{Reading, Relation, Span, Token, Upos};
use serde::Deserialize;

/// The words, as data.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    /// What dismisses.
    dismissals: Vec<String>,
    /// What negates.
    negations: Vec<String>,
    /// What leaves open whether it is so.
    hedges: Vec<String>,
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
        self.dismissals.iter().any(|one| one == lemma)
    }

    /// The first dismissal in a span. "Fake news is rampant" tells of fake news and dismisses nothing in particular, so a
    /// word that belongs to a subject doesn't count.
    pub(super) fn first_in(&self, reading: &Reading, span: Span) -> Option<Dismissal> {
        let from = reading.token_from(span.start);
        let inside = reading.tokens.iter().enumerate().skip(from).take_while(|(_, token)| token.span.end <= span.end);
        let mut found = inside.filter(|(_, token)| self.dismissals.contains(&token.lemma));
        found.find_map(|(word, _)| self.dismissal(reading, span, word))
    }

    /// Dismissals that an article's sentence makes in a main clause of its own: "The story is a hoax."
    pub(super) fn of_sentence(&self, reading: &Reading, sentence: usize) -> Vec<Dismissal> {
        let Some(sentence) = reading.sentences.get(sentence) else { return Vec::new() };
        let words = sentence.tokens.clone().filter(|at| self.dismissals.contains(&reading.tokens[*at].lemma));
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

fn children(reading: &Reading, head: usize) -> impl Iterator<Item = (usize, &Token)> {
    let sentence = reading.sentences.get(reading.sentence_of_token(head)).map_or(0..0, |s| s.tokens.clone());
    sentence
        .filter_map(move |at| reading.tokens.get(at).filter(|token| token.head == Some(head)).map(|token| (at, token)))
}
