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
    let (models, _) =
        rayon::join(|| Models::load(gainsay_models::ALL), || rayon::join(extract::prepare, annotate::prepare));
    let used = gainsay_models::ALL.iter().map(|(name, _)| Model {
        name: (*name).to_owned(),
        sha256: gainsay_models::sha256(name).unwrap_or_default().to_owned(),
    });
    let used = used.collect();
    let models = models.map_err(|error| Error::format("gainsay", error.to_string()))?;
    let rarity = Rarity::from_bytes(gainsay_models::RARITY).ok_or_else(|| {
        Error::format("gainsay", "the weights \"rarity\" are damaged or of another version".to_owned())
    })?;
    Ok(Shipped { models, rarity, used })
}
