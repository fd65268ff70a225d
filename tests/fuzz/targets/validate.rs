//! The validator of each release: never a panic, and valid exactly where it has no issue.
#![no_main]

use clawlens::catalogue::Release;
use clawlens::validate::{Environment, validate};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: (u8, &str)| {
    let (which, text) = data;
    let releases: Vec<Release> = Release::all().collect();
    let release = releases[usize::from(which) % releases.len()];
    let verdict = validate(text, release, &Environment::default());
    assert_eq!(verdict.valid, verdict.issues.is_empty());
});
