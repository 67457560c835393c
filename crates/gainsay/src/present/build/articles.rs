//! Articles as shown: metadata, regions and dates.

use gainsay_core::{Article, Dating};

use super::{Build, known};
use crate::present::view;

impl Build<'_> {
    pub(super) fn articles(&self) -> Vec<view::Article> {
        self.parts.articles.iter().enumerate().map(|(at, article)| self.article(at, article)).collect()
    }

    fn article(&self, at: usize, article: &Article) -> view::Article {
        let weighed = self.parts.weighing.published.get(at);
        let optional = |text: &Option<String>| text.as_deref().and_then(known);
        view::Article {
            id: self.article_id(at),
            location: article.location.clone(),
            media_type: article.media_type.clone(),
            sha256: article.sha256.clone(),
            captured: article
                .captured
                .as_ref()
                .map(|capture| view::Capture { at: optional(&capture.at), how: capture.how.clone() }),
            text: article.text.clone(),
            regions: article
                .regions
                .iter()
                .map(|region| view::Region {
                    kind: region.kind,
                    start: region.span.start,
                    end: region.span.end,
                    why: region.why.clone(),
                })
                .collect(),
            title: article.title.as_ref().and_then(|title| known(&title.text)),
            outlet: optional(&article.outlet),
            authors: article.authors.iter().filter_map(|author| known(&author.name)).collect(),
            url: optional(&article.url),
            canonical_url: optional(&article.canonical_url),
            language: optional(&article.language),
            published: self.dating(at, weighed.unwrap_or(&article.published)),
            modified: self.dating(at, &article.modified),
            revision_of: None,
        }
    }

    fn dating(&self, article: usize, dating: &Dating) -> view::Dating {
        view::Dating {
            value: dating.value.map(|value| value.to_string()),
            basis: dating.basis,
            evidence: dating.evidence.and_then(|span| self.span(article, span)),
            why: known(&dating.why),
        }
    }
}
