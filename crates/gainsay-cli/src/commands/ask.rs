//! Commands that ask a ledger. Each opens it to read alone, so that they work while somebody adds.

use gainsay::{
    Ledger,
    ledger::{Became, ClaimFilter, Difference, EventFilter, EventRow, HitKind, Since, during},
};

use super::print;
use crate::{
    answer::Answer,
    arguments::{ClaimArguments, EventArguments, Listed, OfStory, Paged, SearchArguments, StoryArguments},
    failure::{ARGUMENTS, Failure},
    output,
};

fn open(listed: &Listed) -> Result<Ledger, Failure> {
    Ok(Ledger::open_read_only(&listed.ledger.ledger)?)
}

/// The id of the story that was named by any id in it.
fn story_id(ledger: &Ledger, named: Option<&str>) -> Result<Option<String>, Failure> {
    let Some(named) = named else { return Ok(None) };
    match ledger.story_of(named)? {
        Some(story) => Ok(Some(story.id)),
        None => Err(unknown(ledger, named)),
    }
}

/// Nothing has this id; if something had, what became of it.
fn unknown(ledger: &Ledger, id: &str) -> Failure {
    match ledger.became(id) {
        Ok(Some(Became::Gone(what))) => Failure::nothing(format!("{what}; `gainsay search` shows what is there now")),
        Ok(_) => Failure::nothing(format!(
            "nothing in the ledger has the id `{id}`; `gainsay stories` and `gainsay search` show ids"
        )),
        Err(error) => error.into(),
    }
}

pub(super) fn status(listed: &Listed) -> Result<(), Failure> {
    let status = open(listed)?.status()?;
    let counts = &status.counts;
    let mut rows = vec![
        ("articles", counts.articles.to_string()),
        ("stories", counts.stories.to_string()),
        ("claims", counts.claims.to_string()),
        ("contested", counts.contested.to_string()),
        ("attributions", counts.attributions.to_string()),
        ("events", counts.events.to_string()),
        ("revised articles", counts.revised.to_string()),
        ("hidden articles", counts.hidden.to_string()),
        ("copies", counts.copies.to_string()),
        ("decisions", counts.fixes.to_string()),
        ("waiting to be read again", counts.stale.to_string()),
        ("waiting to be weighed", (counts.ungrouped + counts.unweighed).to_string()),
        ("bytes", counts.bytes.to_string()),
        ("last addition", counts.addition.to_string()),
        ("at", counts.at.clone().unwrap_or_default()),
    ];
    rows.extend(status.problems.iter().map(|problem| ("problem", problem.clone())));
    let rows = rows.into_iter().map(|(what, value)| vec![what.to_owned(), value]);
    print(&Answer::new(&["what", "value"], rows, &status), listed.format)
}

pub(super) fn stories(paged: &Paged) -> Result<(), Failure> {
    let stories = open(&paged.listed)?.stories(paged.page())?;
    let rows = stories.iter().map(|story| {
        let days = [story.first_day.as_deref(), story.last_day.as_deref()];
        let mut days: Vec<&str> = days.into_iter().flatten().collect();
        days.dedup();
        vec![
            story.id.clone(),
            story.articles.to_string(),
            story.outlets.to_string(),
            story.origins.to_string(),
            story.contested.to_string(),
            days.join("/"),
            story.title.clone().unwrap_or_default(),
        ]
    });
    let columns = &["id", "articles", "outlets", "origins", "contested", "days", "title"];
    print(&Answer::new(columns, rows, &stories), paged.listed.format)
}

pub(super) fn story(arguments: &StoryArguments) -> Result<(), Failure> {
    let ledger = Ledger::open_read_only(&arguments.ledger.ledger)?;
    let dossier = ledger.story(&arguments.id)?.ok_or_else(|| unknown(&ledger, &arguments.id))?;
    output::write(&dossier.render(arguments.format.into()), arguments.output.as_deref()).map_err(Failure::output)
}

