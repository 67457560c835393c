//! Requests that change something: who may send them, how long, how many, and what they decide.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use axum::{
    body::{Body, to_bytes},
    extract::{RawPathParams, Request, State},
    http::{HeaderMap, StatusCode, header},
    response::Response,
};
use gainsay::ledger::Fix;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::{
    app::{Answer, App},
    asked::Asked,
    failure::Failure,
    server::{defect, respond, send},
};

/// How long a body may be.
const LONGEST_BODY: usize = 16 << 10;
/// How long a body may take to arrive.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a text of a decision may be, in characters.
const LONGEST_TEXT: usize = 400;
/// Text without control characters, as a pattern.
pub(crate) const PLAIN: &str = r"^[^\x00-\x1f\x7f-\x9f]*$";
/// How many changes may come at once, and how many seconds it takes until one more may.
const AT_ONCE: u32 = 30;
const ONE_MORE: f64 = 2.0;

/// What a request to change something brings along.
pub(crate) struct Sent {
    pub(crate) asked: Asked,
    pub(crate) body: String,
}

/// What makes a change.
pub(crate) type Change = fn(&App, &Sent) -> Result<Answer, Failure>;

/// What kind of body a change takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Takes {
    /// A form of the app's own pages, with its secret.
    Form,
    /// JSON, which no other site's page can send unasked.
    Json,
    /// None.
    Nothing,
}

/// How many changes may still come.
#[derive(Debug)]
pub(crate) struct Allowance(Mutex<(f64, Instant)>);

#[allow(
    clippy::disallowed_methods,
    reason = "how often someone writes, and how long a code is good for, is measured by the clock, and shows in no result"
)]
pub(crate) fn now() -> Instant {
    Instant::now()
}

impl Default for Allowance {
    fn default() -> Self {
        Self(Mutex::new((f64::from(AT_ONCE), now())))
    }
}

impl Allowance {
    /// Takes one, where there is one left.
    fn take(&self) -> bool {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (left, since) = *state;
        let now = now();
        let left = (left + now.duration_since(since).as_secs_f64() / ONE_MORE).min(f64::from(AT_ONCE));
        let is_left = left >= 1.0;
        *state = (if is_left { left - 1.0 } else { left }, now);
        is_left
    }
}

/// Makes a change on a thread that may take its time.
pub(crate) async fn change(
    make: Change,
    takes: Takes,
    State(app): State<Arc<App>>,
    steps: Result<RawPathParams, axum::extract::rejection::RawPathParamsRejection>,
    request: Request,
) -> Response {
    let for_program = request.uri().path().starts_with("/api/");
    let steps = steps.map(|steps| steps.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect());
    let result = match steps {
        Ok(steps) => sent(&app, takes, steps, request).await,
        Err(_) => Err(Failure::bad("the address is not UTF-8")),
    };
    let result = match result {
        Ok(sent) => tokio::task::spawn_blocking(move || make(&app, &sent)).await.unwrap_or_else(|_| Err(defect())),
        Err(failure) => Err(failure),
    };
    match result {
        Ok(answer) => send(&answer, &HeaderMap::new()),
        Err(failure) => respond(&failure, for_program),
    }
}

async fn sent(app: &App, takes: Takes, steps: BTreeMap<String, String>, request: Request) -> Result<Sent, Failure> {
    if !app.allowance.take() {
        return Err(Failure::new(StatusCode::TOO_MANY_REQUESTS, "too many changes at once; wait a few seconds"));
    }
    let media_type =
        request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media_type = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let wanted = match takes {
        Takes::Form => "application/x-www-form-urlencoded",
        Takes::Json => "application/json",
        Takes::Nothing => "",
    };
    if takes != Takes::Nothing && media_type != wanted {
        return Err(Failure::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, format!("the body must be {wanted}")));
    }
    let body = read(request.into_body()).await?;
    let asked = match takes {
        Takes::Form => Asked::new(steps, Some(&body))?,
        Takes::Json | Takes::Nothing => Asked::new(steps, None)?,
    };
    if takes == Takes::Form && asked.value("secret") != Some(app.secret.as_str()) {
        let message =
            "this form was made before the server was started anew; go back, load the page again and send it again";
        return Err(Failure::new(StatusCode::FORBIDDEN, message));
    }
    Ok(Sent { asked, body })
}

async fn read(body: Body) -> Result<String, Failure> {
    let bytes = tokio::time::timeout(PATIENCE, to_bytes(body, LONGEST_BODY)).await;
    let bytes = bytes.map_err(|_| Failure::new(StatusCode::REQUEST_TIMEOUT, "the body took too long to arrive"))?;
    let too_long = |_| {
        Failure::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            format!("the body is longer than {LONGEST_BODY} bytes or broke off"),
        )
    };
    String::from_utf8(bytes.map_err(too_long)?.to_vec()).map_err(|_| Failure::bad("the body is not UTF-8"))
}

