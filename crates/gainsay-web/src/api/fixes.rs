//! Decisions over the API: list them, make one, take one back.

use std::sync::Arc;

use axum::{
    http::StatusCode,
    routing::{MethodRouter, delete, get},
};
use gainsay::ledger::FixRow;
use schemars::JsonSchema;
use serde::Serialize;

use super::{json, list};
use crate::{
    app::{Answer, App},
    asked::Asked,
    changing::{NewFix, Sent, Takes, change},
    failure::Failure,
    server::answer,
};

/// A decision of somebody's.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct Fix {
    /// Its number.
    n: i64,
    /// When it was decided, RFC 3339.
    at: String,
    /// By whom.
    who: String,
    /// Why.
    why: String,
    /// What, in words.
    said: String,
    /// When it was taken back.
    undone_at: Option<String>,
    /// By whom.
    undone_by: Option<String>,
    /// Why it fits nothing any more.
    problem: Option<String>,
}

/// The number of a decision.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub(super) struct Done {
    /// Its number.
    n: i64,
}

/// Where decisions are made and taken back.
pub(crate) fn changes() -> Vec<(&'static str, MethodRouter<Arc<App>>)> {
    let make = |state, steps, request| change(decide, Takes::Json, state, steps, request);
    let take_back = |state, steps, request| change(undo, Takes::Nothing, state, steps, request);
    let all = get(|state, steps, request| answer(Arc::new(fixes), state, steps, request));
    vec![("/api/v1/fixes", all.post(make)), ("/api/v1/fixes/{n}", delete(take_back))]
}

fn fixes(app: &App, asked: &Asked) -> Result<Answer, Failure> {
    let fix = |row: FixRow| Fix {
        n: row.n,
        at: row.at,
        who: row.who,
        why: row.why,
        said: row.said,
        undone_at: row.undone_at,
        undone_by: row.undone_by,
        problem: row.problem,
    };
    let fixes: Vec<Fix> = app.shelf.fixes()?.into_iter().map(fix).collect();
    list(asked, &fixes)
}

fn decide(app: &App, sent: &Sent) -> Result<Answer, Failure> {
    let (fix, who, why) = NewFix::of_json(&sent.body)?.fix()?;
    json(&Done { n: app.shelf.fix(&fix, &who, &why)? })
}

fn undo(app: &App, sent: &Sent) -> Result<Answer, Failure> {
    let number = sent.asked.step("n").parse().ok().filter(|n| *n > 0);
    let n = number.ok_or_else(|| Failure::bad("a decision has a whole number from 1 on"))?;
    let is_there = app.shelf.fixes()?.iter().any(|fix| fix.n == n && fix.undone_at.is_none());
    if !is_there {
        return Err(Failure::new(StatusCode::NOT_FOUND, format!("there is no decision {n} in force")));
    }
    app.shelf.undo(n, "somebody over the API")?;
    json(&Done { n })
}
