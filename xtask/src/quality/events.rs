//! Events against MEANTIME (Minard et al. 2016, CC BY 4.0): spans, roles and factuality, over the first six sentences of
//! each article, which are what it annotates.
//!
//! MEANTIME counts "be", "have" and words of speech as events, which gainsay leaves to others; `happenings` leaves out
//! gold events of the commonest such lemmas, and adjectives. Roles are counted on events both have: `Arg0` is an actor,
//! any other numbered role a recipient, theme or instrument. Factuality is certainty with polarity; what MEANTIME holds
//! certain of the future, gainsay may call `CT+` or a plan that it does not commit to.
#![allow(clippy::disallowed_methods, reason = "a developer's tool reads files")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context as _, Result};
use gainsay_core::{
    Article, Basis, Dating, EventMention, EventStatus, Factuality, Interval, Region, RegionKind, Role, Span,
};

use super::{Context, Measured};

/// Gold events that gainsay does not count as such.
const NO_HAPPENINGS: &[&str] = &[
    "be",
    "have",
    "say",
    "state",
    "add",
    "claim",
    "cite",
    "include",
    "own",
    "feature",
    "expect",
    "know",
    "cost",
    "want",
    "need",
    "believe",
    "contain",
    "remain",
    "consist",
    "allow",
    "enable",
    "intend",
    "aim",
    "plan",
    "like",
    "love",
    "seem",
    "explain",
    "argue",
    "suggest",
    "tell",
    "quote",
    "problem",
    "issue",
    "plan",
    "event",
    "fuel efficiency",
    "is",
    "was",
    "said",
    "saying",
    "begin",
    "continue",
    "start",
    "possess",
    "possesses",
];

/// How many sentences of an article are annotated.
const SENTENCES: usize = 6;

/// One gold event.
struct Gold {
    pred: String,
    happening: bool,
    spans: Vec<Span>,
    attributes: BTreeMap<String, String>,
    /// Whether an actor, and where.
    roles: Vec<(bool, Vec<Span>)>,
}

/// Measures spans, roles and factuality.
pub(crate) fn measure(context: &Context) -> Result<Option<Measured>> {
    let Some(folder) = context.find("meantime/intra-doc_annotation") else { return Ok(None) };
    let mut tally = Tally::default();
    let mut items = vec![["article", "event", "what"].map(str::to_owned).to_vec()];
    for corpus in ["corpus_airbus", "corpus_apple"] {
        let mut files: Vec<_> =
            std::fs::read_dir(folder.join(corpus))?.map(|f| f.map(|f| f.path())).collect::<Result<_, _>>()?;
        files.sort();
        for file in files {
            one(&file, context, &mut tally, &mut items)?;
        }
    }
    Ok(Some(tally.measured(items)))
}

fn one(file: &Path, context: &Context, tally: &mut Tally, items: &mut Vec<Vec<String>>) -> Result<()> {
    let xml = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
    let (article, gold) = read(&xml);
    let reading = gainsay_read::annotate(&article, &context.models);
    let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut taken = BTreeSet::new();
    for event in &gold {
        let found = reading.events.iter().position(|e| event.spans.iter().any(|s| s.overlaps(e.span)));
        tally.gold += 1;
        tally.happenings += usize::from(event.happening);
        let Some(at) = found else {
            if event.happening {
                items.push(vec![name.clone(), event.pred.clone(), "missed".into()]);
            }
            continue;
        };
        taken.insert(at);
        tally.hit += 1;
        tally.happenings_hit += usize::from(event.happening);
        let here = &reading.events[at];
        tally.roles(event, here);
        if let Some(right) = factuality_agrees(event, here) {
            tally.judged += 1;
            tally.judged_right += usize::from(right);
            if !right {
                let what = format!("{} {} for {:?}", here.factuality.as_str(), here.status.as_str(), event.attributes);
                items.push(vec![name.clone(), event.pred.clone(), what]);
            }
        }
    }
    tally.found += reading.events.len();
    for (_, event) in reading.events.iter().enumerate().filter(|(at, _)| !taken.contains(at)) {
        items.push(vec![name.clone(), event.span.slice(&article.text).to_owned(), "not in gold".into()]);
    }
    Ok(())
}

