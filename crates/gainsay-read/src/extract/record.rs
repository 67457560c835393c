//! One article as a JSON object: news-please, schema.org `NewsArticle`, or plain `title`, `text`, `url`.

use gainsay_core::{Article, Basis, Byline, Capture, Dating, Interval, RegionKind, Span, StatedSpan};
use serde_json::{Map, Value};

use super::{
    fold::{collapse, fold, mostly_within},
    lines::{self, Known},
    outlet, people, plain,
    regions::region,
    stamp,
};

/// Objects nested deeper are not looked into for articles.
const DEEPEST: usize = 8;

const TEXT: &[&str] = &[
    "maintext",
    "articleBody",
    "text",
    "body",
    "content",
    "fulltext",
    "full_text",
    "article",
    "article_text",
    "bodyText",
];
const TITLE: &[&str] = &["title", "headline", "name"];
const DESCRIPTION: &[&str] = &["description", "abstract", "summary", "standfirst", "lead", "excerpt"];
const PUBLISHED: &[&str] = &[
    "date_publish",
    "datePublished",
    "published",
    "published_at",
    "publishedAt",
    "publish_date",
    "pub_date",
    "pubDate",
    "publication_date",
    "firstCreated",
    "date_published",
    "date",
];
const MODIFIED: &[&str] =
    &["date_modify", "dateModified", "modified", "updated", "updated_at", "versionCreated", "date_modified", "lastmod"];
const AUTHORS: &[&str] = &["authors", "author", "byline", "creator"];
const OUTLET: &[&str] = &["outlet", "publisher", "site_name", "siteName", "source_name", "provider", "publication"];
const DOMAIN: &[&str] = &["source_domain", "sourceDomain", "domain", "source", "host"];
const URL: &[&str] = &["url", "link", "uri", "source_url", "mainEntityOfPage"];
const CANONICAL: &[&str] = &["canonical_url", "canonical", "canonicalUrl"];
const LANGUAGE: &[&str] = &["language", "inLanguage", "lang"];
const CAPTURED: &[&str] =
    &["date_download", "dateDownload", "captured", "fetched_at", "crawl_date", "date_crawled", "retrieved"];

/// Collects the objects of a document that are articles, in order.
pub(super) fn find<'a>(value: &'a Value, found: &mut Vec<&'a Map<String, Value>>, depth: usize) {
    match value {
        _ if depth > DEEPEST => {}
        Value::Array(items) => items.iter().for_each(|item| find(item, found, depth + 1)),
        Value::Object(map) if is_article(map) => found.push(map),
        Value::Object(map) => {
            map.values().filter(|v| v.is_object() || v.is_array()).for_each(|v| find(v, found, depth + 1))
        }
        _ => {}
    }
}

fn is_article(map: &Map<String, Value>) -> bool {
    let texts = text_of(map).is_some_and(|text| !text.trim().is_empty());
    let typed = map.get("@type").is_some_and(|kind| {
        names(kind).iter().any(|k| k.contains("Article") || k.contains("Posting") || k.contains("Report"))
    });
    texts && (typed || first(map, TITLE).is_some() || first(map, URL).is_some() || map.len() <= 4)
}

/// The article of one object.
pub(super) fn article(mut article: Article, map: &Map<String, Value>) -> Article {
    metadata(&mut article, map);
    let title = first(map, TITLE).map(|t| collapse(&plain_text(&t))).filter(|t| !t.is_empty());
    let body = plain_text(&text_of(map).unwrap_or_default());
    let description = first(map, DESCRIPTION).map(|t| plain_text(&t)).unwrap_or_default();
    compose(&mut article, title.as_deref(), description.trim(), &body);
    if article.title.is_none() {
        article.title = title.map(|text| StatedSpan { text, span: None });
    }
    authors(&mut article, map);
    plain::tell_cut(&mut article);
    article
}

