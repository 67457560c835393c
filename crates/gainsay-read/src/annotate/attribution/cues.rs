//! The words that attribute, as data: `rules/attribution/cues.toml`.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

use gainsay_core::Stance;
use serde::Deserialize;

/// The way a verb takes what it attributes; what each means stands in the rules file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Frame {
    Quote,
    Clause,
    Parenthetical,
    To,
    PersonTo,
    Object,
    As,
    Call,
    Speaks,
    Silence,
}

/// What one verb can do.
#[derive(Clone, Debug, Default)]
pub(super) struct Verb {
    frames: BTreeMap<Frame, Stance>,
    prepositions: BTreeMap<String, Stance>,
    documents: bool,
}

impl Verb {
    /// Whether only documents say something by it: "the charter reads".
    pub(super) fn of_documents(&self) -> bool {
        self.documents
    }

    /// The stance this frame has, if the verb takes it. Of several tables, the last that lists the verb decides.
    pub(super) fn stance(&self, frame: Frame) -> Option<Stance> {
        self.frames.get(&frame).copied()
    }

    /// The stance with this preposition.
    pub(super) fn stance_with(&self, preposition: &str) -> Option<Stance> {
        self.prepositions.get(preposition).copied()
    }

    /// Whether it takes content after some preposition.
    pub(super) fn takes_prepositions(&self) -> bool {
        !self.prepositions.is_empty()
    }

    /// Whether it can introduce spoken or written words, not only thoughts.
    pub(super) fn speaks(&self) -> bool {
        self.frames.contains_key(&Frame::Quote)
    }
}

/// A turn of phrase that attributes.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    pub(super) words: Vec<String>,
    pub(super) stance: Stance,
}

/// All cue words.
#[derive(Debug)]
pub(super) struct Cues {
    /// By lemma, or by lemma, space and particle.
    verbs: HashMap<String, Verb>,
    /// Lemmas that some entry continues with a particle.
    nouns: BTreeMap<String, Stance>,
    /// Each as its words.
    pub(super) prepositions: Vec<Vec<String>>,
    /// By their first word.
    phrases: BTreeMap<String, Vec<Phrase>>,
    /// What stands behind "plead".
    pub(super) pleas: Vec<Phrase>,
    relaying: BTreeSet<String>,
    silencers: BTreeSet<String>,
    unanswered: BTreeSet<String>,
    carriers: BTreeSet<String>,
    charges: BTreeSet<String>,
    addressing: BTreeSet<String>,
    refused: BTreeSet<String>,
    silent_quotations: BTreeSet<String>,
    manners: BTreeSet<String>,
    /// Each as its words.
    anonymity: Vec<Vec<String>>,
}

impl Cues {
    /// What this verb can do: with its particle where that is listed, else alone.
    pub(super) fn verb(&self, lemma: &str) -> Option<&Verb> {
        self.verbs.get(lemma)
    }

    /// The stance of a noun as a cue.
    pub(super) fn noun(&self, lemma: &str) -> Option<Stance> {
        self.nouns.get(lemma).copied()
    }

    /// Turns of phrase that begin with this lemma.
    pub(super) fn phrases(&self, lemma: &str) -> &[Phrase] {
        self.phrases.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// "citing", "quoting".
    pub(super) fn relays(&self, lemma: &str) -> bool {
        self.relaying.contains(lemma)
    }

    /// What is named after a preposition to say how somebody spoke, not of what: "on condition of anonymity".
    pub(super) fn is_manner(&self, lemma: &str) -> bool {
        self.manners.contains(lemma)
    }

    /// Whether a whole quotation, in lower case and without its marks, says nothing: "no comment".
    pub(super) fn is_silent_quotation(&self, text: &str) -> bool {
        self.silent_quotations.contains(text)
    }

    /// Ways to go on from a verb that wish for no name: "not to be named". Each as its words.
    pub(super) fn anonymity(&self) -> &[Vec<String>] {
        &self.anonymity
    }

    /// Nouns for what goes unanswered: "did not return calls".
    pub(super) fn unanswered(&self, lemma: &str) -> bool {
        self.unanswered.contains(lemma)
    }

    /// Verbs that take someone and "of": "accused Hale of selling".
    pub(super) fn takes_of(&self, lemma: &str) -> bool {
        self.charges.contains(lemma)
    }

    /// Verbs whose object is whom somebody speaks to: "told Lakenews".
    pub(super) fn addresses(&self, lemma: &str) -> bool {
        self.addressing.contains(lemma)
    }

    /// Verbs whose object, where it is a document, is what is sent or made, not what is said: "posted the letter".
    pub(super) fn carries(&self, lemma: &str) -> bool {
        self.carriers.contains(lemma)
    }

    /// What is refused, not denied, where somebody rejects it: "rejected the offer".
    pub(super) fn is_refused(&self, lemma: &str) -> bool {
        self.refused.contains(lemma)
    }

    /// "decline", "refuse".
    pub(super) fn silences(&self, lemma: &str) -> bool {
        self.silencers.contains(lemma)
    }
}

/// The cues that ship.
pub(super) fn cues() -> &'static Cues {
    static CUES: LazyLock<Cues> = LazyLock::new(|| build(file()));
    &CUES
}

/// The rules file as it stands; a test checks that it reads, so that a slip can't ship.
fn file() -> CueFile {
    toml::from_str(include_str!("../../../rules/attribution/cues.toml")).unwrap_or_default()
}

