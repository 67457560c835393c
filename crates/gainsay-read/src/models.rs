//! The trained models that reading needs, passed in so that tests can use tiny ones.

use std::fmt;

use crate::annotate::entities::tagger::NameModel;
use crate::annotate::syntax::Syntax;

/// All models that [`crate::annotate()`] needs. The default has none: then text is split, but neither tagged nor parsed.
#[derive(Debug, Default)]
pub struct Models {
    /// Tagger, lemmas and parser.
    pub syntax: Option<Syntax>,
    /// Finds names; without it, rules and lists do.
    pub names: Option<NameModel>,
}

impl Models {
    /// Reads weights, given by name (`gainsay_models::ALL`). Names it does not know are left alone.
    pub fn load(weights: &[(&str, &[u8])]) -> Result<Self, ModelError> {
        let mut models = Self::default();
        for (name, bytes) in weights {
            let failed = || ModelError { name: (*name).to_owned() };
            match *name {
                _ if bytes.is_empty() => {}
                "syntax" => models.syntax = Some(Syntax::from_bytes(bytes).ok_or_else(failed)?),
                "names" => models.names = Some(NameModel::from_bytes(bytes).ok_or_else(failed)?),
                _ => {}
            }
        }
        Ok(models)
    }
}

/// Bytes that are not the weights they are said to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelError {
    name: String,
}

impl fmt::Display for ModelError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "the weights {:?} are damaged or of another version", self.name)
    }
}

impl std::error::Error for ModelError {}
