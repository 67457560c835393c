//! `dossier` and `schema`: no ledger, articles in and a dossier out.

use gainsay::{Dossier, Options};

use crate::{
    arguments::{DossierArguments, Schema},
    failure::Failure,
    output,
    progress::Progress,
};

pub(super) fn dossier(arguments: &DossierArguments) -> Result<(), Failure> {
    let progress = Progress::start();
    let show = |done: usize, total: usize| progress.show("reading", done, total);
    let stdin_type = arguments.stdin_type.map(|kind| kind.media_type());
    let dossier = gainsay::dossier(&arguments.paths, Options { stdin_type, on_progress: Some(&show) });
    progress.finish();
    let dossier = dossier?;
    if dossier.articles.is_empty() {
        return Err(nothing_read(&dossier));
    }
    let text = dossier.render(arguments.format.into());
    output::write(&text, arguments.output.as_deref()).map_err(Failure::output)
}

/// Names the first problem: it is mostly the only one, and its message says the mend.
fn nothing_read(dossier: &Dossier) -> Failure {
    Failure::nothing(match dossier.problems.as_slice() {
        [] => "nothing to read: the folder holds no .txt, .md, .html, .json or .jsonl file".to_owned(),
        [only] => only.message.clone(),
        [first, rest @ ..] => format!("{} (and {} more that could not be read)", first.message, rest.len()),
    })
}

pub(super) fn schema(of: Schema) -> Result<(), Failure> {
    let Schema::Dossier = of;
    output::write(&Dossier::json_schema(), None).map_err(Failure::output)
}
