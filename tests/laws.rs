//! What holds for every case, whatever its blocks say.

mod cases_runner;

use cases_runner::{Case, cases};
use clawlens::diagnose::{Options, diagnose};
use clawlens::json5::{self, TokenKind};
use clawlens::report::{Evidence, Report, Where};
use clawlens::secrets;

/// Runs `law` on every case and reports all that break it.
fn hold(law: impl Fn(&Case, &Report) -> Result<(), String>) {
    let mut broken = Vec::new();
    let cases = cases();
    assert!(
        cases.len() > 3 || std::env::var_os("CASE").is_some(),
        "the cases are not found"
    );
    for case in &cases {
        if let Err(why) = law(case, &case.diagnose()) {
            broken.push(format!("{} ({}): {why}", case.title, case.file.display()));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

fn check(holds: bool, why: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(why()) }
}

fn places(report: &Report) -> impl Iterator<Item = &Where> {
    report.findings.iter().flat_map(|finding| {
        let quoted = finding
            .evidence
            .iter()
            .filter_map(|evidence| match evidence {
                Evidence::Quote { place, .. } => Some(place),
                _ => None,
            });
        finding.place.iter().chain(quoted)
    })
}

#[test]
fn artifacts_tile_the_paste() {
    hold(|case, report| tiles(&case.paste, report));
}

fn tiles(paste: &str, report: &Report) -> Result<(), String> {
    let mut at = 0;
    for artifact in &report.artifacts {
        check(artifact.start == at && artifact.end >= at, || {
            format!(
                "artifact {} begins at {}, not {at}",
                artifact.id, artifact.start
            )
        })?;
        at = artifact.end;
    }
    check(at == paste.len() || report.artifacts.is_empty(), || {
        format!("artifacts end at {at} of {}", paste.len())
    })
}

#[test]
fn every_place_lies_in_the_paste_and_in_its_artifact() {
    hold(|case, report| inside(&case.paste, report));
}

fn inside(paste: &str, report: &Report) -> Result<(), String> {
    for place in places(report) {
        check(paste.get(place.start..place.end).is_some(), || {
            format!("no text at {place:?}")
        })?;
        let artifact = report.artifacts.get(place.artifact);
        let fits = artifact
            .is_some_and(|artifact| artifact.start <= place.start && place.start <= artifact.end);
        check(fits || report.artifacts.is_empty(), || {
            format!("not in its artifact: {place:?}")
        })?;
    }
    Ok(())
}

#[test]
fn every_finding_has_evidence_and_no_quote_is_empty() {
    hold(|_, report| {
        for finding in &report.findings {
            check(!finding.evidence.is_empty(), || {
                format!("{} shows nothing", finding.rule)
            })?;
            for evidence in &finding.evidence {
                if let Evidence::Quote { text, .. } = evidence {
                    check(!text.trim().is_empty(), || {
                        format!("{} quotes nothing", finding.rule)
                    })?;
                }
            }
        }
        Ok(())
    });
}

#[test]
fn every_sentence_is_said() {
    hold(|_, report| {
        let json = serde_json::to_string(report).map_err(|error| error.to_string())?;
        check(
            !json.contains(".message\"") && !json.contains("{version}"),
            || "a key or a placeholder is shown".to_owned(),
        )
    });
}

#[test]
fn the_same_paste_gives_the_same_bytes() {
    hold(|case, report| {
        let again = serde_json::to_string(&case.diagnose()).map_err(|error| error.to_string())?;
        let first = serde_json::to_string(report).map_err(|error| error.to_string())?;
        check(again == first, || "two reports differ".to_owned())
    });
}

#[test]
fn no_secret_leaves_its_two_fields() {
    hold(|case, report| {
        let found = secrets::find(&case.paste, &[]);
        let mut shown = report.clone();
        if let Some(corrected) = &mut shown.corrected {
            corrected.text.clear();
        }
        for fix in shown
            .findings
            .iter_mut()
            .filter_map(|finding| finding.fix.as_mut())
        {
            fix.edits.clear();
        }
        let json = serde_json::to_string(&shown).map_err(|error| error.to_string())?;
        for secret in found {
            let value = secret.span.of(&case.paste);
            check(!json.contains(value), || {
                format!("{} is shown", &value[..value.len().min(8)])
            })?;
        }
        Ok(())
    });
}

#[test]
fn redacting_keeps_the_lines_and_does_nothing_the_second_time() {
    hold(|case, report| {
        let lines = |text: &str| text.matches('\n').count();
        check(lines(&case.paste) == lines(&report.redacted), || {
            "a line is lost".to_owned()
        })?;
        let again = diagnose(&report.redacted, &case.options()).redacted;
        check(again == report.redacted, || "masked again".to_owned())
    });
}

#[test]
fn a_corrected_config_is_no_worse_and_keeps_every_comment() {
    hold(|case, report| {
        let Some(corrected) = &report.corrected else {
            return Ok(());
        };
        check(
            corrected.verified.parses || !corrected.verified.remaining.is_empty(),
            || "it does not parse".to_owned(),
        )?;
        let artifact = report
            .artifacts
            .get(corrected.artifact)
            .ok_or("no such artifact")?;
        let original = case
            .paste
            .get(artifact.start..artifact.end)
            .ok_or("no such text")?;
        let removed: Vec<_> = report
            .findings
            .iter()
            .filter_map(|finding| finding.fix.as_ref())
            .flat_map(|fix| &fix.changes)
            .filter(|change| change.op == "remove")
            .collect();
        if removed.is_empty() {
            let comments = |text: &str| -> Vec<String> {
                let document = json5::parse(text);
                let comment = |kind: TokenKind| kind.is_comment();
                document
                    .tokens()
                    .iter()
                    .filter(|token| comment(token.kind))
                    .map(|token| token.span.of(text).to_owned())
                    .collect()
            };
            let (before, after) = (comments(original), comments(&corrected.text));
            check(before.iter().all(|comment| after.contains(comment)), || {
                "a comment is lost".to_owned()
            })?;
        }
        Ok(())
    });
}

#[test]
fn correcting_settles() {
    hold(|case, report| {
        let Some(corrected) = &report.corrected else {
            return Ok(());
        };
        let options = Options {
            openclaw: case
                .openclaw
                .clone()
                .or_else(|| clawlens::version::Version::parse(&report.openclaw.judged_as)),
            ..Options::default()
        };
        let again = diagnose(&corrected.text, &options);
        for index in &corrected.applied {
            let Some(finding) = report.findings.get(*index) else {
                continue;
            };
            let same = again.findings.iter().any(|other| {
                other.rule == finding.rule
                    && other.path == finding.path
                    && other.message == finding.message
            });
            check(!same, || format!("{} is still found", finding.rule))?;
        }
        let text = again
            .corrected
            .as_ref()
            .map(|corrected| corrected.text.as_str());
        check(text.is_none_or(|text| text == corrected.text), || {
            "correcting again changes something".to_owned()
        })
    });
}

#[test]
fn every_prefix_is_answered_with_places_inside_it() {
    hold(|case, _| {
        let ends: Vec<usize> = case.paste.char_indices().map(|(at, _)| at).collect();
        // Every prefix of a short paste; of a long one about twenty, other ones in each case.
        let step = ends.len().div_ceil(20).max(1);
        let first = case.title.len() % step;
        for end in ends.into_iter().skip(first).step_by(step) {
            let prefix = &case.paste[..end];
            let report = diagnose(prefix, &case.options());
            tiles(prefix, &report)
                .and_then(|()| inside(prefix, &report))
                .map_err(|why| format!("after {end} bytes: {why}"))?;
        }
        Ok(())
    });
}