pub(super) fn articles(arguments: &OfStory) -> Result<(), Failure> {
    let ledger = open(&arguments.paged.listed)?;
    let story = story_id(&ledger, arguments.story.as_deref())?;
    let articles = ledger.articles(story.as_deref(), arguments.paged.page())?;
    let rows = articles.iter().map(|article| {
        vec![
            article.id.clone(),
            article.published.clone().unwrap_or_default(),
            article.outlet.clone().unwrap_or_default(),
            article.state.clone(),
            article.story.clone().unwrap_or_default(),
            article.location.clone(),
            article.title.clone().unwrap_or_default(),
        ]
    });
    let columns = &["id", "published", "outlet", "state", "story", "location", "title"];
    print(&Answer::new(columns, rows, &articles), arguments.paged.listed.format)
}

pub(super) fn claims(arguments: &ClaimArguments) -> Result<(), Failure> {
    let paged = &arguments.of_story.paged;
    let ledger = open(&paged.listed)?;
    let filter = ClaimFilter {
        status: arguments.status.clone(),
        facet: arguments.facet.clone(),
        story: story_id(&ledger, arguments.of_story.story.as_deref())?,
        ..ClaimFilter::default()
    };
    let claims = ledger.claims(&filter, paged.page())?;
    let rows = claims.iter().map(|claim| {
        vec![
            claim.id.clone(),
            claim.status.clone(),
            claim.facet.clone(),
            claim.origins.to_string(),
            claim.articles.to_string(),
            claim.story.clone(),
            claim.label.clone(),
        ]
    });
    let columns = &["id", "status", "facet", "origins", "articles", "story", "claim"];
    print(&Answer::new(columns, rows, &claims), paged.listed.format)
}

pub(super) fn who(name: &str, paged: &Paged) -> Result<(), Failure> {
    let spoken = open(&paged.listed)?.who(name, paged.page())?;
    if spoken.is_empty() {
        return Err(Failure::nothing(format!("nobody in the ledger is called `{name}`; try a part of the name")));
    }
    let rows = spoken.iter().flat_map(|one| {
        let who = |said: Option<&gainsay::ledger::SaidRow>| {
            vec![
                one.entity.name.clone(),
                one.entity.story.clone(),
                said.map(|said| said.article.clone()).unwrap_or_default(),
                said.and_then(|said| said.outlet.clone()).unwrap_or_default(),
                said.and_then(|said| said.published.clone()).unwrap_or_default(),
                said.map(|said| said.stance.clone()).unwrap_or_default(),
                said.map(|said| said.content.clone()).unwrap_or_default(),
            ]
        };
        let said: Vec<Vec<String>> = one.said.iter().map(|said| who(Some(said))).collect();
        // Somebody who is named and says nothing is found too.
        if said.is_empty() { vec![who(None)] } else { said }
    });
    let columns = &["who", "story", "article", "outlet", "published", "stance", "words"];
    print(&Answer::new(columns, rows, &spoken), paged.listed.format)
}

pub(super) fn search(arguments: &SearchArguments) -> Result<(), Failure> {
    let kind = arguments.kind.as_deref().map(|kind| match kind {
        "article" => HitKind::Article,
        "quotation" => HitKind::Quotation,
        _ => HitKind::Claim,
    });
    // The shell took the quotation marks of what was given as one argument.
    let quoted = |word: &String| if word.contains(char::is_whitespace) { format!("\"{word}\"") } else { word.clone() };
    let words: Vec<String> = arguments.words.iter().map(quoted).collect();
    let words = if arguments.words.len() == 1 { arguments.words[0].clone() } else { words.join(" ") };
    let hits = open(&arguments.listed)?.search(&words, kind, arguments.limit)?;
    let rows = hits.iter().map(|hit| {
        vec![
            hit.kind.as_str().to_owned(),
            hit.id.clone(),
            hit.story.clone().unwrap_or_default(),
            hit.title.clone().unwrap_or_default(),
            hit.snippet.clone(),
        ]
    });
    print(&Answer::new(&["kind", "id", "story", "title", "words"], rows, &hits), arguments.listed.format)
}

