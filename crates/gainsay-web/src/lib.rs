//! Stories in the browser, and the HTTP API: the pages and the JSON of one dossier.
//!
//! In: a dossier, and where to listen. Out: pages that work without a script, and JSON that says the same. Never does:
//! fetch anything, run anything an article holds, answer a host it was not told of, decide anything about a story.

mod api;
mod app;
mod asked;
mod changing;
mod failure;
mod guard;
mod layout;
mod links;
mod pages;
mod server;
mod source;
mod visit;

pub use guard::Settings;
pub use server::{Error, Server, router};
pub use source::{Hit, Shelf};
