//! Laws of the edit engine, over thousands of generated texts and lists of changes.
//!
//! A failure prints its seed; `SEED=n ROUNDS=1 cargo test --test edit_laws` runs that round alone.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail by panicking"
)]

use clawlens::edit::{Combined, ConflictKind, apply, apply_to_value, combine, edits};
use clawlens::finding::Change;
use clawlens::json5::{Document, Object, Path, Segment, TokenKind, Value, parse};
use clawlens::span::Span;

#[test]
fn only_what_the_changes_say_changes_and_no_other_comment_is_lost() {
    let mut made = 0;
    for_all(|random| {
        let text = Writer::text(random);
        let document = parse(&text);
        assert_eq!(document.errors(), [], "{text}");
        let before = document.value().unwrap().into_owned();
        let changes = changes(random, &before);
        let mut wanted = before.clone();
        let meaning = apply_to_value(&mut wanted, &changes);
        let edits = match (edits(&document, &changes), meaning) {
            (Ok(edits), Ok(())) => edits,
            (Err(_), Err(_)) => return assert_eq!(wanted, before),
            // An array set as a whole: its old indexes mean nothing to the text any more.
            (Err(conflict), Ok(())) if conflict.kind == ConflictKind::Overlap => return,
            (edits, meaning) => panic!("{text}\n{changes:#?}\n{edits:?}\n{meaning:?}"),
        };
        made += 1;
        let after = apply(&text, &edits);
        let told = || {
            format!(
                "--- before\n{text}\n--- after\n{after}\n--- changes\n{changes:#?}\n--- edits\n{edits:#?}"
            )
        };
        let reread = parse(&after);
        assert_eq!(reread.errors(), [], "{}", told());
        assert_eq!(reread.value().as_ref(), Some(&wanted), "{}", told());

        for pair in edits.as_slice().windows(2) {
            assert!(pair[0].span.end <= pair[1].span.start, "{}", told());
        }
        if text.contains("\r\n") {
            assert_eq!(
                after.matches('\n').count(),
                after.matches("\r\n").count(),
                "{}",
                told()
            );
        }
        assert_eq!(
            text.starts_with('\u{feff}'),
            after.starts_with('\u{feff}'),
            "{}",
            told()
        );
        assert_eq!(text.ends_with('\n'), after.ends_with('\n'), "{}", told());
        check_comments(&document, &reread, &changes, &told);
        if wanted == before
            && !changes
                .iter()
                .any(|change| matches!(change, Change::Move { .. } | Change::Rename { .. }))
            && changes.len() == 1
        {
            assert_eq!(after, text, "{}", told());
        }
        if let [only] = changes.as_slice()
            && is_repeatable(only, &before)
        {
            let again = clawlens::edit::edits(&reread, &changes)
                .unwrap_or_else(|conflict| panic!("{conflict:?} {}", told()));
            assert_eq!(apply(&after, &again), after, "{}", told());
        }
    });
    assert!(
        made > rounds() / 2,
        "{made} of {} lists of changes could be made",
        rounds()
    );
}

#[test]
fn texts_with_errors_get_no_worse() {
    for_all(|random| {
        let mut text = Writer::text(random);
        for _ in 0..random.below(3) + 1 {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            let at = places[random.below(places.len())];
            let piece = [
                "}", "{", "]", "\"", ",", ":", "x y", "//", "\n", "```\n", "…", "1 2",
            ][random.below(12)];
            text.insert_str(at, piece);
        }
        let document = parse(&text);
        let Some(value) = document.value() else {
            return;
        };
        let changes = changes(random, &value.into_owned());
        if let Ok(edits) = edits(&document, &changes) {
            let after = apply(&text, &edits);
            let reread = parse(&after);
            assert!(
                reread.errors().len() <= document.errors().len(),
                "--- before\n{text}\n--- after\n{after}\n--- changes\n{changes:#?}\n{:#?}\n{:#?}",
                document.errors(),
                reread.errors()
            );
        }
    });
}

