//! Articles as shown: metadata, regions and dates.

use gainsay_core::{Article, Dating};

use super::{Build, known};
use crate::{captures::Earlier, present::view};

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
            captured: capture(article),
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
            revision_of: self.parts.earlier.get(&at).map(|earlier| self.revision(at, earlier)),
        }
    }

    fn revision(&self, at: usize, earlier: &Earlier) -> view::Revision {
        let old = &earlier.article;
        let removed = earlier.changes.removed.iter().map(|span| span.slice(&old.text).to_owned());
        view::Revision {
            location: old.location.clone(),
            sha256: old.sha256.clone(),
            captured: capture(old),
            removed: removed.collect(),
            added: earlier.changes.added.iter().filter_map(|span| self.span(at, *span)).collect(),
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

fn capture(article: &Article) -> Option<view::Capture> {
    let capture = article.captured.as_ref()?;
    Some(view::Capture { at: capture.at.as_deref().and_then(known), how: capture.how.clone() })
}
