//! An article: what is known of it, its text as laid out with every layer, and beside each paragraph what rests on it.

use std::collections::BTreeSet;

use gainsay_core::{ClaimStatus, RegionKind};
use maud::{Markup, html};

use super::{Edition, glyphs, layers::Layers, notes::Notes, outlet_name, when};
use crate::present::{
    digest::StoryDigest,
    view::{Article, Claim, Dating, Region, Revision},
    web_address, words,
};

impl<'d> Edition<'d> {
    /// An article's page, from its heading down; nothing where there is no such article. `found` is the stretch of text
    /// that the reader came for.
    pub fn article(&self, id: &str, found: Option<(usize, usize)>) -> Option<Markup> {
        let article = self.digest.article(id)?;
        Some(html! {
            p.kicker { (outlet_name(article).unwrap_or_else(|| "Outlet not known".to_owned())) @if let Some(story) = self.story_of(|story| story.articles.iter().any(|of| of == id)) { " in " (story) } }
            h1 { (headline(article)) }
            p.standing { (self.correct(id, "Correct this article")) }
            (self.reader(article, found))
        })
    }

    /// The articles of a story, in one file.
    pub(super) fn whole_article(&self, article: &'d Article) -> Markup {
        html! {
            article.source id=(article.id) {
                h3 { (headline(article)) }
                p.summary { (self.outlet(&article.id)) }
                (self.reader(article, None))
            }
        }
    }

    fn reader(&self, article: &'d Article, found: Option<(usize, usize)>) -> Markup {
        let notes = Notes::of(self, article);
        let layers = Layers::new(self, article, found, &notes);
        let beside = self.claims_in(article);
        let (content, aside): (Vec<&Region>, Vec<&Region>) =
            article.regions.iter().partition(|region| region.kind.is_content());
        html! {
            div.reader {
                (self.facts(article))
                (switches())
                div.text lang=[article.language.as_deref()] {
                    @for region in content {
                        div.para {
                            (paragraph(&layers, region))
                            (self.beside(&beside, region))
                        }
                    }
                }
                (notes.markup(self))
                @if !aside.is_empty() {
                    details.set-aside {
                        summary { "Set aside as not part of the article (" (aside.len()) ")" }
                        @for region in aside {
                            p dir="auto" {
                                span.badge title=(region.why) { (region.kind.as_str()) } " "
                                (article.text.get(region.start..region.end).unwrap_or_default())
                            }
                        }
                    }
                }
            }
        }
    }

    /// Claims with where in this article positions on them stand, in order of the text.
    fn claims_in(&self, article: &Article) -> Vec<(usize, &'d Claim)> {
        let positions = self.spans().positions(&article.id).iter();
        let mut found: Vec<(usize, &Claim)> =
            positions.map(|(claim, position)| (position.evidence.start, *claim)).collect();
        found.sort_by_key(|(start, _)| *start);
        found
    }

    /// The claims that rest on a paragraph, contested ones first.
    fn beside(&self, claims: &[(usize, &Claim)], region: &Region) -> Markup {
        let from = claims.partition_point(|(start, _)| *start < region.start);
        let inside = claims[from..].iter().take_while(|(start, _)| *start < region.end);
        let mut seen = BTreeSet::new();
        let mut here: Vec<&Claim> =
            inside.map(|(_, claim)| *claim).filter(|claim| seen.insert(claim.id.as_str())).collect();
        here.sort_by_key(|claim| claim.status);
        html! {
            @if !here.is_empty() {
                @let (contested, rest): (Vec<&Claim>, Vec<&Claim>) = here.into_iter().partition(|claim| claim.status == ClaimStatus::Contested);
                div.beside {
                    (self.claim_list(&contested))
                    @if !rest.is_empty() {
                        details {
                            summary { (words::count(rest.len(), if contested.is_empty() { "claim" } else { "more claim" }, if contested.is_empty() { "claims" } else { "more claims" })) }
                            (self.claim_list(&rest))
                        }
                    }
                }
            }
        }
    }

    fn claim_list(&self, claims: &[&Claim]) -> Markup {
        html! {
            @if !claims.is_empty() {
                ul.plain { @for claim in claims { li { a href=(self.links.claim(&claim.id)) { (words::label(&claim.label)) } " " (glyphs::status(claim, &self.digest)) } } }
            }
        }
    }

