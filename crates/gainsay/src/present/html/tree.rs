//! The tree of origins: which articles rest on which origin, and the words that prove each edge.

use std::collections::BTreeSet;

use gainsay_core::PositionStance;
use maud::{Markup, html};

use super::{Edition, Part, few, sentence};
use crate::present::{
    digest::StoryDigest,
    sides::{Group, by_origin},
    view::{Claim, Origin, Position, Span},
    words,
};

/// The height of a row of the picture.
const ROW: usize = 30;
/// How many origins the picture of a story shows.
const OPEN: usize = 8;
/// How many letters of a name fit.
const LETTERS: usize = 22;

/// How much of what proves the edges is shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Proof {
    /// How many origins.
    origins: usize,
    /// How many articles of each with their words; the others are named.
    edges: usize,
}

impl Proof {
    /// On a card among others.
    pub(super) const OF_CARD: Self = Self { origins: 6, edges: 4 };
    /// On the claim's own page.
    pub(super) const OF_PAGE: Self = Self { origins: 30, edges: 12 };
}

/// How many articles are named besides those whose words are shown.
const NAMED: usize = 40;
/// How many places show what an origin is; the rest unfolds, up to so many.
const PLACES: (usize, usize) = (3, 20);

/// One origin of the picture and the articles that hang on it.
struct Branch<'e> {
    name: &'e str,
    articles: Vec<&'e str>,
}

impl<'d> Edition<'d> {
    /// On what a claim rests, for those who affirm it: the picture and its proof.
    pub(super) fn tree_of_claim(&self, claim: &'d Claim, size: Proof) -> Markup {
        let affirming: Vec<&Position> =
            claim.positions.iter().filter(|position| position.stance == PositionStance::Affirms).collect();
        let groups = by_origin(&affirming, &self.digest);
        let shown = &groups[..groups.len().min(size.origins)];
        let branches =
            shown.iter().map(|group| Branch { name: group_name(group), articles: articles_of(&group.positions) });
        html! {
            @if !shown.is_empty() {
                (self.tree(&branches.collect::<Vec<_>>()))
                ol.proof { @for group in shown { (self.proof(group, size.edges)) } }
                @if groups.len() > shown.len() {
                    p.note { "and " (words::count(groups.len() - shown.len(), "other origin", "other origins")) }
                }
            }
        }
    }

