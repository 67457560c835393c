//! `gainsay serve`: a story in the browser.

use std::net::SocketAddr;

use gainsay_web::{Server, Settings, Shelf};

use gainsay::Ledger;

use super::keep::watched;
use crate::{
    arguments::ServeArguments,
    failure::{Failure, INPUT_OR_OUTPUT, INTERRUPTED},
    output,
};

/// How many bytes a token that is made has.
const TOKEN: usize = 24;

/// Reads, listens, says where, and answers until interrupted.
pub(super) fn serve(arguments: &ServeArguments) -> Result<(), Failure> {
    let failed = |message: String| Failure::new(INPUT_OR_OUTPUT, message);
    let shelf = shelf(arguments)?;
    let settings = Settings {
        address: SocketAddr::new(arguments.address, arguments.port),
        hosts: arguments.host.clone(),
        token: token(arguments).map_err(failed)?,
    };
    let query = settings.token.as_ref().map(|token| format!("?token={token}")).unwrap_or_default();
    let server = Server::new(shelf, settings).map_err(|error| failed(error.to_string()))?;
    let address = format!("{}{query}", server.url());
    output::write(&format!("{address}\n"), None).map_err(failed)?;
    // What a browser is started with stands in the list of processes, where others may read it: never the token.
    if arguments.open && !open(&server.url_to_open()) {
        output::complain(&format!("no browser could be opened; open {address} yourself"));
    }
    server.run().map_err(|error| failed(error.to_string()))
}

/// The ledger; or one in memory of the articles that were named.
fn shelf(arguments: &ServeArguments) -> Result<Shelf, Failure> {
    if arguments.paths.is_empty() {
        return Ok(Shelf::open(arguments.ledger.ledger.clone())?);
    }
    let mut ledger = Ledger::in_memory()?;
    let added = watched(|options| ledger.add(&arguments.paths, options))?;
    if added.interrupted {
        return Err(Failure::new(INTERRUPTED, "stopped before all articles were read"));
    }
    if added.new == 0 {
        let first = added.problems.first().map(|problem| problem.message.clone());
        return Err(Failure::nothing(
            first.unwrap_or_else(|| "nothing that was named could be read as an article".to_owned()),
        ));
    }
    Ok(Shelf::in_memory(ledger))
}

/// The token that was given; where others can reach the server and none was given, a new one.
fn token(arguments: &ServeArguments) -> Result<Option<String>, String> {
    if let Some(token) = &arguments.token {
        let is_plain =
            token.len() >= 16 && token.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        let wrong =
            || "--token must have at least 16 letters, digits, - or _; leave it out to have one made".to_owned();
        return is_plain.then(|| Some(token.clone())).ok_or_else(wrong);
    }
    if arguments.address.is_loopback() && arguments.host.is_empty() {
        return Ok(None);
    }
    let mut bytes = [0; TOKEN];
    getrandom::fill(&mut bytes).map_err(|error| format!("no token could be made: {error}; give one with --token"))?;
    Ok(Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect()))
}

/// Asks the system to open an address.
#[allow(clippy::disallowed_methods, reason = "opening the browser is what --open asks for")]
fn open(address: &str) -> bool {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("rundll32", &["url.dll,FileProtocolHandler"])
    } else {
        ("xdg-open", &[])
    };
    std::process::Command::new(program).args(arguments).arg(address).spawn().is_ok()
}
