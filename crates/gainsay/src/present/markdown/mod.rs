//! The dossier as Markdown: made for a terminal and for pasting.
//!
//! Quotation marks and block quotes hold words of an article, letter for letter but for white space and control
//! characters. Never does: let article text become markup or reach the terminal as a command.

pub mod escape;

use std::fmt::Write;

use gainsay_core::{Form, Stance};

use super::{
    dates,
    digest::{Digest, Line, Speaker, Statement, StoryDigest},
    view::{Article, Claim, Dating, Dossier, Position},
    words,
};
use escape::{inline, line, target};

/// How many statements of one speaker are shown.
const STATEMENTS: usize = 5;
/// How many speakers are shown.
const SPEAKERS: usize = 15;
/// How many claims are shown under a heading other than "Contested".
const CLAIMS: usize = 8;

/// The dossier in Markdown, with a line feed at the end.
pub(super) fn render(dossier: &Dossier) -> String {
    let digest = Digest::new(dossier);
    let mut page = Page { digest: &digest, out: String::new() };
    for story in &digest.stories() {
        page.story(story);
    }
    page.apart();
    page.problems();
    let mut out = page.out.trim_end().to_owned();
    out.push('\n');
    out
}

struct Page<'a, 'd> {
    digest: &'a Digest<'d>,
    out: String,
}

impl Page<'_, '_> {
    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn heading(&mut self, text: &str) {
        let _ = write!(self.out, "\n## {text}\n\n");
    }

    fn story(&mut self, story: &StoryDigest<'_>) {
        let title = inline(story.title);
        let _ = write!(self.out, "\n# {title}\n\n");
        let summary = words::summary(story);
        self.line(&inline(&summary));
        self.timeline(story);
        self.claims("Contested", &story.contested, usize::MAX);
        self.claims("Not settled, or overtaken by later reports", &story.unsettled, CLAIMS);
        self.claims("Carried by several, resting on one origin", &story.one_origin, CLAIMS);
        self.claims("Carried by several, origins not known", &story.unclear, CLAIMS);
        self.claims("Affirmed by independent origins", &story.corroborated, CLAIMS);
        if !story.single.is_empty() {
            let more = words::count(story.single.len(), "further claim stands", "further claims stand");
            let _ = writeln!(self.out, "\n{more} in one report each.");
        }
        self.speakers(&story.speakers);
        self.heading("Sources");
        for article in &story.articles {
            self.source(article);
        }
    }

    fn timeline(&mut self, story: &StoryDigest<'_>) {
        if story.timeline.is_empty() {
            return;
        }
        self.heading("What happened");
        for entry in story.timeline.iter().filter(|entry| entry.is_key) {
            self.entry(entry);
        }
        let more = story.timeline.iter().filter(|entry| !entry.is_key).count();
        self.more(more);
    }

    fn entry(&mut self, entry: &Line<'_>) {
        let when = entry.entry.when.as_deref().map_or("undated".to_owned(), dates::in_words);
        let status = words::status(entry.entry.status);
        let status = if status.is_empty() { String::new() } else { format!(" *({status})*") };
        let is_short = words::says_little(&entry.entry.label);
        let sentence = entry.sentence.filter(|_| is_short).map(|span| format!(": “{}”", inline(&span.exact)));
        let label = inline(&entry.entry.label) + &sentence.unwrap_or_default();
        let _ = writeln!(
            self.out,
            "- **{}** — {label}{status} {}",
            inline(&when),
            self.digest.marked(entry.articles.iter().copied())
        );
    }

    fn claims(&mut self, heading: &str, claims: &[&Claim], most: usize) {
        if claims.is_empty() {
            return;
        }
        self.heading(heading);
        for claim in claims.iter().take(most) {
            self.claim(claim);
        }
        self.more(claims.len().saturating_sub(most));
    }

    fn claim(&mut self, claim: &Claim) {
        let _ = writeln!(self.out, "**{}** — {}\n", line(&claim.label), words::standing(claim, self.digest));
        for position in &claim.positions {
            self.position(position);
        }
        let origins: Vec<String> = words::origins(claim, self.digest).iter().map(|origin| inline(origin)).collect();
        if !origins.is_empty() {
            let _ = writeln!(self.out, "- rests on {}", origins.join("; "));
        }
        self.out.push('\n');
    }

    fn mark(&self, article: &str) -> String {
        self.digest.marked([article])
    }

