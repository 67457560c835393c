//! `fix`, `fixes` and `undo`: what people decide.

use gainsay::{Ledger, ledger::Fix};

use super::{
    keep::{existing, watched},
    print,
};
use crate::{
    answer::Answer,
    arguments::{By, FixWhat, Listed, UndoArguments},
    failure::{ARGUMENTS, Failure},
    output,
};

pub(super) fn fix(what: FixWhat) -> Result<(), Failure> {
    let (fix, by) = decided(what)?;
    let mut ledger = existing(&by.ledger)?;
    let n = watched(|options| ledger.fix(&fix, &by.who.who, &by.why, options))?;
    let row = ledger.fixes()?.into_iter().find(|row| row.n == n);
    let said = row.as_ref().map(|row| gainsay::present::escape::plain(&row.said)).unwrap_or_default();
    output::write(&format!("decision {n}: {said}\n"), None).map_err(Failure::output)?;
    match row.and_then(|row| row.problem) {
        Some(problem) => Err(Failure::nothing(format!("decision {n} {problem}"))),
        None => Ok(()),
    }
}

fn decided(what: FixWhat) -> Result<(Fix, By), Failure> {
    Ok(match what {
        FixWhat::Same { one, other, by } => (Fix::Same { one, other }, by),
        FixWhat::Different { one, other, by } => (Fix::Different { one, other }, by),
        FixWhat::Split { what: article, mention: None, by } => (Fix::Apart { article }, by),
        FixWhat::Split { what: one, mention: Some(other), by } => (Fix::Different { one, other }, by),
        FixWhat::Speaker { said, name, by } => (Fix::Speaker { said, name }, by),
        FixWhat::Origin { how, one, other, by } => (Fix::Origin { one, other, same: how == "same" }, by),
        FixWhat::Date { article, date, by } => (Fix::Date { article, value: (date != "unknown").then_some(date) }, by),
        FixWhat::Hide { what, by } => (Fix::Hide { what }, by),
    })
}

pub(super) fn fixes(listed: &Listed) -> Result<(), Failure> {
    let fixes = Ledger::open_read_only(&listed.ledger.ledger)?.fixes()?;
    let rows = fixes.iter().map(|fix| {
        let state = match (&fix.undone_by, &fix.problem) {
            (Some(who), _) => format!("undone by {who}"),
            (None, Some(problem)) => problem.clone(),
            (None, None) => "in force".to_owned(),
        };
        vec![fix.n.to_string(), fix.at.clone(), fix.who.clone(), state, fix.why.clone(), fix.said.clone()]
    });
    print(&Answer::new(&["n", "at", "who", "state", "why", "what"], rows, &fixes), listed.format)
}

pub(super) fn undo(arguments: &UndoArguments) -> Result<(), Failure> {
    if arguments.number < 1 {
        return Err(Failure::new(ARGUMENTS, "decisions are numbered from 1; `gainsay fixes` shows them"));
    }
    let mut ledger = existing(&arguments.ledger)?;
    watched(|options| ledger.undo(arguments.number, &arguments.who.who, options))
}
