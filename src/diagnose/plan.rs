//! The plan: what a person does, one action a step, with what to see and what if not.
//!
//! Invariants: steps come by phase; nothing destructive comes first; a command is not repeated;
//! every step says what to expect and what to do otherwise.

use super::correct::Correction;
use super::proof;
use crate::context::Context;
use crate::finding::{Command, Finding, Phase, Severity, Shell, Step};
use crate::setup::System;
use crate::sorted;
use crate::text;

/// A step with the findings whose fixes it carries out.
pub struct Planned {
    /// The step.
    pub step: Step,
    /// Findings by index.
    pub fixes: Vec<usize>,
}

/// The plan for findings in reading order.
pub fn plan(
    ctx: &Context<'_>,
    findings: &[Finding],
    correction: Option<&Correction>,
) -> Vec<Planned> {
    let offered = correction.filter(|correction| correction.checked.is_some());
    let corrected = offered.is_some();
    let mut steps: Vec<Planned> = Vec::new();
    for (index, finding) in findings.iter().enumerate() {
        for step in &finding.steps {
            let known = steps
                .iter_mut()
                .find(|known| known.step.title == step.title);
            match known {
                Some(known) => known.fixes.push(index),
                None => steps.push(Planned {
                    step: step.clone(),
                    fixes: vec![index],
                }),
            }
        }
    }
    for planned in &mut steps {
        // A step of its own is no fix of the config unless it edits the file.
        if planned.step.phase != Phase::Edit {
            planned.fixes.clear();
        }
    }
    if corrected {
        steps.push(Planned {
            step: save(ctx),
            fixes: Vec::new(),
        });
        steps.push(Planned {
            step: edit(ctx),
            fixes: offered.map_or_else(Vec::new, |correction| correction.applied.clone()),
        });
    }
    for (index, finding) in findings.iter().enumerate() {
        steps.extend(choice(ctx, index, finding, correction));
    }
    let changes_something = steps
        .iter()
        .any(|planned| planned.step.phase < Phase::Validate);
    if changes_something
        && (corrected
            || steps
                .iter()
                .any(|planned| planned.step.phase == Phase::Edit))
        && ctx.has_config_validate()
    {
        steps.push(Planned {
            step: validate(ctx),
            fixes: Vec::new(),
        });
    }
    if changes_something
        && !steps
            .iter()
            .any(|planned| planned.step.phase == Phase::Restart)
    {
        steps.push(Planned {
            step: restart(ctx),
            fixes: Vec::new(),
        });
    }
    let destructive = |planned: &Planned| planned.step.commands.iter().any(|c| c.destructive);
    if steps.iter().any(destructive)
        && !steps
            .iter()
            .any(|planned| planned.step.phase == Phase::Save)
    {
        steps.push(Planned {
            step: save(ctx),
            fixes: Vec::new(),
        });
    }
    // Of the steps of one phase what loses something comes last.
    sorted::by_key(&mut steps, |planned| {
        (planned.step.phase, destructive(planned))
    });
    for planned in &mut steps {
        shells(ctx, &mut planned.step);
    }
    let mut seen: Vec<String> = Vec::new();
    for planned in &mut steps {
        planned.step.commands.retain(|command| {
            let new = !seen.contains(&command.run);
            if new {
                seen.push(command.run.clone());
            }
            new
        });
    }
    prove(ctx, findings, &mut steps);
    name_profile(ctx, &mut steps);
    steps
}

/// Commands for another profile than the usual one say so.
fn name_profile(ctx: &Context<'_>, steps: &mut [Planned]) {
    let path = ctx.config_path();
    let profile = path
        .split(['/', '\\'])
        .find_map(|folder| folder.strip_prefix(".openclaw-"));
    let Some(profile) = profile else { return };
    for planned in steps {
        for command in &mut planned.step.commands {
            if let Some(rest) = command.run.strip_prefix("openclaw ")
                && !rest.contains("--profile")
            {
                command.run = format!("openclaw --profile {profile} {rest}");
            }
        }
    }
}

/// Keeps of a step's commands those of the reader's shell, where it is known and has some.
fn shells(ctx: &Context<'_>, step: &mut Step) {
    sorted::by_key(&mut step.commands, |command| command.destructive);
    if ctx.setup.system.is_none() {
        return;
    }
    let other = match ctx.on_windows() {
        true => Shell::Posix,
        false => Shell::PowerShell,
    };
    if step.commands.iter().any(|command| command.shell != other) {
        step.commands.retain(|command| command.shell != other);
    }
}

