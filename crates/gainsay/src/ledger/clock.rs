//! The time of day: for the notes of who added and decided what when, and for nothing that is weighed.

use std::time::SystemTime;

/// Now, in RFC 3339, universal time, to the second. The ledger sees to it that it never runs backwards.
#[allow(clippy::disallowed_methods, reason = "notes of when something was added say when; no result hangs on them")]
pub(super) fn now() -> String {
    let seconds = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let moment = i64::try_from(seconds).ok().and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    moment.unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_string()
}
