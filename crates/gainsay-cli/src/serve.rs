//! `gainsay serve`: a story in the browser.

use std::net::SocketAddr;

use gainsay_web::{Server, Settings, Shelf};

use crate::{Failure, INPUT_OR_OUTPUT, arguments::ServeArguments, output, read};

/// How many bytes a token that is made has.
const TOKEN: usize = 24;

/// Reads, listens, says where, and answers until interrupted.
pub(crate) fn serve(arguments: &ServeArguments) -> Result<(), Failure> {
    let failed = |message: String| Failure { message, code: INPUT_OR_OUTPUT };
    let dossier = read(&arguments.paths, None)?;
    let settings = Settings {
        address: SocketAddr::new(arguments.address, arguments.port),
        hosts: arguments.host.clone(),
        token: token(arguments).map_err(failed)?,
    };
    let query = settings.token.as_ref().map(|token| format!("?token={token}")).unwrap_or_default();
    let server = Server::new(Shelf::new(dossier), settings).map_err(|error| failed(error.to_string()))?;
    let address = format!("http://{}/{query}", server.address());
    output::write(&format!("{address}\n"), None).map_err(failed)?;
    if arguments.open && !open(&address) {
        output::complain(&format!("no browser could be opened; open {address} yourself"));
    }
    server.run().map_err(|error| failed(error.to_string()))
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
