//! What is said about broken texts, and what the unambiguous remedies make of them.

use clawlens::edit::{Edits, apply};
use clawlens::json5::{SyntaxErrorKind as Wrong, parse};

/// The text with all remedies that are unambiguous, until none is left; at most a few rounds.
fn mended(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..5 {
        let document = parse(&text);
        let mut edits = Edits::default();
        for error in document.errors() {
            if let Some(remedy) = error.remedy()
                && let Ok(more) =
                    Edits::new(remedy.to_vec()).and_then(|remedy| edits.union(&remedy))
            {
                edits = more;
            }
        }
        if edits.is_empty() {
            break;
        }
        text = apply(&text, &edits);
    }
    text
}

#[track_caller]
fn becomes(text: &str, kinds: &[Wrong], after: &str) {
    let document = parse(text);
    let found: Vec<Wrong> = document.errors().iter().map(|error| error.kind).collect();
    assert_eq!(found, kinds, "{text}");
    assert_eq!(mended(text), after);
    assert_eq!(parse(after).errors(), []);
    assert_eq!(
        document.value(),
        parse(after).value(),
        "what was read is not what the remedies say"
    );
}

#[track_caller]
fn finds(text: &str, kinds: &[Wrong], value: &str) {
    let document = parse(text);
    let found: Vec<Wrong> = document.errors().iter().map(|error| error.kind).collect();
    assert_eq!(found, kinds, "{text}");
    assert_eq!(document.value(), parse(value).value(), "{text}");
}

#[test]
fn commas_and_colons() {
    becomes(
        "{\n  \"a\": 1\n  \"b\": 2\n}",
        &[Wrong::MissingComma],
        "{\n  \"a\": 1,\n  \"b\": 2\n}",
    );
    becomes(
        "{\n  a: {} // x\n  b: 2\n}",
        &[Wrong::MissingComma],
        "{\n  a: {}, // x\n  b: 2\n}",
    );
    becomes("{a: 1 b: 2}", &[Wrong::MissingComma], "{a: 1, b: 2}");
    becomes(
        "[1 2 {} \"x\"]",
        &[Wrong::MissingComma; 3],
        "[1, 2, {}, \"x\"]",
    );
    becomes(
        "{\"a\" 1, \"b\" {}}",
        &[Wrong::MissingColon; 2],
        "{\"a\": 1, \"b\": {}}",
    );
    becomes("{a: 1,, b: 2}", &[Wrong::ExtraComma], "{a: 1, b: 2}");
    becomes("[,1,]", &[Wrong::ExtraComma], "[1,]");
    becomes("{a:: 1}", &[Wrong::ExtraColon], "{a: 1}");
    becomes(
        "{a = 1; b => 2}",
        &[Wrong::WrongPunctuation; 3],
        "{a : 1, b : 2}",
    );
    becomes(
        "｛“a”：“b”，“c”：［1，2］｝",
        &[
            Wrong::WrongPunctuation,
            Wrong::WrongQuotes,
            Wrong::WrongPunctuation,
            Wrong::WrongQuotes,
            Wrong::WrongPunctuation,
            Wrong::WrongQuotes,
            Wrong::WrongPunctuation,
            Wrong::WrongPunctuation,
            Wrong::WrongPunctuation,
            Wrong::WrongPunctuation,
            Wrong::WrongPunctuation,
        ],
        "{\"a\":\"b\",\"c\":[1,2]}",
    );
}

#[test]
fn quotes() {
    becomes(
        "{“a”: “b”, ‘c’: 1}",
        &[Wrong::WrongQuotes; 3],
        "{\"a\": \"b\", \"c\": 1}",
    );
    becomes("{`a`: `b`}", &[Wrong::WrongQuotes; 2], "{\"a\": \"b\"}");
    becomes(
        "{\\\"a\\\": \\\"b\\\"}",
        &[Wrong::WrongQuotes; 2],
        "{\"a\": \"b\"}",
    );
    becomes(
        "{\n  \"a\": \"b,\n  \"c\": 1\n}",
        &[Wrong::UnclosedString],
        "{\n  \"a\": \"b\",\n  \"c\": 1\n}",
    );
    becomes(
        "{\n  \"a: 1,\n  \"c\": 1\n}",
        &[Wrong::UnclosedString],
        "{\n  \"a\": 1,\n  \"c\": 1\n}",
    );
}

#[test]
fn values_without_quotes() {
    becomes(
        "{a: True, b: None, c: False}",
        &[Wrong::WrongLiteral; 3],
        "{a: true, b: null, c: false}",
    );
    becomes(
        "{\n  model: anthropic/claude-opus-4-5,\n  url: https://x.y/z?q=1, // c\n  t: 10:30\n  v: 2026.3.8\n}",
        &[
            Wrong::UnquotedString,
            Wrong::UnquotedString,
            Wrong::UnquotedString,
            Wrong::MissingComma,
            Wrong::BadNumber,
        ],
        "{\n  model: \"anthropic/claude-opus-4-5\",\n  url: \"https://x.y/z?q=1\", // c\n  t: \"10:30\",\n  v: \"2026.3.8\"\n}",
    );
    becomes(
        "{a: ${HOME}/x, b: <key>, c: #fff}",
        &[Wrong::UnquotedString; 3],
        "{a: \"${HOME}/x\", b: \"<key>\", c: \"#fff\"}",
    );
    becomes(
        "{gpt-4: 1, 1: 2, a.b: 3}",
        &[Wrong::UnquotedKey; 3],
        "{\"gpt-4\": 1, \"1\": 2, \"a.b\": 3}",
    );
    becomes(
        "[a b, @c]",
        &[Wrong::UnquotedString; 2],
        "[\"a b\", \"@c\"]",
    );
}

