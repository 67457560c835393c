//! Any text as an EDTF date: parsing never panics, and what is parsed is written and parsed to the same.
//! Run with `cargo +nightly fuzz run edtf`.
#![no_main]

use gainsay_core::Interval;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &str| {
    if let Ok(interval) = Interval::parse_edtf(data) {
        assert_eq!(Interval::parse_edtf(&interval.to_string()).ok(), Some(interval));
    }
});
