//! `telegram-sender-by-name`: a Telegram sender is listed by name, and only numbers count.

use crate::context::Context;
use crate::finding::{Finding, Layer, Severity};
use crate::json5::Path;
use crate::rules::{Check, Rule};
use crate::text;

/// The rule. 2026.2.9 does not ask for numbers yet, 2026.2.26 does (its security audit).
pub static RULE: Rule = Rule {
    id: "telegram-sender-by-name",
    layer: Layer::Channel,
    patterns: &[],
    check: Check::Code(check),
};

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(config) = &ctx.config else { return };
    if ctx.is_before("2026.2.26") {
        return;
    }
    for key in ["allowFrom", "groupAllowFrom"] {
        let path = Path::of(["channels", "telegram", key]);
        let Some(list) = config.at(&path) else {
            continue;
        };
        let named = list.elements().enumerate().find_map(|(index, entry)| {
            let name = entry.as_str()?.into_owned();
            let id = ["telegram:", "tg:"]
                .iter()
                .find_map(|prefix| name.strip_prefix(prefix))
                .unwrap_or(&name);
            let digits = id.trim_start_matches('-');
            let counts =
                id == "*" || (!digits.is_empty() && digits.bytes().all(|c| c.is_ascii_digit()));
            let hidden = name.contains(['$', '<', '…', '.'])
                || name.contains("***")
                || name.contains("REDACTED");
            (!counts && !hidden).then_some((index, name, entry.span()))
        });
        let Some((index, name, span)) = named else {
            continue;
        };
        let place = config.place(ctx.paste, span);
        findings.push(
            Finding::new(
                RULE.id,
                Severity::Warning,
                ctx.certainty(),
                text!("telegram-sender-by-name.message", name = &name, path = path.to_string()),
            )
            .at(Some(path.join(index)), Some(place))
            .quote(place, text!("telegram-sender-by-name.quote"))
            .fact(
                "telegram-sender-by-name",
                "openclaw 2026.2.26, 2026.3.8, 2026.9.6 (security audit, channels.telegram.allowFrom.invalid_entries)",
                text!("telegram-sender-by-name.fact"),
            )
            .headline(text!("telegram-sender-by-name.headline", name = &name))
            .explains("chat-silent *")
            .ask("openclaw logs --follow", text!("telegram-sender-by-name.ask")),
        );
    }
}
