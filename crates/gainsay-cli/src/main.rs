//! The gainsay command: arguments in, text out, one clear sentence when something is wrong.

mod arguments;
mod output;
mod progress;
mod serve;

use std::{path::PathBuf, process::ExitCode};

use arguments::{Arguments, Command, DossierArguments, Schema};
use clap::Parser;
use gainsay::{Dossier, Options};

/// Nothing that was given could be read as an article.
const NOTHING_READ: u8 = 1;
/// Something could not be opened or written.
const INPUT_OR_OUTPUT: u8 = 3;

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Dossier(arguments) => dossier(&arguments),
        Command::Serve(arguments) => serve::serve(&arguments),
        Command::Schema { of: Schema::Dossier } => schema(),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            output::complain(&failure.message);
            ExitCode::from(failure.code)
        }
    }
}

/// What to say and with which exit code to end.
struct Failure {
    message: String,
    code: u8,
}

fn dossier(arguments: &DossierArguments) -> Result<(), Failure> {
    let dossier = read(&arguments.paths, arguments.stdin_type.map(|kind| kind.media_type()))?;
    let text = dossier.render(arguments.format.into());
    output::write(&text, arguments.output.as_deref()).map_err(|message| Failure { message, code: INPUT_OR_OUTPUT })
}

/// Reads these paths, with a bar where it takes long.
fn read(paths: &[PathBuf], stdin_type: Option<&str>) -> Result<Dossier, Failure> {
    let progress = progress::Progress::start();
    let show = |done: usize, total: usize| progress.show(done, total);
    let dossier = gainsay::dossier(paths, Options { stdin_type, on_progress: Some(&show) });
    progress.finish();
    let dossier = dossier.map_err(|error| Failure { message: error.to_string(), code: INPUT_OR_OUTPUT })?;
    if dossier.articles.is_empty() { Err(nothing_read(&dossier)) } else { Ok(dossier) }
}

/// Names the first problem: it is mostly the only one, and its message says the mend.
fn nothing_read(dossier: &Dossier) -> Failure {
    let message = match dossier.problems.as_slice() {
        [] => "nothing to read: the folder holds no .txt, .md, .html, .json or .jsonl file".to_owned(),
        [only] => only.message.clone(),
        [first, rest @ ..] => format!("{} (and {} more that could not be read)", first.message, rest.len()),
    };
    Failure { message, code: NOTHING_READ }
}

fn schema() -> Result<(), Failure> {
    output::write(&Dossier::json_schema(), None).map_err(|message| Failure { message, code: INPUT_OR_OUTPUT })
}
