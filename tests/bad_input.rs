//! What is no paste at all, or too much of one, gets a sentence and never a panic.

use clawlens::diagnose::{Options, diagnose};
use clawlens::report::Report;

fn answer(text: &str) -> Report {
    let report = diagnose(text, &Options::default());
    assert!(!report.verdict.sentence.is_empty(), "no sentence");
    report
}

#[test]
fn nothing_binary_and_plain_talk_are_unclear_and_say_why() {
    let sentences: Vec<String> = [
        "",
        " \n\t ",
        "\0\u{1}\u{2}PNG\u{3}\0\0\0\u{4}",
        "hello, is anybody here?",
    ]
    .iter()
    .map(|text| {
        let report = answer(text);
        assert_eq!(report.verdict.level, "unclear", "{text:?}");
        assert!(report.findings.is_empty(), "{text:?}");
        report.verdict.sentence
    })
    .collect();
    assert_eq!(sentences[0], sentences[1]);
    assert_ne!(sentences[1], sentences[2]);
    assert_ne!(sentences[2], sentences[3]);
}

#[test]
fn a_nul_inside_a_config_is_named() {
    let report = answer("{ \"gateway\": { \"mode\": \0 \"local\" } }");
    assert!(
        report
            .findings
            .iter()
            .any(|finding| finding.rule == "config-syntax"),
        "{:?}",
        report.verdict
    );
}

#[test]
fn deep_nesting_is_answered() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let text = format!(
            "{{\"gateway\": {}1{}}}",
            open.repeat(10_000),
            close.repeat(10_000)
        );
        let report = answer(&text);
        assert!(!report.findings.is_empty());
        answer(&format!("{{\"gateway\": {}", open.repeat(10_000)));
    }
}

#[test]
fn a_config_that_is_no_object_is_refused_as_the_real_one_does() {
    let options = Options {
        openclaw: clawlens::version::Version::parse("2026.3.8"),
        ..Options::default()
    };
    let report = diagnose("==> openclaw.json <==\n[1, 2]\n", &options);
    assert_eq!(report.verdict.level, "broken", "{:?}", report.verdict);
}

#[test]
fn ten_thousand_unknown_keys_are_counted_not_listed() {
    let keys: String = (0..10_000)
        .map(|number| format!("\"made_up_{number}\": 1,"))
        .collect();
    let text = format!("{{ \"gateway\": {{ {keys} }} }}");
    let options = Options {
        openclaw: clawlens::version::Version::parse("2026.3.8"),
        ..Options::default()
    };
    let report = diagnose(&text, &options);
    assert!(
        report.findings.len() <= 150,
        "{} findings",
        report.findings.len()
    );
    assert!(
        report
            .findings
            .iter()
            .any(|finding| finding.message.contains("9901")),
        "the rest is not counted"
    );
}

#[test]
fn a_megabyte_of_log_is_read_to_its_end() {
    let line = "2026-03-10T09:00:00.000Z [gateway] heartbeat ok runId=0f9b2c4e\n";
    let mut text = line.repeat(1_000_000 / line.len());
    text.push_str("2026-03-10T09:00:01.000Z [agent/embedded] embedded run agent end: runId=1 isError=true error=HTTP 401: Invalid Authentication\n");
    let report = answer(&text);
    assert_eq!(
        report.artifacts.last().map(|artifact| artifact.end),
        Some(text.len())
    );
    assert!(
        report
            .findings
            .iter()
            .any(|finding| finding.rule == "provider-refused")
    );
}
