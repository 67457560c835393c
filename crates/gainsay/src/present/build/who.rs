//! Entities and attributions as shown: a pronoun's source is the entity it stands for.

use gainsay_core::{Article, Attribution, MentionForm, MentionRef, Reading, Source, SourceKind};

use super::{Build, known};
use crate::present::view;

impl Build<'_> {
    pub(super) fn entities(&self) -> Vec<view::Entity> {
        let entities = self.parts.weighing.entities.iter().enumerate().map(|(at, entity)| view::Entity {
            id: self.entity_id(at).unwrap_or_default(),
            kind: entity.kind,
            name: entity.name.clone(),
            aliases: entity.aliases.iter().map(|alias| alias.text.clone()).collect(),
            description: entity.description.and_then(|span| self.article_span(span)),
            mentions: self.article_spans(&entity.mentions),
            why: entity
                .aliases
                .iter()
                .map(|alias| view::AliasReason { alias: alias.text.clone(), why: alias.why.clone() })
                .collect(),
        });
        entities.collect()
    }

    pub(super) fn attributions(&self) -> Vec<view::Attribution> {
        let mut all = Vec::new();
        for (at, (article, reading)) in self.parts.articles.iter().zip(self.parts.readings).enumerate() {
            let shown = reading.attributions.iter().enumerate();
            all.extend(shown.filter_map(|(index, said)| {
                self.attribution(MentionRef { article: at, index }, article, reading, said)
            }));
        }
        all
    }

    fn attribution(
        &self,
        at: MentionRef,
        article: &Article,
        reading: &Reading,
        said: &Attribution,
    ) -> Option<view::Attribution> {
        let source = self.source(at.article, article, reading, &said.source);
        let via = said.via.iter().map(|via| self.source(at.article, article, reading, via));
        Some(view::Attribution {
            id: self.attribution_id(at)?,
            article: self.article_id(at.article),
            cue: said.cue.and_then(|cue| self.span(at.article, cue)),
            content: self.span(at.article, said.content)?,
            form: said.form,
            stance: said.stance,
            via: via.map(|via| view::Via { text: via.text, span: via.span, entity: via.entity }).collect(),
            within: said.within.and_then(|index| self.attribution_id(MentionRef { index, ..at })),
            source,
        })
    }

    fn source(&self, at: usize, article: &Article, reading: &Reading, source: &Source) -> view::Source {
        let span = source.span.and_then(|span| self.span(at, span));
        let chain = source.chain.filter(|_| source.kind != SourceKind::Unknown);
        let entity = chain.and_then(|chain| *self.parts.weighing.entity_of_chain.get(at)?.get(chain)?);
        let is_pronoun = reading
            .mentions
            .iter()
            .any(|mention| Some(mention.span) == source.span && mention.form == MentionForm::Pronoun);
        let name = || {
            let entity = entity.and_then(|entity| self.parts.weighing.entities.get(entity));
            let name = entity.map(|entity| entity.name.as_str());
            name.or_else(|| reading.chains.get(chain?).map(|chain| chain.name.as_str())).and_then(known)
        };
        let words = || span.as_ref().and_then(|span| known(&span.exact));
        let text = if is_pronoun { name().or_else(words) } else { words().or_else(name) };
        let outlet = || article.outlet.as_deref().filter(|_| source.kind == SourceKind::Outlet).and_then(known);
        view::Source {
            text: text.or_else(outlet),
            span,
            entity: entity.and_then(|entity| self.entity_id(entity)),
            kind: source.kind,
        }
    }
}
