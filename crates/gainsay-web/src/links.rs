//! Where the links of the app's pages lead.

use gainsay::present::{
    html::{Columns, Links, Part},
    view::Span,
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What may stand in one step of a path as it is.
const STEP: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Links to the pages of the app.
pub(crate) struct AppLinks;

/// The address of one thing.
pub(crate) fn to(kind: &str, id: &str) -> String {
    format!("/{kind}/{}", encoded(id))
}

/// Text that can stand in a step of a path or in a query.
pub(crate) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, STEP).to_string()
}

impl Links for AppLinks {
    fn story(&self, id: &str) -> Option<String> {
        Some(to("story", id))
    }

    fn article(&self, id: &str) -> String {
        to("article", id)
    }

    fn claim(&self, id: &str) -> String {
        to("claim", id)
    }

    fn all_of_claim(&self, id: &str) -> Option<String> {
        Some(to("claim", id))
    }

    fn event(&self, id: &str) -> String {
        to("event", id)
    }

    fn entity(&self, id: &str) -> String {
        to("name", id)
    }

    fn correct(&self, id: &str) -> Option<String> {
        Some(to("correct", id))
    }

    fn span(&self, span: &Span) -> String {
        format!("{}?mark={}-{}#mark", to("article", &span.article), span.start, span.end)
    }

    fn part(&self, story: &str, part: Part) -> Option<String> {
        Some(format!("{}/{}", to("story", story), part.as_str()))
    }

    fn window(&self, story: &str, days: Option<(&str, &str)>) -> Option<String> {
        let query = days.map(|(first, last)| format!("?from={first}&to={last}")).unwrap_or_default();
        Some(format!("{}{query}#{}-timeline", to("story", story), encoded(story)))
    }

    fn notes(&self) -> bool {
        true
    }

    fn matrix_by(&self, story: &str, by: Columns) -> Option<String> {
        let by = match by {
            Columns::Outlets => "outlets",
            Columns::Speakers => "speakers",
        };
        Some(format!("{}/matrix?by={by}", to("story", story)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opaque_ids_stay_one_step_of_a_path() {
        assert_eq!(to("claim", "a/b?c#d %\u{e9}"), "/claim/a%2Fb%3Fc%23d%20%25%C3%A9");
        let span = Span { article: "a".into(), start: 1, end: 2, exact: "x".into() };
        assert_eq!(AppLinks.span(&span), "/article/a?mark=1-2#mark");
    }
}