#[test]
fn fixes_are_combined_whole_or_left_out() {
    for_all(|random| {
        let text = Writer::text(random);
        let document = parse(&text);
        let before = document.value().unwrap().into_owned();
        let fixes: Vec<Vec<Change>> = (0..random.below(5))
            .map(|_| changes(random, &before))
            .collect();
        let fixes: Vec<&[Change]> = fixes.iter().map(Vec::as_slice).collect();
        let Combined {
            edits,
            applied,
            left,
        } = combine(&document, &fixes);
        assert_eq!(applied.len() + left.len(), fixes.len());
        let mut wanted = before;
        for number in &applied {
            assert!(left.iter().all(|(other, _)| other != number));
        }
        let all: Vec<Change> = applied
            .iter()
            .flat_map(|number| fixes[*number].iter().cloned())
            .collect();
        apply_to_value(&mut wanted, &all).unwrap();
        assert_eq!(
            parse(&apply(&text, &edits)).value(),
            Some(wanted),
            "{text}\n{all:#?}"
        );
    });
}

/// Every comment is still there, but those that a removed or replaced entry took along; in order,
/// but for those of entries that moved.
fn check_comments(
    before: &Document,
    after: &Document,
    changes: &[Change],
    told: &dyn Fn() -> String,
) {
    let comments = |document: &Document| -> Vec<(String, Span)> {
        let of = |span: Span| {
            document.text()[span.range()]
                .trim_matches(['/', '*', ' '])
                .to_owned()
        };
        document
            .tokens()
            .iter()
            .filter(|token| token.kind.is_comment())
            .map(|token| (of(token.span), token.span))
            .collect()
    };
    let old = comments(before);
    let new: Vec<String> = comments(after).into_iter().map(|(text, _)| text).collect();
    let mut allowed: Vec<Span> = Vec::new();
    let mut moved = false;
    for change in changes {
        match change {
            Change::Remove { path } => allowed.extend(
                before
                    .find(path)
                    .map(|node| around(before, whole(before, path, node.span()))),
            ),
            // An object set member by member may lose members, with what belongs to them.
            Change::Set { path, .. } => allowed.extend(before.find(path).map(|node| node.span())),
            Change::Move { .. } => moved = true,
            _ => {}
        }
    }
    if has_repeated_keys(before) {
        return;
    }
    for (text, span) in &old {
        let lost = !new.contains(text);
        let may = allowed.iter().any(|allowed| allowed.contains(*span));
        // What was moved before may have been removed elsewhere.
        assert!(
            !lost || may || (moved && !allowed.is_empty()),
            "the comment {text} is lost\n{}",
            told()
        );
    }
    assert!(
        new.iter()
            .all(|text| old.iter().any(|(old, _)| old == text)),
        "{}",
        told()
    );
    if !moved {
        let kept: Vec<&String> = old
            .iter()
            .map(|(text, _)| text)
            .filter(|text| new.contains(text))
            .collect();
        assert_eq!(new.iter().collect::<Vec<_>>(), kept, "{}", told());
    }
}

fn has_repeated_keys(document: &Document) -> bool {
    !document.duplicates().is_empty()
}

fn whole(document: &Document, path: &Path, value: Span) -> Span {
    document
        .find_member(path)
        .map_or(value, |member| member.span)
}

/// From the token before to the token after that are neither space nor comment nor the comma behind it.
fn around(document: &Document, span: Span) -> Span {
    let solid = |kind: TokenKind| !kind.is_trivia() && kind != TokenKind::Comma;
    let tokens = document.tokens();
    let before = tokens
        .iter()
        .rev()
        .find(|token| token.span.end <= span.start && solid(token.kind));
    let after = tokens
        .iter()
        .find(|token| token.span.start >= span.end && solid(token.kind));
    Span {
        start: before.map_or(0, |token| token.span.end),
        end: after.map_or(document.text().len() as u32, |token| token.span.start),
    }
}

/// Whether making the change twice must be the same as once.
fn is_repeatable(change: &Change, value: &Value) -> bool {
    let in_array = |path: &Path| {
        let above = |length| {
            value
                .at(&Path(path.0[..length].to_vec()))
                .is_some_and(|value| value.as_array().is_some())
        };
        (0..path.0.len()).any(above)
    };
    match change {
        Change::Set { .. } => true,
        Change::Remove { path } => !in_array(path),
        Change::Rename { .. } => true,
        Change::Insert { .. } => false,
        Change::Move { path, to } => {
            !in_array(path) && !in_array(to) && !path.covers(to) && !to.covers(path)
        }
    }
}

// Random texts and changes.

/// xorshift64*: small, and the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % limit
    }

    fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    fn pick<'p, T>(&mut self, list: &'p [T]) -> &'p T {
        &list[self.below(list.len())]
    }
}

