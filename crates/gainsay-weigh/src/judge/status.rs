//! How it stands with a claim: the first status of a fixed order that fits.

use std::collections::BTreeMap;

use gainsay_core::{ClaimStatus, EventStatus, Position, PositionStance};

use super::origins::{self, Origins};

/// What besides the positions decides the status.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Circumstances {
    /// A later report overtakes an earlier one.
    pub(crate) overtaken: bool,
    /// Two origins give values, as of one time, that can't both hold.
    pub(crate) rival_values: bool,
    /// How it stands with the event.
    pub(crate) event: Option<EventStatus>,
}

/// The status and the reason for it.
pub(crate) fn status(positions: &[Position], circumstances: Circumstances, origins: &Origins) -> (ClaimStatus, String) {
    let of = |stance: PositionStance| positions.iter().filter(|p| p.stance == stance).collect::<Vec<_>>();
    let (affirms, denies) = (of(PositionStance::Affirms), of(PositionStance::Denies));
    if circumstances.overtaken {
        return (ClaimStatus::Superseded, "a later report overtakes an earlier one".to_owned());
    }
    if !affirms.is_empty() && !denies.is_empty() {
        return (ClaimStatus::Contested, format!("{} affirm it and {} deny it", affirms.len(), denies.len()));
    }
    if circumstances.rival_values {
        return (ClaimStatus::Contested, "origins give values that can't both hold".to_owned());
    }
    if !denies.is_empty() {
        return (ClaimStatus::Denied, "it is only denied".to_owned());
    }
    if affirms.is_empty() {
        return (ClaimStatus::Unconfirmed, "nobody affirms it without a hedge".to_owned());
    }
    if circumstances.event == Some(EventStatus::Planned) {
        return (ClaimStatus::Announced, "it is only planned as of the last report".to_owned());
    }
    // Numbers that can both hold are still two numbers: each rests on its own origins.
    let mut by_value: BTreeMap<&str, Vec<&Position>> = BTreeMap::new();
    affirms.iter().for_each(|position| by_value.entry(&position.value).or_default().push(position));
    match by_value.values().map(|of_value| origins::count(origins, of_value)).max().unwrap_or(0) {
        0 | 1 => (ClaimStatus::SingleOrigin, "all who affirm it rest on one origin".to_owned()),
        n => (ClaimStatus::Corroborated, format!("{n} origins affirm it and none denies it")),
    }
}
