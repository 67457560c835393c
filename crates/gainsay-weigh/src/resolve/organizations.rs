//! When two names may be one organization's: legal forms don't count, an owner ("U.N.", "Russian") has one form, an
//! acronym stands for its words. A longer name that adds words of content is another organization.

use gainsay_core::{country_named, country_of_demonym};

use super::{
    legal_forms,
    likeness::Likeness,
    spelling::{Spelling, plain, spelling},
};

/// Owners that are no country: their forms and the one they are brought to.
const OWNERS: &[(&[&str], &str)] =
    &[(&["un", "united nations"], "un"), (&["eu", "european union"], "eu"), (&["nato"], "nato")];

/// A name brought to the form that is compared: owner first (if any), then the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OrganizationName {
    pub(super) owner: Option<String>,
    pub(super) words: Vec<String>,
}

impl OrganizationName {
    pub(super) fn parse(text: &str) -> Self {
        let spaced = text.replace("'s ", " ").replace("\u{2019}s ", " ").replace('&', " and ");
        let written: Vec<&str> =
            spaced.split(|c: char| c.is_whitespace() || c == ',' || c == '-').filter(|w| !w.is_empty()).collect();
        let (owner, rest) = split_owner(&written);
        let mut words: Vec<String> = rest.iter().map(|w| plain(w)).filter(|w| !w.is_empty()).collect();
        if words.first().is_some_and(|w| w == "the") && words.len() > 1 {
            words.remove(0);
        }
        Self { owner, words: legal_forms::without(words) }
    }

    /// What equal names share.
    pub(super) fn key(&self) -> String {
        format!("{}\u{1f}{}", self.owner.as_deref().unwrap_or(""), self.words.join(" "))
    }

    /// The acronyms its words may give.
    pub(super) fn initials(&self, text: &str) -> Vec<String> {
        let all: Vec<String> =
            text.split(|c: char| c.is_whitespace() || c == '-').map(plain).filter(|w| !w.is_empty()).collect();
        let small = |w: &&String| !matches!(w.as_str(), "of" | "the" | "and" | "for" | "in" | "on" | "to" | "de");
        let first = |w: &String| w.chars().next();
        let every: String = all.iter().filter_map(first).collect();
        let mut found = vec![every.clone(), all.iter().filter(small).filter_map(first).collect::<String>()];
        found.push(self.words.iter().filter(small).filter_map(first).collect());
        found.sort();
        found.dedup();
        found.retain(|i| i.len() > 1);
        found
    }
}

/// Whether two names may be one organization's, and why.
pub(super) fn same_organization(a: &str, b: &str) -> Option<Likeness> {
    let (one, other) = (OrganizationName::parse(a), OrganizationName::parse(b));
    if one == other {
        return Some(Likeness::sure("same name but for its legal form or the way its owner is written"));
    }
    let (short, long, words) = if a.len() < b.len() { (a, b, &other) } else { (b, a, &one) };
    if is_acronym(short) && words.initials(long).contains(&plain(short)) {
        return Some(Likeness::unsure("acronym"));
    }
    if one.owner != other.owner {
        return None;
    }
    if one.words.concat() == other.words.concat() {
        return Some(Likeness::sure("same name, written together or apart"));
    }
    if one.words.len() != other.words.len() {
        return None;
    }
    let spellings: Option<Vec<Spelling>> = one.words.iter().zip(&other.words).map(|(x, y)| spelling(x, y)).collect();
    let slips = spellings?.iter().filter(|spelling| **spelling != Spelling::Same).count();
    // A word that is spelled otherwise and another one too make another name, unless it is a long one.
    let allowed = if one.words.iter().map(String::len).sum::<usize>() >= LONG_NAME { 2 } else { 1 };
    (slips <= allowed).then(|| Likeness::unsure("another spelling of the same name"))
}

/// Names of so many letters may be spelled otherwise in two places.
const LONG_NAME: usize = 14;

/// "U.S. Treasury Department" is owned by the United States; a country alone is not an owner of nothing.
fn split_owner<'w>(written: &'w [&'w str]) -> (Option<String>, &'w [&'w str]) {
    for count in (1..written.len().min(4)).rev() {
        let text = written[..count].join(" ");
        let folded: String = text.to_lowercase().replace('.', "");
        let known = OWNERS.iter().find(|(forms, _)| forms.contains(&folded.as_str())).map(|(_, one)| (*one).to_owned());
        let country = || country_named(&text).or_else(|| country_of_demonym(&text)).map(|c| c.code.to_owned());
        if let Some(owner) = known.or_else(country) {
            return (Some(owner), &written[count..]);
        }
    }
    (None, written)
}

/// Whether this is written as an acronym.
pub(super) fn is_acronym(text: &str) -> bool {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
    (2..=8).contains(&letters.len()) && letters.iter().all(|c| c.is_uppercase()) && !text.contains(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> String {
        OrganizationName::parse(text).key()
    }

    #[test]
    fn one_organization_in_many_forms() {
        assert_eq!(key("Nordgas Inc."), key("Nordgas"));
        assert_eq!(key("U.N. Water Council"), key("United Nations Water Council"));
        assert_eq!(key("Norwegian Health Ministry"), key("Norway's Health Ministry"));
        assert_eq!(key("Lind & Moe LLP"), key("Lind and Moe"));
    }

    #[test]
    fn longer_names_are_others() {
        assert_ne!(key("Nordgas"), key("Nordgas Pipeline Services"));
        assert_ne!(key("Norwegian Health Ministry"), key("Danish Health Ministry"));
    }
}
