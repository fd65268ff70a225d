//! From a paste to a report: reads, judges, runs the rules, corrects, plans, says, masks.
//!
//! Invariants: the same paste and options always give the same report; nothing in it but
//! `corrected.text` and `fix.edits[].text` holds a secret; a correction is offered only after it was
//! parsed and judged again.

mod by_command;
mod correct;
mod credentials;
mod gather;
mod order;
mod plan;
mod proof;
mod say;
mod system;

use crate::cli;
use crate::context::Context;
use crate::finding::Finding;
use crate::intake::Paste;
use crate::lang::Lang;
use crate::report::Report;
use crate::rules;
use crate::signals::Searcher;
use crate::version::Version;

thread_local! {
    // The sentences of all rules, made ready once.
    static SEARCHER: Searcher = Searcher::new(rules::all().flat_map(|rule| rule.patterns));
}

/// What the caller chooses.
#[derive(Clone, Debug)]
pub struct Options {
    /// The release to judge by, instead of the one that the paste proves.
    pub openclaw: Option<Version>,
    /// The language of everything said.
    pub lang: Lang,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            openclaw: None,
            lang: Lang::EN,
        }
    }
}

/// Diagnoses a paste. Never fails: a paste that says nothing gets a report that says so.
pub fn diagnose(text: &str, options: &Options) -> Report {
    let paste = Paste::read(text);
    let outputs = cli::read(&paste);
    let signals = SEARCHER.with(|searcher| searcher.find(&paste.cleaned.text));
    let config = gather::config(&paste);
    let release = gather::release(&outputs, config.as_ref(), &paste, options.openclaw.as_ref());
    let setup = gather::setup(&paste, &outputs, config.as_ref(), &signals, &release);
    let verdict = config
        .as_ref()
        .and_then(|config| gather::verdict(config, &release));
    let accepting = config
        .as_ref()
        .map_or_else(Vec::new, |config| gather::accepting(config, &release));
    let ctx = Context {
        paste: &paste,
        outputs: &outputs,
        signals: &signals,
        config,
        release,
        setup,
        verdict,
        accepting,
        retired: std::cell::OnceCell::new(),
    };
    let (mut findings, explains) = order::order(check(&ctx));
    for finding in &mut findings {
        let commands = by_command::commands(&ctx, finding);
        finding.commands.extend(commands);
    }
    let corrected = correct::correct(&ctx, &findings);
    let plan = plan::plan(&ctx, &findings, corrected.as_ref());
    say::report(&ctx, &findings, &explains, corrected, plan, options.lang)
}

/// What every rule finds.
fn check(ctx: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in rules::all() {
        rule.find(ctx, &mut findings);
    }
    findings
}
