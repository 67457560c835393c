//! Tokens → mentions of persons, organizations and places, and the chains they form in one article.
//!
//! In: tokens with their tags and parse. Out: [`gainsay_core::Reading::mentions`] and
//! [`gainsay_core::Reading::chains`]. Never: another article; a guess where two could be meant. Scored by: entity F1 on
//! UNER-EWT dev and CrossNER politics dev.
//!
//! Names are found by a trained tagger ([`tagger`]) over features that the word lists help ([`lists`]); rules mend
//! their boundaries and make their kinds agree; chains are made by rules alone.

mod agreement;
mod certain;
mod chains;
mod company;
mod demonyms;
mod descriptions;
pub mod features;
pub mod forms;
mod gender;
pub mod known;
pub mod lists;
mod names;
mod page;
#[cfg(test)]
mod specs;
pub mod tagger;
pub mod votes;
pub mod word;

use gainsay_core::{Article, Reading};

use crate::Models;

/// Fills in mentions and chains.
pub fn annotate(article: &Article, models: &Models, reading: &mut Reading) {
    let page = page::Page::new(article, reading, models.syntax.as_ref().map(|s| &s.clusters));
    let mut names = names::find(&page, models.names.as_ref());
    agreement::settle(&page, &mut names);
    let demonyms = demonyms::find(&page, &mut names);
    let descriptions = descriptions::find(&page, &names);
    let (mentions, chains) = chains::build(&page, &names, &descriptions, &demonyms);
    reading.mentions = mentions;
    reading.chains = chains;
}
