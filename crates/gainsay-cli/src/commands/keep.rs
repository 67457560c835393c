//! Commands that change a ledger or look after it: `add`, `remove`, `refresh`, `check`, `backup`.

use std::path::Path;

use gainsay::{
    Ledger,
    ledger::{AddOptions, Added, Progress as Done, Step},
    present::escape,
};

use super::print;
use crate::{
    answer::Answer,
    arguments::{AddArguments, ListFormat, Listed, Where},
    failure::{Failure, INTERRUPTED, NOTHING},
    interrupt, output,
    progress::Progress,
};

pub(super) fn add(arguments: &AddArguments) -> Result<(), Failure> {
    let mut ledger = Ledger::open(&arguments.ledger.ledger)?;
    let stdin_type = arguments.stdin_type.map(|kind| kind.media_type());
    let added = watched(|options| ledger.add(&arguments.paths, AddOptions { stdin_type, ..options }))?;
    told(&added, &arguments.ledger)?;
    let nothing = added.new + added.known + added.revised == 0;
    if nothing && let Some(first) = added.problems.first() {
        return Err(Failure::nothing(first.message.clone()));
    }
    Ok(())
}

pub(super) fn remove(what: &[String], ledger: &Where) -> Result<(), Failure> {
    let mut opened = existing(ledger)?;
    let removed = watched(|options| opened.remove(what, options))?;
    let noun = if removed.places == 1 { "place" } else { "places" };
    let name = escape::plain(&ledger.ledger.display().to_string());
    output::write(&format!("{} {noun} taken out of {name}\n", removed.places), None).map_err(Failure::output)?;
    if removed.interrupted {
        let message = "stopped; what was named is taken out, `gainsay refresh` weighs what is left";
        return Err(Failure::new(INTERRUPTED, message));
    }
    Ok(())
}

pub(super) fn refresh(ledger: &Where) -> Result<(), Failure> {
    let mut opened = existing(ledger)?;
    let added = watched(|options| opened.refresh(options))?;
    told(&added, ledger)
}

/// A ledger to write that must be there already: a name mistyped makes no new one.
pub(super) fn existing(ledger: &Where) -> Result<Ledger, Failure> {
    drop(Ledger::open_read_only(&ledger.ledger)?);
    Ok(Ledger::open(&ledger.ledger)?)
}

/// Does long work with a bar, until it is done or Ctrl-C stops it.
pub(super) fn watched<T>(work: impl FnOnce(AddOptions<'_>) -> Result<T, gainsay::Error>) -> Result<T, Failure> {
    let stop = interrupt::listen();
    let progress = Progress::start();
    let show = |done: Done| {
        let step = match done.step {
            Step::Reading => "reading",
            Step::Weighing => "weighing",
        };
        progress.show(step, done.done, done.total);
    };
    let result = work(AddOptions { on_progress: Some(&show), stop: Some(&stop), ..AddOptions::default() });
    progress.finish();
    Ok(result?)
}

/// What was done, in a few words; what could not be read, on standard error.
fn told(added: &Added, ledger: &Where) -> Result<(), Failure> {
    let counted = [
        (added.new, "new"),
        (added.known, "known"),
        (added.revised, "revised"),
        (added.read_again, "read again"),
        (added.unreadable, "not readable"),
    ];
    let parts: Vec<String> =
        counted.iter().filter(|(number, _)| *number > 0).map(|(number, what)| format!("{number} {what}")).collect();
    let parts = if parts.is_empty() { "nothing new".to_owned() } else { parts.join(", ") };
    let stories = if added.weighed == 1 { "story" } else { "stories" };
    let line = format!(
        "{}: {parts}; {} {stories} weighed\n",
        escape::plain(&ledger.ledger.display().to_string()),
        added.weighed
    );
    output::write(&line, None).map_err(Failure::output)?;
    for problem in &added.problems {
        output::complain(&problem.message);
    }
    if added.interrupted {
        return Err(Failure::new(INTERRUPTED, "stopped; what was committed is kept, `gainsay add` goes on from there"));
    }
    Ok(())
}

pub(super) fn check(listed: &Listed) -> Result<(), Failure> {
    if !listed.ledger.ledger.exists() {
        // To open it for writing would make one, and find nothing wrong with it.
        drop(Ledger::open_read_only(&listed.ledger.ledger)?);
    }
    let ledger = Ledger::open(&listed.ledger.ledger).or_else(|_| Ledger::open_read_only(&listed.ledger.ledger))?;
    let faults = ledger.check()?;
    // A head over nothing would look like a fault.
    let head = if faults.is_empty() && listed.format == ListFormat::Table { "no faults" } else { "fault" };
    let answer = Answer::new(&[head], faults.iter().map(|fault| vec![fault.clone()]), &faults);
    print(&answer, listed.format)?;
    if faults.is_empty() { Ok(()) } else { Err(Failure::new(NOTHING, format!("{} faults", faults.len()))) }
}

pub(super) fn backup(to: &Path, ledger: &Where) -> Result<(), Failure> {
    Ok(Ledger::open_read_only(&ledger.ledger)?.backup(to)?)
}
