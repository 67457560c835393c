//! Decisions as stored, and which of them bear on a story.

use std::collections::{BTreeMap, BTreeSet};

use gainsay_core::{Article, ArticleSpan, Facet, Interval, Reading, Span};
use gainsay_weigh::{Amendment, Correction, amend};
use serde::{Deserialize, Serialize};

/// Words of an article that a decision is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Anchor {
    pub(super) article: String,
    pub(super) start: usize,
    pub(super) end: usize,
    /// The words themselves: for people, and to see that they are still there.
    pub(super) exact: String,
}

/// A decision, anchored on words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "decided", rename_all = "kebab-case")]
pub(super) enum Decision {
    Entities {
        mentions: [Anchor; 2],
        same: bool,
    },
    Events {
        mentions: [Anchor; 2],
        same: bool,
    },
    Together {
        articles: [String; 2],
    },
    Apart {
        article: String,
    },
    Origins {
        articles: [String; 2],
        same: bool,
    },
    Speaker {
        at: Anchor,
        name: String,
    },
    Date {
        article: String,
        value: Option<String>,
    },
    HideArticle {
        article: String,
    },
    /// `event` is the predicate in that sentence: it may tell of several events.
    HideClaim {
        at: Anchor,
        facet: String,
        event: Option<Anchor>,
    },
}

/// A decision in force.
#[derive(Clone, Debug)]
pub(super) struct InForce {
    pub(super) n: i64,
    /// As stored: what a story hangs on.
    pub(super) what: String,
    pub(super) decision: Decision,
}

impl InForce {
    /// Of what is stored. One that this version can't read is left to say so.
    pub(super) fn of(rows: &[(i64, String)]) -> Vec<Self> {
        let one = |(n, what): &(i64, String)| {
            Some(Self { n: *n, what: what.clone(), decision: serde_json::from_str(what).ok()? })
        };
        rows.iter().filter_map(one).collect()
    }
}

impl Decision {
    /// In words.
    pub(super) fn said(&self) -> String {
        let words = |at: &Anchor| format!("“{}” ({}:{}..{})", at.exact, at.article, at.start, at.end);
        let one_or_two = |same: bool| if same { "are one" } else { "are two" };
        match self {
            Self::Entities { mentions: [a, b], same } => {
                format!("the names {} and {} {}", words(a), words(b), one_or_two(*same))
            }
            Self::Events { mentions: [a, b], same } => {
                format!("the events {} and {} {}", words(a), words(b), one_or_two(*same))
            }
            Self::Together { articles: [a, b] } => format!("the articles {a} and {b} are of one story"),
            Self::Apart { article } => format!("the article {article} is of no story with others"),
            Self::Origins { articles: [a, b], same: true } => format!("the articles {a} and {b} rest on one origin"),
            Self::Origins { articles: [a, b], same: false } => format!("the articles {a} and {b} rest on two origins"),
            Self::Speaker { at, name } => format!("{} was said by {name}", words(at)),
            Self::Date { article, value: Some(value) } => format!("the article {article} was published {value}"),
            Self::Date { article, value: None } => format!("it is not known when the article {article} was published"),
            Self::HideArticle { article } => format!("the article {article} is hidden"),
            Self::HideClaim { at, facet, .. } => format!("the claim ({facet}) in {} is hidden", words(at)),
        }
    }

    /// The articles it is about.
    pub(super) fn articles(&self) -> Vec<&str> {
        match self {
            Self::Entities { mentions, .. } | Self::Events { mentions, .. } => {
                mentions.iter().map(|at| at.article.as_str()).collect()
            }
            Self::Together { articles } | Self::Origins { articles, .. } => {
                articles.iter().map(String::as_str).collect()
            }
            Self::Apart { article } | Self::Date { article, .. } | Self::HideArticle { article } => vec![article],
            Self::Speaker { at, .. } | Self::HideClaim { at, .. } => vec![&at.article],
        }
    }

    /// Whether it is applied when a story is weighed, rather than when stories are made.
    pub(super) fn is_weighed(&self) -> bool {
        !matches!(self, Self::Together { .. } | Self::Apart { .. } | Self::HideArticle { .. })
    }

