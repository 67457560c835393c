//! Small pictures that stand beside their words, so that colour is never the only sign.

use gainsay_core::{ClaimStatus, PositionStance};
use maud::{Markup, html};

use crate::present::{digest::Digest, view::Claim, words};

/// The shape of a stance: a full disc, a cross, a half disc, a ring.
pub(super) fn stance(stance: PositionStance) -> Markup {
    html! {
        svg class={ "glyph " (stance.as_str()) } viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" {
            @match stance {
                PositionStance::Affirms => circle cx="8" cy="8" r="6" class="full" {},
                PositionStance::Denies => path d="M3 3L13 13M13 3L3 13" class="stroke" {},
                PositionStance::Unconfirmed => {
                    circle cx="8" cy="8" r="5.5" class="stroke" {}
                    path d="M8 2.5A5.5 5.5 0 0 1 8 13.5Z" class="full" {}
                },
                PositionStance::NoComment => path d="M3 8H13" class="stroke" {},
            }
        }
    }
}

/// How it stands with a claim: a shape and words.
pub(super) fn status(claim: &Claim, digest: &Digest<'_>) -> Markup {
    html! {
        span class={ "badge " (claim.status.as_str()) } { (shape(claim.status)) (words::standing(claim, digest)) }
    }
}

/// The shape of a status.
fn shape(status: ClaimStatus) -> Markup {
    let path = match status {
        // Two arrows against one another.
        ClaimStatus::Contested => "M1 8H7M4.5 5.5L7 8L4.5 10.5M15 8H9M11.5 5.5L9 8L11.5 10.5",
        ClaimStatus::Superseded => "M3 8H13M9 4L13 8L9 12",
        ClaimStatus::Denied => "M4 4L12 12M12 4L4 12",
        ClaimStatus::Announced => "M8 3V8L11 10M8 2A6 6 0 1 0 8.01 2",
        ClaimStatus::Unconfirmed => "M6 6A2 2 0 1 1 8 8V10M8 12V12.5",
        ClaimStatus::Corroborated => "M2 8L5 11L10 5M7 11L8 12L14 5",
        ClaimStatus::SingleOrigin => "M8 3V13M5 6L8 3L11 6",
    };
    html! {
        svg.glyph viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" { path d=(path) class="stroke" {} }
    }
}
