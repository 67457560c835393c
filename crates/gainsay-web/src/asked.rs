//! What a request asks for: the steps of its path and its query, decoded strictly.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;

use crate::failure::Failure;

/// How long an address may be, in bytes.
pub(crate) const LONGEST_ADDRESS: usize = 4096;
/// The most items of one page of a list.
pub(crate) const MOST_ITEMS: usize = 200;

/// A request's address, decoded.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    /// The named steps of the path.
    pub(crate) steps: BTreeMap<String, String>,
    query: BTreeMap<String, String>,
}

/// Which page of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Paging {
    /// From 1 on.
    pub(crate) page: usize,
    /// How many items a page holds.
    pub(crate) per_page: usize,
}

impl Paging {
    /// The items of this page.
    pub(crate) fn range(self) -> std::ops::Range<usize> {
        let start = (self.page - 1).saturating_mul(self.per_page);
        start..start.saturating_add(self.per_page)
    }
}

impl Asked {
    /// Decodes a query; the steps of the path were decoded before.
    pub(crate) fn new(steps: BTreeMap<String, String>, query: Option<&str>) -> Result<Self, Failure> {
        let mut decoded = BTreeMap::new();
        for pair in query.unwrap_or_default().split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let name = decode(&name.replace('+', " "))?;
            if decoded.insert(name.clone(), decode(&value.replace('+', " "))?).is_some() {
                return Err(Failure::bad(format!("`{name}` is given twice; give it once")));
            }
        }
        Ok(Self { steps, query: decoded })
    }

    /// A named step of the path.
    pub(crate) fn step(&self, name: &str) -> &str {
        self.steps.get(name).map_or("", String::as_str)
    }

    /// A value of the query.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.query.get(name).map(String::as_str)
    }

    /// Which page of a list is asked for.
    pub(crate) fn paging(&self, per_page: usize) -> Result<Paging, Failure> {
        let page = self.number("page", 1, 1_000_000)?.unwrap_or(1);
        let per_page = self.number("per_page", 1, MOST_ITEMS)?.unwrap_or(per_page);
        Ok(Paging { page, per_page })
    }

    /// A whole number of the query within bounds.
    pub(crate) fn number(&self, name: &str, least: usize, most: usize) -> Result<Option<usize>, Failure> {
        let Some(text) = self.value(name) else { return Ok(None) };
        let is_plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let number = if is_plain { text.parse().ok() } else { None };
        match number.filter(|number| (least..=most).contains(number)) {
            Some(number) => Ok(Some(number)),
            None => Err(Failure::bad(format!("`{name}` must be a whole number from {least} to {most}"))),
        }
    }
}

/// Percent-decoded text: UTF-8, without control characters.
pub(crate) fn decode(text: &str) -> Result<String, Failure> {
    let bytes = text.as_bytes();
    let is_hex = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_hexdigit);
    let is_sound = bytes.iter().enumerate().all(|(at, byte)| *byte != b'%' || (is_hex(at + 1) && is_hex(at + 2)));
    if !is_sound {
        return Err(Failure::bad("the address holds a % that is not followed by two hexadecimal digits"));
    }
    let decoded = percent_decode_str(text).decode_utf8().map_err(|_| Failure::bad("the address is not UTF-8"))?;
    if decoded.chars().any(char::is_control) {
        return Err(Failure::bad("the address holds control characters"));
    }
    Ok(decoded.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(query: &str) -> Result<Asked, Failure> {
        Asked::new(BTreeMap::new(), Some(query))
    }

    #[test]
    fn nonsense_in_a_query_is_refused() {
        for query in ["q=%", "q=%zz", "q=%ff", "q=%00", "q=a&q=b", "%0a=1", "q=%c3"] {
            assert!(asked(query).is_err(), "{query}");
        }
        assert_eq!(asked("q=a+b%20c&x").unwrap().value("q"), Some("a b c"));
    }

    #[test]
    fn numbers_stay_within_their_bounds() {
        for query in ["page=0", "page=-1", "page=x", "page=", "per_page=201", "page=99999999999999999999", "page=%2B1"]
        {
            assert!(asked(query).unwrap().paging(50).is_err(), "{query}");
        }
        let paging = asked("page=3&per_page=20").unwrap().paging(50).unwrap();
        assert_eq!(paging.range(), 40..60);
    }
}
