//! What elements on the way say of authors and moments.

use dom_query::{NodeData, NodeRef};
use gainsay_core::RegionKind;

use super::{
    blocks::{AuthorMark, MarkedAuthor, Walked},
    classes::Named,
    parts::Facts,
};
use crate::extract::fold::collapse;

const MOST_AUTHORS: usize = 40;
const LONGEST_AUTHOR: usize = 120;
const MOST_TIMES: usize = 200;
const LONGEST_TIME: usize = 80;

impl Walked {
    /// Notes an element that names an author.
    pub(super) fn note_author(&mut self, node: &NodeRef<'_>, element: &Facts<'_>) {
        let may_name = matches!(
            element.tag,
            "a" | "span"
                | "p"
                | "div"
                | "strong"
                | "b"
                | "address"
                | "li"
                | "em"
                | "h4"
                | "h5"
                | "h6"
                | "cite"
                | "small"
        );
        if self.authors.len() >= MOST_AUTHORS || !may_name {
            return;
        }
        let Some(mark) = author_mark(element) else { return };
        // The name inside, where it is marked too: `author` with picture, name and portrait around it.
        let inner = node.descendants_it().take(60).find(|inner| {
            inner.attr("itemprop").is_some_and(|prop| &*prop == "name")
                || inner.attr("class").is_some_and(|class| class.split_whitespace().any(|c| c == "fn"))
        });
        let text = short_text(inner.as_ref().unwrap_or(node), LONGEST_AUTHOR);
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            self.authors.push(MarkedAuthor { mark, text, at: self.blocks.len() });
        }
    }

    /// Notes an element that gives a moment.
    pub(super) fn note_time(&mut self, node: &NodeRef<'_>, element: &Facts<'_>) {
        if self.times.len() >= MOST_TIMES {
            return;
        }
        let prop = element.itemprop.or(element.property).unwrap_or("");
        let class = element.class.unwrap_or("");
        let titled = element.tag == "abbr" && (class.contains("publish") || class.contains("date"));
        let dated = element.tag == "time" || titled || element.moment[2].is_some() || {
            prop.as_bytes().windows(4).any(|word| word.eq_ignore_ascii_case(b"date"))
        };
        if dated {
            let value = element.moment.iter().flatten().next().map(|value| (*value).to_owned());
            let value = value.or_else(|| short_text(node, LONGEST_TIME)).unwrap_or_default();
            self.times.push((format!("{prop} {class}").to_ascii_lowercase(), value));
        }
    }
}

/// How an element says that it names the author, if it does.
fn author_mark(element: &Facts<'_>) -> Option<AuthorMark> {
    let holds = |value: Option<&str>, word: &str| {
        value.is_some_and(|value| value.split_whitespace().any(|v| v.eq_ignore_ascii_case(word)))
    };
    let meant = [element.rel, element.itemprop, element.property].into_iter().any(|value| holds(value, "author"));
    let card = holds(element.class, "vcard") && holds(element.class, "author");
    if meant || card {
        return Some(AuthorMark::Meaning);
    }
    let names = |found: Named| found.is_some_and(|(kind, word)| kind == RegionKind::Byline && word != "vcard");
    if names(element.by_class()) || names(element.by_id()) {
        return Some(AuthorMark::Class);
    }
    let leads = element.tag == "a" && element.href.is_some_and(leads_to_author);
    leads.then_some(AuthorMark::Address)
}

/// Whether an address is the page of one author: a folder named for authors, and a name in it.
fn leads_to_author(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or("");
    let mut folders = path.split('/').skip_while(|folder| {
        ![
            "author",
            "authors",
            "autor",
            "autoren",
            "auteur",
            "auteurs",
            "autores",
            "autore",
            "byline",
            "by",
            "reporter",
            "reporters",
        ]
        .iter()
        .any(|word| folder.eq_ignore_ascii_case(word))
    });
    folders.next().is_some() && folders.next().is_some_and(|name| name.len() >= 2)
}

/// The text of an element, white space collapsed, if it isn't long.
fn short_text(node: &NodeRef<'_>, longest: usize) -> Option<String> {
    const MOST_NODES: usize = 300;
    let mut text = String::new();
    for inner in node.descendants_it().take(MOST_NODES) {
        inner.query(|inner| {
            if let NodeData::Text { contents } = &inner.data {
                text.extend(contents.chars().take(longest * 8));
            }
        });
        if text.len() > longest * 8 {
            return None;
        }
    }
    let text = collapse(&text);
    (text.len() <= longest).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_authors_are_told() {
        assert!(leads_to_author("https://harbour.example/author/anna-weld/") && leads_to_author("/autoren/weld-anna"));
        assert!(
            !leads_to_author("/authors/")
                && !leads_to_author("/2031/04/the-author")
                && !leads_to_author("/authority/x")
        );
    }
}