    /// The articles that are hidden by these decisions, as stored.
    pub(super) fn hidden(rows: &[(i64, String)]) -> Vec<String> {
        let hidden = |one: InForce| match one.decision {
            Self::HideArticle { article } => Some(article),
            _ => None,
        };
        InForce::of(rows).into_iter().filter_map(hidden).collect()
    }
}

/// The decisions of one story, as weighing takes them, each with its number.
#[derive(Debug, Default)]
pub(super) struct OfStory {
    pub(super) corrections: Vec<Correction>,
    numbers: Vec<i64>,
    /// Decisions about single articles, and whether each fits.
    amended: Vec<(i64, bool)>,
}

impl OfStory {
    /// Of the decisions in force those about these articles, by id; single articles are amended at once.
    pub(super) fn apply(
        in_force: &[InForce],
        article_ids: &[String],
        articles: &mut [Article],
        readings: &mut [Reading],
    ) -> Self {
        let at: BTreeMap<&str, usize> = article_ids.iter().enumerate().map(|(at, id)| (id.as_str(), at)).collect();
        let mut of_story = Self::default();
        for one in in_force {
            let places: Option<Vec<usize>> = one.decision.articles().iter().map(|id| at.get(id).copied()).collect();
            let Some(places) = places.filter(|_| one.decision.is_weighed()) else { continue };
            if let Some(amendment) = amendment(&one.decision) {
                let place = places[0];
                let fits = amend(&mut articles[place], &mut readings[place], &amendment);
                of_story.amended.push((one.n, fits));
            } else if let Some(correction) = correction(&one.decision, &places) {
                of_story.corrections.push(correction);
                of_story.numbers.push(one.n);
            }
        }
        of_story
    }

    /// For each decision by number whether it fits; `corrections` is what weighing says.
    pub(super) fn fitting(&self, corrections: &[bool]) -> Vec<(i64, bool)> {
        let weighed = self.numbers.iter().copied().zip(corrections.iter().copied());
        self.amended.iter().copied().chain(weighed).collect()
    }
}

fn amendment(decision: &Decision) -> Option<Amendment> {
    match decision {
        Decision::Speaker { at, name } => {
            Some(Amendment::Speaker { content: Span::new(at.start, at.end), name: name.clone() })
        }
        Decision::Date { value, .. } => {
            Some(Amendment::Published(value.as_deref().and_then(|value| Interval::parse_edtf(value).ok())))
        }
        _ => None,
    }
}

fn correction(decision: &Decision, places: &[usize]) -> Option<Correction> {
    let span = |nth: usize, at: &Anchor| ArticleSpan { article: places[nth], span: Span::new(at.start, at.end) };
    match decision {
        Decision::Entities { mentions: [a, b], same } => {
            Some(Correction::Entities { mentions: [span(0, a), span(1, b)], same: *same })
        }
        Decision::Events { mentions: [a, b], same } => {
            Some(Correction::Events { mentions: [span(0, a), span(1, b)], same: *same })
        }
        Decision::Origins { same, .. } => Some(Correction::Origins { articles: [places[0], places[1]], same: *same }),
        Decision::HideClaim { at, facet, event } => {
            let facet: Facet = serde_json::from_value(facet.as_str().into()).ok()?;
            let event = event.as_ref().map(|event| span(0, event));
            Some(Correction::Hidden { evidence: span(0, at), facet, event })
        }
        _ => None,
    }
}

/// Why a decision can't be applied to the stories as they are; `None` where it can. `story_of` leads from current
/// articles to their stories, `is_hidden` tells which are hidden.
pub(super) fn misfit(
    decision: &Decision,
    story_of: &BTreeMap<&str, usize>,
    is_hidden: &BTreeSet<String>,
) -> Option<String> {
    let is_hiding = matches!(decision, Decision::HideArticle { .. });
    let there = |id: &str| story_of.contains_key(id) || (is_hiding && is_hidden.contains(id));
    if let Some(gone) = decision.articles().into_iter().find(|id| !there(id)) {
        let how = if is_hidden.contains(gone) { "is hidden" } else { "was revised or taken out" };
        return Some(format!("fits nothing: the article {gone} {how}; undo it, or decide anew"));
    }
    let stories: BTreeSet<Option<&usize>> = decision.articles().into_iter().map(|id| story_of.get(id)).collect();
    (decision.is_weighed() && stories.len() > 1).then(|| {
        "fits nothing: its articles are of two stories, which are weighed apart; undo it, or join them".to_owned()
    })
}
