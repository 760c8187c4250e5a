//! How far it is: a bar with rate and remaining time on a terminal, nothing elsewhere.

use super::sources::Found;
use indicatif::{HumanCount, ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Counts the bytes that the sources give, from whatever thread reads them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Meter(Arc<AtomicU64>);

impl Meter {
    pub(crate) fn read(&self, bytes: usize) {
        self.0.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    fn total(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// The bar. It goes by bytes: how many records there are is known only at the end.
pub(crate) struct Progress {
    bar: ProgressBar,
    meter: Meter,
}

impl Progress {
    /// `sources` are walked for their sizes, but only where somebody looks.
    pub(crate) fn new(meter: Meter, sources: impl Iterator<Item = Found>) -> Self {
        if !std::io::stderr().is_terminal() {
            return Self { bar: ProgressBar::hidden(), meter };
        }
        let sizes = sources.map(|source| std::fs::metadata(source.ok()?.path).ok().map(|file| file.len()));
        let (bar, template) = match sizes.sum::<Option<u64>>() {
            Some(bytes) => (ProgressBar::new(bytes), "{bar:30} {percent}% {msg}, {binary_bytes_per_sec}, {eta} left"),
            // Standard input has no size.
            None => (ProgressBar::no_length(), "{spinner} {msg}, {binary_bytes_per_sec}, {elapsed}"),
        };
        bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.enable_steady_tick(Duration::from_millis(200));
        Self { bar, meter }
    }

    /// What was read so far does not count for the rate: it was only skipped.
    pub(crate) fn skipped(&self) {
        self.bar.set_position(self.meter.total());
        self.bar.reset_eta();
    }

    pub(crate) fn show(&self, records: u64, rejected: u64) {
        let rate = records as f64 / self.bar.elapsed().as_secs_f64().max(0.001);
        let rejected = if rejected > 0 { format!(", {} rejected", HumanCount(rejected)) } else { String::new() };
        self.bar.set_position(self.meter.total());
        self.bar.set_message(format!("{} articles{rejected}, {rate:.0}/s", HumanCount(records)));
    }

    /// Prints a line on standard error without tearing the bar.
    pub(crate) fn say(&self, line: &str) {
        self.bar.suspend(|| eprintln!("{line}"));
    }

    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
