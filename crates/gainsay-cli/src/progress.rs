//! A bar on the terminal for work that takes over a second.

use std::{
    io::{IsTerminal, stderr},
    sync::mpsc::{RecvTimeoutError, Sender, channel},
    thread::{self, JoinHandle},
    time::Duration,
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long work may take before the bar is shown.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar that stays hidden for the first second, and altogether where standard error is no terminal.
pub(crate) struct Progress {
    bar: ProgressBar,
    /// Waits for the first second to pass; dropping the sender ends it.
    waiting: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    pub(crate) fn start() -> Self {
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{msg} {bar:30} {pos} of {len}  {per_sec}  {elapsed}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        let waiting = stderr().is_terminal().then(|| {
            let (sender, receiver) = channel::<()>();
            let shown = bar.clone();
            let thread = thread::spawn(move || {
                if receiver.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                    shown.set_draw_target(ProgressDrawTarget::stderr());
                    shown.enable_steady_tick(Duration::from_millis(100));
                }
            });
            (sender, thread)
        });
        Self { bar, waiting }
    }

    /// So many of so many are read, or weighed.
    pub(crate) fn show(&self, step: &'static str, done: usize, total: usize) {
        self.bar.set_message(step);
        self.bar.set_length(total as u64);
        self.bar.set_position(done as u64);
    }

    /// Removes the bar.
    pub(crate) fn finish(self) {
        if let Some((sender, thread)) = self.waiting {
            drop(sender);
            // The thread only shows a bar: whether it ended well changes nothing.
            let _ = thread.join();
        }
        self.bar.finish_and_clear();
    }
}
