//! `base-url-without-version`: the address of a provider lacks the version that its paths begin with.

use crate::context::Context;
use crate::finding::{Applicability, Certainty, Change, Finding, Fix, Layer, Severity};
use crate::json5::Value;
use crate::rules::blocks::{self, Block};
use crate::rules::{Check, Rule};
use crate::signals::Pattern;
use crate::text;

/// The rule.
pub static RULE: Rule = Rule {
    id: "base-url-without-version",
    layer: Layer::Provider,
    patterns: PATTERNS,
    check: Check::Code(check),
};

static PATTERNS: &[Pattern] = &[
    Pattern {
        id: "loose baseUrl",
        text: "baseUrl\": \"{url}\"",
    },
    Pattern {
        id: "loose baseUrl",
        text: "baseUrl: \"{url}\"",
    },
    Pattern {
        id: "loose baseUrl",
        text: "baseUrl\":\"{url}\"",
    },
    Pattern {
        id: "loose baseUrl",
        text: "base-url: \"{url}\"",
    },
    Pattern {
        id: "loose api",
        text: "\"api\": \"{api}\"",
    },
    Pattern {
        id: "loose api",
        text: "\"api\":\"{api}\"",
    },
    Pattern {
        id: "page answered",
        text: "contentType=text/html",
    },
    Pattern {
        id: "page answered",
        text: "ended with an incomplete terminal response",
    },
    Pattern {
        id: "page answered",
        text: "Unexpected token '<'",
    },
    Pattern {
        id: "page answered",
        text: "404 page not found",
    },
    Pattern {
        id: "page answered",
        text: "\"status\":\"Not Found\"",
    },
    Pattern {
        id: "page answered",
        text: "Unexpected endpoint or method",
    },
];

/// Hosts that answer without a version in the path.
const UNVERSIONED: &[&str] = &[
    "api.deepseek.com",
    "api.perplexity.ai",
    "api.githubcopilot.com",
    "models.github.ai",
    "models.inference.ai.azure.com",
    "api.kilo.ai",
    "chatgpt.com",
];

const GOOGLE: &str = "generativelanguage.googleapis.com";

fn check(ctx: &Context<'_>, findings: &mut Vec<Finding>) {
    let answered = blocks::heard(ctx, &["page answered"]);
    for block in blocks::blocks(ctx) {
        let Some(wanted) = wanted(&block) else {
            continue;
        };
        // Without an answer that proves it only a bare host of an OpenAI language is worth a word.
        if answered.is_none() && !(block.route().is_empty() && block.speaks_openai()) {
            continue;
        }
        let (severity, certainty) = match answered {
            Some(_) => (Severity::Error, Certainty::Likely),
            None => (Severity::Warning, Certainty::Likely),
        };
        let mut finding = Finding::new(
            RULE.id,
            severity,
            certainty,
            text!(
                "base-url-without-version.message",
                url = block.url.as_str(),
                wanted = wanted.as_str()
            ),
        )
        .at(block.key("baseUrl"), Some(block.span))
        .headline(text!(
            "base-url-without-version.headline",
            url = block.url.as_str()
        ))
        .explains("provider-failed *")
        .explains("provider-refused *")
        .explains("not-found")
        .explains("unexplained")
        .quote(block.span, text!("config.quote"));
        if let Some(span) = answered {
            finding = finding.quote(span, text!("base-url-without-version.answer"));
        }
        if let Some(path) = block.key("baseUrl") {
            let applicability = match answered {
                Some(_) => Applicability::Safe,
                None => Applicability::Unsafe,
            };
            finding = finding.fix(Fix::new(
                text!("base-url-without-version.fix", wanted = wanted.as_str()),
                applicability,
                text!("base-url-without-version.fix-why"),
                vec![Change::Set {
                    path,
                    value: Value::String(wanted.into()),
                }],
            ));
        }
        findings.push(finding);
        return;
    }
}

/// The address with its version; `None` where it has one or needs none.
fn wanted(block: &Block) -> Option<String> {
    let route = block.route();
    let versioned = route.split('/').any(|part| {
        part.strip_prefix('v')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    });
    let host = block.host();
    let base = block.url.trim_end_matches('/');
    let api = block.api.as_deref();
    if versioned || !base.contains("://") || host.is_empty() {
        return None;
    }
    if host == GOOGLE {
        return Some(match block.speaks_openai() {
            true => format!("{base}/v1beta/openai"),
            false => format!("{base}/v1beta"),
        });
    }
    let other_language = api.is_some_and(|api| !api.starts_with("openai-"));
    let known = UNVERSIONED.contains(&host.as_str())
        || host.ends_with(".azure.com")
        || host.ends_with(".cloudflare.com")
        || api == Some("openai-codex-responses");
    // Paths beyond the host are the maker's own; Kimi Code and Ollama have rules of theirs.
    if known || other_language || host == "api.kimi.com" || route.matches('/').count() > 1 {
        return None;
    }
    Some(format!("{base}/v1"))
}
