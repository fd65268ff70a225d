//! `openclaw security audit`, plain and `--json`.

use super::source::{Json, Source};
use crate::span::{Seen, Span};

/// One answer.
#[derive(Clone, Debug, Default)]
pub struct SecurityAudit {
    /// The artifact.
    pub artifact: usize,
    /// `0 critical · 1 warn · 1 info`.
    pub summary: Option<Seen<String>>,
    /// The findings.
    pub findings: Vec<AuditFinding>,
    /// Lines that were not understood.
    pub unknown: Vec<Seen<String>>,
}

/// One finding of the audit.
#[derive(Clone, Debug)]
pub struct AuditFinding {
    /// From its id to its last line.
    pub span: Span,
    /// `critical`, `warn`, `info`.
    pub severity: Seen<String>,
    /// `gateway.bind_no_auth`.
    pub check: Seen<String>,
    /// The title.
    pub title: Seen<String>,
    /// The lines below, joined by line breaks.
    pub detail: Option<Seen<String>>,
    /// Behind `Fix:`.
    pub fix: Option<Seen<String>>,
}

/// Reads one answer.
pub(super) fn read(source: &Source<'_>) -> SecurityAudit {
    let mut audit = match source.artifact.json {
        true => from_json(source).unwrap_or_default(),
        false => from_text(source),
    };
    audit.artifact = source.artifact.id;
    audit
}

fn from_text(source: &Source<'_>) -> SecurityAudit {
    let mut audit = SecurityAudit::default();
    let mut severity: Option<Seen<String>> = None;
    for line in source.lines() {
        let text = line.trim();
        if text.is_empty() || text == "OpenClaw security audit" || text.starts_with("Run deeper:") {
            continue;
        }
        if let Some(summary) = text.strip_prefix("Summary:") {
            audit.summary = Some(source.seen(summary));
            continue;
        }
        if matches!(text, "CRITICAL" | "WARN" | "INFO") {
            severity = Some(source.seen(text).map(|text| text.to_ascii_lowercase()));
            continue;
        }
        if let Some(fix) = text.strip_prefix("Fix:")
            && let Some(finding) = audit.findings.last_mut()
        {
            finding.fix = Some(source.seen(fix));
            finding.span = finding.span.join(source.span(text));
            continue;
        }
        let (check, title) = text.split_once(' ').unwrap_or((text, ""));
        let is_check = check.contains(['.', '_'])
            && !check.ends_with([':', '.', ','])
            && check.bytes().all(|b| {
                b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'_' | b'-')
            });
        if let Some(severity) = severity
            .as_ref()
            .filter(|_| is_check && !line.starts_with(' '))
        {
            audit.findings.push(AuditFinding {
                span: source.span(text),
                severity: severity.clone(),
                check: source.seen(check),
                title: source.seen(title),
                detail: None,
                fix: None,
            });
            continue;
        }
        match audit.findings.last_mut() {
            Some(finding) => {
                let seen = source.seen(text);
                finding.span = finding.span.join(seen.span);
                match &mut finding.detail {
                    Some(detail) => {
                        detail.value.push('\n');
                        detail.value.push_str(&seen.value);
                        detail.span = detail.span.join(seen.span);
                    }
                    None => finding.detail = Some(seen),
                }
            }
            None => audit.unknown.push(source.seen(text)),
        }
    }
    audit
}

fn from_json(source: &Source<'_>) -> Option<SecurityAudit> {
    let document = source.document();
    let root = Json::root(*source, &document)?;
    let mut audit = SecurityAudit {
        summary: root
            .get("summary")
            .map(|node| Seen::new(node.node.source().to_owned(), node.span())),
        ..SecurityAudit::default()
    };
    for finding in root.list("findings") {
        let (Some(check), Some(severity), Some(title)) = (
            finding.text("checkId"),
            finding.text("severity"),
            finding.text("title"),
        ) else {
            continue;
        };
        audit.findings.push(AuditFinding {
            span: finding.span(),
            severity,
            check,
            title,
            detail: finding.text("detail"),
            fix: finding.text("remediation"),
        });
    }
    Some(audit)
}
