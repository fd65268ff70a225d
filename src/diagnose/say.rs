//! Says it: findings, plan and verdict in one language, masked, with lines and columns.

use super::correct::Correction;
use super::plan::Planned;
use crate::context::Context;
use crate::finding::{self, Applicability, Certainty, Change, Evidence, Finding, Severity, Shell};
use crate::json5::Value;
use crate::lang::{Lang, Text};
use crate::report::{self, Report};
use crate::secrets::{self, Masker};
use crate::span::{LineIndex, Span};
use crate::text;

/// Quoted lines are cut here; a quote is to be read, not to be the paste again.
const QUOTE: usize = 300;

/// At most this many commands are asked for.
const ASKED: usize = 3;

/// The report of everything found.
pub fn report(
    ctx: &Context<'_>,
    findings: &[Finding],
    explains: &[Vec<usize>],
    correction: Option<Correction>,
    plan: Vec<Planned>,
    lang: Lang,
) -> Report {
    let secrets = secrets::find(ctx.paste.text, &ctx.secret_places());
    let masker = Masker::new(ctx.paste.text, &secrets);
    let speaker = Speaker {
        ctx,
        masker,
        lines: LineIndex::new(ctx.paste.text),
        lang,
    };
    let missing = speaker.missing(findings, explains);
    let said: Vec<report::Finding> = findings
        .iter()
        .enumerate()
        .map(|(index, finding)| {
            let explained = explains.get(index).cloned().unwrap_or_default();
            let edits = correction
                .as_ref()
                .map_or(&[][..], |correction| correction.edits_of(index));
            speaker.finding(finding, explained, edits)
        })
        .collect();
    Report {
        report: report::REPORT_VERSION,
        openclaw: speaker.openclaw(),
        verdict: speaker.verdict(findings, explains, !missing.is_empty()),
        artifacts: ctx
            .paste
            .artifacts
            .iter()
            .map(|artifact| report::Artifact {
                id: artifact.id,
                kind: artifact.kind.name(),
                start: artifact.span.start as usize,
                end: artifact.span.end as usize,
                label: speaker.masker.mask(&artifact.label).into_owned(),
            })
            .collect(),
        findings: said,
        plan: plan.iter().map(|planned| speaker.step(planned)).collect(),
        corrected: correction.and_then(|correction| speaker.corrected(correction)),
        missing,
        redacted: speaker.masker.redacted(ctx.paste.text),
        secrets: speaker
            .masker
            .places()
            .iter()
            .map(|secret| report::SecretPlace {
                start: secret.span.start as usize,
                end: secret.span.end as usize,
                mask: speaker.masker.mask_of(ctx.paste.text, secret),
            })
            .collect(),
    }
}

struct Speaker<'c, 'p> {
    ctx: &'c Context<'p>,
    masker: Masker,
    lines: LineIndex,
    lang: Lang,
}

impl Speaker<'_, '_> {
    fn say(&self, text: &Text) -> String {
        self.masker.mask(&self.lang.say(text)).into_owned()
    }

    fn place(&self, span: Span) -> report::Where {
        let position = self.lines.position(self.ctx.paste.text, span.start);
        report::Where {
            artifact: self.ctx.artifact_at(span.start),
            start: span.start as usize,
            end: span.end as usize,
            line: position.line,
            column: position.column,
        }
    }

    /// The words at `span`; for a part of a line the whole line, since a key alone says little.
    fn quote(&self, span: Span) -> String {
        let text = self.ctx.paste.text;
        let first = self.lines.line_span(text, span.start);
        let whole = if span.end <= first.end { first } else { span };
        let words = self.masker.quote(text, whole);
        let words = words.trim();
        let mut end = words.len().min(QUOTE);
        while !words.is_char_boundary(end) {
            end -= 1;
        }
        match words.get(..end) {
            Some(cut) if cut.len() < words.len() => format!("{cut}…"),
            _ => words.to_owned(),
        }
    }

    fn evidence(&self, evidence: &Evidence) -> report::Evidence {
        match evidence {
            Evidence::Quote { span, note } => report::Evidence::Quote {
                place: self.place(*span),
                text: self.quote(*span),
                note: self.say(note),
            },
            Evidence::Fact { id, source, note } => report::Evidence::Fact {
                id: self.masker.mask(id).into_owned(),
                source: source.clone(),
                note: self.say(note),
            },
            Evidence::Absent { path, note } => report::Evidence::Absent {
                path: self.masker.mask(path).into_owned(),
                note: self.say(note),
            },
        }
    }

