//! A claim as people compare it: who is on which side, since when, and on how many origins each side rests.

use std::collections::{BTreeMap, BTreeSet};

use gainsay_core::{Interval, OriginBasis, PositionStance};

use super::{
    digest::Digest,
    view::{Claim, Origin, Position},
    words,
};

/// One side of a claim: those who do the same with the same value.
pub(super) struct Side<'d> {
    pub(super) stance: PositionStance,
    /// The value, where it says more than the stance does.
    pub(super) value: Option<&'d str>,
    /// The positions, those of one origin together.
    pub(super) groups: Vec<Group<'d>>,
    pub(super) count: Count,
    /// The earliest day on which somebody took it, EDTF.
    pub(super) since: Option<&'d str>,
}

/// Positions that rest on one origin, and so count once.
pub(super) struct Group<'d> {
    pub(super) origin: Option<&'d Origin>,
    pub(super) positions: Vec<&'d Position>,
}

/// How many carry something, and on how many origins it rests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) articles: usize,
    /// How many outlets those are of; 0 where that isn't known of all.
    pub(super) outlets: usize,
    /// Known origins; what is of unknown origin is not counted as independent.
    pub(super) origins: usize,
    /// Origins of which it isn't known whether they are one.
    pub(super) unknown: usize,
}

impl Count {
    /// What these positions come to.
    pub(super) fn of<'d>(positions: impl Iterator<Item = &'d Position> + Clone, digest: &Digest<'d>) -> Self {
        let articles: BTreeSet<&str> = positions.clone().map(|position| position.evidence.article.as_str()).collect();
        let named: BTreeSet<Option<&str>> =
            articles.iter().map(|id| digest.article(id).and_then(|article| article.outlet.as_deref())).collect();
        let origins: BTreeMap<&str, bool> = positions
            .filter_map(|position| digest.origin(position))
            .map(|origin| (origin.id.as_str(), origin.basis == OriginBasis::Unknown))
            .collect();
        let unknown = origins.values().filter(|&&is_unknown| is_unknown).count();
        Self {
            articles: articles.len(),
            outlets: if named.contains(&None) { 0 } else { named.len() },
            origins: origins.len() - unknown,
            unknown,
        }
    }

    /// "7 outlets, 2 origins".
    pub(super) fn in_words(self) -> String {
        let outlets = match self.outlets {
            0 => words::count(self.articles, "article", "articles"),
            outlets => words::count(outlets, "outlet", "outlets"),
        };
        let known = words::count(self.origins, "origin", "origins");
        match (self.origins, self.unknown) {
            (0, 0) => outlets,
            (0, _) => format!("{outlets}, origin unknown"),
            (_, 0) => format!("{outlets}, {known}"),
            (_, unknown) => format!("{outlets}, {known} and {unknown} of unknown origin"),
        }
    }
}

/// What affirms each value of a claim: rival numbers are never added together.
pub(super) fn affirmed<'d>(claim: &'d Claim, digest: &Digest<'d>) -> Vec<(Option<&'d str>, Count)> {
    let mut by_value: BTreeMap<Option<&str>, Vec<&Position>> = BTreeMap::new();
    for position in claim.positions.iter().filter(|position| position.stance == PositionStance::Affirms) {
        by_value.entry(words::value_shown(position)).or_default().push(position);
    }
    by_value.into_iter().map(|(value, positions)| (value, Count::of(positions.into_iter(), digest))).collect()
}

/// The positions of a claim by side: affirmed before denied, rival values each on their own.
pub(super) fn sides<'d>(claim: &'d Claim, digest: &Digest<'d>) -> Vec<Side<'d>> {
    let mut by_side: BTreeMap<(PositionStance, Option<&'d str>), Vec<&'d Position>> = BTreeMap::new();
    for position in &claim.positions {
        by_side.entry((position.stance, words::value_shown(position))).or_default().push(position);
    }
    let side = |((stance, value), positions): ((PositionStance, Option<&'d str>), Vec<&'d Position>)| Side {
        stance,
        value,
        count: Count::of(positions.iter().copied(), digest),
        since: positions.iter().filter_map(|position| position.as_of.as_deref()).min_by_key(|day| surely_by(day)),
        groups: by_origin(&positions, digest),
    };
    by_side.into_iter().map(side).collect()
}

/// The day by which a position of this date was surely taken; a date that says less comes last.
fn surely_by(day: &str) -> (bool, String) {
    let last = Interval::parse_edtf(day).ok().and_then(|interval| interval.last);
    (last.is_none(), last.map(|day| day.to_string()).unwrap_or_default())
}

/// Positions by the origin they rest on, in the order in which the origins first appear.
pub(super) fn by_origin<'d>(positions: &[&'d Position], digest: &Digest<'d>) -> Vec<Group<'d>> {
    let mut groups: Vec<Group<'d>> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for &position in positions {
        let origin = digest.origin(position);
        let place = origin.map(|origin| *places.entry(&origin.id).or_insert(groups.len()));
        match place.and_then(|at| groups.get_mut(at)) {
            Some(group) => group.positions.push(position),
            None => groups.push(Group { origin, positions: vec![position] }),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample::dossier_with;

    #[test]
    fn two_outlets_on_one_origin_count_once() {
        let dossier = dossier_with(str::to_owned);
        let digest = Digest::new(&dossier);
        let claim = &dossier.claims[0];
        let count = Count::of(claim.positions.iter(), &digest);
        assert_eq!(count, Count { articles: 2, outlets: 2, origins: 1, unknown: 0 });
        assert_eq!(count.in_words(), "2 outlets, 1 origin");
    }

    #[test]
    fn each_side_says_since_when() {
        let dossier = dossier_with(str::to_owned);
        let digest = Digest::new(&dossier);
        let sides = sides(&dossier.claims[0], &digest);
        let stances: Vec<_> = sides.iter().map(|side| side.stance).collect();
        assert_eq!(stances, [PositionStance::Affirms, PositionStance::Denies]);
        assert_eq!(sides[0].since, Some("2025-03-05"));
    }

    #[test]
    fn an_unknown_origin_is_never_independent() {
        let mut dossier = dossier_with(str::to_owned);
        dossier.origins[0].basis = OriginBasis::Unknown;
        let digest = Digest::new(&dossier);
        let count = Count::of(dossier.claims[0].positions.iter(), &digest);
        assert_eq!(count.in_words(), "2 outlets, origin unknown");
    }
}
