//! What people decide against what weighing found: stored with who and why, applied from then on, taken back by number.
//!
//! A decision is anchored on words of articles, not on ids of what was weighed, so that it outlives every weighing.

use gainsay_core::Interval;
use gainsay_store::{FixRow, NewFix};

use super::{
    AddOptions, Ledger, clock,
    decision::{Anchor, Decision},
};
use crate::{
    Error,
    present::{Dossier, ids, view},
};

/// Names and reasons are cut at so many characters.
const LONGEST: usize = 400;

/// What is to be decided. Things are named by their ids, or by the words they stand in: `ARTICLE:START..END`, as
/// [`Ledger::why`] tells them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fix {
    /// Two entities, events or claims are one; two articles are of one story.
    Same {
        /// The one.
        one: String,
        /// The other.
        other: String,
    },
    /// Two mentions of one entity or event are of two.
    Different {
        /// The one.
        one: String,
        /// The other.
        other: String,
    },
    /// An article is of no story with others.
    Apart {
        /// The article.
        article: String,
    },
    /// Somebody else said it.
    Speaker {
        /// What was said: an attribution.
        said: String,
        /// Who said it.
        name: String,
    },
    /// Two articles rest on one origin, or on two.
    Origin {
        /// The one.
        one: String,
        /// The other.
        other: String,
        /// One, or two.
        same: bool,
    },
    /// An article was published then; `None`: it isn't known when.
    Date {
        /// The article.
        article: String,
        /// EDTF.
        value: Option<String>,
    },
    /// An article is not weighed, or a claim not shown.
    Hide {
        /// Which.
        what: String,
    },
}

/// What a name leads to.
enum Found {
    Article(String),
    Entity(Anchor),
    Event(Anchor),
    Said(Anchor),
    /// A claim by the first sentence that takes a position on it, with its event.
    Claim {
        facet: String,
        evidence: Anchor,
        event: Option<Anchor>,
        /// What tells of the event in that sentence.
        predicate: Option<Anchor>,
    },
}

impl Ledger {
    /// Decides; gives the decision's number. What it touches is weighed again in the same step: a decision is there with all
    /// that follows from it, or not at all.
    ///
    /// # Errors
    /// When what it names isn't in the ledger or can't be decided so, when it was stopped, or the ledger can't be written.
    pub fn fix(&mut self, fix: &Fix, who: &str, why: &str, options: AddOptions<'_>) -> Result<i64, Error> {
        let decision = self.decision(fix)?;
        let what = serde_json::to_string(&decision).unwrap_or_default();
        if self.store.fixes()?.iter().any(|row| row.undone_at.is_none() && row.what == what) {
            return Err(Error::unfit(format!("that is decided already: {}", decision.said())));
        }
        let (said, who, why) = (decision.said(), signed(who), plain(why));
        self.settled_at_once("fix", options, |writer| {
            let fix = NewFix { who: &who, why: &why, what: &what, said: &said };
            let n = writer.keep_fix(fix, &clock::now())?;
            writer.hide(&Decision::hidden(&writer.fixes_in_force()?))?;
            Ok(n)
        })
    }

