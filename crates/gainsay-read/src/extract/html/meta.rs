//! What a page declares of itself: JSON-LD, meta tags, links, the language of its root.

use std::sync::LazyLock;

use dom_query::Document;
use regex::bytes::Regex;

use super::{linked, slim::Script};
use crate::extract::{fold::collapse, pattern::compile};

/// What the page declares.
#[derive(Clone, Debug, Default)]
pub(super) struct Declared {
    /// Titles, best first: JSON-LD, OpenGraph, other meta tags.
    pub(super) titles: Vec<String>,
    /// The `title` element.
    pub(super) head_title: Option<String>,
    /// The site's name.
    pub(super) site: Option<String>,
    pub(super) canonical: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    /// Author strings, best first.
    pub(super) authors: Vec<String>,
    /// Whether it says that it is a live blog.
    pub(super) is_live: bool,
    /// Whether it says that not all may read it for free.
    pub(super) is_locked: bool,
    /// The authors that are said to be persons.
    pub(super) persons: Vec<String>,
    /// Published dates with what declares them, best first.
    pub(super) published: Vec<(String, String)>,
    /// Dates in the data that scripts work with, with their keys, in order.
    pub(super) data: Vec<(String, String)>,
    /// Authors in that data.
    pub(super) data_authors: Vec<String>,
    /// Modified dates with what declares them, best first.
    pub(super) modified: Vec<(String, String)>,
}

/// Reads everything declared.
pub(super) fn read(document: &Document, scripts: &[Script<'_>]) -> Declared {
    let mut declared = Declared::default();
    linked::read(scripts, &mut declared);
    let metas = metas(document);
    let first = |names: &[&str]| {
        names.iter().find_map(|name| metas.iter().find(|(key, _)| key == name)).map(|(_, value)| value.clone())
    };
    declared.titles.extend(first(&["og:title"]));
    declared.titles.extend(first(&[
        "twitter:title",
        "dc.title",
        "sailthru.title",
        "parsely-title",
        "headline",
        "title",
    ]));
    declared.head_title = Some(collapse(&document.select_single("title").text())).filter(|t| !t.is_empty());
    declared.site = first(&["og:site_name", "application-name", "dc.publisher", "publisher"])
        .or(declared.site)
        .filter(|s| !s.contains("://") && s.len() < 80);
    let link = |selector: &str| {
        document.select_single(selector).attr("href").map(|h| h.to_string()).filter(|h| h.contains("://"))
    };
    declared.canonical = link("link[rel=canonical]").or_else(|| first(&["og:url"]).filter(|u| u.contains("://")));
    declared.url = first(&["og:url", "twitter:url"]).filter(|u| u.contains("://"));
    declared.language = document
        .select_single("html")
        .attr("lang")
        .map(|l| l.to_string())
        .or_else(|| first(&["og:locale", "content-language", "dc.language", "language"]))
        .map(|tag| tag.replace('_', "-"));
    for key in AUTHOR_KEYS {
        declared.authors.extend(metas.iter().filter(|(k, v)| k == key && !v.contains("://")).map(|(_, v)| v.clone()));
    }
    for (keys, list) in [(PUBLISHED_KEYS, &mut declared.published), (MODIFIED_KEYS, &mut declared.modified)] {
        for key in keys {
            list.extend(metas.iter().filter(|(k, _)| k == key).map(|(k, v)| (k.clone(), v.clone())));
        }
    }
    declared.published.extend(metas.iter().filter(|(key, _)| is_publication_key(key)).cloned());
    let scripts = script_texts(scripts);
    declared.data = script_dates(&scripts);
    declared.data_authors = script_authors(&scripts);
    declared
}

static SCRIPT_DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    compile(
        r#"(?i)["'](?P<key>date_?published|date_?created|created_?at|published_?at|publish_?date|publication_?date|published_?date|publish_?time|first_?published(?:_?at|_?date)?|pub_?date|article_?date|release_?date)\\?["']\s*[:=]\s*\\?["'](?P<date>\d{4}-\d{2}-\d{2})"#,
    )
});

static SCRIPT_AUTHOR: LazyLock<Option<Regex>> = LazyLock::new(|| {
    compile(
        r#"(?i)["'](?:author(?:_?name|s)?|byline|writer)\\?["']\s*:\s*\[?\s*(?:\{(?:[^{}]{0,80}?)\\?["']name\\?["']\s*:\s*)?\\?["'](?P<name>[^"'\\]{3,60})\\?["']"#,
    )
});

