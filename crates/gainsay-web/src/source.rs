//! What the pages ask of their data: one small interface, so that where the data lies is decided in one file.

use std::{collections::BTreeSet, sync::Arc};

use gainsay::{Dossier, present::view::Story};
use schemars::JsonSchema;
use serde::Serialize;

/// A story in a list of stories.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StoryLine {
    /// Its id.
    pub id: String,
    /// A title in the source's own words.
    pub title: String,
    /// How many articles it has.
    pub articles: usize,
    /// How many outlets they are from.
    pub outlets: usize,
    /// How many claims are contested.
    pub contested: usize,
    /// How many claims there are.
    pub claims: usize,
    /// When its first article was published, EDTF.
    pub first: Option<String>,
    /// When its last article was published, EDTF.
    pub last: Option<String>,
}

/// Something found by a search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Hit {
    /// What it is: `story`, `claim`, `name`, `event`, `article`.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What says more, such as the sentence that holds the words.
    pub detail: Option<String>,
}

/// What has an id of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Who, or what organization or place.
    Entity,
    /// One occurrence.
    Event,
    /// What is asserted.
    Claim,
    /// One article.
    Article,
    /// Where reports come from.
    Origin,
}

/// A folder of articles, read once and held in memory.
pub struct Shelf {
    dossier: Arc<Dossier>,
    stories: Vec<StoryLine>,
    ids: BTreeSet<(Kind, String)>,
}

impl Shelf {
    /// Holds a dossier.
    pub fn new(dossier: Dossier) -> Self {
        let stories = dossier.stories.iter().map(|story| line(&dossier, story)).collect();
        let mut ids = BTreeSet::new();
        let mut add = |kind: Kind, id: &String| {
            ids.insert((kind, id.clone()));
        };
        dossier.entities.iter().for_each(|one| add(Kind::Entity, &one.id));
        dossier.events.iter().for_each(|one| add(Kind::Event, &one.id));
        dossier.claims.iter().for_each(|one| add(Kind::Claim, &one.id));
        dossier.articles.iter().for_each(|one| add(Kind::Article, &one.id));
        dossier.origins.iter().for_each(|one| add(Kind::Origin, &one.id));
        Self { dossier: Arc::new(dossier), stories, ids }
    }

    /// Grows with every change of the data.
    pub(crate) fn generation(&self) -> u64 {
        1
    }

    /// All stories.
    pub(crate) fn stories(&self) -> &[StoryLine] {
        &self.stories
    }

    /// The dossier that holds a story.
    pub(crate) fn story(&self, id: &str) -> Option<Arc<Dossier>> {
        self.stories.iter().any(|story| story.id == id).then(|| Arc::clone(&self.dossier))
    }

    /// A dossier that holds this.
    pub(crate) fn holding(&self, kind: Kind, id: &str) -> Option<Arc<Dossier>> {
        self.ids.contains(&(kind, id.to_owned())).then(|| Arc::clone(&self.dossier))
    }

    /// What holds these words, the best first.
    pub(crate) fn search(&self, words: &str, most: usize) -> Vec<Hit> {
        let wanted: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
        let holds = |text: &str| {
            let text = text.to_lowercase();
            !wanted.is_empty() && wanted.iter().all(|word| text.contains(word))
        };
        let dossier = &self.dossier;
        let hit = |kind, id: &str, title: &str, detail: Option<&str>| Hit {
            kind,
            id: id.to_owned(),
            title: title.to_owned(),
            detail: detail.map(str::to_owned),
        };
        let stories =
            dossier.stories.iter().filter(|one| holds(&one.title)).map(|one| hit("story", &one.id, &one.title, None));
        let names =
            dossier.entities.iter().filter(|one| holds(&one.name) || one.aliases.iter().any(|name| holds(name)));
        let names =
            names.map(|one| hit("name", &one.id, &one.name, one.description.as_ref().map(|span| span.exact.as_str())));
        let claims =
            dossier.claims.iter().filter(|one| holds(&one.label)).map(|one| hit("claim", &one.id, &one.label, None));
        let titled = |title: &Option<String>| title.as_deref().is_some_and(holds);
        let articles = dossier
            .articles
            .iter()
            .filter(|one| titled(&one.title))
            .map(|one| hit("article", &one.id, one.title.as_deref().unwrap_or_default(), one.outlet.as_deref()));
        let events =
            dossier.events.iter().filter(|one| holds(&one.label)).map(|one| hit("event", &one.id, &one.label, None));
        stories.chain(names).chain(claims).chain(articles).chain(events).take(most).collect()
    }
}

/// A story in a line.
fn line(dossier: &Dossier, story: &Story) -> StoryLine {
    let of_story = |id: &String| story.articles.contains(id);
    let articles: Vec<_> = dossier.articles.iter().filter(|article| of_story(&article.id)).collect();
    let mut outlets: Vec<&str> =
        articles.iter().map(|article| article.outlet.as_deref().unwrap_or(&article.id)).collect();
    outlets.sort_unstable();
    outlets.dedup();
    let mut days: Vec<&str> = articles.iter().filter_map(|article| article.published.value.as_deref()).collect();
    days.sort_unstable();
    let claims = dossier.claims.iter().filter(|claim| story.claims.contains(&claim.id));
    let contested = claims.filter(|claim| claim.positions.len() > 1 && is_contested(claim)).count();
    StoryLine {
        id: story.id.clone(),
        title: story.title.clone(),
        articles: articles.len(),
        outlets: outlets.len(),
        contested,
        claims: story.claims.len(),
        first: days.first().map(|day| (*day).to_owned()),
        last: days.last().map(|day| (*day).to_owned()),
    }
}

fn is_contested(claim: &gainsay::present::view::Claim) -> bool {
    claim.status.as_str() == "contested"
}
