//! Copies of training sentences as news reports them: "…, a senior official said on Monday."
//!
//! Every second sentence of news says who says it, and hardly any of the treebanks' do. So plain sentences are copied into
//! frames of that kind, annotated as the treebanks annotate them: the verb of saying is the root, the sentence its
//! clausal complement. Who speaks, to whom and when stands in `rules/reports.conllu`.

use gainsay_core::{Penn, Relation, Upos};

use crate::conllu::{self, Sentence, Token};
use crate::random::Random;

const PHRASES: &str = include_str!("../../rules/reports.conllu");
/// One plain sentence in so many is copied.
const ONE_IN: usize = 6;
/// How long the sentences are that are copied.
const LENGTHS: std::ops::RangeInclusive<usize> = 5..=32;

/// The verbs with the share of reports they introduce; "told" takes whom it was told.
const VERBS: &[(&str, &str, Penn, f64)] = &[
    ("said", "say", Penn::Vbd, 0.62),
    ("says", "say", Penn::Vbz, 0.08),
    ("told", "tell", Penn::Vbd, 0.14),
    ("reported", "report", Penn::Vbd, 0.06),
    ("added", "add", Penn::Vbd, 0.04),
    ("announced", "announce", Penn::Vbd, 0.03),
    ("confirmed", "confirm", Penn::Vbd, 0.03),
];

/// Adds the copies. Gives for each the sentence it is a copy of.
pub(super) fn add(sentences: &mut Vec<Sentence>) -> Vec<usize> {
    let phrases = conllu::parse(PHRASES);
    let of = |kind: &str| -> Vec<&Sentence> { phrases.iter().filter(|p| p.id.starts_with(kind)).collect() };
    let (speakers, hearers, times) = (of("speaker"), of("hearer"), of("when"));
    let mut random = Random::new(23);
    let (mut copies, mut sources) = (Vec::new(), Vec::new());
    for (at, sentence) in sentences.iter().enumerate() {
        if !is_plain(sentence) || random.below(ONE_IN) != 0 {
            continue;
        }
        let pick = |from: &[&Sentence], random: &mut Random| from[random.below(from.len())].clone();
        let speaker = pick(&speakers, &mut random);
        let hearer = pick(&hearers, &mut random);
        let when = random.chance(0.35).then(|| pick(&times, &mut random));
        copies.push(report(sentence, &speaker, &hearer, when.as_ref(), &mut random));
        sources.push(at);
    }
    sentences.extend(copies);
    sources
}

/// A statement with a subject and a verb and neither quotation marks nor asides.
fn is_plain(sentence: &Sentence) -> bool {
    let tokens = &sentence.tokens;
    let count = tokens.len();
    let Some(root) = tokens.iter().position(|t| t.head == count) else { return false };
    let has_subject = tokens.iter().any(|t| t.head == root && t.relation == Relation::Nsubj);
    let aside = |t: &Token| {
        matches!(t.form.as_str(), "\"" | "''" | "``" | "“" | "”" | "?" | "!" | ":" | ";" | "(" | "...")
            || t.relation == Relation::Parataxis
    };
    let speech = matches!(tokens[root].lemma.as_str(), "say" | "tell" | "report" | "add" | "announce" | "confirm");
    LENGTHS.contains(&count)
        && tokens[count - 1].form == "."
        && tokens[count - 1].head == root
        && matches!(tokens[root].upos, Upos::Verb | Upos::Noun | Upos::Adj)
        && has_subject
        && !speech
        && !tokens.iter().any(aside)
}

/// Puts a sentence together piece by piece. Heads are places in the sentence; [`OPEN`] is filled in at the end.
#[derive(Default)]
struct Building {
    tokens: Vec<Token>,
}

/// The head of what hangs on the verb of saying.
const OPEN: usize = usize::MAX;

impl Building {
    /// Adds a phrase whose own root gets this relation to the verb of saying; gives the root's place.
    fn phrase(&mut self, tokens: &[Token], relation: Option<Relation>) -> usize {
        let start = self.tokens.len();
        let mut root = start;
        for (at, token) in tokens.iter().enumerate() {
            let mut token = token.clone();
            if token.head >= tokens.len() {
                root = start + at;
                token.head = OPEN;
                token.relation = relation.unwrap_or(token.relation);
            } else {
                token.head += start;
            }
            self.tokens.push(token);
        }
        root
    }

    fn word(&mut self, form: &str, lemma: &str, upos: Upos, penn: Penn, relation: Relation) -> usize {
        let token = Token {
            form: form.to_owned(),
            lemma: lemma.to_owned(),
            upos,
            penn,
            head: OPEN,
            relation,
            space_after: true,
        };
        self.tokens.push(token);
        self.tokens.len() - 1
    }

    /// Adds a sentence in quotation marks, with its comma inside: marks and comma hang on its head.
    fn quotation(&mut self, said: &[Token]) {
        let opening = self.word("\u{201c}", "\"", Upos::Punct, Penn::Openquote, Relation::Punct);
        self.tokens[opening].space_after = false;
        let root = self.phrase(said, Some(Relation::Ccomp));
        self.comma();
        self.tokens[opening].head = root;
        let comma = self.tokens.len() - 1;
        self.tokens[comma].head = root;
        self.tokens[comma].space_after = false;
        let closing = self.word("\u{201d}", "\"", Upos::Punct, Penn::Closequote, Relation::Punct);
        self.tokens[closing].head = root;
    }

