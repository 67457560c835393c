//! Any bytes, as a file of any kind: extraction never panics, and regions partition the text.
//! Run with `cargo +nightly fuzz run extract`; the first byte chooses the kind of file.
#![no_main]

use gainsay_read::extract::{Input, extract};
use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 6] = ["a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a"];

fuzz_target!(|data: &[u8]| {
    let Some((kind, bytes)) = data.split_first() else { return };
    let location = NAMES[usize::from(*kind) % NAMES.len()].to_owned();
    for article in extract(&Input { location, bytes: bytes.to_vec(), ..Input::default() }).articles {
        let mut at = 0;
        for region in &article.regions {
            assert!(region.span.start >= at && region.span.end > region.span.start);
            assert!(article.text[at..region.span.start].trim().is_empty());
            at = region.span.end;
        }
        assert!(article.text[at..].trim().is_empty());
    }
});
