//! Writes the manifest that stands beside each weight file.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::Result;
use sha2::{Digest, Sha256};

/// What a manifest says besides the hash.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// Name of the weights, and of their files.
    pub name: &'a str,
    /// SPDX expression.
    pub licence: &'a str,
    /// Whom and what to credit.
    pub attribution: &'a str,
}

/// Writes `NAME.bin` and `NAME.toml` into the weights' folder.
#[allow(clippy::disallowed_methods, reason = "training writes the disk")]
pub fn write(folder: &Path, about: About<'_>, bytes: &[u8], scores: &BTreeMap<String, f64>) -> Result<()> {
    let About { name, licence, attribution } = about;
    let hash: String = Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect();
    let mut text = format!(
        "# Written by the recipe.\nsha256 = \"{hash}\"\nlicence = \"{licence}\"\nattribution = \"{attribution}\"\n\
         recipe = \"cargo run --release -p gainsay-train -- {name}\"\ncard = \"train/{name}.md\"\n\n\
         # On the dev parts, in per cent.\n[scores]\n"
    );
    for (score, value) in scores {
        writeln!(text, "{score} = {value:.2}")?;
    }
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join(format!("{name}.bin")), bytes)?;
    std::fs::write(folder.join(format!("{name}.toml")), text)?;
    Ok(())
}
