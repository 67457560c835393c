//! What to say and with which exit code to end when something is wrong.

/// Nothing that was given could be read as an article, or nothing of this name is there, or a check found faults.
pub(crate) const NOTHING: u8 = 1;
/// The arguments are wrong, be it in a way that only the work could tell: a date that is none, two things that can't be one.
pub(crate) const ARGUMENTS: u8 = 2;
/// Something could not be opened or written.
pub(crate) const INPUT_OR_OUTPUT: u8 = 3;
/// As shells give for a program that Ctrl-C stopped.
pub(crate) const INTERRUPTED: u8 = 130;

/// A failure of the command.
#[derive(Debug)]
pub(crate) struct Failure {
    /// One sentence; empty where all is said already.
    pub(crate) message: String,
    /// The exit code.
    pub(crate) code: u8,
}

impl Failure {
    pub(crate) fn new(code: u8, message: impl Into<String>) -> Self {
        Self { message: message.into(), code }
    }

    /// Output could not be written.
    pub(crate) fn output(message: String) -> Self {
        Self::new(INPUT_OR_OUTPUT, message)
    }

    /// There is nothing of this name.
    pub(crate) fn nothing(message: impl Into<String>) -> Self {
        Self::new(NOTHING, message)
    }
}

impl From<gainsay::Error> for Failure {
    fn from(error: gainsay::Error) -> Self {
        let code = match () {
            () if error.is_unknown() => NOTHING,
            () if error.is_unfit() => ARGUMENTS,
            () if error.is_stopped() => INTERRUPTED,
            () => INPUT_OR_OUTPUT,
        };
        Self::new(code, error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use gainsay::{
        Ledger,
        ledger::{AddOptions, Fix},
    };

    use super::*;

    #[test]
    fn each_kind_of_failure_has_its_exit_code() {
        let mut ledger = Ledger::in_memory().expect("a ledger");
        let fix = Fix::Hide { what: "a0".to_owned() };
        let unknown = ledger.fix(&fix, "x", "y", AddOptions::default()).expect_err("not there");
        assert_eq!(Failure::from(unknown).code, NOTHING);
        let unfit = "soon".parse::<gainsay::ledger::Since>().expect_err("no date");
        assert_eq!(Failure::from(unfit).code, ARGUMENTS);

        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.txt");
        crate::output::write("The harbour was closed on Monday, the mayor of Port Osmund said.", Some(&file))
            .expect("written");
        ledger.add(&[&file], AddOptions::default()).expect("added");
        let what = ledger.articles(None, gainsay::ledger::Page::ALL).expect("articles")[0].id.clone();
        let stop = AtomicBool::new(true);
        let options = AddOptions { stop: Some(&stop), ..AddOptions::default() };
        let stopped = ledger.fix(&Fix::Hide { what }, "x", "y", options).expect_err("stopped by Ctrl-C");
        assert_eq!(Failure::from(stopped).code, INTERRUPTED);
    }
}
