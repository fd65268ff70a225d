//! `$include`: other files are merged in. They are not here, so what they hold is unknowable; only
//! faults of the directive itself are reported.

use super::super::{Issue, IssueKind, Stage, Unknowable};
use super::{Flow, Input, Outcome};
use crate::json5::Value;

/// Deepest nesting that is looked at; deeper values hold no directive that the real one would reach.
const DEPTH: usize = 200;

/// Finds the directives.
pub fn resolve(input: &mut Input<'_, '_>, outcome: &mut Outcome) -> Flow {
    let mut fault = None;
    look(&mut input.value, 0, &mut fault, &mut outcome.unknowable);
    match fault {
        Some(message) => {
            outcome
                .issues
                .push(Issue::root(Stage::Include, message, IssueKind::Unreadable));
            Flow::Stop
        }
        None => Flow::Next,
    }
}

fn look(
    value: &mut Value<'_>,
    depth: usize,
    fault: &mut Option<String>,
    unknowable: &mut Vec<Unknowable>,
) {
    if depth > DEPTH {
        return;
    }
    match value {
        Value::Array(elements) => {
            for element in elements {
                look(element, depth + 1, fault, unknowable);
            }
        }
        Value::Object(object) => {
            // Assigned while the real one copies the object, so it becomes the prototype and is gone.
            object.remove("__proto__");
            if let Some(include) = object.remove("$include") {
                directive(&include, fault, unknowable);
            }
            for (_, member) in object.iter_mut() {
                look(member, depth + 1, fault, unknowable);
            }
        }
        _ => {}
    }
}

fn directive(include: &Value<'_>, fault: &mut Option<String>, unknowable: &mut Vec<Unknowable>) {
    let mut file = |value: &Value<'_>| match value.as_str() {
        Some(path) => {
            unknowable.push(Unknowable::Include {
                path: path.to_string(),
            });
            None
        }
        None => Some(format!(
            "Invalid $include array item: expected string, got {}",
            type_of(value)
        )),
    };
    let found = match include {
        Value::Array(items) => items.iter().find_map(&mut file),
        Value::String(_) => file(include),
        other => Some(format!(
            "Invalid $include value: expected string or array of strings, got {}",
            type_of(other)
        )),
    };
    if fault.is_none() {
        *fault = found;
    }
}

/// JavaScript's `typeof`.
fn type_of(value: &Value<'_>) -> &'static str {
    match value {
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Null | Value::Array(_) | Value::Object(_) => "object",
    }
}
