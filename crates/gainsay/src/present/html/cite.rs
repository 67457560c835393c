//! A position as a citation to paste: the words, whose they are, where they stand.

use maud::{Markup, html};

use super::Edition;
use crate::present::{
    dates,
    view::{Article, Position},
    web_address, words,
};

impl Edition<'_> {
    /// The citation of a position, folded; a script may copy it.
    pub(super) fn citation(&self, position: &Position) -> Markup {
        html! {
            details.cite {
                summary { "Cite" }
                p.citation { (self.citation_text(position)) }
            }
        }
    }

    fn citation_text(&self, position: &Position) -> String {
        let words = format!("“{}”", position.evidence.exact.split_whitespace().collect::<Vec<_>>().join(" "));
        let article = self.digest.article(&position.evidence.article);
        let reference = article.map(|article| self.reference(article)).unwrap_or_default();
        format!("{words} — {}. {reference}", words::holder(position))
    }

    /// Outlet, title, date, address.
    pub(super) fn reference(&self, article: &Article) -> String {
        let mut parts = vec![self.outlet(&article.id)];
        parts.extend(article.title.as_deref().map(|title| format!("“{title}”")));
        parts.extend(article.published.value.as_deref().map(dates::in_words));
        let address = article.canonical_url.as_deref().or(article.url.as_deref()).and_then(web_address);
        parts.extend(address.map(str::to_owned));
        format!("{}.", parts.join(", "))
    }
}