/// Marks the steps that the paste proves done. A proof stands after the first sign of the causes.
fn prove(ctx: &Context<'_>, findings: &[Finding], steps: &mut [Planned]) {
    let signs = findings
        .iter()
        .filter(|finding| !finding.steps.is_empty() || finding.fix.is_some());
    let Some(after) = signs.filter_map(|finding| Some(finding.span?.start)).min() else {
        return;
    };
    let lines = proof::Lines::new(ctx);
    for planned in steps.iter_mut() {
        planned.step.done = lines.prove(ctx, &planned.step, after);
    }
    // A file that was refused and is accepted now has been corrected.
    let refused = ctx.verdict.as_ref().is_some_and(|verdict| !verdict.valid);
    let accepted = steps
        .iter()
        .find(|planned| planned.step.phase == Phase::Validate)
        .and_then(|planned| planned.step.done);
    if refused && accepted.is_some() {
        let edits = steps
            .iter_mut()
            .filter(|planned| matches!(planned.step.phase, Phase::Save | Phase::Edit));
        edits.for_each(|planned| planned.step.done = planned.step.done.or(accepted));
    }
}

fn save(ctx: &Context<'_>) -> Step {
    let path = ctx.config_path();
    Step {
        phase: Phase::Save,
        title: text!("plan.save.title", path = path.as_str()),
        why: text!("plan.save.why"),
        commands: ctx.copy_commands(),
        expect: text!("plan.save.expect"),
        if_not: text!("plan.save.if-not", command = "openclaw config file"),
        done: None,
    }
}

fn edit(ctx: &Context<'_>) -> Step {
    let path = ctx.config_path();
    Step {
        phase: Phase::Edit,
        title: text!("plan.edit.title", path = path.as_str()),
        why: match ctx.config_path_seen() {
            Some(_) if in_container(ctx) => text!("plan.edit.why-container", path = path.as_str()),
            Some(_) => text!("plan.edit.why-seen", path = path.as_str()),
            None => text!(
                "plan.edit.why-default",
                path = path.as_str(),
                command = "openclaw config file"
            ),
        },
        commands: ctx.open_command().into_iter().collect(),
        expect: text!("plan.edit.expect"),
        if_not: text!("plan.edit.if-not", path = path.as_str()),
        done: None,
    }
}

/// A fix that is the reader's to decide on, where nothing else says what to do.
fn choice(
    ctx: &Context<'_>,
    index: usize,
    finding: &Finding,
    correction: Option<&Correction>,
) -> Option<Planned> {
    let fix = finding.fix.as_ref()?;
    let applied = correction.is_some_and(|correction| correction.applied.contains(&index));
    let wanted = finding.severity >= Severity::Warning && finding.steps.is_empty() && !applied;
    wanted.then(|| Planned {
        step: Step {
            phase: Phase::Edit,
            title: text!(
                "plan.choice.title",
                path = ctx.config_path(),
                fix = fix.title.clone()
            ),
            why: fix.why.clone(),
            commands: ctx.open_command().into_iter().collect(),
            expect: text!("plan.choice.expect"),
            if_not: text!("plan.choice.if-not"),
            done: None,
        },
        fixes: vec![index],
    })
}

fn in_container(ctx: &Context<'_>) -> bool {
    let system = ctx.setup.system.as_ref();
    system.is_some_and(|system| system.value == System::Container)
}

fn validate(ctx: &Context<'_>) -> Step {
    let path = ctx.config_path();
    Step {
        phase: Phase::Validate,
        title: text!("plan.validate.title"),
        why: text!("plan.validate.why"),
        commands: vec![Command::any(
            "openclaw config validate",
            text!("plan.validate.purpose"),
        )],
        expect: text!(
            "plan.validate.expect",
            line = format!("Config valid: {}", path.replace("%USERPROFILE%", "~"))
        ),
        if_not: text!("plan.validate.if-not"),
        done: None,
    }
}

fn restart(ctx: &Context<'_>) -> Step {
    Step {
        phase: Phase::Restart,
        title: text!("plan.restart.title"),
        why: text!("plan.restart.why"),
        commands: vec![Command::any(
            "openclaw gateway restart",
            text!("plan.restart.purpose"),
        )],
        expect: text!("plan.restart.expect", probe = ctx.probe_line()),
        if_not: text!(
            "plan.restart.if-not",
            command = "openclaw gateway status --deep"
        ),
        done: None,
    }
}
