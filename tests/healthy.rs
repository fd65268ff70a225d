//! The law of no false alarm: what a healthy OpenClaw prints gives no error, and no warning but one
//! about safety.

use clawlens::diagnose::{Options, diagnose};
use clawlens::version::Version;

/// Outputs in which nothing is wrong; those in `tests/healthy` were put together for this law.
const OUTPUTS: &[&str] = &[
    "tests/outputs/channels-list@2026.3.8.txt",
    "tests/outputs/channels-status@2026.9.6.txt",
    "tests/outputs/cron-list@2026.3.8.txt",
    "tests/outputs/devices-list@2026.6.11.txt",
    "tests/outputs/gateway-status-json@2026.3.8-healthy.txt",
    "tests/outputs/gateway-status@2026.3.8-healthy.txt",
    "tests/outputs/gateway-status@2026.9.6-ok.txt",
    "tests/outputs/memory-status@2026.3.8.txt",
    "tests/outputs/models-list@2026.3.8.txt",
    "tests/outputs/models-status@2026.9.6-full.txt",
    "tests/outputs/plugins-list@2026.3.8.txt",
    "tests/outputs/status-all@2026.3.8.txt",
    "tests/outputs/status@2026.3.8.txt",
];

/// Errors and warnings of a paste, those of safety left out.
fn alarms(text: &str, release: Option<&str>) -> Vec<String> {
    let options = Options {
        openclaw: release.and_then(Version::parse),
        ..Options::default()
    };
    let safety = |rule: &str| {
        clawlens::rules::all()
            .any(|known| known.id == rule && known.layer == clawlens::finding::Layer::Safety)
    };
    let report = diagnose(text, &options);
    let loud = report
        .findings
        .iter()
        .filter(|finding| finding.severity != "info" && !safety(finding.rule));
    loud.map(|finding| format!("{} {}: {}", finding.severity, finding.rule, finding.message))
        .collect()
}

fn release_of(name: &str) -> Option<&str> {
    let rest = name.rsplit_once('@')?.1;
    rest.trim_end_matches(".txt").split('-').next()
}

#[test]
fn a_healthy_output_raises_no_alarm_with_or_without_its_release() {
    let own = std::fs::read_dir("tests/healthy").expect("the folder is there");
    let own: Vec<String> = own
        .flatten()
        .map(|entry| entry.path().display().to_string())
        .collect();
    assert!(own.len() >= 8, "the healthy pastes are gone");
    let files = OUTPUTS.iter().map(|name| (*name).to_owned()).chain(own);
    let mut wrong = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a healthy paste");
        for release in [release_of(&file), None] {
            for alarm in alarms(&text, release) {
                wrong.push(format!("{file} ({release:?}): {alarm}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_law_sees_an_alarm_where_there_is_one() {
    let text = "OpenClaw: access not configured.";
    assert!(!alarms(text, None).is_empty());
}