/// Whether the value agrees; `None` where gold says nothing.
fn factuality_agrees(gold: &Gold, event: &EventMention) -> Option<bool> {
    let of = |key: &str| gold.attributes.get(key).map_or("", String::as_str);
    let value = match (of("certainty"), of("polarity")) {
        ("CERTAIN", "POS") => Factuality::Certain,
        ("CERTAIN", "NEG") => Factuality::CertainNot,
        ("PROBABLE", "POS") => Factuality::Probable,
        ("PROBABLE", "NEG") => Factuality::ProbableNot,
        ("POSSIBLE", "POS") => Factuality::Possible,
        ("POSSIBLE", "NEG") => Factuality::PossibleNot,
        ("UNDERSPECIFIED", _) => Factuality::Unknown,
        _ => return None,
    };
    let planned = of("time") == "FUTURE" && value == Factuality::Certain;
    let plan = matches!(event.status, EventStatus::Planned | EventStatus::Hypothetical);
    Some(event.factuality == value || (planned && plan && event.factuality == Factuality::Unknown))
}

#[derive(Default)]
struct Tally {
    gold: usize,
    happenings: usize,
    found: usize,
    hit: usize,
    happenings_hit: usize,
    judged: usize,
    judged_right: usize,
    roles_gold: usize,
    roles_found: usize,
    roles_hit: usize,
}

impl Tally {
    fn roles(&mut self, gold: &Gold, event: &EventMention) {
        self.roles_gold += gold.roles.len();
        self.roles_found += event.participants.len();
        for (actor, spans) in &gold.roles {
            let fits = |p: &gainsay_core::Participant| {
                (p.role == Role::Actor) == *actor && spans.iter().any(|s| s.overlaps(p.span))
            };
            self.roles_hit += usize::from(event.participants.iter().any(fits));
        }
    }

    fn measured(self, items: Vec<Vec<String>>) -> Measured {
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        let f1 = |p: f64, r: f64| if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
        let row = |name: &str, hit: usize, found: usize, gold: usize| {
            let (p, r) = (share(hit, found), share(hit, gold));
            (
                f1(p, r),
                vec![
                    name.to_owned(),
                    gold.to_string(),
                    format!("{p:.1}"),
                    format!("{r:.1}"),
                    format!("{:.1}", f1(p, r)),
                ],
            )
        };
        let (all, all_row) = row("events", self.hit, self.found, self.gold);
        // What gold counts and gainsay leaves out is no error of either sort.
        let others = self.hit - self.happenings_hit;
        let (happenings, happenings_row) = row("happenings", self.happenings_hit, self.found - others, self.happenings);
        let (roles, roles_row) = row("roles", self.roles_hit, self.roles_found, self.roles_gold);
        let factuality = share(self.judged_right, self.judged);
        let head = ["", "gold", "P", "R", "F1"].map(str::to_owned).to_vec();
        let judged = vec![
            "factuality".into(),
            self.judged.to_string(),
            String::new(),
            String::new(),
            format!("{factuality:.1}"),
        ];
        Measured {
            tables: vec![("events (MEANTIME)".to_owned(), head, vec![all_row, happenings_row, roles_row, judged])],
            figures: BTreeMap::from([
                ("span.f1".to_owned(), all),
                ("happenings.f1".to_owned(), happenings),
                ("roles.f1".to_owned(), roles),
                ("factuality".to_owned(), factuality),
            ]),
            items,
        }
    }
}

/// The tags of a file, each with its attributes.
fn tags(xml: &str) -> Vec<(String, BTreeMap<String, String>, String)> {
    let mut tags = Vec::new();
    for piece in xml.split('<').skip(1) {
        let Some((tag, after)) = piece.split_once('>') else { continue };
        let name = tag.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or("").to_owned();
        let mut attributes = BTreeMap::new();
        let mut rest = tag;
        while let Some((key, tail)) = rest.split_once("=\"") {
            let Some((value, tail)) = tail.split_once('"') else { break };
            let key = key.rsplit(char::is_whitespace).next().unwrap_or("").to_owned();
            attributes.insert(key, plain(value));
            rest = tail;
        }
        let name = tag.strip_prefix('/').map_or(name, |closed| format!("/{closed}"));
        tags.push((name, attributes, plain(after)));
    }
    tags
}

fn plain(text: &str) -> String {
    text.replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .trim()
        .to_owned()
}