/// Writes the text: title, description where the body doesn't say the same, body; and labels it.
fn compose(article: &mut Article, title: Option<&str>, description: &str, body: &str) {
    let mut text = String::with_capacity(body.len() + 400);
    let opens_with_title =
        title.is_some_and(|t| body.lines().find(|l| !l.trim().is_empty()).is_some_and(|l| fold(l) == fold(t)));
    if let Some(title) = title.filter(|_| !opens_with_title) {
        article.regions.push(region(RegionKind::Title, Span::new(0, title.len()), "declared as the title"));
        article.title = Some(StatedSpan { text: title.to_owned(), span: Some(Span::new(0, title.len())) });
        text.push_str(title);
        text.push_str("\n\n");
    }
    let said = body.lines().take(40).any(|line| mostly_within(description, line))
        || title.is_some_and(|t| fold(t) == fold(description));
    if !description.is_empty() && !said && description.len() < 4_000 {
        let start = text.len();
        text.push_str(description);
        article.regions.push(region(RegionKind::Summary, Span::new(start, text.len()), "declared as the description"));
        text.push_str("\n\n");
    }
    let start = text.len();
    text.push_str(body.trim_matches('\n'));
    let span = Span::new(start, text.len());
    let known = Known {
        title,
        line_per_paragraph: is_line_per_paragraph(body),
        body_only: title.is_some(),
        outlet_known: article.outlet.is_some(),
    };
    let labelled = lines::label(&text, span, &known);
    if let (None, Some(span)) = (&article.title, labelled.title) {
        article.title = Some(StatedSpan { text: collapse(span.slice(&text)), span: Some(span) });
    }
    article.text = text;
    plain::apply(article, labelled);
}

/// news-please joins paragraphs by one line end.
fn is_line_per_paragraph(body: &str) -> bool {
    let lines: Vec<&str> = body.lines().filter(|line| !line.trim().is_empty()).collect();
    !body.contains("\n\n") && (lines.len() < 4 || lines.iter().map(|l| l.len()).sum::<usize>() / lines.len() > 100)
}

fn metadata(article: &mut Article, map: &Map<String, Value>) {
    article.url = first(map, URL).filter(|url| url.contains('.') || url.contains(':'));
    article.canonical_url = first(map, CANONICAL);
    article.language = first(map, LANGUAGE).filter(|tag| (2..=12).contains(&tag.len()));
    article.published = dating(map, PUBLISHED);
    article.modified = dating(map, MODIFIED);
    if let Some((key, at)) = CAPTURED.iter().find_map(|key| Some((key, string(map.get(*key)?)?))) {
        article.captured = Some(Capture { at: Some(at), how: (*key).to_owned() });
    }
    let named = OUTLET.iter().filter_map(|key| string(map.get(*key)?)).find(|name| !name.contains("://"));
    let domain = DOMAIN.iter().filter_map(|key| string(map.get(*key)?)).find_map(|domain| outlet::host(&domain));
    let by_url = article.url.as_deref().filter(|url| url.contains("://")).and_then(outlet::host);
    article.outlet = named.or(domain).or(by_url);
}

fn dating(map: &Map<String, Value>, keys: &[&str]) -> Dating {
    for key in keys {
        let Some(text) = map.get(*key).and_then(string) else { continue };
        if let Some(day) = stamp::parse(&text) {
            let why = format!("{key}: {text}");
            return Dating { value: Some(Interval::day(day)), basis: Basis::Metadata, evidence: None, why };
        }
    }
    Dating::default()
}

fn authors(article: &mut Article, map: &Map<String, Value>) {
    let declared: Vec<String> =
        AUTHORS.iter().filter_map(|key| map.get(*key)).map(names).find(|n| !n.is_empty()).unwrap_or_default();
    let declared = people::authors(&declared, article.outlet.as_deref());
    if declared.is_empty() {
        return;
    }
    let printed = std::mem::take(&mut article.authors);
    article.authors = declared
        .into_iter()
        .map(|name| {
            let span = printed.iter().find(|b| fold(&b.name) == fold(&name)).and_then(|b| b.span);
            Byline { name, span }
        })
        .collect();
}

/// The body: a string, or a list of paragraphs.
fn text_of(map: &Map<String, Value>) -> Option<String> {
    TEXT.iter().find_map(|key| match map.get(*key)? {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Array(parts) if parts.iter().any(Value::is_string) => {
            Some(parts.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n\n"))
        }
        _ => None,
    })
}

fn first(map: &Map<String, Value>, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| string(map.get(*key)?))
}

/// A string, the name or address of an object, or the first of a list.
fn string(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|t| !t.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(map) => ["name", "title", "uri", "@id", "url", "@value", "text"]
            .iter()
            .find_map(|k| map.get(*k)?.as_str().map(str::to_owned)),
        Value::Array(items) => items.first().filter(|v| !v.is_array()).and_then(string),
        _ => None,
    }
}

/// All names in a string, an object or a list of either.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().filter(|v| !v.is_array()).filter_map(string).collect(),
        other => string(other).into_iter().collect(),
    }
}

/// Text as JSON holds it may carry control characters or a page's tags.
fn plain_text(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .map(|c| if c == '\r' { '\n' } else { c })
        .filter(|c| *c == '\n' || *c == '\t' || !c.is_control())
        .collect()
}
