//! Pronouns: "he", "she" and "they" stand for a person named shortly before, if only one can be meant.
//!
//! Subject before object, near before far (the preferences of centering theory and of Lappin and Leass 1994), gender
//! and number must agree, and what stands inside a quotation is left alone: a quoted "he" is seldom its speaker, a
//! quoted "I" is the speaker, whom a later stage knows.

use gainsay_core::{EntityKind, MentionForm, Relation};

use super::super::gender::Gender;
use super::super::page::Page;
use super::Chains;

/// How many sentences back a pronoun reaches.
const REACH: usize = 2;

struct Pronoun {
    gender: Gender,
    plural: bool,
    thing: bool,
}

fn pronoun(key: &str) -> Option<Pronoun> {
    let (gender, plural, thing) = match key {
        "he" | "him" | "his" | "himself" => (Gender::Man, false, false),
        "she" | "her" | "hers" | "herself" => (Gender::Woman, false, false),
        "they" | "them" | "their" | "theirs" | "themselves" => (Gender::Unknown, true, false),
        "it" | "its" | "itself" => (Gender::Unknown, false, true),
        "i" | "me" | "my" | "mine" | "myself" | "we" | "us" | "our" | "ours" | "ourselves" => {
            (Gender::Unknown, false, false)
        }
        _ => return None,
    };
    Some(Pronoun { gender, plural, thing })
}

/// Adds a mention for each pronoun, with its chain where that is sure.
pub(super) fn link(chains: &mut Chains<'_, '_>) {
    let page = chains.page;
    let mut by_sentence: Vec<Vec<usize>> = vec![Vec::new(); page.sentences.len()];
    for (at, mention) in chains.mentions.iter().enumerate() {
        if let Some(list) = by_sentence.get_mut(page.sentence_of(mention.head)) {
            list.push(at);
        }
    }
    for sentence in 0..page.sentences.len() {
        for token in page.sentences[sentence].clone() {
            let Some(pronoun) = pronoun(page.key(token)).filter(|_| is_pronoun(page, token)) else { continue };
            let kind = if pronoun.thing { EntityKind::Organization } else { EntityKind::Person };
            let speaker = matches!(
                page.key(token),
                "i" | "me" | "my" | "mine" | "myself" | "we" | "us" | "our" | "ours" | "ourselves"
            );
            let chain =
                if speaker || page.is_quoted(token) { None } else { antecedent(chains, &by_sentence, token, &pronoun) };
            let mention = chains.add(token..token + 1, token, kind, MentionForm::Pronoun);
            if let Some(chain) = chain {
                chains.join(mention, chain);
                chains.chains[chain].gender = chains.chains[chain].gender.or(pronoun.gender);
                by_sentence[sentence].push(mention);
            }
        }
    }
}

fn is_pronoun(page: &Page<'_>, token: usize) -> bool {
    // "US" and "IT" are no pronouns.
    let text = page.str(token);
    text.len() < 2 || !text.contains('.') && !text.chars().all(char::is_uppercase)
}

/// The chain that a pronoun stands for: the best candidate, if it is clearly ahead of the next.
fn antecedent(chains: &Chains<'_, '_>, by_sentence: &[Vec<usize>], token: usize, pronoun: &Pronoun) -> Option<usize> {
    let page = chains.page;
    let here = page.sentence_of(token);
    let mut scores: Vec<(i32, usize)> = Vec::new();
    // Running text goes on over a picture's caption, and takes up nobody from it.
    let of_text = (0..=here).rev().filter(|&sentence| page.is_caption(sentence) == page.is_caption(here));
    for (back, sentence) in of_text.take(REACH + 1).enumerate() {
        for mention in &by_sentence[sentence] {
            let draft = &chains.mentions[*mention];
            let Some(chain) = draft.chain else { continue };
            if draft.tokens.end > token || !agrees(chains, chain, pronoun) || draft.form == MentionForm::Demonym {
                continue;
            }
            if back == 0 && is_co_argument(page, draft.head, token) {
                continue;
            }
            let score = score(chains, *mention, token, back as i32);
            match scores.iter_mut().find(|(_, c)| *c == chain) {
                Some((best, _)) => *best = (*best).max(score) + 1,
                None => scores.push((score, chain)),
            }
        }
    }
    scores.sort_by_key(|(score, chain)| (std::cmp::Reverse(*score), *chain));
    match scores.as_slice() {
        [(score, only)] if *score >= 4 => Some(*only),
        [(best, at), (next, _), ..] if best - next >= 4 => Some(*at),
        // "Rep. Jonas Moe said …", and "he said" in the next paragraph.
        [(best, at), (next, _), ..] if best > next && speaks(page, token) => {
            let before = (0..=here).rev().take(REACH + 1).flat_map(|sentence| by_sentence[sentence].iter().rev());
            let mut speakers = before.map(|mention| &chains.mentions[*mention]);
            let last = speakers.find(|draft| draft.tokens.end <= token && speaks(page, draft.head));
            last.and_then(|draft| draft.chain).filter(|chain| chain == at)
        }
        _ => None,
    }
}