/// An article made of the first sentences, and its gold events.
fn read(xml: &str) -> (Article, Vec<Gold>) {
    let tags = tags(xml);
    let (article, spans) = article_of(&tags);
    let mut anchors: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    let mut events: Vec<(String, BTreeMap<String, String>)> = Vec::new();
    let mut roles: BTreeMap<String, Vec<(bool, String)>> = BTreeMap::new();
    let mut open = String::new();
    let mut relation: Option<(bool, String)> = None;
    for (name, attributes, _) in &tags {
        let id = |key: &str| attributes.get(key).cloned().unwrap_or_default();
        match name.as_str() {
            "EVENT_MENTION" => {
                open = id("m_id");
                events.push((open.clone(), attributes.clone()));
            }
            "token_anchor" => {
                if let Some(span) = spans.get(&id("t_id")) {
                    anchors.entry(open.clone()).or_default().push(*span);
                }
            }
            "HAS_PARTICIPANT" => {
                relation =
                    attributes.get("sem_role").filter(|r| !r.starts_with("Argm")).map(|r| (r == "Arg0", String::new()))
            }
            "source" => {
                if let Some((_, source)) = &mut relation {
                    *source = id("m_id");
                }
            }
            "target" => {
                if let Some((actor, source)) = relation.take() {
                    roles.entry(source).or_default().push((actor, id("m_id")));
                }
            }
            other if other.ends_with("_MENTION") || other == "TIMEX3" || other == "VALUE" || other == "SIGNAL" => {
                open = id("m_id")
            }
            _ => {}
        }
    }
    let gold = events.into_iter().filter_map(|(id, attributes)| {
        let spans = anchors.get(&id)?.clone();
        let of = |key: &str| attributes.get(key).map_or("", String::as_str);
        let pred = of("pred").to_lowercase();
        let word = spans.first()?.slice(&article.text).to_lowercase();
        let happening =
            of("pos") != "OTHER" && !NO_HAPPENINGS.contains(&pred.as_str()) && !NO_HAPPENINGS.contains(&word.as_str());
        let roles = roles
            .get(&id)
            .into_iter()
            .flatten()
            .filter_map(|(actor, target)| Some((*actor, anchors.get(target)?.clone())));
        let roles = roles.collect();
        Some(Gold { pred, happening, spans, attributes, roles })
    });
    let gold = gold.collect();
    (article, gold)
}

type Tags = [(String, BTreeMap<String, String>, String)];

/// The text of the annotated sentences, a region each, and where each token stands.
fn article_of(tags: &Tags) -> (Article, BTreeMap<String, Span>) {
    let mut article = Article::default();
    let mut spans = BTreeMap::new();
    let mut last = String::new();
    let mut start = 0;
    for (_, attributes, word) in tags.iter().filter(|(name, ..)| name == "token") {
        let sentence = attributes.get("sentence").cloned().unwrap_or_default();
        let number: usize = sentence.parse().unwrap_or(usize::MAX);
        if number >= SENTENCES {
            continue;
        }
        if sentence != last {
            close(&mut article, start);
            article.text.push_str(if article.text.is_empty() { "" } else { "\n\n" });
            start = article.text.len();
            last = sentence;
        }
        let glued = [",", ".", ";", ":", "'s", "n't", ")", "?", "!", "%", "'", "''"].contains(&word.as_str())
            || ["(", "$", "US$", "#"].iter().any(|open| article.text.ends_with(open));
        if !glued && article.text.len() > start {
            article.text.push(' ');
        }
        let at = article.text.len();
        article.text.push_str(word);
        if let Some(id) = attributes.get("t_id") {
            spans.insert(id.clone(), Span::new(at, at + word.len()));
        }
    }
    close(&mut article, start);
    if let Some((_, time, _)) =
        tags.iter().find(|(_, a, _)| a.get("functionInDocument").is_some_and(|f| f == "CREATION_TIME"))
    {
        let value = time.get("value").and_then(|v| Interval::parse_edtf(v).ok());
        article.published = Dating { value, basis: Basis::Stated, ..Dating::default() };
    }
    (article, spans)
}

fn close(article: &mut Article, start: usize) {
    if article.text.len() > start {
        let kind = match article.regions.len() {
            0 => RegionKind::Title,
            1 => RegionKind::Date,
            _ => RegionKind::Paragraph,
        };
        article.regions.push(Region {
            kind,
            span: Span::new(start, article.text.len()),
            why: "a sentence of gold".into(),
        });
    }
}
