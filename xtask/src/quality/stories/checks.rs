//! The checks: each is one thing that is true of a story, found in the dossier or not.

use std::collections::BTreeSet;

use gainsay::present::view::{Claim, Event};
use gainsay_core::RegionKind;

use super::{
    compare::{Known, date_fits, fold},
    truth::{
        ApartTruth, ArticleTruth, ClaimTruth, EntityTruth, EventTruth, Evidence, SaidTruth, SameOriginTruth, Truth,
    },
};

/// One check and whether it passed.
pub(super) struct Check {
    pub(super) kind: &'static str,
    pub(super) label: String,
    pub(super) passed: bool,
}

/// All checks of a story.
pub(super) fn all(truth: &Truth, known: &Known<'_>) -> Vec<Check> {
    let mut checks = Checks { known, done: Vec::new() };
    truth.article.iter().for_each(|article| checks.article(article));
    truth.entity.iter().for_each(|entity| checks.entity(entity));
    truth.apart.iter().for_each(|apart| checks.apart(apart));
    truth.said.iter().for_each(|said| checks.said(said));
    truth.not_said.iter().for_each(|said| checks.not_said(said));
    truth.event.iter().for_each(|event| checks.event(event));
    for separate in &truth.separate {
        let found: Vec<Option<&str>> = separate
            .events
            .iter()
            .map(|id| truth.event.iter().find(|event| event.id == *id).and_then(|event| checks.best_event(event)))
            .map(|event| event.map(|event| event.id.as_str()))
            .collect();
        let different: BTreeSet<&str> = found.iter().flatten().copied().collect();
        checks.push("event", format!("separate: {}", separate.events.join(" | ")), different.len() == found.len());
    }
    truth.claim.iter().for_each(|claim| checks.claim(claim));
    truth.same_origin.iter().for_each(|origin| checks.same_origin(origin));
    checks.done
}

struct Checks<'k, 'd> {
    known: &'k Known<'d>,
    done: Vec<Check>,
}

