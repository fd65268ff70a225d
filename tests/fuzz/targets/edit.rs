//! Edits: any list of changes on any file either conflicts or does in the text what it says of the value.
#![no_main]

use clawlens::edit::{ConflictKind, apply, apply_to_value, edits};
use clawlens::finding::Change;
use clawlens::json5::{self, Path, Segment, Value};
use libfuzzer_sys::fuzz_target;

/// Takes bytes until there are none, then zeros.
struct Choices<'a>(&'a [u8]);

impl Choices<'_> {
    fn below(&mut self, bound: usize) -> usize {
        let Some((first, rest)) = self.0.split_first() else {
            return 0;
        };
        self.0 = rest;
        usize::from(*first) % bound.max(1)
    }

    /// A path of the file, or a little beside it.
    fn path(&mut self, root: &Value) -> Path {
        let mut path = Path::root();
        let mut here = Some(root);
        loop {
            let segment = match here {
                Some(Value::Object(members)) if !members.is_empty() && self.below(6) != 5 => {
                    let keys: Vec<&str> = members.keys().collect();
                    Segment::Key(keys[self.below(keys.len())].to_owned())
                }
                Some(Value::Array(elements)) => Segment::Index(self.below(elements.len() + 1)),
                _ => Segment::Key(["a", "b c", "new"][self.below(3)].to_owned()),
            };
            path = path.join(segment);
            here = root.at(&path);
            if here.is_none() || self.below(3) == 0 {
                return path;
            }
        }
    }

    fn change(&mut self, root: &Value) -> Change {
        let path = self.path(root);
        let value = match self.below(4) {
            0 => Value::Null,
            1 => Value::Number(1.0),
            2 => Value::String("it's \"q\"\n".into()),
            _ => root
                .at(&self.path(root))
                .cloned()
                .unwrap_or(Value::Bool(true))
                .into_owned(),
        };
        match self.below(5) {
            0 => Change::Set { path, value },
            1 => Change::Remove { path },
            2 => Change::Insert { path, value },
            3 => Change::Rename {
                path,
                to: ["a", "x y", "z"][self.below(3)].to_owned(),
            },
            _ => {
                let to = self.path(root);
                Change::Move { path, to }
            }
        }
    }
}

fuzz_target!(|data: (&[u8], &str)| {
    let (bytes, text) = data;
    let document = json5::parse(text);
    if !document.errors().is_empty() {
        return;
    }
    let Some(before) = document.value().map(Value::into_owned) else {
        return;
    };
    if !matches!(before, Value::Object(_)) {
        return;
    }
    let mut choices = Choices(bytes);
    let count = 1 + choices.below(3);
    let changes: Vec<Change> = (0..count).map(|_| choices.change(&before)).collect();
    let mut wanted = before.clone();
    let meaning = apply_to_value(&mut wanted, &changes);
    match (edits(&document, &changes), meaning) {
        (Ok(edits), Ok(())) => {
            let after = apply(text, &edits);
            let reread = json5::parse(&after);
            assert!(reread.errors().is_empty(), "{changes:?}\n{after}");
            assert_eq!(
                reread.value().as_ref(),
                Some(&wanted),
                "{changes:?}\n{after}"
            );
        }
        (Err(conflict), Ok(())) => assert_eq!(conflict.kind, ConflictKind::Overlap, "{changes:?}"),
        (Ok(_), Err(conflict)) => panic!("done in the text only: {conflict:?} {changes:?}"),
        (Err(_), Err(_)) => assert_eq!(wanted, before, "half done"),
    }
});