    /// The origins of a story: those that most articles rest on first.
    pub(super) fn origins(&self, story: &StoryDigest<'d>) -> Markup {
        let origins = self.story_origins(story);
        let branch = |origin: &&'d Origin| Branch {
            name: &origin.label,
            articles: origin.articles.iter().map(String::as_str).collect(),
        };
        let branches: Vec<Branch<'_>> = origins.iter().take(OPEN).map(branch).collect();
        html! {
            (self.tree(&branches))
            (few(&origins, OPEN, self.links.part(story.id, Part::Origins), ("origin", "origins"), |origins| self.origin_list(origins)))
        }
    }

    /// The origins on which positions of this story rest.
    pub(super) fn story_origins(&self, story: &StoryDigest<'d>) -> Vec<&'d Origin> {
        let ids: BTreeSet<&str> = story.articles.iter().map(|article| article.id.as_str()).collect();
        let of_story = |id: &String| ids.contains(id.as_str());
        let all = &self.digest.dossier.origins;
        let mut origins: Vec<&Origin> = match self.digest.dossier.stories.len() {
            1 => all.iter().collect(),
            _ => all.iter().filter(|origin| origin.articles.iter().any(of_story)).collect(),
        };
        origins.sort_by_key(|origin| std::cmp::Reverse((origin.articles.len(), origin.positions.len())));
        origins
    }

    /// Origins with the words that show them.
    pub(super) fn origin_list(&self, origins: &[&Origin]) -> Markup {
        html! {
            ol.origins {
                @for origin in origins {
                    li {
                        p.holder { (origin.label) " " span.badge { (words::basis(origin.basis)) } }
                        p.note {
                            (words::count(origin.articles.len(), "article", "articles")) " · "
                            (words::count(origin.positions.len(), "position", "positions"))
                            @if origin.evidence.len() > PLACES.1 { " · " (PLACES.1) " of " (origin.evidence.len()) " places that show it" }
                        }
                        (few(&origin.evidence[..origin.evidence.len().min(PLACES.1)], PLACES.0, None, ("place", "places"), |spans| html! {
                            ul.evidence { @for span in spans { li { q { (span.exact) } " " span.where { (self.place(span)) } } } }
                        }))
                    }
                }
            }
        }
    }

    /// What proves that these positions rest on one origin: of each article, the chain and the words.
    fn proof(&self, group: &Group<'d>, open: usize) -> Markup {
        let mut seen = BTreeSet::new();
        let edges = group.positions.iter().filter(|position| seen.insert(position.evidence.article.as_str()));
        let edges: Vec<&Position> = edges.copied().collect();
        let (edges, others) = edges.split_at(edges.len().min(open));
        let of_article = |position: &Position| {
            let article = &position.evidence.article;
            let evidence = group.origin.map_or(&[][..], |origin| self.evidence().of(&origin.id, article));
            evidence.iter().copied().filter(|span| **span != position.evidence).take(PLACES.1).collect::<Vec<&Span>>()
        };
        html! {
            li {
                p.holder {
                    (group_name(group))
                    @if let Some(origin) = group.origin { " " span.badge { (words::basis(origin.basis)) } }
                }
                ul.edges {
                    @for position in edges {
                        @let mut marked: Vec<&Span> = position.cue.iter().collect();
                        @let () = marked.extend(of_article(position));
                        li {
                            p.edge { (self.place(&position.evidence)) " ← " (self.holder(position)) }
                            blockquote dir="auto" { (sentence(&position.evidence, &marked)) }
                        }
                    }
                }
                @if !others.is_empty() {
                    p.carried {
                        "Also: " (self.places(others, NAMED))
                    }
                }
            }
        }
    }

    fn tree(&self, branches: &[Branch<'_>]) -> Markup {
        let rows: usize = branches.iter().map(|branch| branch.articles.len().clamp(1, 12)).sum();
        let height = rows * ROW + 24;
        let mut top = 24;
        let mut places = Vec::new();
        for branch in branches {
            let rows = branch.articles.len().clamp(1, 12);
            places.push((branch, top, top + rows * ROW / 2));
            top += rows * ROW;
        }
        html! {
            figure.tree {
                svg width="100%" height=(height) role="img" aria-label="Which articles rest on which origin; the list below says the same." {
                    text.head x="0" y="12" { "Origins" }
                    text.head x="100%" y="12" text-anchor="end" { "Articles" }
                    @for (branch, top, middle) in places {
                        (origin_node(branch, middle))
                        @for (at, article) in branch.articles.iter().take(12).enumerate() {
                            @let y = top + at * ROW + ROW / 2;
                            line x1="50%" x2="50%" y1=(middle) y2=(y) {}
                            line x1="50%" x2="58%" y1=(y) y2=(y) {}
                            @let more = (at == 11 && branch.articles.len() > 12).then(|| branch.articles.len() - 11);
                            (self.article_node(article, y, more))
                        }
                    }
                }
            }
        }
    }

    fn article_node(&self, article: &str, y: usize, more: Option<usize>) -> Markup {
        let name = match more {
            Some(more) => format!("and {more} more"),
            None => self.outlet(article),
        };
        html! {
            svg x="58%" y=(y) overflow="visible" {
                circle cx="4" cy="0" r="4" {}
                text x="14" y="4" { title { (name) } (cut(&name)) }
            }
        }
    }
}

fn origin_node(branch: &Branch<'_>, y: usize) -> Markup {
    html! {
        rect.origin x="0" y=(y - 12) width="42%" height="24" rx="4" {}
        text x="8" y=(y + 4) { title { (branch.name) } (cut(branch.name)) }
        line x1="42%" x2="50%" y1=(y) y2=(y) {}
    }
}

fn group_name<'d>(group: &Group<'d>) -> &'d str {
    group.origin.map_or("origin not known", |origin| origin.label.as_str())
}

fn articles_of<'d>(positions: &[&'d Position]) -> Vec<&'d str> {
    let mut articles: Vec<&str> = positions.iter().map(|position| position.evidence.article.as_str()).collect();
    let mut seen = BTreeSet::new();
    articles.retain(|article| seen.insert(*article));
    articles
}

fn cut(name: &str) -> String {
    if name.chars().count() <= LETTERS {
        return name.to_owned();
    }
    let mut out: String = name.chars().take(LETTERS - 1).collect();
    out.push('…');
    out
}
