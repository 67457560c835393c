//! Legal forms of companies (`rules/resolve/legal-forms.toml`), which tell no company from another.

use std::{collections::BTreeSet, sync::LazyLock};

use serde::Deserialize;

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Rules {
    end: BTreeSet<String>,
    front: BTreeSet<String>,
    phrases: Vec<String>,
    #[allow(dead_code, reason = "checked by the test below")]
    yes: Vec<[String; 2]>,
    #[allow(dead_code, reason = "checked by the test below")]
    no: Vec<String>,
}

static RULES: LazyLock<Rules> =
    LazyLock::new(|| toml::from_str(include_str!("../../rules/resolve/legal-forms.toml")).unwrap_or_default());

/// The words of a name without its legal forms; of a name of nothing else, all of them.
pub(super) fn without(words: Vec<String>) -> Vec<String> {
    let mut rest = words.as_slice();
    loop {
        let shorter = without_phrase(rest).or_else(|| match rest {
            [before @ .., last] if !before.is_empty() && RULES.end.contains(last) => Some(before),
            [first, behind @ ..] if !behind.is_empty() && RULES.front.contains(first) => Some(behind),
            _ => None,
        });
        match shorter {
            Some(shorter) => rest = shorter,
            None => return rest.to_vec(),
        }
    }
}

fn without_phrase(words: &[String]) -> Option<&[String]> {
    RULES.phrases.iter().find_map(|phrase| {
        let length = phrase.split(' ').count();
        let is_phrase = |part: &[String]| part.iter().map(String::as_str).eq(phrase.split(' '));
        let left = words.len().checked_sub(length).filter(|left| *left > 0)?;
        let (ending, opening) = (is_phrase(&words[left..]), is_phrase(&words[..length]));
        if ending { Some(&words[..left]) } else { opening.then(|| &words[length..]) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_fall_away_and_names_stay() {
        let bare = |name: &str| without(name.split(' ').map(str::to_owned).collect()).join(" ");
        assert!(!RULES.yes.is_empty() && !RULES.no.is_empty());
        for [name, rest] in &RULES.yes {
            assert_eq!(bare(name), *rest);
        }
        for name in &RULES.no {
            assert_eq!(bare(name), *name);
        }
    }
}