fn agrees(chains: &Chains<'_, '_>, chain: usize, pronoun: &Pronoun) -> bool {
    let draft = &chains.chains[chain];
    if pronoun.thing {
        return matches!(draft.kind, EntityKind::Organization | EntityKind::Place) && !draft.plural;
    }
    if pronoun.plural {
        return draft.plural && draft.kind == EntityKind::Person
            || draft.kind == EntityKind::Organization && draft.named;
    }
    draft.kind == EntityKind::Person && !draft.plural && draft.gender.admits(pronoun.gender)
}

fn is_subject(page: &Page<'_>, token: usize) -> bool {
    matches!(page.relation(token), Some(Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter))
}

/// A token and the titles that it bears: what it hangs on as a part of one name or in apposition.
fn title_or_self(page: &Page<'_>, token: usize) -> impl Iterator<Item = usize> {
    const STEPS: usize = 3;
    let bears = |at: &usize| {
        let relation = page.relation(*at);
        matches!(relation, Some(Relation::Flat | Relation::Appos | Relation::NmodDesc | Relation::Compound))
    };
    std::iter::successors(Some(token), move |at| page.head(*at).filter(|_| bears(at))).take(STEPS)
}

/// Both arguments of one verb can't be one thing, unless the pronoun is reflexive or possessive.
fn is_co_argument(page: &Page<'_>, antecedent: usize, token: usize) -> bool {
    let loose =
        matches!(page.key(token), "his" | "her" | "its" | "their" | "himself" | "herself" | "itself" | "themselves");
    !loose && page.head(antecedent).is_some() && page.head(antecedent) == page.head(token)
}

fn score(chains: &Chains<'_, '_>, mention: usize, token: usize, back: i32) -> i32 {
    let page = chains.page;
    let draft = &chains.mentions[mention];
    let chain = draft.chain.and_then(|c| chains.chains.get(c));
    let mut score = 8 - 3 * back;
    if is_subject(page, draft.head) {
        score += 5;
    }
    if page.relation(draft.head) == Some(Relation::NmodPoss) {
        score -= 2;
    }
    if page.is_quoted(draft.head) {
        score -= 5;
    }
    if draft.form != MentionForm::Nominal && chain.is_some_and(|c| c.named) {
        score += 2;
    }
    if chain.is_some_and(|c| c.gender != Gender::Unknown && c.kind == EntityKind::Person) {
        score += 1;
    }
    if is_subject(page, token) && is_subject(page, draft.head) {
        score += 1;
    }
    score
}

/// Whether a token, or the title it bears, is the subject of a verb of saying: "Rep. Jonas Moe said …" goes on as "he said".
fn speaks(page: &Page<'_>, token: usize) -> bool {
    let subject = title_or_self(page, token).find(|&at| is_subject(page, at));
    let verb = subject.and_then(|at| page.head(at)).and_then(|verb| page.tokens.get(verb));
    verb.is_some_and(|verb| {
        matches!(
            verb.lemma.as_str(),
            "say" | "tell" | "add" | "write" | "tweet" | "note" | "argue" | "warn" | "continue"
        )
    })
}
