//! `config-syntax`: the text is no JSON5; OpenClaw cannot read the file at all.

use crate::context::{Config, Context};
use crate::finding::{Applicability, Certainty, Finding, Fix, Layer, Severity};
use crate::json5::{SyntaxError, SyntaxErrorKind};
use crate::lang::Text;
use crate::rules::{Check, Rule};
use crate::signals::Pattern;
use crate::span::Span;
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "config-syntax",
    layer: Layer::Readability,
    patterns: &[
        Pattern {
            id: "json5-refused",
            text: "JSON5: invalid character {what}",
        },
        Pattern {
            id: "json5-refused",
            text: "JSON5: invalid end of input{at}",
        },
        Pattern {
            id: "json5-refused",
            text: "JSON5 parse failed: {why}",
        },
    ],
    check: Check::Code(check),
};

/// More errors than this are not told apart by a reader.
const LISTED: usize = 50;

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(config) = ctx
        .config
        .as_ref()
        .filter(|config| !config.document.errors().is_empty())
    else {
        findings.extend(printed(ctx));
        return;
    };
    let part = config.is_part();
    let real = |error: &&SyntaxError| !(part && error.kind == SyntaxErrorKind::MissingBraces);
    for error in config.document.errors().iter().filter(real).take(LISTED) {
        findings.push(finding(ctx, config, error));
    }
}

/// A line by which OpenClaw says that it cannot read the file, where the file is not in the paste or
/// reads well there.
fn printed(ctx: &Context<'_>) -> Option<Finding> {
    let hit = ctx.signals.iter().find(|hit| hit.id == "json5-refused")?;
    let place = ctx.place(hit.span);
    let line = hit.span.of(&ctx.paste.cleaned.text);
    let note = match line.contains("'\\n'") {
        true => text!("config-syntax.line-break-in-string"),
        false => text!("common.said"),
    };
    let finding = Finding::new(
        RULE.id,
        Severity::Error,
        match ctx.config {
            // What was pasted reads well, so the file is another, or was mended since.
            Some(_) => Certainty::Likely,
            None => Certainty::Certain,
        },
        text!("config-syntax.printed", line = line.trim()),
    )
    .at(None, Some(place))
    .explains("config-rejected*")
    .explains("gateway-not-running")
    .headline(text!("config-syntax.headline"))
    .quote(place, note);
    Some(finding.ask("openclaw config file", text!("config-syntax.ask")))
}

fn finding(ctx: &Context<'_>, config: &Config<'_>, error: &SyntaxError) -> Finding {
    let place = config.place(ctx.paste, error.span);
    let shown = visible(ctx, place);
    // What a chat or a terminal put around a file need not be in the file.
    let certainty = match error.kind {
        SyntaxErrorKind::WrongQuotes
        | SyntaxErrorKind::WrongPunctuation
        | SyntaxErrorKind::MarkdownFence
        | SyntaxErrorKind::LeadingText
        | SyntaxErrorKind::TrailingText
        | SyntaxErrorKind::SecondValue
        | SyntaxErrorKind::Ellipsis => Certainty::Likely,
        // Loose members need not stand like this in the file.
        _ if config.braceless && config.file.is_none() => Certainty::Likely,
        _ => Certainty::Certain,
    };
    let mut finding = Finding::new(RULE.id, Severity::Error, certainty, message(error.kind))
        .at(
            config
                .document
                .path_at(error.span.start)
                .filter(|path| !path.0.is_empty()),
            Some(place),
        )
        .explains("config-rejected*")
        .explains("gateway-not-running")
        .headline(text!("config-syntax.headline"))
        .quote(shown, text!("config-syntax.quote"));
    if let Some(refusal) = config.document.first_error_as_json5() {
        finding = finding.fact(
            "json5 2.2.3",
            "npm json5 2.2.3, the parser of OpenClaw",
            text!("config-syntax.fact", message = refusal.message),
        );
    }
    let unambiguous = error.remedies.len() == 1;
    let Some(remedy) = error.remedies.first() else {
        return finding;
    };
    let applicability = match (unambiguous, error.kind) {
        (
            true,
            SyntaxErrorKind::LeadingText
            | SyntaxErrorKind::TrailingText
            | SyntaxErrorKind::SecondValue,
        ) => Applicability::Unsafe,
        (true, _) => Applicability::Safe,
        (false, _) => Applicability::Unsafe,
    };
    let why = match applicability {
        Applicability::Safe => text!("config-syntax.fix-safe"),
        _ => text!("config-syntax.fix-choice"),
    };
    let mut fix = Fix::new(text!("config-syntax.fix"), applicability, why, Vec::new());
    fix.repairs = remedy
        .iter()
        .map(|edit| (edit.span, edit.text.clone()))
        .collect();
    finding.fix(fix)
}

/// The error with its line, so that an empty span shows something.
fn visible(ctx: &Context<'_>, place: Span) -> Span {
    if !place.is_empty() {
        return place;
    }
    let text = ctx.paste.text;
    let start = place.start as usize;
    let line_start = text
        .get(..start)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |at| at + 1);
    let rest = text.get(start..).unwrap_or("");
    let line_end = start + rest.find('\n').unwrap_or(rest.len());
    let line = Span::new(line_start, line_end);
    let before = text.get(..line_start).unwrap_or("").trim_end();
    match line.of(text).trim().is_empty() {
        true => Span::new(before.rfind('\n').map_or(0, |at| at + 1), before.len()),
        false => line,
    }
}

macro_rules! messages {
    ($($kind:ident => $key:literal,)*) => {
        fn message(kind: SyntaxErrorKind) -> Text {
            match kind { $(SyntaxErrorKind::$kind => text!($key),)* }
        }
    };
}

messages! {
    Empty => "config-syntax.empty",
    TooLong => "config-syntax.too-long",
    TooDeep => "config-syntax.too-deep",
    TooManyErrors => "config-syntax.too-many-errors",
    MissingComma => "config-syntax.missing-comma",
    MissingColon => "config-syntax.missing-colon",
    MissingValue => "config-syntax.missing-value",
    MissingKey => "config-syntax.missing-key",
    ExtraComma => "config-syntax.extra-comma",
    ExtraColon => "config-syntax.extra-colon",
    ExtraCloser => "config-syntax.extra-closer",
    WrongCloser => "config-syntax.wrong-closer",
    UnclosedObject => "config-syntax.unclosed-object",
    UnclosedArray => "config-syntax.unclosed-array",
    UnclosedString => "config-syntax.unclosed-string",
    UnclosedComment => "config-syntax.unclosed-comment",
    LineBreakInString => "config-syntax.line-break-in-string",
    BadEscape => "config-syntax.bad-escape",
    BadNumber => "config-syntax.bad-number",
    UnquotedKey => "config-syntax.unquoted-key",
    UnquotedString => "config-syntax.unquoted-string",
    WrongQuotes => "config-syntax.wrong-quotes",
    WrongPunctuation => "config-syntax.wrong-punctuation",
    WrongLiteral => "config-syntax.wrong-literal",
    HashComment => "config-syntax.hash-comment",
    MarkdownFence => "config-syntax.markdown-fence",
    ConflictMarker => "config-syntax.conflict-marker",
    Ellipsis => "config-syntax.ellipsis",
    MissingBraces => "config-syntax.missing-braces",
    SecondValue => "config-syntax.second-value",
    LeadingText => "config-syntax.leading-text",
    TrailingText => "config-syntax.trailing-text",
    StrayText => "config-syntax.stray-text",
}