impl<'d> Checks<'_, 'd> {
    fn push(&mut self, kind: &'static str, label: String, passed: bool) {
        self.done.push(Check { kind, label, passed });
    }

    fn article(&mut self, truth: &ArticleTruth) {
        let file = &truth.file;
        let article = self.known.article(file);
        self.push("article", format!("{file}: read"), article.is_some());
        let same = |have: Option<&str>, want: &str| have.is_some_and(|have| fold(have) == fold(want));
        if let Some(title) = &truth.title {
            self.push("article", format!("{file}: title"), same(article.and_then(|a| a.title.as_deref()), title));
        }
        if let Some(outlet) = &truth.outlet {
            let have = article.and_then(|a| a.outlet.as_deref()).map(fold).unwrap_or_default().replace(' ', "");
            self.push("article", format!("{file}: outlet"), outlet.any(|o| have.contains(&fold(o).replace(' ', ""))));
        }
        if let Some(author) = &truth.author {
            let passed = article.is_some_and(|a| a.authors.iter().any(|name| fold(name) == fold(author)));
            self.push("article", format!("{file}: author"), passed);
        }
        if let Some(published) = &truth.published {
            let passed = date_fits(article.and_then(|a| a.published.value.as_deref()), published);
            self.push("article", format!("{file}: published {published}"), passed);
        }
        let told = |kind: RegionKind| kind.is_analysed() && kind != RegionKind::Caption;
        let body: Vec<&str> = article
            .iter()
            .flat_map(|a| a.regions.iter().filter(|r| told(r.kind)).filter_map(|r| a.text.get(r.start..r.end)))
            .collect();
        let body = fold(&body.join(" "));
        for text in &truth.keeps {
            self.push("body", format!("{file}: keeps '{text}'"), body.contains(&fold(text)));
        }
        for text in &truth.drops {
            self.push("body", format!("{file}: drops '{text}'"), !body.is_empty() && !body.contains(&fold(text)));
        }
    }

    fn entity(&mut self, truth: &EntityTruth) {
        let want: Vec<String> = truth.names.iter().map(|name| fold(name)).collect();
        let named = |entity: &&gainsay::present::view::Entity, all: bool| {
            let names = self.known.names_of(entity);
            if all { want.iter().all(|n| names.contains(n)) } else { want.iter().any(|n| names.contains(n)) }
        };
        let hits: Vec<_> = self.known.dossier.entities.iter().filter(|entity| named(entity, false)).collect();
        let passed = match hits.as_slice() {
            [only] => named(only, true) && truth.kind.as_ref().is_none_or(|kind| only.kind.as_str() == kind),
            _ => false,
        };
        self.push("entity", format!("one entity: {}", truth.names.join(" = ")), passed);
    }

    fn apart(&mut self, truth: &ApartTruth) {
        let [a, b] = &truth.names;
        let having = |name: &str| -> BTreeSet<&str> {
            let entities = self.known.dossier.entities.iter();
            entities.filter(|e| self.known.names_of(e).contains(&fold(name))).map(|e| e.id.as_str()).collect()
        };
        let (a, b) = (having(a), having(b));
        let passed = !a.is_empty() && !b.is_empty() && a.is_disjoint(&b);
        self.push("entity", format!("apart: {}", truth.names.join(" | ")), passed);
    }

    fn said(&mut self, truth: &SaidTruth) {
        let known = self.known;
        let passed = known.dossier.attributions.iter().any(|said| {
            let by = |via: &gainsay::present::view::Via, want: &str| {
                known.name_fits(want, via.text.as_deref(), via.entity.as_deref())
            };
            known.covers(&said.content, &truth.file, &truth.content)
                && known.name_fits(&truth.source, said.source.text.as_deref(), said.source.entity.as_deref())
                && truth.via.as_ref().is_none_or(|want| said.via.iter().any(|via| by(via, want)))
                && truth.form.as_ref().is_none_or(|form| said.form.as_str() == form)
        });
        self.push("said", format!("{}: {}: '{}'", truth.file, truth.source, truth.content), passed);
    }

    fn not_said(&mut self, truth: &SaidTruth) {
        let known = self.known;
        let is_read = known.article(&truth.file).is_some();
        let said = known.dossier.attributions.iter().any(|said| {
            known.covers(&said.content, &truth.file, &truth.content)
                && known.is_named(&truth.source, said.source.text.as_deref(), said.source.entity.as_deref())
        });
        self.push("said", format!("{}: not {}: '{}'", truth.file, truth.source, truth.content), is_read && !said);
    }

    fn tells(&self, event: &Event, evidence: &Evidence) -> bool {
        event.mentions.iter().any(|mention| self.known.mention_fits(mention, evidence))
    }

    fn is_there(&self, event: &Event, truth: &EventTruth) -> bool {
        let fits = |place: &str| event.place.is_some() && self.known.name_fits(place, None, event.place.as_deref());
        truth.place.as_ref().is_some_and(|places| places.any(fits))
    }

    fn takes_part(&self, event: &Event, who: &str) -> bool {
        event.participants.iter().any(|p| self.known.name_fits(who, Some(&p.text), p.entity.as_deref()))
    }

    fn is_then(event: &Event, truth: &EventTruth) -> bool {
        let value = event.when.as_ref().map(|when| when.value.as_str());
        truth.when.as_ref().is_some_and(|when| when.any(|want| date_fits(value, want)))
    }

    fn is_type(event: &Event, truth: &EventTruth) -> bool {
        let have = event.plover.map(|plover| plover.as_str());
        truth.plover.as_ref().is_some_and(|types| types.iter().any(|want| Some(want.as_str()) == have))
    }

    /// The event of the dossier that agrees best with the truth, among those that any listed report tells of.
    fn best_event(&self, truth: &EventTruth) -> Option<&'d Event> {
        let mut best: Option<((usize, usize), &Event)> = None;
        for event in &self.known.dossier.events {
            let told = truth.evidence.iter().filter(|evidence| self.tells(event, evidence)).count();
            if told == 0 {
                continue;
            }
            let who = truth.who.iter().filter(|who| self.takes_part(event, who)).count();
            let status = truth.status.as_ref().is_some_and(|status| event.status.as_str() == status);
            let score = told
                + who
                + 2 * usize::from(Self::is_then(event, truth))
                + 2 * usize::from(Self::is_type(event, truth))
                + usize::from(self.is_there(event, truth))
                + usize::from(status);
            if best.is_none_or(|(most, _)| (score, told) > most) {
                best = Some(((score, told), event));
            }
        }
        best.map(|(_, event)| event)
    }

    fn event(&mut self, truth: &EventTruth) {
        let event = self.best_event(truth);
        let id = &truth.id;
        for evidence in &truth.evidence {
            let passed = event.is_some_and(|event| self.tells(event, evidence));
            self.push("event", format!("{id}: joins {} '{}'", evidence.file, evidence.text), passed);
        }
        if truth.when.is_some() {
            self.push("event", format!("{id}: when"), event.is_some_and(|event| Self::is_then(event, truth)));
        }
        if truth.place.is_some() {
            let passed = event.is_some_and(|event| self.is_there(event, truth));
            self.push("event", format!("{id}: where"), passed);
        }
        for who in &truth.who {
            let passed = event.is_some_and(|event| self.takes_part(event, who));
            self.push("event", format!("{id}: who {who}"), passed);
        }
        if let Some(status) = &truth.status {
            let passed = event.is_some_and(|event| event.status.as_str() == status);
            self.push("event", format!("{id}: {status}"), passed);
        }
        if truth.plover.is_some() {
            self.push("event", format!("{id}: type"), event.is_some_and(|event| Self::is_type(event, truth)));
        }
    }

    fn claim(&mut self, truth: &ClaimTruth) {
        let wanted: Vec<(&str, &Evidence)> = [
            ("affirms", &truth.affirms),
            ("denies", &truth.denies),
            ("no-comment", &truth.no_comment),
            ("unconfirmed", &truth.unconfirmed),
        ]
        .into_iter()
        .flat_map(|(stance, all)| all.iter().map(move |evidence| (stance, evidence)))
        .collect();
        let known = self.known;
        let holds = |claim: &Claim, stance: &str, evidence: &Evidence| {
            claim.positions.iter().any(|position| known.position_fits(position, stance, evidence))
        };
        let is_status = |claim: &Claim| truth.status.as_deref() == Some(claim.status.as_str());
        let mut best: Option<(usize, &Claim)> = None;
        for claim in &known.dossier.claims {
            let held = wanted.iter().filter(|(stance, evidence)| holds(claim, stance, evidence)).count();
            let score = 2 * held + usize::from(is_status(claim));
            if score > best.map_or(0, |(most, _)| most) {
                best = Some((score, claim));
            }
        }
        let best = best.map(|(_, claim)| claim);
        let id = &truth.id;
        for (stance, evidence) in wanted {
            let passed = best.is_some_and(|claim| holds(claim, stance, evidence));
            self.push("claim", format!("{id}: {} {stance} '{}'", evidence.file, evidence.text), passed);
        }
        if let Some(status) = &truth.status {
            self.push("claim", format!("{id}: status {status}"), best.is_some_and(is_status));
        }
        if let Some(number) = truth.affirming_origins {
            let affirming = best.iter().flat_map(|claim| &claim.positions).filter(|p| p.stance.as_str() == "affirms");
            let origins: BTreeSet<&str> = affirming.filter_map(|position| position.origin.as_deref()).collect();
            self.push("origin", format!("{id}: {number} affirming origins"), origins.len() == number);
        }
    }

    fn same_origin(&mut self, truth: &SameOriginTruth) {
        let positions = || self.known.dossier.claims.iter().flat_map(|claim| &claim.positions);
        let origins = |evidence: &Evidence| -> BTreeSet<&str> {
            let there =
                |p: &&gainsay::present::view::Position| self.known.covers(&p.evidence, &evidence.file, &evidence.text);
            positions().filter(there).filter_map(|position| position.origin.as_deref()).collect()
        };
        let found: Vec<BTreeSet<&str>> = truth.evidence.iter().map(origins).collect();
        let all_found = !found.is_empty() && found.iter().all(|origins| !origins.is_empty());
        let shared = || found[0].iter().any(|origin| found.iter().all(|others| others.contains(origin)));
        let disjoint = || found.iter().enumerate().all(|(at, x)| found[at + 1..].iter().all(|y| x.is_disjoint(y)));
        let passed = all_found && if truth.same { shared() } else { disjoint() };
        let label = if truth.same { "one origin" } else { "independent" };
        self.push("origin", format!("{label}: {}", truth.id), passed);
    }
}
