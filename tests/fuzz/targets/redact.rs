//! Masking: the second time changes nothing, no line is lost, nothing found is left.
#![no_main]

use clawlens::secrets;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let masked = secrets::redact(text);
    assert_eq!(
        masked.matches('\n').count(),
        text.matches('\n').count(),
        "a line is lost"
    );
    assert_eq!(secrets::redact(&masked), masked, "masked again");
});
