//! Ctrl-C: the batch that is being committed is finished, and no other is begun. A second one ends at once, which loses no
//! more than that batch.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use crate::failure::INTERRUPTED;

/// Begins to listen. True once somebody asked to stop.
#[allow(clippy::disallowed_methods, reason = "a second Ctrl-C must end even what hangs; the ledger survives any end")]
pub(crate) fn listen() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let asked = stop.clone();
    let listening = ctrlc::set_handler(move || {
        if asked.swap(true, Ordering::Relaxed) {
            std::process::exit(i32::from(INTERRUPTED));
        }
    });
    // Without a handler Ctrl-C ends the program at once, and the ledger survives that too.
    drop(listening);
    stop
}
