//! The language of an article: as declared, else as its content reads.

use gainsay_core::{Article, Problem, ProblemKind};
use whichlang::{Lang, detect_language};

/// Texts of fewer bytes are too short to tell.
const ENOUGH: usize = 40;
/// More bytes don't make it surer.
const SAMPLE: usize = 4_000;

/// Fills in the language where none is declared; says so where it isn't English, the only language that is analysed.
pub(super) fn tell(article: &mut Article) {
    if article.language.is_none() {
        article.language = read(article);
    }
    let english = article.language.as_deref().is_none_or(|tag| tag.to_ascii_lowercase().starts_with("en"));
    if !english {
        let tag = article.language.as_deref().unwrap_or_default();
        let message = format!(
            "`{}` is in another language than English ({tag}); what is read in it is not to be relied on",
            article.location
        );
        article.problems.push(Problem { kind: ProblemKind::Language, location: article.location.clone(), message });
    }
}

/// Whether this looks like a BCP 47 tag.
pub(super) fn is_tag(tag: &str) -> bool {
    (2..=12).contains(&tag.len()) && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

fn read(article: &Article) -> Option<String> {
    let mut sample = String::new();
    for region in article.regions.iter().filter(|r| r.kind.is_analysed()) {
        let text = region.span.slice(&article.text);
        sample.extend(text.chars().take(SAMPLE));
        sample.push('\n');
        if sample.len() >= SAMPLE {
            break;
        }
    }
    (sample.len() >= ENOUGH).then(|| tag(detect_language(&sample)).to_owned())
}

const fn tag(language: Lang) -> &'static str {
    match language {
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Deu => "de",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Hin => "hi",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
    }
}
