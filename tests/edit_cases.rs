//! What the edits look like: matters of taste that no law can decide.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use clawlens::edit::{ConflictKind, apply, apply_to_value, combine, edits, merge, unwrap, wrap};
use clawlens::finding::Change;
use clawlens::json5::{Path, Value, parse};

#[track_caller]
fn becomes(before: &str, changes: &[Change], after: &str) {
    let document = parse(before);
    let edits = edits(&document, changes).unwrap();
    let text = apply(before, &edits);
    assert_eq!(text, after);
    let mut value = document
        .value()
        .unwrap_or(Value::Object(Default::default()));
    apply_to_value(&mut value, changes).unwrap();
    assert_eq!(
        parse(&text).value(),
        Some(value),
        "the value of the text is not what the changes mean"
    );
}

#[track_caller]
fn refused(before: &str, changes: &[Change], kind: ConflictKind) {
    assert_eq!(edits(&parse(before), changes).unwrap_err().kind, kind);
}

fn value(text: &str) -> Value<'static> {
    parse(text).value().unwrap().into_owned()
}

fn set(path: &str, to: &str) -> Change {
    Change::Set {
        path: Path::parse(path),
        value: value(to),
    }
}

fn insert(path: &str, to: &str) -> Change {
    Change::Insert {
        path: Path::parse(path),
        value: value(to),
    }
}

fn remove(path: &str) -> Change {
    Change::Remove {
        path: Path::parse(path),
    }
}

fn rename(path: &str, to: &str) -> Change {
    Change::Rename {
        path: Path::parse(path),
        to: to.to_owned(),
    }
}

fn relocate(path: &str, to: &str) -> Change {
    Change::Move {
        path: Path::parse(path),
        to: Path::parse(to),
    }
}

const CONFIG: &str = "{
  // The gateway.
  gateway: {
    port: 18789, // the default
    bind: 'loopback',
  },

  // Everything about models.

  // The model.
  model: 'a/b', // chosen
  list: [1, 2, 3],
}
";

#[test]
fn a_value_is_replaced_in_its_quotes() {
    becomes(
        CONFIG,
        &[set("model", "'c/d'")],
        &CONFIG.replace("'a/b'", "'c/d'"),
    );
    becomes("{\"a\": 'x'}", &[set("a", "\"it's\"")], "{\"a\": 'it\\'s'}");
    becomes(
        CONFIG,
        &[set("gateway.port", "1")],
        &CONFIG.replace("18789", "1"),
    );
}

#[test]
fn the_same_value_changes_nothing() {
    becomes(
        CONFIG,
        &[set("gateway", "{port: 18789, bind: 'loopback'}")],
        CONFIG,
    );
}

#[test]
fn an_object_is_set_member_by_member() {
    becomes(
        CONFIG,
        &[set("gateway", "{port: 18789, mode: 'local'}")],
        &CONFIG.replace("bind: 'loopback'", "mode: 'local'"),
    );
}

#[test]
fn a_new_key_comes_last_in_the_style_of_its_neighbours() {
    becomes(
        CONFIG,
        &[set("gateway.mode", "'local'")],
        &CONFIG.replace("'loopback',\n", "'loopback',\n    mode: 'local',\n"),
    );
    becomes(
        "{\n\t\"a\": 1 // one\n}",
        &[set("b", "{c: [1, {d: 2}]}")],
        "{\n\t\"a\": 1, // one\n\t\"b\": {\n\t\t\"c\": [\n\t\t\t1,\n\t\t\t{\n\t\t\t\t\"d\": 2\n\t\t\t}\n\t\t]\n\t}\n}",
    );
    becomes("{a: 1}", &[set("b", "2")], "{a: 1, b: 2}");
    becomes(
        "{a:1,}",
        &[set("b", "'x'"), set("c", "3")],
        "{a:1,b:\"x\",c:3,}",
    );
    becomes(
        "{ \"a\": {} }",
        &[set("a.b.c", "[]")],
        "{ \"a\": { \"b\": { \"c\": [] } } }",
    );
    becomes(
        "{\r\n  a: 1\r\n}\r\n",
        &[set("b", "2")],
        "{\r\n  a: 1,\r\n  b: 2\r\n}\r\n",
    );
    becomes(
        "{\n  a: {}\n}",
        &[set("a.b", "2")],
        "{\n  a: {\n    b: 2\n  }\n}",
    );
    becomes(
        "{\n  // nothing yet\n}\n",
        &[set("a", "1")],
        "{\n  // nothing yet\n  \"a\": 1\n}\n",
    );
    becomes("", &[set("a", "1")], "{\n  \"a\": 1\n}\n");
    becomes(
        "// empty\n",
        &[set("a.b", "1")],
        "// empty\n{\n  \"a\": {\n    \"b\": 1\n  }\n}\n",
    );
}

#[test]
fn a_removed_entry_takes_its_own_comments_along() {
    becomes(
        CONFIG,
        &[remove("model")],
        &CONFIG.replace("  // The model.\n  model: 'a/b', // chosen\n", ""),
    );
    becomes(
        CONFIG,
        &[remove("gateway.port")],
        &CONFIG.replace("    port: 18789, // the default\n", ""),
    );
    becomes("{a: 1, b: 2}", &[remove("a")], "{b: 2}");
    becomes("{a: 1, b: 2}", &[remove("b")], "{a: 1}");
    becomes("{ a: 1, b: 2, }", &[remove("b")], "{ a: 1, }");
    becomes("{ a: 1 }", &[remove("a")], "{}");
    becomes(
        "{\n  \"a\": 1,\n  \"b\": 2 // two\n}",
        &[remove("b")],
        "{\n  \"a\": 1\n}",
    );
    becomes("[1, 2, 3]", &[remove("0"), remove("2")], "[2]");
    becomes("{a: 1, /* b */ b: 2, c: 3}", &[remove("b")], "{a: 1, c: 3}");
    becomes(CONFIG, &[remove("nothing.here")], CONFIG);
}

