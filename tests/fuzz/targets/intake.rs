//! The intake and the output parsers: artifacts tile the paste, whatever it is.
#![no_main]

use clawlens::{cli, intake::Paste};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let paste = Paste::read(text);
    let mut at = 0;
    for artifact in &paste.artifacts {
        assert_eq!(artifact.span.start as usize, at, "a gap between artifacts");
        at = artifact.span.end as usize;
        assert!(
            text.get(artifact.span.range()).is_some(),
            "half a character"
        );
    }
    assert!(
        at == text.len() || paste.artifacts.is_empty(),
        "artifacts end early"
    );
    let _ = cli::read(&paste);
});