    /// All decisions in order, those taken back included; with why one fits nothing any more.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn fixes(&self) -> Result<Vec<FixRow>, Error> {
        Ok(self.store.fixes()?)
    }

    /// Takes a decision back, with all that followed from it, or not at all.
    ///
    /// # Errors
    /// When there is none of this number in force, when it was stopped, or the ledger can't be written.
    pub fn undo(&mut self, n: i64, who: &str, options: AddOptions<'_>) -> Result<(), Error> {
        let none = || Error::unknown(format!("there is no decision {n} in force; `gainsay fixes` shows them"));
        if self.store.fix(n)?.is_none_or(|fix| fix.undone_at.is_some()) {
            return Err(none());
        }
        self.settled_at_once("undo", options, |writer| {
            // Somebody else may have taken it back meanwhile.
            if !writer.undo_fix(n, &signed(who), &clock::now())? {
                return Err(none());
            }
            Ok(writer.hide(&Decision::hidden(&writer.fixes_in_force()?))?)
        })
    }

    fn decision(&self, fix: &Fix) -> Result<Decision, Error> {
        match fix {
            Fix::Same { one, other } => self.pair(one, other, true),
            Fix::Different { one, other } => self.pair(one, other, false),
            Fix::Apart { article } => Ok(Decision::Apart { article: self.article_named(article)? }),
            Fix::Speaker { said, name } => match self.find(said)? {
                Found::Said(at) if !name.trim().is_empty() => {
                    Ok(Decision::Speaker { at, name: name.trim().to_owned() })
                }
                _ => Err(Error::unfit(format!(
                    "`{said}` is nothing that was said; `gainsay who` and `search` show what was"
                ))),
            },
            Fix::Origin { one, other, same } => {
                let articles = two(self.article_named(one)?, self.article_named(other)?)?;
                self.in_one_story([&articles[0], &articles[1]], [one, other], *same)?;
                Ok(Decision::Origins { articles, same: *same })
            }
            Fix::Date { article, value } => {
                if let Some(value) = value
                    && Interval::parse_edtf(value).is_err()
                {
                    return Err(Error::unfit(format!("`{value}` is no date; write 2025, 2025-06 or 2025-06-21")));
                }
                Ok(Decision::Date { article: self.article_named(article)?, value: value.clone() })
            }
            Fix::Hide { what } => match self.find(what)? {
                Found::Article(article) => Ok(Decision::HideArticle { article }),
                Found::Claim { facet, evidence, predicate, .. } => {
                    Ok(Decision::HideClaim { at: evidence, facet, event: predicate })
                }
                _ => Err(Error::unfit(format!(
                    "`{what}` is neither an article nor a claim, and only those can be hidden"
                ))),
            },
        }
    }

    fn pair(&self, one: &str, other: &str, same: bool) -> Result<Decision, Error> {
        let event = |found: Found| match found {
            Found::Claim { event: Some(event), .. } => Found::Event(event),
            found => found,
        };
        match (event(self.find(one)?), event(self.find(other)?)) {
            (Found::Entity(a), Found::Entity(b)) => {
                Ok(Decision::Entities { mentions: self.of_one_story(two(a, b)?, [one, other], same)?, same })
            }
            (Found::Event(a), Found::Event(b)) => {
                Ok(Decision::Events { mentions: self.of_one_story(two(a, b)?, [one, other], same)?, same })
            }
            (Found::Article(a), Found::Article(b)) if same => Ok(Decision::Together { articles: two(a, b)? }),
            (Found::Article(_), Found::Article(_)) => {
                Err(Error::unfit("to take an article out of its story say `gainsay fix split ARTICLE`".to_owned()))
            }
            _ => Err(Error::unfit(format!(
                "`{one}` and `{other}` are not two entities, two events, two claims of events or two articles"
            ))),
        }
    }

    fn of_one_story(&self, at: [Anchor; 2], named: [&str; 2], same: bool) -> Result<[Anchor; 2], Error> {
        self.in_one_story([&at[0].article, &at[1].article], named, same)?;
        Ok(at)
    }

    /// Stories are weighed each on its own: what stands in two of them is two, and is never made one.
    fn in_one_story(&self, articles: [&str; 2], named: [&str; 2], same: bool) -> Result<(), Error> {
        let story = |article: &str| Ok::<_, Error>(self.store.article(article)?.and_then(|row| row.story));
        let ([a, b], [one, other]) = (articles, named);
        let (x, y) = (story(a)?, story(b)?);
        if x == y {
            return Ok(());
        }
        let stories =
            format!("{} and {}", x.unwrap_or_else(|| "none".to_owned()), y.unwrap_or_else(|| "none".to_owned()));
        Err(Error::unfit(if same {
            format!(
                "`{one}` and `{other}` stand in two stories ({stories}), which are weighed apart; if the stories are one, say so \
                 first: `gainsay fix same {a} {b} --why REASON`"
            )
        } else {
            format!(
                "`{one}` and `{other}` are two already: they stand in two stories ({stories}), which are weighed apart"
            )
        }))
    }

    fn article_named(&self, id: &str) -> Result<String, Error> {
        match self.find(id)? {
            Found::Article(article) => Ok(article),
            _ => Err(Error::unfit(format!("`{id}` is no article; `gainsay articles` shows their ids"))),
        }
    }

    fn find(&self, named: &str) -> Result<Found, Error> {
        let unknown = || {
            Error::unknown(format!(
                "nothing in the ledger has the id `{named}`, or no one thing stands at these words; `gainsay why ID` shows the \
                 words of each"
            ))
        };
        if let Some(row) = self.store.article(named)? {
            return Ok(Found::Article(row.id));
        }
        let known_as = if named.contains(':') { named.to_owned() } else { self.known_as(named)? };
        let named = known_as.as_str();
        let words = named.split_once(':').and_then(|(article, span)| {
            let (start, end) = span.split_once("..")?;
            Some((article, start.parse().ok()?, end.parse().ok()?))
        });
        let story = self.story(words.map_or(named, |(article, ..)| article))?.ok_or_else(unknown)?;
        let found = match words {
            Some((article, start, end)) => by_words(&story, article, start, end),
            None => by_id(&story, named),
        };
        found.ok_or_else(unknown)
    }
}

