//! Native speed of the diagnosis; `npm run bench` reads what this prints.
//!
//! One line a paste: name, bytes, nanoseconds of the fastest run. The texts are made by
//! `scripts/bench.mjs`, the same for native and wasm, and named on the command line.

use std::hint::black_box;
use std::time::{Duration, Instant};

use clawlens::diagnose::{Options, diagnose};

/// A shorter time is taken from the clock.
const STEPS: Duration = Duration::from_millis(100);

/// How long this process has run, where the system counts that: what others do does not matter then.
fn on_processor() -> Option<Duration> {
    let counted = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = counted.split(' ').next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

fn main() {
    for file in std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with("--"))
    {
        let text =
            std::fs::read_to_string(&file).expect("a file named on the command line can be read");
        let options = Options::default();
        let mut best = Duration::MAX;
        let began = Instant::now();
        let mut runs = 0;
        // The fastest is what the code costs; the others cost what else the machine did.
        while runs < 3 || (runs < 300 && began.elapsed() < Duration::from_secs(2)) {
            let start = on_processor();
            let (started, report) = (Instant::now(), diagnose(black_box(&text), &options));
            black_box(report);
            let elapsed = match (started.elapsed(), start, on_processor()) {
                // The system counts in steps of a few milliseconds.
                (passed, Some(start), Some(end)) if passed > STEPS => end.saturating_sub(start),
                (passed, ..) => passed,
            };
            best = best.min(elapsed);
            runs += 1;
        }
        println!("{file}\t{}\t{}", text.len(), best.as_nanos());
    }
}