    fn facts(&self, article: &Article) -> Markup {
        let address = article.canonical_url.as_deref().or(article.url.as_deref());
        html! {
            dl.facts {
                @if !article.authors.is_empty() { dt { "By" } dd { (article.authors.join(", ")) } }
                dt { "Published" } dd { (dating(&article.published)) }
                @if article.modified.value.is_some() { dt { "Changed" } dd { (dating(&article.modified)) } }
                @if let Some(address) = address { dt { "Address" } dd { (link(address)) } }
                dt { "File" } dd { (article.location) }
                @if let Some(capture) = &article.captured {
                    dt { "Captured" } dd { (capture.at.as_deref().unwrap_or("at a time not known")) ", " (capture.how) }
                }
                @if let Some(revision) = &article.revision_of { dt { "Revises" } dd { (revised(revision)) } }
            }
        }
    }

    /// The articles of a story as a list, in order of publication.
    pub(super) fn article_list(&self, articles: &[&Article]) -> Markup {
        html! {
            ul.plain.articles {
                @for article in articles {
                    li {
                        @match &article.published.value { Some(day) => (when(day)), None => span.undated { "date not known" } }
                        div {
                            a.label href=(self.links.article(&article.id)) { (headline(article)) }
                            p.where { (self.outlet(&article.id)) @if !article.authors.is_empty() { " · " (article.authors.join(", ")) } }
                        }
                    }
                }
            }
        }
    }
}

/// The capture that an article revises: what was taken out of it, and what was put in.
fn revised(revision: &Revision) -> Markup {
    html! {
        details {
            summary { (revision.location) ", " (words::count(revision.removed.len(), "line", "lines")) " taken out, " (revision.added.len()) " put in" }
            @for line in &revision.removed { p { del { (line) } } }
            @for line in &revision.added { p { ins { (line.exact) } } }
        }
    }
}

/// The articles of a story in order of publication, undated ones last.
pub(super) fn by_date<'d>(story: &StoryDigest<'d>) -> Vec<&'d Article> {
    let mut articles = story.articles.clone();
    articles.sort_by_key(|article| (article.published.value.is_none(), article.published.value.as_deref()));
    articles
}

/// Switches of the layers; the style sheet does what they say, so that they work without a script.
fn switches() -> Markup {
    let layers = [
        ("contested", "contested claims", true),
        ("claim", "all claims", false),
        ("said", "who said what", true),
        ("event", "events", false),
        ("name", "names", false),
        ("time", "times", false),
    ];
    html! {
        fieldset.layers {
            legend { "Show" }
            @for (layer, name, is_on) in layers {
                label class={ "key-" (layer) } { input type="checkbox" class={ "show-" (layer) } checked[is_on]; " " (name) }
            }
        }
    }
}

fn paragraph(layers: &Layers<'_>, region: &Region) -> Markup {
    let inside = layers.markup(region.start, region.end);
    html! {
        @match region.kind {
            RegionKind::Quote => blockquote dir="auto" { (inside) },
            kind => p class=(kind.as_str()) dir="auto" { (inside) },
        }
    }
}

/// A link only where it leads to the web; any other address is shown, not linked.
fn link(address: &str) -> Markup {
    match web_address(address) {
        Some(target) => html! { a href=(target) rel="noopener noreferrer nofollow" { (address) } },
        None => html! { (address) },
    }
}

fn dating(dating: &Dating) -> Markup {
    html! {
        @match &dating.value {
            Some(value) => { (when(value)) " — " (words::dated(dating.basis)) @if let Some(why) = &dating.why { ": " (why) } }
            None => { "not known" @if let Some(why) = &dating.why { ": " (why) } }
        }
    }
}

/// The first of its own text.
pub(super) fn first_words(article: &Article) -> Option<&str> {
    let is_text = |region: &&Region| matches!(region.kind, RegionKind::Paragraph | RegionKind::Summary);
    let region = article.regions.iter().find(is_text)?;
    article.text.get(region.start..region.end)
}

/// The title; where there is none, the first words of the text.
fn headline(article: &Article) -> String {
    let first = || first_words(article).map(words::beginning).filter(|text| !text.is_empty());
    article.title.clone().or_else(first).unwrap_or_else(|| article.location.clone())
}
