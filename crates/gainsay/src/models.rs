//! The trained models that the program carries.

use gainsay_read::{Models, annotate, extract};

use gainsay_weigh::Rarity;

use crate::{Error, present::view::Model};

/// The shipped models, and what a dossier says of them.
#[derive(Debug)]
pub struct Shipped {
    /// The models.
    pub models: Models,
    /// How rare lemmas are.
    pub rarity: Rarity,
    /// Their names and hashes.
    pub used: Vec<Model>,
}

/// Loads the shipped models.
///
/// # Errors
/// When the weights that the program was built with are damaged.
pub fn shipped() -> Result<Shipped, Error> {
    let hashed = |bytes: &[u8]| extract::hash(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let ((models, used), _) = rayon::join(
        || {
            let model = |(name, bytes): &(&str, &[u8])| Model { name: (*name).to_owned(), sha256: hashed(bytes) };
            rayon::join(|| Models::load(gainsay_models::ALL), || gainsay_models::ALL.iter().map(model).collect())
        },
        || rayon::join(extract::prepare, annotate::prepare),
    );
    let models = models.map_err(|error| Error::format("gainsay", error.to_string()))?;
    let rarity = Rarity::from_bytes(gainsay_models::RARITY).ok_or_else(|| {
        Error::format("gainsay", "the weights \"rarity\" are damaged or of another version".to_owned())
    })?;
    Ok(Shipped { models, rarity, used })
}