#[test]
fn brackets() {
    becomes("{a: [1, 2", &[Wrong::UnclosedArray], "{a: [1, 2]}");
    becomes("{a: {b: 1}", &[Wrong::UnclosedObject], "{a: {b: 1}}");
    becomes("{a: 1}}", &[Wrong::ExtraCloser], "{a: 1}");
    becomes(
        "{a: [1, 2}, b: 3}",
        &[Wrong::WrongCloser],
        "{a: [1, 2], b: 3}",
    );
    becomes(
        "{a: {b: 1], c: 2}",
        &[Wrong::WrongCloser],
        "{a: {b: 1}, c: 2}",
    );
    becomes(
        "{\"a\": {}}, \"b\": 1}",
        &[Wrong::ExtraCloser],
        "{\"a\": {}, \"b\": 1}",
    );
    becomes(
        "{\n  a: [\n    1,\n    {b: 2},\n  c: 3,\n}\n",
        &[Wrong::UnclosedArray],
        "{\n  a: [\n    1,\n    {b: 2}],\n  c: 3,\n}\n",
    );
    // The indentation tells which one was left open; the reader chooses.
    let text = "{\n  a: {\n    b: 1,\n  c: 3,\n}\n";
    let document = parse(text);
    let [error] = document.errors() else {
        return assert_eq!(document.errors(), []);
    };
    assert_eq!(
        (error.kind, error.span.start, error.remedies.len()),
        (Wrong::UnclosedObject, 7, 2)
    );
    let edits = Edits::new(error.remedies[0].clone()).unwrap_or_default();
    assert_eq!(apply(text, &edits), "{\n  a: {\n    b: 1},\n  c: 3,\n}\n");
}

#[test]
fn what_stands_around() {
    becomes(
        "```json5\n{a: 1}\n```\n",
        &[Wrong::MarkdownFence; 2],
        "{a: 1}\n",
    );
    becomes(
        "My config:\n{a: 1}\nIt's broken, why?\nThanks",
        &[Wrong::LeadingText, Wrong::TrailingText],
        "{a: 1}\n",
    );
    becomes(
        "\"models\": {\"mode\": \"merge\"}",
        &[Wrong::MissingBraces],
        "{\n\"models\": {\"mode\": \"merge\"}\n}",
    );
    becomes(
        "models: {mode: 'merge'},\nenv: {},\n",
        &[Wrong::MissingBraces],
        "{\nmodels: {mode: 'merge'},\nenv: {},\n}\n",
    );
    becomes(
        "\"a\": {\"b\": 1}\n}\n",
        &[Wrong::MissingBraces],
        "{\n\"a\": {\"b\": 1}\n}\n",
    );
    becomes(
        "{a: 1};",
        &[Wrong::WrongPunctuation, Wrong::ExtraComma],
        "{a: 1}",
    );
    finds("{a: 1}\n{b: 2}", &[Wrong::SecondValue], "{a: 1}");
    finds("", &[Wrong::Empty], "");
    finds("just words", &[Wrong::LeadingText], "");
}

#[test]
fn comments_and_markers() {
    becomes(
        "{\n  # c\n  a: 1, # d\n}",
        &[Wrong::HashComment; 2],
        "{\n  // c\n  a: 1, // d\n}",
    );
    becomes("{a: 1} /* c", &[Wrong::UnclosedComment], "{a: 1} /* c */");
    finds(
        "{\n<<<<<<< HEAD\n  a: 1,\n=======\n  a: 2,\n>>>>>>> b\n}",
        &[Wrong::ConflictMarker; 3],
        "{a: 2}",
    );
    becomes("{a: 1, ...}", &[Wrong::Ellipsis], "{a: 1, }");
    becomes(
        "{\n  a: 1,\n  ...,\n  b: 2\n}",
        &[Wrong::Ellipsis],
        "{\n  a: 1,\n  \n  b: 2\n}",
    );
}

#[test]
fn what_was_left_out() {
    becomes(
        "{a: [...], b: [1, ...]}",
        &[Wrong::Ellipsis; 2],
        "{a: [], b: [1, ]}",
    );
    finds("{a: ..., b: 1}", &[Wrong::Ellipsis], "{b: 1}");
}

#[test]
fn strings_over_several_lines() {
    becomes(
        "{a: `one\nsays \"two\"`, b: 1}",
        &[Wrong::WrongQuotes],
        "{a: \"one\\nsays \\\"two\\\"\", b: 1}",
    );
    finds(
        "{\"k\": \"-----BEGIN\nabc\n-----END\", b: 1}",
        &[Wrong::LineBreakInString],
        "{k: '-----BEGIN\\nabc\\n-----END', b: 1}",
    );
}

#[test]
fn what_is_missing_leaves_the_rest() {
    finds("{a: , b: 2}", &[Wrong::MissingValue], "{b: 2}");
    finds("{a, b: 2}", &[Wrong::MissingValue], "{b: 2}");
    finds("{a:\n b: 2}", &[Wrong::MissingValue], "{b: 2}");
    finds(
        "{a: \"he said \"hi\" there\", b: 2}",
        &[Wrong::StrayText],
        "{a: 'he said ', b: 2}",
    );
}
