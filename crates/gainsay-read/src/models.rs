//! The trained models that reading needs, passed in so that tests can use tiny ones.

/// All models that [`crate::annotate()`] needs.
#[derive(Debug, Default)]
pub struct Models {}