fn build(file: CueFile) -> Cues {
    let mut verbs: HashMap<String, Verb> = HashMap::new();
    for table in &file.verbs {
        for lemma in &table.lemmas {
            let verb = verbs.entry(lemma.clone()).or_default();
            verb.documents |= table.documents;
            for &frame in &table.frames {
                verb.frames.insert(frame, table.stance);
            }
            for preposition in &table.prepositions {
                verb.prepositions.insert(preposition.clone(), table.stance);
            }
        }
    }
    let mut nouns = BTreeMap::new();
    for table in &file.nouns {
        for lemma in &table.lemmas {
            nouns.entry(lemma.clone()).or_insert(table.stance);
        }
    }
    let phrase = |stance, text: &String| Phrase { stance, words: text.split(' ').map(str::to_owned).collect() };
    let listed = |tables: &[PhraseTable]| -> Vec<Phrase> {
        tables.iter().flat_map(|table| table.texts.iter().map(move |text| phrase(table.stance, text))).collect()
    };
    let mut phrases: BTreeMap<String, Vec<Phrase>> = BTreeMap::new();
    for phrase in listed(&file.phrases) {
        if let Some(first) = phrase.words.first() {
            phrases.entry(first.clone()).or_default().push(phrase);
        }
    }
    let prepositions =
        file.prepositions.iter().flat_map(|t| &t.words).map(|w| w.split(' ').map(str::to_owned).collect()).collect();
    Cues {
        verbs,
        nouns,
        prepositions,
        phrases,
        pleas: listed(&file.pleas),
        relaying: file.relaying.lemmas.into_iter().collect(),
        silencers: file.silencers.lemmas.into_iter().collect(),
        unanswered: file.silencers.unanswered.into_iter().collect(),
        carriers: file.carriers.lemmas.into_iter().collect(),
        charges: file.charges.lemmas.into_iter().collect(),
        addressing: file.addressing.lemmas.into_iter().collect(),
        refused: file.refused.lemmas.into_iter().collect(),
        silent_quotations: file.silencers.quotations.into_iter().collect(),
        manners: file.manners.lemmas.into_iter().collect(),
        anonymity: file.anonymity.phrases.iter().map(|p| p.split(' ').map(str::to_owned).collect()).collect(),
    }
}

/// `cues.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct CueFile {
    verbs: Vec<VerbTable>,
    nouns: Vec<NounTable>,
    prepositions: Vec<WordTable>,
    phrases: Vec<PhraseTable>,
    pleas: Vec<PhraseTable>,
    relaying: LemmaTable,
    silencers: Silencers,
    manners: LemmaTable,
    carriers: LemmaTable,
    charges: LemmaTable,
    addressing: LemmaTable,
    refused: LemmaTable,
    anonymity: Phrases,
}

/// What says that nothing is said.
#[derive(Debug, Default, Deserialize)]
struct Silencers {
    lemmas: Vec<String>,
    quotations: Vec<String>,
    unanswered: Vec<String>,
}

/// Turns of phrase.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrases {
    phrases: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "names and examples are for readers and tests")]
struct VerbTable {
    name: String,
    stance: Stance,
    frames: Vec<Frame>,
    lemmas: Vec<String>,
    #[serde(default)]
    prepositions: Vec<String>,
    #[serde(default)]
    documents: bool,
    r#match: Vec<String>,
    not: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "names and examples are for readers and tests")]
struct NounTable {
    name: String,
    stance: Stance,
    lemmas: Vec<String>,
    r#match: Vec<String>,
    not: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "examples are for readers and tests")]
struct WordTable {
    words: Vec<String>,
    r#match: Vec<String>,
    not: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "examples are for readers and tests")]
struct PhraseTable {
    stance: Stance,
    texts: Vec<String>,
    r#match: Vec<String>,
    not: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[allow(dead_code, reason = "examples are for readers and tests")]
struct LemmaTable {
    lemmas: Vec<String>,
    #[serde(default)]
    r#match: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
}

#[cfg(test)]
pub(super) mod examples {
    use super::*;

    /// All examples of the file: sentences that must match, and those that must not with the lemmas they hold.
    pub(in super::super) fn all() -> (Vec<String>, Vec<String>) {
        let file = file();
        let mut yes = Vec::new();
        let mut no = Vec::new();
        for table in file.verbs {
            yes.extend(table.r#match);
            no.extend(table.not);
        }
        for table in file.nouns {
            yes.extend(table.r#match);
            no.extend(table.not);
        }
        for table in file.prepositions {
            yes.extend(table.r#match);
            no.extend(table.not);
        }
        for table in file.phrases {
            yes.extend(table.r#match);
            no.extend(table.not);
        }
        yes.extend(file.relaying.r#match);
        no.extend(file.relaying.not);
        (yes, no)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_reads() {
        let read: Result<CueFile, _> = toml::from_str(include_str!("../../../rules/attribution/cues.toml"));
        assert!(read.is_ok(), "{read:?}");
        assert!(cues().verbs.len() > 300);
    }

    #[test]
    fn a_verb_of_several_tables_keeps_each_frame() {
        let deny = cues().verb("deny").expect("listed");
        assert_eq!(deny.stance(Frame::Clause), Some(Stance::Denies));
        let confirm = cues().verb("confirm").expect("listed");
        assert_eq!(confirm.stance(Frame::Object), Some(Stance::Confirms));
    }
}
