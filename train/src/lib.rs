//! Trains the models that gainsay ships, and reads the treebanks they are trained and measured on.
#![allow(clippy::disallowed_methods, reason = "training reads the disk")]

pub mod conllu;
pub mod events;
pub mod manifest;
pub mod names;
pub mod perceptron;
pub mod random;
pub mod rarity;
pub mod syntax;

use std::path::PathBuf;

/// Where the data sets are: `$GAINSAY_DATA`, or `gainsay-data` in the temporary folder.
pub fn data_folder() -> PathBuf {
    std::env::var("GAINSAY_DATA").map_or_else(|_| std::env::temp_dir().join("gainsay-data"), PathBuf::from)
}

/// Where weights are written.
pub fn weights_folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/gainsay-models/weights"))
}
