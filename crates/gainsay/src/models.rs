//! The trained models that the program carries, loaded once for as long as it runs.

use std::sync::{LazyLock, OnceLock};

use gainsay_read::{Models, annotate, extract};
use gainsay_weigh::Rarity;

use crate::{Error, present::view::Model};

/// The shipped models.
#[derive(Debug)]
pub struct Shipped {
    /// What reads.
    pub models: Models,
    /// How rare lemmas are.
    pub rarity: Rarity,
}

static SHIPPED: OnceLock<Result<Shipped, String>> = OnceLock::new();

/// The shipped models; whoever asks first waits until they are loaded.
///
/// # Errors
/// When the weights that the program was built with are damaged.
pub fn shipped() -> Result<&'static Shipped, Error> {
    SHIPPED.get_or_init(load).as_ref().map_err(|message| Error::format("gainsay", message.clone()))
}

/// The names and hashes of the shipped models, as a dossier tells them. They need not be loaded for that.
pub(crate) fn used() -> &'static [Model] {
    static USED: LazyLock<Vec<Model>> = LazyLock::new(|| {
        let used = gainsay_models::ALL.iter().map(|(name, _)| Model {
            name: (*name).to_owned(),
            sha256: gainsay_models::sha256(name).unwrap_or_default().to_owned(),
        });
        used.collect()
    });
    &USED
}

fn load() -> Result<Shipped, String> {
    let (models, _) =
        rayon::join(|| Models::load(gainsay_models::ALL), || rayon::join(extract::prepare, annotate::prepare));
    let models = models.map_err(|error| error.to_string())?;
    let rarity = Rarity::from_bytes(gainsay_models::RARITY)
        .ok_or_else(|| "the weights \"rarity\" are damaged or of another version".to_owned())?;
    Ok(Shipped { models, rarity })
}
