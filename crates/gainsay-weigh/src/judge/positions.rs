//! One mention of an event → the position that report takes on it.

use gainsay_core::{EventStatus, Factuality, Form, MentionRef, Position, PositionStance, Stance};

use super::chain;
use crate::context::Context;

/// The value of an occurrence claim that a stance speaks for.
pub(crate) fn occurrence_value(stance: PositionStance) -> String {
    if stance == PositionStance::Denies { "false".to_owned() } else { "true".to_owned() }
}

/// The position that a mention of an event takes on its having happened; `None` where it takes none: a demand, a
/// question, a condition, something that a denial only names.
///
/// The origin is set to 0 here; `origins` fills it in.
pub(crate) fn of_mention(context: &Context<'_>, at: MentionRef) -> Option<Position> {
    let event = context.event(at);
    let attribution = event.attribution.filter(|&i| i < context.reading(at.article).attributions.len());
    let said = attribution.map(|index| context.attribution(MentionRef { article: at.article, index }));
    let stance = stance(event.factuality, event.status, said.map(|a| a.stance))?;
    // What a denial only names on the way ("denied involvement in the sales") its source doesn't affirm.
    if stance == PositionStance::Affirms && said.is_some_and(|a| a.stance == Stance::Denies && a.form != Form::Direct) {
        return None;
    }
    Some(Position {
        stance,
        value: occurrence_value(stance),
        factuality: event.factuality,
        chain: chain::chain(context, at.article, attribution),
        origin: 0,
        as_of: chain::as_of(context, at.article, attribution),
        evidence: context.sentence(at.article, event.sentence),
        cue: said.and_then(|a| a.cue).map(|span| gainsay_core::ArticleSpan { article: at.article, span }),
        attribution: attribution.map(|index| MentionRef { article: at.article, index }),
    })
}

fn stance(factuality: Factuality, status: EventStatus, said: Option<Stance>) -> Option<PositionStance> {
    match said {
        Some(Stance::NoComment) => return Some(PositionStance::NoComment),
        Some(Stance::Demands | Stance::Questions) => return None,
        _ => {}
    }
    match factuality {
        Factuality::Certain => Some(PositionStance::Affirms),
        Factuality::CertainNot | Factuality::ProbableNot => Some(PositionStance::Denies),
        Factuality::Probable | Factuality::Possible | Factuality::PossibleNot => Some(PositionStance::Unconfirmed),
        Factuality::Unknown | Factuality::CertainUnknown => match status {
            EventStatus::Planned => Some(PositionStance::Affirms),
            EventStatus::Cancelled => Some(PositionStance::Denies),
            EventStatus::Hypothetical => None,
            _ => Some(PositionStance::Unconfirmed),
        },
    }
}
