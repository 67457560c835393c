//! Lines that hold an outlet's name: a masthead above the title, a signature below the body, or a credit line that runs
//! outlet, date and author together ("Salt Bay Daily, March 9, 2025. By Anna Weld").

use gainsay_core::RegionKind;

use super::block::Block;
use crate::extract::{outlet, phrases::Opens, stamp};

/// A masthead is the first or second line of a text.
const HEAD: usize = 2;
/// Longer lines are no credit lines.
const LONGEST_CREDIT: usize = 24;

/// Marks such lines; gives the outlet's name.
pub(super) fn mark(blocks: &mut [Block], text: &str) -> Option<String> {
    let credit = credit_line(blocks, text);
    let head = head(blocks, text);
    let tail = tail(blocks, text);
    credit.or(head).or(tail)
}

/// The outlet's name above the title.
fn head(blocks: &mut [Block], text: &str) -> Option<String> {
    let at = blocks.iter().take(HEAD).position(|b| b.kind.is_none())?;
    let title_follows = blocks
        .get(at + 1)
        .is_some_and(|next| next.kind.is_none() && next.words >= 3 && next.reads_as_headline(text) && !next.bullet);
    let name = outlet::masthead(blocks[at].text(text)).filter(|_| title_follows)?.to_owned();
    blocks[at].set(RegionKind::Notice, "the outlet's name above the title");
    Some(name)
}

/// The outlet's name below the body: no prose follows it.
fn tail(blocks: &mut [Block], text: &str) -> Option<String> {
    let end = blocks.iter().rposition(|b| b.is_prose(text))?;
    let at = (end + 1..blocks.len()).find(|&i| outlet::masthead(blocks[i].text(text)).is_some())?;
    // Below a heading such as "Read also" a name belongs to another outlet.
    if blocks[end..at].iter().any(|b| b.opens == Some(Opens::List)) || blocks[at].kind.is_some() {
        return None;
    }
    blocks[at].set(RegionKind::Notice, "the outlet's name below the body");
    outlet::masthead(blocks[at].text(text)).map(str::to_owned)
}

/// Outlet, date and perhaps author in one line near the top.
fn credit_line(blocks: &mut [Block], text: &str) -> Option<String> {
    let (at, name) = blocks.iter().enumerate().take(2 + HEAD).find_map(|(at, block)| {
        let line = block.text(text);
        let (date, _) = stamp::find(line).filter(|_| block.words <= LONGEST_CREDIT)?;
        Some((at, outlet::masthead(line.get(..date.start)?)?.to_owned()))
    })?;
    blocks[at].set(RegionKind::Byline, "outlet and date in one line");
    Some(name)
}
