//! By what readings and stories are told apart: hashes of their content, so that neither the order of adding
//! nor a place on the disk shows.

use std::sync::LazyLock;

use gainsay_core::Article;
use gainsay_read::extract::hash;
use sha2::{Digest, Sha256};

use crate::models;

/// SHA-256 in hexadecimal.
pub(super) fn sha256(bytes: &[u8]) -> String {
    hash(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The stages and models that read: what they read must be read again once they change.
pub(super) fn read_by() -> &'static str {
    static READ_BY: LazyLock<String> = LazyLock::new(|| {
        let mut parts = vec![env!("GAINSAY_READING")];
        parts.extend(models::used().iter().map(|model| model.sha256.as_str()));
        hashed(&parts)
    });
    &READ_BY
}

/// The stages that weigh.
pub(super) const WEIGHED_BY: &str = env!("GAINSAY_WEIGHING");

/// Of all that an article was read from.
pub(super) fn reading_key(article: &Article, record: usize) -> String {
    hashed(&[&article.sha256, &record.to_string(), &article.location, read_by()])
}

/// A hash of texts, each kept apart from the next.
pub(super) fn hashed<T: AsRef<str>>(texts: &[T]) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update((text.as_ref().len() as u64).to_le_bytes());
        hash.update(text.as_ref());
    }
    hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