/// A decision to make, by whom and why.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub(crate) struct NewFix {
    #[serde(flatten)]
    decision: Decision,
    /// By whom.
    #[schemars(length(min = 1, max = LONGEST_TEXT), regex(pattern = PLAIN))]
    who: Option<String>,
    /// Why.
    #[schemars(length(min = 1, max = LONGEST_TEXT), regex(pattern = PLAIN))]
    why: String,
}

/// What can be decided. Things are named by their ids, or by the words they stand in, as `ARTICLE:START..END`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(tag = "action", rename_all = "kebab-case")]
enum Decision {
    /// Two entities, events or claims are one; two articles are of one story.
    Same { what: Text, other: Text },
    /// Two mentions of one entity or event are of two.
    Different { what: Text, other: Text },
    /// An article is of no story with others.
    Apart { what: Text },
    /// Somebody else said it: the attribution, and the speaker's name.
    Speaker { what: Text, value: Text },
    /// Two articles rest on one origin.
    OneOrigin { what: Text, other: Text },
    /// Two articles rest on two origins.
    TwoOrigins { what: Text, other: Text },
    /// An article was published then (EDTF); without a value it isn't known when.
    Date { what: Text, value: Option<Text> },
    /// An article is not weighed, or a claim not shown.
    Hide { what: Text },
}

/// A text of a decision.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(transparent)]
struct Text(#[schemars(length(min = 1, max = LONGEST_TEXT), regex(pattern = PLAIN))] String);

impl NewFix {
    /// Of a body in JSON.
    pub(crate) fn of_json(body: &str) -> Result<Self, Failure> {
        serde_json::from_str(body).map_err(|error| Failure::bad(format!("the body is no decision: {error}")))
    }

    /// Of the fields of a form; an empty field is none.
    pub(crate) fn of_form(asked: &Asked) -> Result<Self, Failure> {
        let names = ["action", "what", "other", "value", "who", "why"];
        let given = names.into_iter().filter_map(|name| Some((name, asked.value(name)?.trim())));
        let fields: serde_json::Map<String, serde_json::Value> =
            given.filter(|(_, text)| !text.is_empty()).map(|(name, text)| (name.to_owned(), text.into())).collect();
        serde_json::from_value(fields.into())
            .map_err(|error| Failure::bad(format!("the form is not complete ({error}); go back and fill it in")))
    }

    /// The decision, by whom, and why.
    pub(crate) fn fix(&self) -> Result<(Fix, String, String), Failure> {
        let fix = match &self.decision {
            Decision::Same { what, other } => Fix::Same { one: what.plain()?, other: other.plain()? },
            Decision::Different { what, other } => Fix::Different { one: what.plain()?, other: other.plain()? },
            Decision::Apart { what } => Fix::Apart { article: what.plain()? },
            Decision::Speaker { what, value } => Fix::Speaker { said: what.plain()?, name: value.plain()? },
            Decision::OneOrigin { what, other } => {
                Fix::Origin { one: what.plain()?, other: other.plain()?, same: true }
            }
            Decision::TwoOrigins { what, other } => {
                Fix::Origin { one: what.plain()?, other: other.plain()?, same: false }
            }
            Decision::Date { what, value } => {
                Fix::Date { article: what.plain()?, value: value.as_ref().map(Text::plain).transpose()? }
            }
            Decision::Hide { what } => Fix::Hide { what: what.plain()? },
        };
        let who = self.who.clone().unwrap_or_else(|| "somebody in the browser".to_owned());
        Ok((fix, Text(who).plain()?, Text(self.why.clone()).plain()?))
    }
}

impl Text {
    /// The text, where it is short and holds nothing but characters that can be seen.
    fn plain(&self) -> Result<String, Failure> {
        let is_plain =
            !self.0.is_empty() && self.0.chars().count() <= LONGEST_TEXT && !self.0.chars().any(char::is_control);
        let wrong = || {
            Failure::bad(format!("a text must have 1 to {LONGEST_TEXT} characters, none of them control characters"))
        };
        is_plain.then(|| self.0.clone()).ok_or_else(wrong)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_so_many_changes_come_at_once() {
        let allowance = Allowance::default();
        let taken = (0..100).filter(|_| allowance.take()).count();
        assert!((30..=31).contains(&taken), "{taken}");
    }

    #[test]
    fn a_decision_that_lacks_something_says_what() {
        let error = NewFix::of_json(r#"{ "action": "same", "what": "n1", "why": "x" }"#).unwrap_err();
        assert!(error.message.contains("other"), "{}", error.message);
        assert!(NewFix::of_json(r#"{ "action": "conquer", "what": "n1", "why": "x" }"#).is_err());
        let long = format!(r#"{{ "action": "hide", "what": "{}", "why": "x" }}"#, "x".repeat(401));
        assert!(NewFix::of_json(&long).unwrap().fix().is_err());
    }
}