    fn comma(&mut self) {
        if let Some(last) = self.tokens.last_mut() {
            last.space_after = false;
        }
        self.word(",", ",", Upos::Punct, Penn::Comma, Relation::Punct);
    }

    /// Ends the sentence: all that is open hangs on the verb.
    fn finish(mut self, verb: usize) -> Sentence {
        if let Some(last) = self.tokens.last_mut() {
            last.space_after = false;
        }
        self.word(".", ".", Upos::Punct, Penn::Period, Relation::Punct);
        let count = self.tokens.len();
        for token in self.tokens.iter_mut().filter(|t| t.head == OPEN) {
            token.head = verb;
        }
        self.tokens[verb].head = count;
        self.tokens[verb].relation = Relation::Root;
        capitalize(&mut self.tokens[0]);
        Sentence { tokens: self.tokens, ..Sentence::default() }
    }
}

fn report(
    sentence: &Sentence,
    speaker: &Sentence,
    hearer: &Sentence,
    when: Option<&Sentence>,
    random: &mut Random,
) -> Sentence {
    let said = without_stop(sentence);
    let verb = pick_verb(random);
    let mut building = Building::default();
    let last = random.chance(0.6);
    let inverted = last && random.chance(0.2) && verb.1 == "say" && speaker.tokens[0].upos != Upos::Pron;
    if last && random.chance(0.2) {
        building.quotation(&said);
    } else if last {
        building.phrase(&said, Some(Relation::Ccomp));
        building.comma();
    }
    let mut verb_at = 0;
    if inverted {
        verb_at = building.word(verb.0, verb.1, Upos::Verb, verb.2, Relation::Root);
    }
    building.phrase(&speaker.tokens, Some(Relation::Nsubj));
    if !inverted {
        verb_at = building.word(verb.0, verb.1, Upos::Verb, verb.2, Relation::Root);
    }
    if verb.1 == "tell" {
        building.phrase(&hearer.tokens, Some(Relation::Iobj));
    }
    if let Some(when) = when {
        building.phrase(&when.tokens, None);
    }
    if !last {
        let that = random.chance(0.5).then(|| building.word("that", "that", Upos::Sconj, Penn::In, Relation::Mark));
        let mut said = said;
        if said[0].upos != Upos::Propn && said[0].form != "I" {
            said[0].form = said[0].form.to_lowercase();
        }
        let root = building.phrase(&said, Some(Relation::Ccomp));
        if let Some(that) = that {
            building.tokens[that].head = root;
        }
    }
    building.finish(verb_at)
}

fn pick_verb(random: &mut Random) -> (&'static str, &'static str, Penn) {
    let mut left = random.below(1_000) as f64 / 1_000.0;
    for &(form, lemma, penn, share) in VERBS {
        if left < share {
            return (form, lemma, penn);
        }
        left -= share;
    }
    (VERBS[0].0, VERBS[0].1, VERBS[0].2)
}

/// The sentence's tokens without its full stop.
fn without_stop(sentence: &Sentence) -> Vec<Token> {
    let count = sentence.tokens.len() - 1;
    let mut tokens = sentence.tokens[..count].to_vec();
    for token in &mut tokens {
        token.head = token.head.min(count);
    }
    tokens
}

fn capitalize(token: &mut Token) {
    let mut chars = token.form.chars();
    token.form = chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain() -> Sentence {
        let rows = "1\tShips\tship\tNOUN\tNNS\t_\t2\tnsubj\t_\t_\n2\tsank\tsink\tVERB\tVBD\t_\t0\troot\t_\t_\n\
            3\toff\toff\tADP\tIN\t_\t4\tcase\t_\t_\n4\tHalberg\tHalberg\tPROPN\tNNP\t_\t2\tobl\t_\t_\n\
            5\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n";
        conllu::parse(rows).remove(0)
    }

    #[test]
    fn a_report_is_a_tree_with_the_verb_of_saying_as_its_root() {
        let phrases = conllu::parse(PHRASES);
        let of = |kind: &str| phrases.iter().find(|p| p.id.starts_with(kind)).cloned().unwrap_or_default();
        let mut random = Random::new(1);
        for _ in 0..50 {
            let made = report(&plain(), &of("speaker"), &of("hearer"), Some(&of("when")), &mut random);
            let count = made.tokens.len();
            let root = made.tokens.iter().position(|t| t.head == count).expect("a root");
            assert_eq!(made.tokens[root].upos, Upos::Verb);
            let complement = made.tokens.iter().position(|t| t.form == "sank").expect("the sentence");
            assert_eq!((made.tokens[complement].head, made.tokens[complement].relation), (root, Relation::Ccomp));
            assert!(made.tokens.iter().enumerate().all(|(at, t)| t.head <= count && t.head != at));
        }
    }

    #[test]
    fn questions_and_reports_are_not_copied() {
        assert!(is_plain(&plain()));
        let mut asked = plain();
        asked.tokens[4].form = "?".to_owned();
        assert!(!is_plain(&asked));
    }

    #[test]
    fn every_phrase_is_a_tree() {
        let phrases = conllu::parse(PHRASES);
        assert!(phrases.len() > 200);
        for phrase in &phrases {
            let count = phrase.tokens.len();
            assert_eq!(phrase.tokens.iter().filter(|t| t.head == count).count(), 1, "{phrase:?}");
        }
    }
}
