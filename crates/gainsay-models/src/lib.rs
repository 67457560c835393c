//! Trained weights for gainsay: bytes, and a manifest that says where each comes from. Nothing else.

/// All weights by name, as `gainsay_read::Models::load` takes them.
pub const ALL: &[(&str, &[u8])] = &[("syntax", SYNTAX), ("names", NAMES)];

/// Tagger, lemmas and parser.
pub const SYNTAX: &[u8] = include_bytes!("../weights/syntax.bin");

/// Tagger of names.
pub const NAMES: &[u8] = include_bytes!("../weights/names.bin");

/// For each weight file: its hash, licence, recipe and scores (TOML).
pub const MANIFEST: &str = include_str!("../weights/manifest.toml");
