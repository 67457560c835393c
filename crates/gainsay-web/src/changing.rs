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
    reason = "how often someone writes is measured by the clock, and shows in no result"
)]
fn now() -> Instant {
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

/// A decision to make.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewFix {
    /// What to decide.
    pub(crate) action: Option<Action>,
    /// The id of what it is about, or its words as `ARTICLE:START..END`.
    pub(crate) what: String,
    /// The other of two.
    pub(crate) other: Option<String>,
    /// The name of the speaker; the date of publication (EDTF), or nothing where it isn't known.
    pub(crate) value: Option<String>,
    /// By whom.
    pub(crate) who: Option<String>,
    /// Why.
    pub(crate) why: Option<String>,
}

/// What can be decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Action {
    /// Two entities, events or claims are one; two articles are of one story.
    Same,
    /// Two mentions of one entity or event are of two.
    Different,
    /// An article is of no story with others.
    Apart,
    /// Somebody else said it.
    Speaker,
    /// Two articles rest on one origin.
    OneOrigin,
    /// Two articles rest on two origins.
    TwoOrigins,
    /// An article was published then.
    Date,
    /// An article is not weighed, or a claim not shown.
    Hide,
}

impl NewFix {
    /// Of the fields of a form.
    pub(crate) fn of_form(asked: &Asked) -> Result<Self, Failure> {
        let text = |name: &str| asked.value(name).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        let action = asked.value("action").unwrap_or_default();
        let action = serde_json::from_value(action.into())
            .map_err(|_| Failure::bad("`action` is none that there is; use the forms of the app"))?;
        Ok(Self {
            action: Some(action),
            what: text("what").unwrap_or_default(),
            other: text("other"),
            value: text("value"),
            who: text("who"),
            why: text("why"),
        })
    }

    /// The decision, by whom, and why.
    pub(crate) fn fix(&self) -> Result<(Fix, String, String), Failure> {
        let all = [Some(&self.what), self.other.as_ref(), self.value.as_ref(), self.who.as_ref(), self.why.as_ref()];
        if all
            .into_iter()
            .flatten()
            .any(|text| text.chars().count() > LONGEST_TEXT || text.chars().any(char::is_control))
        {
            return Err(Failure::bad(format!(
                "no text may be longer than {LONGEST_TEXT} characters or hold control characters"
            )));
        }
        let what = self.what.clone();
        let other =
            || self.other.clone().ok_or_else(|| Failure::bad("`other` is missing: choose the other of the two"));
        let fix = match self.action.ok_or_else(|| Failure::bad("`action` is missing"))? {
            Action::Same => Fix::Same { one: what, other: other()? },
            Action::Different => Fix::Different { one: what, other: other()? },
            Action::Apart => Fix::Apart { article: what },
            Action::Speaker => {
                let name =
                    self.value.clone().ok_or_else(|| Failure::bad("`value` is missing: give the speaker’s name"))?;
                Fix::Speaker { said: what, name }
            }
            Action::OneOrigin => Fix::Origin { one: what, other: other()?, same: true },
            Action::TwoOrigins => Fix::Origin { one: what, other: other()?, same: false },
            Action::Date => Fix::Date { article: what, value: self.value.clone() },
            Action::Hide => Fix::Hide { what },
        };
        Ok((
            fix,
            self.who.clone().unwrap_or_else(|| "somebody in the browser".to_owned()),
            self.why.clone().unwrap_or_default(),
        ))
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
        let fix = NewFix { action: Some(Action::Same), what: "n1".into(), ..NewFix::default() };
        assert!(fix.fix().unwrap_err().message.contains("other"));
        let long = NewFix { action: Some(Action::Hide), what: "x".repeat(401), ..NewFix::default() };
        assert!(long.fix().is_err());
    }
}
