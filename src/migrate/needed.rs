//! Which migrations a refused config needs, and nothing beyond them.

use std::ops::Range;

use super::work::Work;
use super::{Kind, Migrated, Step, make, migrate, rows};
use crate::finding::Change;
use crate::json5::{Object, Path, Segment, Value};
use crate::version::Version;

/// Steps that hang together: one cannot be made without the others.
#[derive(Clone, Debug)]
pub struct Group {
    /// What is done, in order.
    pub steps: Vec<Step>,
    /// The changes that do it.
    pub changes: Vec<Change>,
    /// The refused keys that it answers.
    pub answers: Vec<Path>,
}

/// More steps than this are not told apart.
const MANY: usize = 600;

/// What answers the refused keys, those first that stand first.
pub fn needed(value: &Value<'_>, refused: &[Path], target: &Version) -> Vec<Group> {
    if refused.is_empty() {
        return Vec::new();
    }
    let all = migrate(value, target, true);
    let mut wanted: Vec<&'static str> = Vec::new();
    let mut targets: Vec<Path> = Vec::new();
    for step in &all.steps {
        let asked = refused.iter().any(|key| key.covers(&step.path));
        if asked || targets.iter().any(|to| to.covers(&step.path)) {
            wanted.push(step.row.id);
            targets.extend(step.to.clone());
        }
    }
    let own = only(value, target, &wanted);
    groups(&own)
        .into_iter()
        .filter_map(|numbers| {
            let steps: Vec<Step> = pick(&own.steps, &numbers);
            let changes: Vec<Range<usize>> =
                steps.iter().map(|step| step.changes.clone()).collect();
            let changes = changes.into_iter().flatten();
            let changes = changes.filter_map(|at| own.changes.get(at).cloned());
            let changes: Vec<Change> = changes.collect();
            let answered = |key: &&Path| steps.iter().any(|step| key.covers(&step.path));
            let answers: Vec<Path> = refused.iter().filter(answered).cloned().collect();
            (!answers.is_empty() && !changes.is_empty()).then_some(Group {
                steps,
                changes,
                answers,
            })
        })
        .collect()
}

/// What would become of a key that is only known by its path; the last step speaks of where it is now.
pub fn known(path: &Path, target: &Version) -> Option<Step> {
    let leaves = [
        Value::Object(Object::new()),
        Value::String("x".into()),
        Value::Bool(true),
        Value::Number(1.0),
    ];
    leaves.into_iter().find_map(|leaf| {
        let value = within(path, leaf)?;
        let steps = migrate(&value, target, true).steps;
        let mut found: Option<Step> = None;
        for step in steps {
            match &mut found {
                None if step.path == *path => found = Some(step),
                // What moved once may move again, or be retired there.
                Some(first) if first.to.as_ref() == Some(&step.path) => {
                    first.kind = step.kind;
                    first.to = step.to;
                    first.row = step.row;
                }
                _ => {}
            }
        }
        found.filter(|step| step.kind != Kind::Added)
    })
}

/// The value that has nothing but `leaf` at `path`; `None` where it would be unreasonably large.
pub fn within(path: &Path, leaf: Value<'static>) -> Option<Value<'static>> {
    let mut value = leaf;
    for segment in path.0.iter().rev() {
        value = match segment {
            Segment::Index(index) if *index < 64 => {
                let mut elements = vec![Value::Object(Object::new()); *index];
                elements.push(value);
                Value::Array(elements)
            }
            Segment::Index(_) => return None,
            Segment::Key(key) => Value::Object(Object::from_iter([(key.clone().into(), value)])),
        };
    }
    Some(value)
}

fn only(value: &Value<'_>, target: &Version, wanted: &[&str]) -> Migrated {
    let mut work = Work::new(value.clone().into_owned(), true);
    for row in rows().iter().filter(|row| wanted.contains(&row.id)) {
        make(&mut work, row, target);
    }
    let (value, changes, steps) = work.done();
    Migrated {
        value,
        changes,
        steps,
    }
}

fn pick(steps: &[Step], numbers: &[usize]) -> Vec<Step> {
    numbers
        .iter()
        .filter_map(|at| steps.get(*at).cloned())
        .collect()
}

/// The numbers of the steps that hang together, in order.
fn groups(migrated: &Migrated) -> Vec<Vec<usize>> {
    let steps = &migrated.steps;
    if steps.len() > MANY {
        return vec![(0..steps.len()).collect()];
    }
    let places = |step: &Step| [Some(step.path.clone()), step.to.clone()];
    let touch = |a: &Step, b: &Step| {
        places(a).iter().flatten().any(|a| {
            places(b).iter().flatten().any(|b| {
                // A whole section as the place of a value says nothing of the others in it.
                let both = a.0.len() > 1 || b.0.len() > 1 || a == b;
                both && (a.covers(b) || b.covers(a))
            })
        })
    };
    let mut group: Vec<usize> = (0..steps.len()).collect();
    for (at, step) in steps.iter().enumerate() {
        for (earlier, other) in steps.iter().enumerate().take(at) {
            let (a, b) = (group.get(earlier).copied(), group.get(at).copied());
            if let (Some(a), Some(b)) = (a, b)
                && a != b
                && touch(other, step)
            {
                let (low, high) = (a.min(b), a.max(b));
                for number in &mut group {
                    if *number == high {
                        *number = low;
                    }
                }
            }
        }
    }
    let mut all: Vec<Vec<usize>> = Vec::new();
    let mut heads: Vec<usize> = Vec::new();
    for (at, head) in group.into_iter().enumerate() {
        match heads.iter().position(|known| *known == head) {
            Some(number) => {
                if let Some(list) = all.get_mut(number) {
                    list.push(at);
                }
            }
            None => {
                heads.push(head);
                all.push(vec![at]);
            }
        }
    }
    all
}
