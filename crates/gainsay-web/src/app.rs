//! What every request has at hand: the data, what may be asked by whom, and pages made before.

use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash, Hasher},
    sync::{Arc, Mutex, PoisonError},
};

use axum::body::Bytes;
use tokio::sync::Semaphore;

use crate::{changing::Allowance, source::Shelf};

/// How many bytes of pages are kept.
const KEPT: usize = 64 << 20;
/// How many answers are made at once.
const AT_ONCE: usize = 128;

/// The app: its data and its pages.
pub(crate) struct App {
    pub(crate) shelf: Shelf,
    /// How many changes may still come.
    pub(crate) allowance: Allowance,
    /// What the app's own forms hold, so that no other site's form is taken for one.
    pub(crate) secret: String,
    /// How many answers may be made at once; who finds no place is told to come again.
    pub(crate) places: Arc<Semaphore>,
    made: Mutex<Made>,
}

/// Answers made before, by address.
#[derive(Default)]
struct Made {
    generation: u64,
    bytes: usize,
    answers: BTreeMap<String, Arc<Answer>>,
}

/// An answer, ready to be sent.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) media_type: &'static str,
    /// The name of a file to save it as, where it isn't shown.
    pub(crate) saved_as: Option<&'static str>,
    pub(crate) body: Bytes,
    /// The same for the same bytes.
    pub(crate) etag: String,
    /// Where to go instead.
    pub(crate) location: Option<String>,
}

impl Answer {
    pub(crate) fn new(media_type: &'static str, body: impl Into<Bytes>) -> Self {
        let body = body.into();
        // This hasher's keys are fixed, so that a tag outlives a restart.
        let mut hasher = DefaultHasher::new();
        body.hash(&mut hasher);
        let etag = format!("\"{:016x}\"", hasher.finish());
        Self { media_type, saved_as: None, body, etag, location: None }
    }

    /// What is asked for stands on another page.
    pub(crate) fn elsewhere(location: String) -> Self {
        Self { location: Some(location), ..Self::new("text/html; charset=utf-8", Bytes::new()) }
    }
}

impl App {
    pub(crate) fn new(shelf: Shelf, secret: String) -> Self {
        let places = Arc::new(Semaphore::new(AT_ONCE));
        Self { shelf, allowance: Allowance::default(), secret, places, made: Mutex::default() }
    }

    /// An answer made before from the same data.
    pub(crate) fn kept(&self, address: &str) -> Option<Arc<Answer>> {
        let made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        (made.generation == self.shelf.generation()).then(|| made.answers.get(address).cloned())?
    }

    /// Keeps an answer made from the data of `generation`; all others go where there are too many.
    pub(crate) fn keep(&self, address: String, generation: u64, answer: &Arc<Answer>) {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if made.generation != generation || made.bytes + answer.body.len() > KEPT {
            *made = Made { generation, ..Made::default() };
        }
        made.bytes += answer.body.len() + address.len();
        made.answers.insert(address, Arc::clone(answer));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_bytes_have_the_same_tag() {
        let tag = |body: &'static str| Answer::new("text/html", body).etag;
        assert_eq!(tag("a"), tag("a"));
        assert_ne!(tag("a"), tag("b"));
    }
}