pub(super) fn timeline(arguments: &OfStory) -> Result<(), Failure> {
    let ledger = open(&arguments.paged.listed)?;
    let story = story_id(&ledger, arguments.story.as_deref())?;
    let events = ledger.timeline(&EventFilter { story, ..EventFilter::default() }, arguments.paged.page())?;
    print(&of_events(&events), arguments.paged.listed.format)
}

pub(super) fn events(arguments: &EventArguments) -> Result<(), Failure> {
    let paged = &arguments.of_story.paged;
    let ledger = open(&paged.listed)?;
    let filter = EventFilter {
        plover: arguments.plover.as_deref().map(str::to_uppercase),
        story: story_id(&ledger, arguments.of_story.story.as_deref())?,
        ..EventFilter::default()
    };
    let filter = match arguments.when.as_deref() {
        Some(when) => during(filter, when).ok_or_else(|| {
            let message = format!("`{when}` is no date; write 2025, 2025-06, 2025-06-21 or 2025-06-21/2025-06-23");
            Failure::new(ARGUMENTS, message)
        })?,
        None => filter,
    };
    print(&of_events(&ledger.events(&filter, paged.page())?), paged.listed.format)
}

fn of_events(events: &[EventRow]) -> Answer {
    let rows = events.iter().map(|event| {
        vec![
            event.id.clone(),
            event.when.clone().unwrap_or_default(),
            event.status.clone(),
            event.plover.clone().unwrap_or_default(),
            event.articles.to_string(),
            event.story.clone(),
            event.label.clone(),
        ]
    });
    Answer::new(&["id", "when", "status", "type", "articles", "story", "what"], rows, &events)
}

pub(super) fn why(id: &str, listed: &Listed) -> Result<(), Failure> {
    let ledger = open(listed)?;
    let why = ledger.why(id)?.ok_or_else(|| unknown(&ledger, id))?;
    let first = vec![why.kind.to_owned(), String::new(), why.label.clone()];
    let rows = why.because.iter().map(|because| {
        let span = because.span.as_ref();
        let place = span.map(|span| format!("{}:{}..{}", span.article, span.start, span.end)).unwrap_or_default();
        vec![because.text.clone(), place, span.map(|span| span.exact.clone()).unwrap_or_default()]
    });
    print(&Answer::new(&["because", "where", "words"], [first].into_iter().chain(rows), &why), listed.format)
}

pub(super) fn diff(since: &str, listed: &Listed) -> Result<(), Failure> {
    let since: Since = since.parse()?;
    let new = open(listed)?.diff(&since)?;
    print(&Answer::new(&["new", "id", "how", "what"], rows_of(&new), &new), listed.format)
}

/// What is new, a line for each article, line of text, claim and position: what changed, not how much.
fn rows_of(new: &Difference) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut row = |kind: &str, id: &str, how: &str, what: &str| {
        rows.push([kind, id, how, what].map(str::to_owned).to_vec());
    };
    for article in &new.articles {
        let title = article.title.as_deref().unwrap_or("without a title");
        row("article", &article.id, article.outlet.as_deref().unwrap_or_default(), title);
    }
    for revision in &new.revisions {
        row("revision", &revision.new, &format!("of {}", revision.old), "");
        revision.removed.iter().for_each(|line| row("revision", &revision.new, "taken out", line));
        revision.added.iter().for_each(|line| row("revision", &revision.new, "put in", line));
    }
    for words in &new.withdrawn {
        row("withdrawn", &words.claim, &format!("by {}", words.new), &format!("{}: “{}”", words.label, words.exact));
    }
    for change in &new.changes {
        let after = change.after.as_deref().unwrap_or("no longer claimed");
        row("change", &change.claim, &format!("{} → {after}", change.before), &change.label);
    }
    for claim in &new.claims {
        row("claim", &claim.id, &claim.status, &claim.label);
    }
    rows
}