fn rounds() -> usize {
    std::env::var("ROUNDS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(3_000)
}

fn for_all(mut law: impl FnMut(&mut Random)) {
    let first = std::env::var("SEED")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(1);
    for seed in first..first + rounds() as u64 {
        let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let round = std::panic::AssertUnwindSafe(|| law(&mut random));
        if let Err(cause) = std::panic::catch_unwind(round) {
            eprintln!("SEED={seed}");
            std::panic::resume_unwind(cause);
        }
    }
}

const KEYS: &[&str] = &[
    "a", "b", "c", "d", "e", "a-b", "x.y", "1", "20", "", "ключ", "gateway", "models",
];

/// Writes a random text in a random style.
struct Writer<'r> {
    random: &'r mut Random,
    out: String,
    line_end: &'static str,
    unit: &'static str,
    quote: char,
    bare: bool,
    trailing: bool,
    compact: bool,
    comments: usize,
    count: usize,
}

impl Writer<'_> {
    fn text(random: &mut Random) -> String {
        let mut writer = Writer {
            out: String::new(),
            line_end: if random.one_in(4) { "\r\n" } else { "\n" },
            unit: ["  ", "\t", "    "][random.below(3)],
            quote: if random.one_in(3) { '\'' } else { '"' },
            bare: random.one_in(2),
            trailing: random.one_in(2),
            compact: random.one_in(4),
            comments: [0, 3, 8][random.below(3)],
            count: 0,
            random,
        };
        if writer.random.one_in(8) {
            writer.out.push('\u{feff}');
        }
        writer.lines(0);
        let array = writer.random.one_in(6);
        writer.container(0, array, false);
        if writer.random.one_in(2) {
            writer.comment_here();
            writer.out.push_str(writer.line_end);
        }
        writer.out
    }

    fn value(&mut self, depth: usize, inline: bool) {
        match self.random.below(if depth > 3 { 5 } else { 9 }) {
            0 => self.out.push_str("null"),
            1 => self.out.push_str(["true", "false"][self.random.below(2)]),
            2 => self
                .out
                .push_str(["0", "-1.5", "0x1F", "1e3", ".5", "Infinity"][self.random.below(6)]),
            3 | 4 => {
                let text = [
                    "x",
                    "",
                    "it's",
                    "say \\\"hi\\\"",
                    "a // b",
                    "{",
                    "ü🦞",
                    "\\u0041\\n",
                ][self.random.below(8)];
                let text = if self.quote == '\'' {
                    text.replace('\'', "\\'")
                } else {
                    text.to_owned()
                };
                self.out.push(self.quote);
                self.out.push_str(&text);
                self.out.push(self.quote);
            }
            5 | 6 => self.container(depth, true, inline),
            _ => self.container(depth, false, inline),
        }
    }

    fn container(&mut self, depth: usize, array: bool, inline: bool) {
        let inline = inline || self.random.one_in(4);
        let count = self.random.below(5);
        self.out.push(if array { '[' } else { '{' });
        let mut keys: Vec<&str> = KEYS.to_vec();
        for at in 0..count {
            self.gap(depth + 1, inline);
            if !array {
                // A repeated key now and then.
                let key = if self.random.one_in(40) {
                    KEYS[0]
                } else {
                    keys.remove(self.random.below(keys.len()))
                };
                let bare = clawlens::json5::is_name(key) && (self.bare || self.random.one_in(10));
                if bare {
                    self.out.push_str(key);
                } else {
                    self.out.push_str(&format!("{0}{key}{0}", self.quote));
                }
                if self.random.one_in(30) {
                    self.block();
                }
                self.out.push_str(if self.compact { ":" } else { ": " });
            }
            self.value(depth + 1, inline);
            if self.comments > 0 && self.random.one_in(self.comments * 4) {
                self.block();
            }
            if at + 1 < count || self.trailing {
                self.out.push(',');
            }
            if self.comments > 0 && self.random.one_in(self.comments) {
                if inline {
                    self.block();
                } else {
                    self.out.push(' ');
                    self.comment_here();
                }
            }
        }
        if inline {
            if self.comments > 0 && self.random.one_in(self.comments * 2) {
                self.block();
            }
            if !self.compact && count > 0 && !array {
                self.out.push(' ');
            }
        } else {
            self.lines(depth);
        }
        self.out.push(if array { ']' } else { '}' });
    }

    fn gap(&mut self, depth: usize, inline: bool) {
        if !inline {
            return self.lines(depth);
        }
        if !self.compact {
            self.out.push(' ');
        }
        if self.comments > 0 && self.random.one_in(self.comments * 2) {
            self.block();
        }
    }

    /// A new line, perhaps with blank lines and comment lines before.
    fn lines(&mut self, depth: usize) {
        let top = self.out.is_empty() || self.out == "\u{feff}";
        if !top {
            self.new_line(depth);
        }
        while self.comments > 0 && self.random.one_in(self.comments) {
            self.comment_here();
            if self.random.one_in(3) {
                self.out.push_str(self.line_end);
            }
            self.new_line(depth);
        }
    }

    fn new_line(&mut self, depth: usize) {
        self.out.push_str(self.line_end);
        if self.random.one_in(12) {
            self.out.push_str(self.line_end);
        }
        self.out.push_str(&self.unit.repeat(depth));
    }

    fn comment_here(&mut self) {
        self.count += 1;
        let comment = match self.random.below(4) {
            0 => format!("/* c{} */", self.count),
            1 => format!("/* c{}{} */", self.count, self.line_end),
            _ => format!("// c{}", self.count),
        };
        self.out.push_str(&comment);
    }

    fn block(&mut self) {
        self.count += 1;
        self.out.push_str(&format!(" /* c{} */ ", self.count));
    }
}

