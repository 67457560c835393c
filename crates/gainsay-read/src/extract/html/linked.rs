//! What a page declares in JSON-LD: articles, who wrote and published them, and when.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{meta::Declared, slim::Script};
use crate::extract::{fold::collapse, people};

/// Blocks longer than this aren't parsed.
const LONGEST_LD: usize = 1 << 20;
/// Objects nested deeper aren't looked at.
const DEEPEST: usize = 6;

/// Reads what JSON-LD declares.
pub(super) fn read(scripts: &[Script<'_>], declared: &mut Declared) {
    for script in scripts.iter().filter(|script| script.is_linked_data).take(30) {
        let text = script.text;
        if text.len() > LONGEST_LD {
            continue;
        }
        let cleaned: String = text
            .trim()
            .trim_start_matches("<!--")
            .trim_end_matches("-->")
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        if let Ok(value) = serde_json::from_str::<Value>(cleaned.trim().trim_end_matches(';')) {
            let mut known = Known::new();
            nodes(&value, &mut known, 0);
            objects(&value, declared, &known, 0);
        }
    }
}

/// Objects by their `@id`, by which others refer to them.
type Known<'a> = BTreeMap<&'a str, &'a Map<String, Value>>;

fn nodes<'a>(value: &'a Value, known: &mut Known<'a>, depth: usize) {
    match value {
        _ if depth > DEEPEST => {}
        Value::Array(items) => items.iter().for_each(|item| nodes(item, known, depth + 1)),
        Value::Object(map) => {
            if let (Some(id), Some(_)) = (map.get("@id").and_then(Value::as_str), map.get("name")) {
                known.insert(id, map);
            }
            map.get("@graph").into_iter().for_each(|inner| nodes(inner, known, depth + 1));
        }
        _ => {}
    }
}

/// The authors of an article: their names, and whether each is said to be a person. Organizations are no authors, but
/// for agencies.
fn authors(value: &Value, known: &Known<'_>) -> Vec<(String, bool)> {
    match value {
        Value::Array(items) => {
            items.iter().filter(|item| !item.is_array()).flat_map(|item| authors(item, known)).collect()
        }
        Value::Object(map) => {
            let map = match map.get("@id").and_then(Value::as_str).and_then(|id| known.get(id)) {
                Some(meant) if !map.contains_key("name") => *meant,
                _ => map,
            };
            let kinds = strings(map.get("@type"));
            let has = |part: &str| kinds.iter().any(|kind| kind.contains(part));
            let names = strings(map.get("name")).into_iter();
            names
                .filter(|name| !has("Organization") || people::is_agency(name))
                .map(|name| (name, has("Person")))
                .collect()
        }
        other => strings(Some(other)).into_iter().map(|name| (name, false)).collect(),
    }
}

fn objects(value: &Value, declared: &mut Declared, known: &Known<'_>, depth: usize) {
    match value {
        _ if depth > DEEPEST => {}
        Value::Array(items) => items.iter().for_each(|item| objects(item, declared, known, depth + 1)),
        Value::Object(map) => {
            object(map, declared, known);
            for key in ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement"] {
                if let Some(inner) = map.get(key) {
                    objects(inner, declared, known, depth + 1);
                }
            }
        }
        _ => {}
    }
}

fn object(map: &Map<String, Value>, declared: &mut Declared, known: &Known<'_>) {
    let kinds = strings(map.get("@type"));
    let has = |part: &str| kinds.iter().any(|k| k.contains(part));
    if has("WebSite") || has("NewsMediaOrganization") {
        declared.site = declared.site.take().or_else(|| strings(map.get("name")).into_iter().next());
    }
    if !(has("Article") || has("BlogPosting") || has("Report") || has("Posting") || has("WebPage")) {
        return;
    }
    declared.is_live |= has("LiveBlogPosting");
    let is_false =
        |value: &Value| *value == Value::Bool(false) || value.as_str().is_some_and(|v| v.eq_ignore_ascii_case("false"));
    declared.is_locked |= map.get("isAccessibleForFree").is_some_and(is_false);
    let page = has("WebPage");
    if !page {
        declared.titles.extend(strings(map.get("headline")).into_iter().take(1));
        for (name, is_person) in map.get("author").map(|value| authors(value, known)).unwrap_or_default() {
            if name.contains("://") {
                continue;
            }
            if is_person {
                declared.persons.push(name.clone());
            }
            declared.authors.push(name);
        }
        if let Some(publisher) = strings(map.get("publisher")).into_iter().find(|p| !p.contains("://")) {
            declared.site.get_or_insert(publisher);
        }
    }
    let label = if page { "WebPage" } else { "JSON-LD" };
    for (key, list) in [("datePublished", &mut declared.published), ("dateModified", &mut declared.modified)] {
        let entry = strings(map.get(key)).into_iter().next().map(|date| (format!("{label} {key}"), date));
        list.extend(entry);
    }
}

/// The strings of a value: itself, the names of objects, those of a list.
fn strings(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(text)) => vec![collapse(text)],
        Some(Value::Array(items)) => {
            items.iter().filter(|v| !v.is_array()).flat_map(|item| strings(Some(item))).collect()
        }
        Some(Value::Object(map)) => map.get("name").and_then(Value::as_str).map(collapse).into_iter().collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authors_are_found_by_reference_and_outlets_left_out() {
        let text = r##"{"@graph": [
            {"@type": "NewsArticle", "headline": "Wall falls", "author": [{"@id": "#anna"}, {"@type": "Organization", "name": "Harbour Post"}]},
            {"@type": "Person", "@id": "#anna", "name": "Anna Weld"}]}"##;
        let mut declared = Declared::default();
        read(&[Script { is_linked_data: true, text }], &mut declared);
        assert_eq!((declared.authors, declared.persons), (vec!["Anna Weld".to_owned()], vec!["Anna Weld".to_owned()]));
    }
}