/// Text without control characters and line breaks, of a length that a list can show.
fn plain(text: &str) -> String {
    let words: Vec<String> = text
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    words.join(" ").chars().take(LONGEST).collect()
}

/// Who decided; a decision without a name is somebody's.
fn signed(who: &str) -> String {
    Some(plain(who)).filter(|who| !who.is_empty()).unwrap_or_else(|| "somebody".to_owned())
}

fn two<T: PartialEq>(a: T, b: T) -> Result<[T; 2], Error> {
    if a == b {
        return Err(Error::unfit(
            "these two are one already; name two mentions of it as ARTICLE:START..END".to_owned(),
        ));
    }
    Ok([a, b])
}

fn anchor(span: &view::Span) -> Anchor {
    Anchor { article: span.article.clone(), start: span.start, end: span.end, exact: span.exact.clone() }
}

/// Of the mentions of something the one that it is known by.
fn known_by<'s>(prefix: &str, id: &str, mut mentions: impl Iterator<Item = &'s view::Span> + Clone) -> Option<Anchor> {
    let own = |span: &&view::Span| {
        ids::of_mention(prefix, &span.article, gainsay_core::Span::new(span.start, span.end)) == id
    };
    let first = mentions.clone().next();
    mentions.find(own).or(first).map(anchor)
}

fn by_id(story: &Dossier, id: &str) -> Option<Found> {
    let event = |id: &str| {
        let event = story.events.iter().find(|event| event.id == id)?;
        known_by("e", id, event.mentions.iter().map(|mention| &mention.span))
    };
    if let Some(entity) = story.entities.iter().find(|entity| entity.id == id) {
        return known_by("n", id, entity.mentions.iter()).map(Found::Entity);
    }
    if let Some(said) = story.attributions.iter().find(|said| said.id == id) {
        return Some(Found::Said(anchor(&said.content)));
    }
    if let Some(claim) = story.claims.iter().find(|claim| claim.id == id) {
        let evidence = &claim.positions.first()?.evidence;
        let of_claim = story.events.iter().find(|event| Some(event.id.as_str()) == claim.event.as_deref());
        let told = of_claim.and_then(|event| event.mentions.iter().find(|mention| mention.sentence == *evidence));
        return Some(Found::Claim {
            facet: claim.facet.as_str().to_owned(),
            evidence: anchor(evidence),
            predicate: told.map(|mention| anchor(&mention.span)),
            event: claim.event.as_deref().and_then(event),
        });
    }
    event(id).map(Found::Event)
}

fn by_words(story: &Dossier, article: &str, start: usize, end: usize) -> Option<Found> {
    let is_there = |span: &&view::Span| span.article == article && span.start == start && span.end == end;
    let entity = || story.entities.iter().flat_map(|entity| &entity.mentions).find(is_there);
    let event = || {
        let mut mentions = story.events.iter().flat_map(|event| &event.mentions);
        // An event is told of by its predicate, and shown by its sentence, which may tell of several.
        let by_predicate = mentions.clone().map(|mention| &mention.span).find(is_there);
        by_predicate.or_else(|| {
            let only = mentions.find(|mention| is_there(&&mention.sentence))?;
            mentions.all(|mention| !is_there(&&mention.sentence)).then_some(&only.span)
        })
    };
    let said = || story.attributions.iter().map(|said| &said.content).find(is_there);
    let entity = entity().map(|span| Found::Entity(anchor(span)));
    entity
        .or_else(|| event().map(|span| Found::Event(anchor(span))))
        .or_else(|| said().map(|span| Found::Said(anchor(span))))
}
