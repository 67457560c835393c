//! What an element says of what it holds: by its tag, role, classes and id.

use std::cell::OnceCell;

use dom_query::Element;
use gainsay_core::RegionKind;

use super::classes::{Named, Names};

/// What is asked of an element, read from it once.
pub(super) struct Facts<'a> {
    /// Its name, in lower case.
    pub(super) tag: &'a str,
    pub(super) class: Option<&'a str>,
    pub(super) id: Option<&'a str>,
    pub(super) role: Option<&'a str>,
    pub(super) rel: Option<&'a str>,
    pub(super) property: Option<&'a str>,
    pub(super) itemprop: Option<&'a str>,
    pub(super) href: Option<&'a str>,
    /// The moment it gives: `datetime`, `content`, `data-datetime`, `title`, best first.
    pub(super) moment: [Option<&'a str>; 4],
    style: Option<&'a str>,
    hidden: bool,
    names: &'a Names,
    by_class: OnceCell<Named>,
    by_id: OnceCell<Named>,
}

impl<'a> Facts<'a> {
    /// Reads an element of a page whose attributes name this.
    pub(super) fn of(element: &'a Element, names: &'a Names) -> Self {
        let mut facts = Self {
            tag: &element.name.local,
            class: None,
            id: None,
            role: None,
            rel: None,
            property: None,
            itemprop: None,
            href: None,
            moment: [None; 4],
            style: None,
            hidden: false,
            names,
            by_class: OnceCell::new(),
            by_id: OnceCell::new(),
        };
        for attribute in &element.attrs {
            let value = Some(&*attribute.value);
            match &*attribute.name.local {
                "class" => facts.class = value,
                "id" => facts.id = value,
                "role" => facts.role = value,
                "rel" => facts.rel = value,
                "property" => facts.property = value,
                "itemprop" => facts.itemprop = value,
                "href" => facts.href = value,
                "datetime" => facts.moment[0] = value,
                "content" => facts.moment[1] = value,
                "data-datetime" => facts.moment[2] = value,
                "title" => facts.moment[3] = value,
                "style" => facts.style = value,
                "hidden" => facts.hidden = true,
                _ => {}
            }
        }
        facts
    }

    /// What its classes name.
    pub(super) fn by_class(&self) -> Named {
        *self.by_class.get_or_init(|| self.names.kind_of(self.class?))
    }

    /// What its id names.
    pub(super) fn by_id(&self) -> Named {
        *self.by_id.get_or_init(|| self.names.kind_of(self.id?))
    }

    /// Whether it is not shown.
    pub(super) fn is_hidden(&self) -> bool {
        const LONGEST: usize = 2_000;
        let unseen = |style: &str| {
            let style: String = style.chars().take(LONGEST).filter(|c| *c != ' ').collect();
            let style = style.to_ascii_lowercase();
            style.contains("display:none") || style.contains("visibility:hidden")
        };
        self.hidden || self.style.is_some_and(unseen)
    }
}

/// What the tag, role, classes and id of an element say of what it holds.
pub(super) fn part_of(element: &Facts<'_>) -> Option<(RegionKind, String)> {
    let name = element.tag;
    let by_tag = match name {
        "nav" => Some(RegionKind::Navigation),
        "footer" => Some(RegionKind::Navigation),
        "aside" => Some(RegionKind::Related),
        "figcaption" => Some(RegionKind::Caption),
        "button" | "label" | "legend" => Some(RegionKind::Navigation),
        "form" | "dialog" => Some(RegionKind::Notice),
        "time" => Some(RegionKind::Date),
        _ => None,
    };
    if let Some(kind) = by_tag {
        return Some((kind, format!("in a `{name}` element")));
    }
    if matches!(name, "html" | "body" | "main" | "article" | "h1" | "a" | "p" | "span" | "em" | "strong" | "b" | "i") {
        let inline = matches!(name, "p" | "span" | "a");
        let (kind, word) = inline.then(|| element.by_class()).flatten()?;
        let fits = match name {
            "p" => true,
            _ => matches!(kind, RegionKind::Byline | RegionKind::Date | RegionKind::Caption),
        };
        return fits.then(|| (kind, format!("its class says `{word}`")));
    }
    match element.role {
        Some("navigation" | "menu" | "menubar" | "search" | "banner" | "contentinfo" | "toolbar") => {
            return Some((RegionKind::Navigation, "its role says so".to_owned()));
        }
        Some("complementary") => return Some((RegionKind::Related, "its role says so".to_owned())),
        Some("dialog" | "alert" | "alertdialog") => return Some((RegionKind::Notice, "its role says so".to_owned())),
        _ => {}
    }
    let named = |attribute: &str, (kind, word): (RegionKind, &str)| (kind, format!("its {attribute} says `{word}`"));
    let by_class = element.by_class().map(|found| named("class", found));
    by_class.or_else(|| element.by_id().map(|found| named("id", found)))
}