#[test]
fn every_one_of_a_repeated_key_goes() {
    becomes(
        "{\n  a: 1,\n  b: 2,\n  a: 3,\n}",
        &[remove("a")],
        "{\n  b: 2,\n}",
    );
    becomes("{a: 1, a: 2}", &[rename("a", "b")], "{b: 2}");
}

#[test]
fn a_renamed_key_keeps_its_quotes_and_place() {
    becomes(
        CONFIG,
        &[rename("gateway.bind", "mode")],
        &CONFIG.replace("bind:", "mode:"),
    );
    becomes("{'a': 1}", &[rename("a", "b")], "{'b': 1}");
    becomes("{a: 1}", &[rename("a", "b-c")], "{\"b-c\": 1}");
    refused("{a: 1, b: 2}", &[rename("a", "b")], ConflictKind::Taken);
}

#[test]
fn a_moved_key_brings_its_comments() {
    becomes(
        CONFIG,
        &[relocate("model", "agents.defaults.model")],
        &CONFIG.replace("  // The model.\n  model: 'a/b', // chosen\n", "").replace(
            "3],\n",
            "3],\n  agents: {\n    defaults: {\n      // The model.\n      model: 'a/b', // chosen\n    },\n  },\n",
        ),
    );
    becomes(
        "{\n  a: {\n    b: [\n      1, // one\n    ],\n  },\n  c: {},\n}\n",
        &[relocate("a.b", "b")],
        "{\n  a: {},\n  c: {},\n  b: [\n    1, // one\n  ],\n}\n",
    );
}

#[test]
fn wrapping_and_unwrapping_stay_in_place() {
    becomes(
        CONFIG,
        &wrap(&Path::parse("model"), "primary"),
        &CONFIG.replace("model: 'a/b',", "model: {\n    primary: 'a/b',\n  },"),
    );
    becomes(
        "{model: {primary: 'x'}, b: 1}",
        &unwrap(&Path::parse("model"), "primary"),
        "{model: 'x', b: 1}",
    );
    becomes(
        "{\n  model: {\n    // why\n    primary: 'x', // this\n  },\n}",
        &unwrap(&Path::parse("model"), "primary"),
        "{\n  // why\n  // this\n  model: 'x',\n}",
    );
    refused(
        "{a: {b: 1, c: 2}}",
        &unwrap(&Path::parse("a"), "b"),
        ConflictKind::Taken,
    );
}

#[test]
fn merging_moves_what_is_not_there_yet() {
    let before = "{\n  a: {\n    x: 1,\n    y: 2,\n  },\n  b: {\n    z: 3,\n  },\n}";
    let changes = merge(&value(before), &Path::parse("a"), &Path::parse("b"));
    becomes(
        before,
        &changes,
        "{\n  b: {\n    z: 3,\n    x: 1,\n    y: 2,\n  },\n}",
    );
}

#[test]
fn elements_come_where_their_index_says() {
    becomes(
        "{a: [1, 2]}",
        &[insert("a.0", "0"), insert("a.2", "3")],
        "{a: [0, 1, 2, 3]}",
    );
    becomes(
        "[\n  1,\n  2\n]",
        &[insert("1", "'x'")],
        "[\n  1,\n  \"x\",\n  2\n]",
    );
    becomes(
        "[\n  1,\n  2\n]",
        &[remove("0"), set("1", "3"), set("2", "4")],
        "[\n  3,\n  4\n]",
    );
    refused("[]", &[set("3", "1")], ConflictKind::Missing);
}

#[test]
fn members_without_braces_are_edited_as_well() {
    becomes(
        "\"a\": 1,\n\"b\": {\"c\": 2}\n",
        &[set("b.c", "3"), set("d", "4")],
        "\"a\": 1,\n\"b\": {\"c\": 3},\n\"d\": 4\n",
    );
}

#[test]
fn what_could_not_be_read_is_not_touched() {
    refused(
        "{a: 1 what is this, b: 2}",
        &[remove("b")],
        ConflictKind::Unreadable,
    );
    refused("{a: [1, 2", &[set("a.2", "3")], ConflictKind::Unreadable);
    refused("{a: 1}", &[set("a.b", "3")], ConflictKind::NotAContainer);
    let before = "{a: \"b, c: {d: 1}";
    assert!(!parse(before).errors().is_empty());
    becomes(
        "{a: 1 what is this, b: {c: 2}}",
        &[set("b.c", "3")],
        "{a: 1 what is this, b: {c: 3}}",
    );
}

#[test]
fn two_fixes_that_bring_one_value_to_one_key_go_together() {
    let text = r#"{ env: { A: "k" }, block: { key: "k", other: 1 } }"#;
    let document = parse(text);
    let to = Path::parse("env.vars.A");
    let fixes = [
        vec![Change::Move {
            path: Path::parse("env.A"),
            to: to.clone(),
        }],
        vec![Change::Move {
            path: Path::parse("block.key"),
            to,
        }],
    ];
    let lists: Vec<&[Change]> = fixes.iter().map(Vec::as_slice).collect();
    let combined = combine(&document, &lists);
    assert_eq!(combined.applied, [0, 1]);
    assert_eq!(
        apply(text, &combined.edits),
        r#"{ env: { vars: { A: "k" } }, block: { other: 1 } }"#
    );
}