    fn position(&mut self, position: &Position) {
        let by = words::position_by(position.stance);
        let value = words::value_shown(position).map(|value| format!("{}: ", inline(value))).unwrap_or_default();
        let holder = inline(&words::holder(position));
        let as_of = position.as_of.as_deref().map(|day| format!(", {}", dates::in_words(day))).unwrap_or_default();
        let _ = writeln!(self.out, "- {value}{by} **{holder}**{as_of} {}", self.mark(&position.evidence.article));
        let _ = writeln!(self.out, "  > {}", line(&position.evidence.exact));
    }

    fn speakers(&mut self, speakers: &[Speaker<'_>]) {
        if speakers.is_empty() {
            return;
        }
        self.heading("Who said what");
        for speaker in speakers.iter().take(SPEAKERS) {
            let description = speaker.description.map(|span| format!(", {}", inline(&span.exact))).unwrap_or_default();
            let _ = writeln!(self.out, "**{}**{description}\n", line(speaker.name));
            for statement in speaker.statements.iter().take(STATEMENTS) {
                self.statement(statement);
            }
            self.more(speaker.statements.len().saturating_sub(STATEMENTS));
            self.out.push('\n');
        }
        let more = speakers.len().saturating_sub(SPEAKERS);
        if more > 0 {
            let _ = writeln!(self.out, "… and {}.", words::count(more, "further speaker", "further speakers"));
        }
    }

    fn statement(&mut self, statement: &Statement<'_>) {
        let said = statement.said;
        let content = match said.form {
            Form::Direct => format!("“{}”", inline(&said.content.exact)),
            Form::Indirect | Form::Mixed => line(&said.content.exact),
        };
        let stance = match said.stance {
            Stance::Asserts => String::new(),
            other => format!("*{}:* ", words::stance(other)),
        };
        let outlet = self.digest.article(&said.article).and_then(|article| article.outlet.as_deref());
        let via = words::via(said, outlet).map(|via| format!(" (via {})", inline(&via))).unwrap_or_default();
        let told = self.digest.marked(statement.everywhere.iter().map(|said| said.article.as_str()));
        let _ = writeln!(self.out, "- {stance}{content}{via} {told}");
    }

    fn source(&mut self, article: &Article) {
        let name = article.outlet.as_deref().unwrap_or("outlet not known");
        let title = article.title.as_deref().map(inline);
        let address = article.canonical_url.as_deref().or(article.url.as_deref()).and_then(target);
        let title = match (title, address) {
            (Some(title), Some(address)) => format!(": [{title}]({address})"),
            (Some(title), None) => format!(": {title}"),
            (None, Some(address)) => format!(": <{address}>"),
            (None, None) => String::new(),
        };
        let by = match article.authors.as_slice() {
            [] => String::new(),
            authors => format!(", by {}", inline(&authors.join(", "))),
        };
        let _ = writeln!(
            self.out,
            "- {} **{}**{title}{by} — {}",
            self.mark(&article.id),
            inline(name),
            published(&article.published)
        );
        let _ = writeln!(self.out, "  {}", line(&article.location));
        if let Some(revision) = &article.revision_of {
            let removed = words::count(revision.removed.len(), "line", "lines");
            let earlier = line(&revision.location);
            let _ = writeln!(self.out, "  revises {earlier}: {removed} taken out, {} put in", revision.added.len());
        }
    }

    fn apart(&mut self) {
        let apart = self.digest.apart();
        if apart.is_empty() {
            return;
        }
        self.heading("Articles apart from these stories");
        for article in apart {
            self.source(article);
        }
    }

    fn problems(&mut self) {
        if self.digest.problems().is_empty() {
            return;
        }
        self.heading("Problems");
        for problem in self.digest.problems() {
            let about = problem.article.as_deref().map(|id| format!("{} ", self.mark(id))).unwrap_or_default();
            let _ = writeln!(self.out, "- {about}{}", line(&problem.message));
        }
    }

    fn more(&mut self, more: usize) {
        if more > 0 {
            let _ = writeln!(self.out, "- … and {more} more");
        }
    }
}

/// When it was published, and how that is known.
fn published(dating: &Dating) -> String {
    match &dating.value {
        Some(value) => format!("{} ({})", inline(&dates::in_words(value)), dating.basis.as_str()),
        None => "date not known".to_owned(),
    }
}
