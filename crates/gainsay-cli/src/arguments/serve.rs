//! `gainsay serve`: its arguments.

use std::{net::IpAddr, path::PathBuf};

use clap::Args;

use super::Where;

#[derive(Debug, Args)]
pub(crate) struct ServeArguments {
    /// Files and folders of articles, for a look: they are read once, and the ledger is left alone.
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) ledger: Where,

    /// The port to listen on; 0 takes any that is free.
    #[arg(long, default_value_t = 7357, value_name = "N")]
    pub(crate) port: u16,

    /// Open the browser.
    #[arg(long)]
    pub(crate) open: bool,

    /// Listen at this address instead of on this machine alone. A token is then needed, given or made.
    #[arg(long, default_value = "127.0.0.1", value_name = "IP")]
    pub(crate) address: IpAddr,

    /// Another name under which the server may be asked, such as that of a proxy before it.
    #[arg(long, value_name = "NAME")]
    pub(crate) host: Vec<String>,

    /// What every request must bring along.
    #[arg(long, env = "GAINSAY_TOKEN", hide_env_values = true, value_name = "SECRET")]
    pub(crate) token: Option<String>,
}
