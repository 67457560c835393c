//! Copies of training sentences as headlines: present tense for past, no articles, no auxiliary of the passive, "to" for
//! "will", and who says it behind a comma.
//!
//! Treebanks hold next to none, and a parser that has seen none takes the verb of "Court blocks harbour plan" for a noun.

use gainsay_core::{Penn, Relation, Upos};

use crate::conllu::{Sentence, Token};
use crate::random::Random;

/// One fitting sentence in so many is copied.
const ONE_IN: usize = 1;
const LENGTHS: std::ops::RangeInclusive<usize> = 4..=22;

/// Who says what a headline tells, without an article.
const SPEAKERS: &[(&str, Penn)] = &[
    ("police", Penn::Nns),
    ("officials", Penn::Nns),
    ("witnesses", Penn::Nns),
    ("experts", Penn::Nns),
    ("minister", Penn::Nn),
    ("mayor", Penn::Nn),
    ("report", Penn::Nn),
    ("inquiry", Penn::Nn),
    ("court", Penn::Nn),
    ("company", Penn::Nn),
    ("union", Penn::Nn),
    ("army", Penn::Nn),
    ("ministry", Penn::Nn),
    ("lawyer", Penn::Nn),
    ("study", Penn::Nn),
    ("source", Penn::Nn),
];

/// Adds copies of the first `originals` sentences. Gives for each the sentence it is a copy of.
pub(super) fn add(sentences: &mut Vec<Sentence>, originals: usize) -> Vec<usize> {
    let mut random = Random::new(31);
    let (mut copies, mut sources) = (Vec::new(), Vec::new());
    for (at, sentence) in sentences[..originals].iter().enumerate() {
        if !LENGTHS.contains(&sentence.tokens.len()) || random.below(ONE_IN) != 0 {
            continue;
        }
        let Some(mut copy) = headline(sentence) else { continue };
        if random.chance(0.25) {
            say(&mut copy, &mut random);
        }
        if random.chance(0.5) {
            title_case(&mut copy);
        }
        copies.push(copy);
        sources.push(at);
    }
    sentences.extend(copies);
    sources
}

/// The sentence as a headline; `None` where it isn't a statement about somebody or something in the third person.
fn headline(sentence: &Sentence) -> Option<Sentence> {
    let tokens = &sentence.tokens;
    let count = tokens.len();
    let root = tokens.iter().position(|t| t.head == count && t.upos == Upos::Verb)?;
    let children = |head: usize| tokens.iter().enumerate().filter(move |(_, t)| t.head == head);
    let subject = children(root).find(|(_, t)| matches!(t.relation, Relation::Nsubj | Relation::NsubjPass))?;
    let named = matches!(subject.1.upos, Upos::Noun | Upos::Propn) && subject.0 < root;
    let odd = tokens.iter().any(|t| matches!(t.form.as_str(), "?" | "!" | "\"" | "''" | "``" | "(" | ":" | ";"));
    let negated = children(root).any(|(_, t)| matches!(t.lemma.as_str(), "not" | "n't" | "do"));
    if !named || odd || negated || tokens[count - 1].form != "." || tokens[count - 1].head != root {
        return None;
    }
    let will = children(root).find(|(_, t)| t.lemma == "will" && t.relation == Relation::Aux).map(|(at, _)| at);
    let finite = tokens[root].penn == Penn::Vbd;
    let passive = subject.1.relation == Relation::NsubjPass;
    let auxiliaries = || children(root).filter(|(_, t)| matches!(t.relation, Relation::Aux | Relation::AuxPass));
    if !(passive || will.is_some() || finite && auxiliaries().next().is_none()) {
        return None;
    }
    let dropped_auxiliary = |at: usize, t: &Token| {
        t.head == root && Some(at) != will && matches!(t.relation, Relation::Aux | Relation::AuxPass)
    };
    let mut copy = sentence.clone();
    if let Some(will) = will.filter(|_| !passive) {
        let to = &mut copy.tokens[will];
        "to".clone_into(&mut to.form);
        "to".clone_into(&mut to.lemma);
        (to.upos, to.penn, to.relation) = (Upos::Part, Penn::To, Relation::Mark);
    } else if finite && !passive {
        let plural = matches!(subject.1.penn, Penn::Nns | Penn::Nnps);
        let verb = &mut copy.tokens[root];
        (verb.form, verb.penn) = present(&verb.lemma, plural);
    }
    let keep: Vec<bool> = tokens
        .iter()
        .enumerate()
        .map(|(at, t)| {
            let article = t.upos == Upos::Det && matches!(t.lemma.as_str(), "the" | "a");
            let auxiliary = dropped_auxiliary(at, t) || passive && Some(at) == will;
            !(article || auxiliary || at + 1 == count)
        })
        .collect();
    keep_only(&mut copy, &keep).then_some(copy)
}

/// The present tense of a verb, third person.
fn present(lemma: &str, plural: bool) -> (String, Penn) {
    let form = match lemma {
        "be" => if plural { "are" } else { "is" }.to_owned(),
        "have" => if plural { "have" } else { "has" }.to_owned(),
        _ if plural => lemma.to_owned(),
        _ if lemma.ends_with(['s', 'x', 'z', 'o']) || lemma.ends_with("ch") || lemma.ends_with("sh") => {
            format!("{lemma}es")
        }
        _ => match lemma.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u'])) {
            Some(stem) => format!("{stem}ies"),
            None => format!("{lemma}s"),
        },
    };
    (form, if plural { Penn::Vbp } else { Penn::Vbz })
}

