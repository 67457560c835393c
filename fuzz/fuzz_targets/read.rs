//! Any text, read to the end: annotation never panics, tokens and sentences lie in order, every span is on the boundary
//! of a character. Run with `cargo +nightly fuzz run read`.
#![no_main]

use std::sync::LazyLock;

use gainsay_read::extract::{Input, extract};
use gainsay_read::{Models, annotate};
use libfuzzer_sys::fuzz_target;

static MODELS: LazyLock<Models> = LazyLock::new(|| Models::load(gainsay_models::ALL).unwrap_or_default());

fuzz_target!(|data: &[u8]| {
    let input = Input { location: "a.txt".to_owned(), bytes: data.to_vec(), ..Input::default() };
    for article in extract(&input).articles {
        let reading = annotate(&article, &MODELS);
        let mut at = 0;
        for token in &reading.tokens {
            assert!(token.span.start >= at && article.text.get(token.span.start..token.span.end).is_some());
            at = token.span.end;
        }
        for attribution in &reading.attributions {
            assert!(article.text.get(attribution.content.start..attribution.content.end).is_some());
        }
    }
});
