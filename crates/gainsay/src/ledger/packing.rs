//! What the store keeps as bytes: packed small, unpacked with a limit.
//!
//! Readings are packed without names of fields: they are small, and never read by another version than the one that wrote
//! them. Dossiers are JSON inside, so that a later version can show what an earlier one weighed.

use std::io::Read;

use gainsay_core::{Article, Reading};
use gainsay_store::Error as StoreError;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{Error, present::Dossier};

/// How hard it is pressed: 3 is zstd's own choice between time and size.
const LEVEL: i32 = 3;
/// Nothing that is kept unpacks to more; a file that says so is damaged or hostile.
const LARGEST: u64 = 1 << 30;

/// An article with its reading.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct KeptReading {
    pub(super) article: Article,
    pub(super) reading: Reading,
}

/// Packs bytes.
pub(super) fn press(bytes: &[u8]) -> Vec<u8> {
    // Writing to memory fails for want of memory alone, which ends the program anyway.
    zstd::bulk::compress(bytes, LEVEL).unwrap_or_default()
}

/// Unpacks bytes.
pub(super) fn unpress(packed: &[u8], ledger: &str) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let read = zstd::stream::read::Decoder::new(packed).and_then(|from| from.take(LARGEST).read_to_end(&mut bytes));
    match read {
        Ok(_) => Ok(bytes),
        Err(error) => Err(StoreError::damaged(ledger, format!("packed bytes don't unpack: {error}")).into()),
    }
}

/// Packs a value without its fields' names.
pub(super) fn pack<T: Serialize>(value: &T) -> Vec<u8> {
    press(&pack_small(value))
}

/// Unpacks it.
pub(super) fn unpack<T: DeserializeOwned>(packed: &[u8], ledger: &str) -> Result<T, Error> {
    unpack_small(&unpress(packed, ledger)?, ledger)
}

/// Packs a value that is too small to press.
pub(super) fn pack_small<T: Serialize>(value: &T) -> Vec<u8> {
    postcard::to_stdvec(value).unwrap_or_default()
}

/// Unpacks it.
pub(super) fn unpack_small<T: DeserializeOwned>(packed: &[u8], ledger: &str) -> Result<T, Error> {
    postcard::from_bytes(packed)
        .map_err(|error| StoreError::damaged(ledger, format!("a packed value doesn't read: {error}")).into())
}

/// Packs a dossier.
pub(super) fn pack_dossier(dossier: &Dossier) -> Vec<u8> {
    press(&serde_json::to_vec(dossier).unwrap_or_default())
}

/// Unpacks it.
pub(super) fn unpack_dossier(packed: &[u8], ledger: &str) -> Result<Dossier, Error> {
    serde_json::from_slice(&unpress(packed, ledger)?)
        .map_err(|error| StoreError::damaged(ledger, format!("a dossier doesn't read: {error}")).into())
}