/// Drops tokens; `false` where something that stays depends on one that goes.
fn keep_only(sentence: &mut Sentence, keep: &[bool]) -> bool {
    let count = keep.len();
    if sentence.tokens.iter().zip(keep).any(|(t, kept)| *kept && t.head < count && !keep[t.head]) {
        return false;
    }
    let places: Vec<usize> = (0..=count).map(|at| keep[..at].iter().filter(|k| **k).count()).collect();
    let mut kept = keep.iter();
    sentence.tokens.retain(|_| kept.next().is_some_and(|k| *k));
    for token in &mut sentence.tokens {
        token.head = places[token.head];
    }
    if let Some(first) = sentence.tokens.first_mut() {
        capitalize(&mut first.form);
    }
    sentence.tokens.len() >= 3
}

/// Adds ", mayor says": the verb of saying becomes the root, what it says its clausal complement.
fn say(sentence: &mut Sentence, random: &mut Random) {
    let count = sentence.tokens.len();
    let Some(root) = sentence.tokens.iter().position(|t| t.head == count) else { return };
    let (speaker, penn) = SPEAKERS[random.below(SPEAKERS.len())];
    let verb = count + 2;
    for token in &mut sentence.tokens {
        if token.head == count {
            token.head = verb;
        }
    }
    sentence.tokens[root].relation = Relation::Ccomp;
    let (says, penn_of_verb) = if penn == Penn::Nns { ("say", Penn::Vbp) } else { ("says", Penn::Vbz) };
    let word = |form: &str, lemma: &str, upos, penn, head, relation| Token {
        form: form.to_owned(),
        lemma: lemma.to_owned(),
        upos,
        penn,
        head,
        relation,
        space_after: true,
    };
    let lemma = if penn == Penn::Nns && speaker != "police" { speaker.trim_end_matches('s') } else { speaker };
    let lemma = if speaker == "witnesses" { "witness" } else { lemma };
    sentence.tokens.push(word(",", ",", Upos::Punct, Penn::Comma, verb, Relation::Punct));
    sentence.tokens.push(word(speaker, lemma, Upos::Noun, penn, verb, Relation::Nsubj));
    sentence.tokens.push(word(says, "say", Upos::Verb, penn_of_verb, count + 3, Relation::Root));
}

fn title_case(sentence: &mut Sentence) {
    const SMALL: &[&str] = &["of", "in", "on", "at", "to", "for", "and", "or", "but", "as", "by", "with", "from", "'s"];
    for token in sentence.tokens.iter_mut().filter(|t| !SMALL.contains(&t.form.as_str())) {
        capitalize(&mut token.form);
    }
}

fn capitalize(form: &mut String) {
    let mut chars = form.chars();
    *form = chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conllu;

    fn words(sentence: &Sentence) -> String {
        sentence.tokens.iter().map(|t| t.form.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_statement_becomes_a_headline() {
        let rows = "1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_\n2\tcourt\tcourt\tNOUN\tNN\t_\t3\tnsubj\t_\t_\n\
            3\tblocked\tblock\tVERB\tVBD\t_\t0\troot\t_\t_\n4\tthe\tthe\tDET\tDT\t_\t5\tdet\t_\t_\n\
            5\tplan\tplan\tNOUN\tNN\t_\t3\tobj\t_\t_\n6\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_\n\n";
        let mut made = headline(&conllu::parse(rows)[0]).expect("a headline");
        assert_eq!(words(&made), "Court blocks plan");
        say(&mut made, &mut Random::new(1));
        let count = made.tokens.len();
        assert_eq!(made.tokens.iter().filter(|t| t.head == count).count(), 1);
        assert_eq!(made.tokens[1].relation, Relation::Ccomp);
        assert!(made.tokens.iter().all(|t| t.head <= count));
    }

    #[test]
    fn the_passive_loses_its_auxiliary_and_the_future_becomes_an_infinitive() {
        let rows = "1\tTwo\ttwo\tNUM\tCD\t_\t2\tnummod\t_\t_\n2\tmen\tman\tNOUN\tNNS\t_\t4\tnsubj:pass\t_\t_\n\
            3\twere\tbe\tAUX\tVBD\t_\t4\taux:pass\t_\t_\n4\tkilled\tkill\tVERB\tVBN\t_\t0\troot\t_\t_\n\
            5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n\n\
            1\tTalks\ttalk\tNOUN\tNNS\t_\t3\tnsubj\t_\t_\n2\twill\twill\tAUX\tMD\t_\t3\taux\t_\t_\n\
            3\tresume\tresume\tVERB\tVB\t_\t0\troot\t_\t_\n4\tsoon\tsoon\tADV\tRB\t_\t3\tadvmod\t_\t_\n\
            5\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_\n\n";
        let made: Vec<String> = conllu::parse(rows).iter().filter_map(headline).map(|h| words(&h)).collect();
        assert_eq!(made, ["Two men killed", "Talks to resume soon"]);
    }

    #[test]
    fn verbs_take_their_endings() {
        let forms: Vec<String> =
            ["deny", "block", "catch", "go", "say"].iter().map(|lemma| present(lemma, false).0).collect();
        assert_eq!(forms, ["denies", "blocks", "catches", "goes", "says"]);
    }
}
