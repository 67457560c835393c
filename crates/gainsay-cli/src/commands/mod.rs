//! What each command does: arguments → the library → text.

mod ask;
mod dossier;
mod fix;
mod keep;
mod serve;

use gainsay::ledger::Page;

use crate::{
    answer::Answer,
    arguments::{Command, ListFormat, Paged},
    failure::Failure,
    output,
};

/// Runs a command.
pub(crate) fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Dossier(arguments) => dossier::dossier(&arguments),
        Command::Serve(arguments) => serve::serve(&arguments),
        Command::Schema { of } => dossier::schema(of),
        Command::Add(arguments) => keep::add(&arguments),
        Command::Remove { what, ledger } => keep::remove(&what, &ledger),
        Command::Refresh { ledger } => keep::refresh(&ledger),
        Command::Fix { what } => fix::fix(what),
        Command::Fixes(listed) => fix::fixes(&listed),
        Command::Undo(arguments) => fix::undo(&arguments),
        Command::Check(listed) => keep::check(&listed),
        Command::Backup { to, ledger } => keep::backup(&to, &ledger),
        Command::Status(listed) => ask::status(&listed),
        Command::Stories(paged) => ask::stories(&paged),
        Command::Story(arguments) => ask::story(&arguments),
        Command::Articles(arguments) => ask::articles(&arguments),
        Command::Claims(arguments) => ask::claims(&arguments),
        Command::Who { name, paged } => ask::who(&name.join(" "), &paged),
        Command::Search(arguments) => ask::search(&arguments),
        Command::Timeline(arguments) => ask::timeline(&arguments),
        Command::Events(arguments) => ask::events(&arguments),
        Command::Why { id, listed } => ask::why(&id, &listed),
        Command::Diff { since, listed } => ask::diff(&since, &listed),
    }
}

fn print(answer: &Answer, format: ListFormat) -> Result<(), Failure> {
    output::write(&answer.render(format), None).map_err(Failure::output)
}

impl Paged {
    fn page(&self) -> Page {
        let limit = if self.limit == 0 { Page::ALL.limit } else { self.limit };
        Page { skip: self.skip, limit }
    }
}