    fn openclaw(&self) -> report::OpenClaw {
        let release = &self.ctx.release;
        report::OpenClaw {
            version: release.stated.as_ref().map(ToString::to_string),
            in_catalogue: release.stated.is_some() && release.exact,
            judged_as: release.release.name().to_owned(),
            evidence: release
                .evidence
                .iter()
                .map(|seen| {
                    self.evidence(&Evidence::Quote {
                        span: seen.span,
                        note: text!("openclaw.evidence", version = seen.value.to_string()),
                    })
                })
                .collect(),
        }
    }

    fn finding(
        &self,
        finding: &Finding,
        explains: Vec<usize>,
        edits: &[(Span, String)],
    ) -> report::Finding {
        report::Finding {
            rule: finding.rule,
            severity: severity(finding.severity),
            certainty: certainty(finding.certainty),
            message: self.say(&finding.message),
            path: finding
                .path
                .as_ref()
                .map(|path| self.masker.mask(&path.to_string()).into_owned()),
            place: finding.span.map(|span| self.place(span)),
            evidence: finding
                .evidence
                .iter()
                .map(|evidence| self.evidence(evidence))
                .collect(),
            explains,
            fix: finding.fix.as_ref().map(|fix| report::Fix {
                title: self.say(&fix.title),
                applicability: applicability(fix.applicability),
                why: self.say(&fix.why),
                changes: fix
                    .changes
                    .iter()
                    .map(|change| self.change(change))
                    .collect(),
                edits: edits
                    .iter()
                    .map(|(span, text)| report::Edit {
                        start: span.start as usize,
                        end: span.end as usize,
                        text: text.clone(),
                    })
                    .collect(),
            }),
            commands: finding
                .commands
                .iter()
                .map(|command| self.command(command))
                .collect(),
            docs: finding.docs,
        }
    }

    fn change(&self, change: &Change) -> report::Change {
        let (op, value, to) = match change {
            Change::Set { value, .. } => ("set", Some(value), None),
            Change::Insert { value, .. } => ("insert", Some(value), None),
            Change::Remove { .. } => ("remove", None, None),
            Change::Rename { to, .. } => ("rename", None, Some(to.clone())),
            Change::Move { to, .. } => ("move", None, Some(to.to_string())),
        };
        report::Change {
            op,
            path: self.masker.mask(&change.path().to_string()).into_owned(),
            value: value.map(|value| self.json(value)),
            to: to.map(|to| self.masker.mask(&to).into_owned()),
        }
    }

    /// A value as JSON, secrets masked. Numbers that JSON has no form for become `null`.
    fn json(&self, value: &Value<'_>) -> serde_json::Value {
        match value {
            Value::Null => serde_json::Value::Null,
            Value::Bool(value) => (*value).into(),
            Value::Number(number) => number_of(*number),
            Value::String(text) => self.masker.mask(text).into_owned().into(),
            Value::Array(elements) => elements.iter().map(|element| self.json(element)).collect(),
            Value::Object(object) => serde_json::Value::Object(
                object
                    .iter()
                    .map(|(key, value)| (self.masker.mask(key).into_owned(), self.json(value)))
                    .collect(),
            ),
        }
    }

    fn command(&self, command: &finding::Command) -> report::Command {
        report::Command {
            run: self.masker.mask(&command.run).into_owned(),
            purpose: self.say(&command.purpose),
            shell: shell(command.shell),
            destructive: command.destructive,
        }
    }

    fn step(&self, planned: &Planned) -> report::Step {
        let step = &planned.step;
        report::Step {
            title: self.say(&step.title),
            why: self.say(&step.why),
            fixes: planned.fixes.clone(),
            commands: step
                .commands
                .iter()
                .map(|command| self.command(command))
                .collect(),
            expect: self.say(&step.expect),
            if_not: self.say(&step.if_not),
            done: step.done.map(|span| self.place(span)),
        }
    }

    /// What would decide: the questions of the causes; those of a sign only where its cause is not sure.
    fn missing(&self, findings: &[Finding], explains: &[Vec<usize>]) -> Vec<report::Missing> {
        let settled = |at: usize| {
            findings
                .iter()
                .zip(explains)
                .any(|(cause, signs)| signs.contains(&at) && cause.certainty >= Certainty::Likely)
        };
        let open = findings.iter().enumerate().filter(|(at, _)| !settled(*at));
        let mut missing: Vec<report::Missing> = Vec::new();
        for ask in open.flat_map(|(_, finding)| &finding.asks) {
            let command = self.masker.mask(&ask.command).into_owned();
            if missing.len() < ASKED && !missing.iter().any(|known| known.command == command) {
                missing.push(report::Missing {
                    command,
                    why: self.say(&ask.why),
                });
            }
        }
        // Words alone: what shows the set-up is asked for.
        let words = findings.is_empty() && self.ctx.says_nothing().is_none();
        if words && !self.ctx.shows_state() {
            for (command, why) in [
                ("openclaw status --all", text!("verdict.ask-status")),
                ("openclaw logs --limit 200", text!("verdict.ask-logs")),
            ] {
                missing.push(report::Missing {
                    command: command.to_owned(),
                    why: self.say(&why),
                });
            }
        }
        missing
    }

