//! The whole way: artifacts tile, every place is in the paste, every finding has evidence, no
//! secret is shown, the same paste gives the same bytes.
#![no_main]

use clawlens::diagnose::{Options, diagnose};
use clawlens::report::Evidence;
use clawlens::secrets;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let report = diagnose(text, &Options::default());
    let mut at = 0;
    for artifact in &report.artifacts {
        assert_eq!(artifact.start, at, "a gap between artifacts");
        at = artifact.end;
    }
    for finding in &report.findings {
        assert!(
            !finding.evidence.is_empty(),
            "{} shows nothing",
            finding.rule
        );
        let quotes = finding
            .evidence
            .iter()
            .filter_map(|evidence| match evidence {
                Evidence::Quote { place, .. } => Some(place),
                _ => None,
            });
        for place in finding.place.iter().chain(quotes) {
            assert!(
                text.get(place.start..place.end).is_some(),
                "{} is outside",
                finding.rule
            );
        }
    }
    let again = serde_json::to_string(&diagnose(text, &Options::default()));
    let mut shown = report;
    assert_eq!(
        serde_json::to_string(&shown).ok(),
        again.ok(),
        "two answers"
    );
    if let Some(corrected) = &mut shown.corrected {
        corrected.text.clear();
    }
    for finding in &mut shown.findings {
        if let Some(fix) = &mut finding.fix {
            fix.edits.clear();
        }
    }
    let json = serde_json::to_string(&shown).unwrap_or_default();
    for secret in secrets::find(text, &[]) {
        let value = secret.span.of(text);
        assert!(
            value.len() < 8 || !json.contains(value),
            "a secret is shown"
        );
    }
});
