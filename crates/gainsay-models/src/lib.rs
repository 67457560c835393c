//! Trained weights for gainsay: bytes, and manifests that say where they come from. Nothing else.

/// All weights by name, as `gainsay_read::Models::load` takes them.
pub const ALL: &[(&str, &[u8])] = &[("syntax", SYNTAX), ("names", NAMES), ("rarity", RARITY), ("events", EVENTS)];

/// Word clusters, tagger, lemmas and parser.
pub const SYNTAX: &[u8] = include_bytes!("../weights/syntax.bin");

/// Tagger of names.
pub const NAMES: &[u8] = include_bytes!("../weights/names.bin");

/// In how many articles lemmas stand.
pub const RARITY: &[u8] = include_bytes!("../weights/rarity.bin");

/// How likely two mentions are of one event.
pub const EVENTS: &[u8] = include_bytes!("../weights/events.bin");

/// The SHA-256 of the weights of this name in hexadecimal, as their manifest says: hashing ten megabytes at each start
/// takes longer than reading an article. A test holds the manifests to it.
pub fn sha256(name: &str) -> Option<&'static str> {
    let (_, manifest) = MANIFESTS.iter().find(|(known, _)| *known == name)?;
    manifest.lines().find_map(|line| line.strip_prefix("sha256 = \"")?.strip_suffix('"'))
}

/// For each of the weights its manifest in TOML: hash, licence, attribution, recipe, model card and scores.
pub const MANIFESTS: &[(&str, &str)] = &[
    ("syntax", include_str!("../weights/syntax.toml")),
    ("names", include_str!("../weights/names.toml")),
    ("rarity", include_str!("../weights/rarity.toml")),
    ("events", include_str!("../weights/events.toml")),
];