/// Authors in the data that pages carry for their scripts.
fn script_authors(scripts: &[&str]) -> Vec<String> {
    let Some(pattern) = SCRIPT_AUTHOR.as_ref() else { return Vec::new() };
    let name_in = |text: &str| -> Option<String> {
        text.get(pattern.captures(text.as_bytes())?.name("name")?.range()).map(str::to_owned)
    };
    scripts.iter().filter_map(|text| name_in(text)).take(1).collect()
}

/// What scripts hold, up to a limit.
fn script_texts<'a>(scripts: &[Script<'a>]) -> Vec<&'a str> {
    const MOST_BYTES: usize = 2 << 20;
    let mut read = 0;
    let within = |text: &&str| {
        read += text.len();
        read <= MOST_BYTES
    };
    scripts.iter().map(|script| script.text).take_while(within).collect()
}

/// Dates of publication in the data that pages carry for their scripts.
fn script_dates(scripts: &[&str]) -> Vec<(String, String)> {
    let Some(pattern) = SCRIPT_DATE.as_ref() else { return Vec::new() };
    let date_in = |text: &str| -> Option<(String, String)> {
        let found = pattern.captures(text.as_bytes())?;
        let group = |name| found.name(name).and_then(|m| text.get(m.range()));
        Some((format!("the page's data: {}", group("key")?), group("date")?.to_owned()))
    };
    scripts.iter().filter_map(|text| date_in(text)).collect()
}

/// Whether a key that is on no list speaks of publication: `sw-pubdate`, `bepress_citation_date`.
fn is_publication_key(key: &str) -> bool {
    let says = ["pubdate", "publish", "publication", "citation_date", "issued"].iter().any(|word| key.contains(word));
    let other = ["modif", "updat", "expir", "unpublish", "publisher"].iter().any(|word| key.contains(word));
    says && !other && !PUBLISHED_KEYS.contains(&key)
}

const AUTHOR_KEYS: &[&str] = &[
    "author",
    "article:author",
    "og:author",
    "dc.creator",
    "dc.contributor",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "byline",
    "citation_author",
    "article:author_name",
    "twitter:data1",
];
const PUBLISHED_KEYS: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "datepublished",
    "article:published",
    "og:article:published_time",
    "article.published",
    "published_time",
    "publish-date",
    "publish_date",
    "published-date",
    "publication_date",
    "publicationdate",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "citation_publication_date",
    "citation_date",
    "date_published",
    "originalpublicationdate",
    "shareaholic:article_published_time",
    "article.created",
    "article_date_original",
    "displaydate",
    "rnews:datepublished",
    "cxenseparse:recs:publishtime",
    "creation_date",
    "created",
    "date",
    "datecreated",
    "timestamp",
    "bt:pubdate",
    "ptime",
    "doc_date",
];
const MODIFIED_KEYS: &[&str] = &[
    "article:modified_time",
    "og:modified_time",
    "datemodified",
    "og:updated_time",
    "article:modified",
    "dcterms.modified",
    "dc.date.modified",
    "dc.modified",
    "last-modified",
    "lastmod",
    "article.updated",
    "revision_date",
    "updated_time",
    "article:updated_time",
    "utime",
];

/// All meta tags: name or property or itemprop in lower case, content.
fn metas(document: &Document) -> Vec<(String, String)> {
    let mut metas = Vec::new();
    for meta in document.select("meta").nodes().iter().take(600) {
        let Some(content) = meta.attr("content") else { continue };
        let content = collapse(&content);
        if content.is_empty() || content.len() > 2_000 {
            continue;
        }
        for attribute in ["property", "name", "itemprop", "http-equiv"] {
            if let Some(key) = meta.attr(attribute) {
                metas.extend(key.split_whitespace().map(|k| (k.to_ascii_lowercase(), content.clone())));
            }
        }
    }
    metas
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_for_scripts_tells_day_and_author() {
        let plain = r#"{"createdAt":"2031-04-15T08:00:00Z","author":{"@id":"7","name":"Anna Weld"}}"#.to_owned();
        let escaped = plain.replace('"', "\\\"");
        for script in [plain, escaped] {
            let scripts = [script.as_str()];
            assert_eq!(script_dates(&scripts), [("the page's data: createdAt".to_owned(), "2031-04-15".to_owned())]);
            assert_eq!(script_authors(&scripts), ["Anna Weld"]);
        }
    }
}