fn changes(random: &mut Random, value: &Value<'static>) -> Vec<Change> {
    let count = if random.one_in(2) {
        1
    } else {
        random.below(4) + 1
    };
    (0..count).map(|_| change(random, value)).collect()
}

fn change(random: &mut Random, value: &Value<'static>) -> Change {
    let path = path(random, value);
    match random.below(10) {
        0..=2 => Change::Set {
            path,
            value: new_value(random, 0),
        },
        3 => {
            // Nearly what is there.
            let mut near = value.at(&path).cloned().unwrap_or(Value::Null);
            match &mut near {
                Value::Object(members) => {
                    members.insert(*random.pick(KEYS), new_value(random, 1));
                    let key = *random.pick(KEYS);
                    members.remove(key);
                }
                Value::Array(elements) => {
                    elements.insert(random.below(elements.len() + 1), new_value(random, 1))
                }
                _ => {}
            }
            Change::Set { path, value: near }
        }
        4..=5 => Change::Remove { path },
        6 => Change::Insert {
            path,
            value: new_value(random, 0),
        },
        7 => Change::Rename {
            path,
            to: (*random.pick(KEYS)).to_owned(),
        },
        8 => Change::Move {
            path: path.clone(),
            to: path.join(*random.pick(KEYS)),
        },
        _ => {
            let to = self::path(random, value);
            Change::Move { path, to }
        }
    }
}

/// A path that leads somewhere, or a little beside it. Never the root.
fn path(random: &mut Random, value: &Value) -> Path {
    let mut path = Path::root();
    let mut here = Some(value);
    loop {
        let segment = match here {
            Some(Value::Object(members)) if !members.is_empty() && !random.one_in(5) => {
                let keys: Vec<&str> = members.keys().collect();
                Segment::Key((*random.pick(&keys)).to_owned())
            }
            Some(Value::Array(elements)) => Segment::Index(random.below(elements.len() + 1)),
            _ => Segment::Key((*random.pick(KEYS)).to_owned()),
        };
        here = here.and_then(|value| match value {
            Value::Object(members) => members.get(&segment.text()),
            Value::Array(elements) => elements.get(segment.index()?),
            _ => None,
        });
        path.0.push(segment);
        let deeper = matches!(here, Some(Value::Object(_) | Value::Array(_)));
        if (!deeper || random.one_in(3)) && !random.one_in(20) {
            return path;
        }
    }
}

fn new_value(random: &mut Random, depth: usize) -> Value<'static> {
    match random.below(if depth > 2 { 4 } else { 6 }) {
        0 => Value::Null,
        1 => Value::Bool(random.one_in(2)),
        2 => Value::Number([0.0, -0.0, 1.5, 1e21, 1e-7, 123_456_789.0][random.below(6)]),
        3 => Value::from(
            [
                "new",
                "",
                "it's \"new\"",
                "\\ \n \u{2028} \u{1}",
                "// no",
                "🦞",
            ][random.below(6)],
        ),
        4 => Value::Array(
            (0..random.below(4))
                .map(|_| new_value(random, depth + 1))
                .collect(),
        ),
        _ => Value::Object(Object::from_iter(
            (0..random.below(4))
                .map(|_| ((*random.pick(KEYS)).into(), new_value(random, depth + 1))),
        )),
    }
}
