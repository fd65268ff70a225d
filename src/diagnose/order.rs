//! Reading order: root causes first, what they explain after them.
//!
//! Invariant: the explains-relation has no cycle; the same findings always come in the same order,
//! whatever order the rules ran in.

use std::cmp::Reverse;

use crate::finding::Finding;
use crate::sorted;

/// The findings in reading order, each with the indexes of those it explains.
pub fn order(mut findings: Vec<Finding>) -> (Vec<Finding>, Vec<Vec<usize>>) {
    findings.sort_by_cached_key(|finding| {
        (
            Reverse(finding.severity),
            Reverse(finding.certainty),
            finding.span.map_or(u32::MAX, |span| span.start),
            finding.layer,
            finding.rule,
            finding.message.clone(),
        )
    });
    let causes = causes(&findings);
    let roots_first = |explained: bool| {
        let causes = &causes;
        (0..causes.len()).filter(move |at| {
            causes
                .get(*at)
                .is_some_and(|cause| cause.is_some() == explained)
        })
    };
    let reading: Vec<usize> = roots_first(false).chain(roots_first(true)).collect();
    let mut place = vec![0; reading.len()];
    for (new, old) in reading.iter().enumerate() {
        if let Some(slot) = place.get_mut(*old) {
            *slot = new;
        }
    }
    let mut explains = vec![Vec::new(); reading.len()];
    for (effect, cause) in causes.iter().enumerate() {
        let Some(cause) = cause else { continue };
        if let (Some(at), Some(effect)) = (place.get(*cause), place.get(effect))
            && let Some(list) = explains.get_mut(*at)
        {
            list.push(*effect);
        }
    }
    for list in &mut explains {
        sorted::plainly(list);
    }
    let mut taken: Vec<Option<Finding>> = findings.into_iter().map(Some).collect();
    let ordered = reading
        .iter()
        .filter_map(|at| taken.get_mut(*at)?.take())
        .collect();
    (ordered, explains)
}

/// For each finding the one that explains it: of several the first in order.
fn causes(findings: &[Finding]) -> Vec<Option<usize>> {
    let mut causes: Vec<Option<usize>> = vec![None; findings.len()];
    for (effect, finding) in findings.iter().enumerate() {
        if finding.symptoms.is_empty() {
            continue;
        }
        let candidate = findings.iter().enumerate().position(|(cause, other)| {
            cause != effect && explains(other, finding) && !leads_to(&causes, cause, effect)
        });
        if let Some(slot) = causes.get_mut(effect) {
            *slot = candidate;
        }
    }
    causes
}

fn explains(cause: &Finding, effect: &Finding) -> bool {
    cause.explains.iter().any(|wanted| {
        effect
            .symptoms
            .iter()
            .any(|symptom| match wanted.strip_suffix('*') {
                Some(start) => symptom.starts_with(start),
                None => symptom == wanted,
            })
    })
}

/// Whether `from` is explained, directly or not, by `to`.
fn leads_to(causes: &[Option<usize>], from: usize, to: usize) -> bool {
    let mut at = Some(from);
    // A chain without a cycle has at most as many links as there are findings.
    for _ in 0..=causes.len() {
        match at {
            Some(here) if here == to => return true,
            Some(here) => at = causes.get(here).copied().flatten(),
            None => return false,
        }
    }
    true
}
