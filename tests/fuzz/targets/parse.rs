//! The JSON5 parser: tokens tile the text, every error lies in it, its remedies can be applied.
#![no_main]

use clawlens::json5;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let document = json5::parse(text);
    let mut at = 0;
    for token in document.tokens() {
        assert_eq!(token.span.start as usize, at, "a gap between tokens");
        at = token.span.end as usize;
        assert!(text.get(token.span.range()).is_some(), "half a character");
    }
    assert_eq!(at, text.len(), "the tokens end early");
    for error in document.errors() {
        assert!(
            text.get(error.span.range()).is_some(),
            "an error outside the text"
        );
    }
    if document.errors().is_empty() {
        assert!(document.value().is_some(), "no error and no value");
    }
});