    fn corrected(&self, correction: Correction) -> Option<report::Corrected> {
        let checked = correction.checked?;
        let config = self.ctx.config.as_ref()?;
        let whole = Span::new(0, config.document.text().len());
        let replaces = config.place(self.ctx.paste, whole).range();
        Some(report::Corrected {
            start: replaces.start,
            end: replaces.end,
            masked: self.masker.mask(&checked.text).into_owned(),
            text: checked.text,
            applied: correction.applied,
            left: correction.left,
            verified: report::Verified {
                parses: checked.parses,
                valid: checked.valid,
                release: self.ctx.judged_name().to_owned(),
                remaining: checked
                    .remaining
                    .iter()
                    .map(|line| self.masker.mask(line).into_owned())
                    .collect(),
            },
            artifact: correction.artifact,
            file: self.ctx.config_file_name(),
        })
    }

    fn verdict(
        &self,
        findings: &[Finding],
        explains: &[Vec<usize>],
        asks: bool,
    ) -> report::Verdict {
        let (level, sentence) = self.judge(findings, explains, asks);
        report::Verdict {
            level,
            sentence: self.say(&sentence),
        }
    }

    fn judge(
        &self,
        findings: &[Finding],
        explains: &[Vec<usize>],
        asks: bool,
    ) -> (&'static str, Text) {
        let Some(first) = findings.first() else {
            return match self.ctx.says_nothing() {
                Some(nothing) => ("unclear", nothing),
                None if !self.ctx.shows_state() => ("unclear", text!("verdict.not-seen")),
                None if asks => ("unclear", text!("verdict.asks")),
                None => (
                    "clean",
                    text!("verdict.clean", version = self.ctx.judged_name()),
                ),
            };
        };
        // Of the causes that are equally grave and sure the one that explains most speaks for all.
        let weight = |at: usize| explains.get(at).map_or(0, Vec::len);
        let equal = |finding: &&(usize, &Finding)| {
            (finding.1.severity, finding.1.certainty) == (first.severity, first.certainty)
        };
        let explained: Vec<usize> = explains.iter().flatten().copied().collect();
        let root = findings
            .iter()
            .enumerate()
            .filter(|(at, _)| !explained.contains(at))
            .filter(|pair| equal(&pair))
            .rev()
            .max_by_key(|(at, finding)| (finding.headline.is_some(), weight(*at)))
            .map_or(first, |(_, finding)| finding);
        let cause = root
            .headline
            .clone()
            .unwrap_or_else(|| root.message.clone());
        let sure = root.certainty > Certainty::Possible;
        let level = match root.severity {
            Severity::Error if sure => "broken",
            Severity::Error => "unclear",
            Severity::Warning if root.layer == finding::Layer::Safety => "risky",
            Severity::Warning => "degraded",
            // Something is asked: it may matter.
            Severity::Info if asks => "unclear",
            Severity::Info => "clean",
        };
        let runs = self
            .ctx
            .setup
            .gateway
            .probe
            .as_ref()
            .is_some_and(|probe| probe.value);
        let sentence = match (&root.headline, runs) {
            (Some(_), true) => text!("verdict.runs-but", cause = cause),
            (Some(_), false) => text!("verdict.cause", cause = cause),
            (None, _) => cause,
        };
        (level, sentence)
    }
}

/// JSON has whole and broken numbers; a whole one is written without a point.
fn number_of(number: f64) -> serde_json::Value {
    if number.fract() == 0.0 && number.abs() < 9e15 {
        // OK because the magnitude fits well into an i64.
        return serde_json::Value::from(number as i64);
    }
    serde_json::Value::from(number)
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Certain => "certain",
        Certainty::Likely => "likely",
        Certainty::Possible => "possible",
    }
}

fn applicability(applicability: Applicability) -> &'static str {
    match applicability {
        Applicability::Safe => "safe",
        Applicability::Unsafe => "unsafe",
        Applicability::Placeholder => "placeholder",
    }
}

fn shell(shell: Shell) -> &'static str {
    match shell {
        Shell::Any => "any",
        Shell::Posix => "posix",
        Shell::PowerShell => "powershell",
    }
}
