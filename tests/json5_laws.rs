//! Laws of the parser, over every prefix of texts that are right, wrong and worse.

use clawlens::json5::{Kind, MAX_DEPTH, SyntaxErrorKind, parse};

const TEXTS: &[&str] = &[
    "",
    "{}",
    "// c\n{a:1,/* x */'b':\"\\u0041\\\n\",c:[+1,-.5,0x1F,Infinity,NaN,1e3,],}\n",
    "{\r\n\t\"a\": {\"b\": [1, 2, {\"c\": null}]},\r\n}\r\n",
    "\u{feff}{ключ: 'значение', \u{2028} \"x\": \"🦞\", '\\u{1}': 1}",
    "{“a”：“b”，‘c’：［1，2］}",
    "```json5\n{ a: 1 }\n```\nthanks!\n{b: 2}\n",
    "Here it is:\n{ 'a': it's, b: https://x.y/z?q=1 // c\n, c: True, d: None }",
    "\"models\": {\"mode\": \"merge\"},\n\"env\": {},",
    "{\n<<<<<<< HEAD\n a: 1\n=======\n a: 2\n>>>>>>> b\n}",
    "{\"a\": [1, 2}, \"b\": {1: ]}, ...}",
    "{\"key\": \"-----BEGIN\nabc\ndef\n-----END\", \"b\": 1}",
    "{\"a\": \"b, \"c\": \"d\n \"e\" \"f\" g h: i}",
    "{\\\"a\\\": \\\"b\\\"} # end",
    "{a:1}}, \"b\": 2, } /* open",
    "\0\u{1}\u{85}\\\u{7f}",
    "{a: ${B}, c: <your-key>, d: #fff, e: 10:30, f: 1.2.3 ;}",
];

#[test]
fn tokens_tile_every_prefix_and_every_suffix() {
    for text in TEXTS {
        for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
            check(&text[..at]);
            check(&text[at..]);
        }
    }
}

#[test]
fn errors_are_there_exactly_where_json5_refuses() {
    for text in TEXTS {
        for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let document = parse(&text[..at]);
            if !document.errors().is_empty() {
                assert!(
                    document.first_error_as_json5().is_some(),
                    "{:?}: {:#?}",
                    &text[..at],
                    document.errors()
                );
            }
        }
    }
}

#[test]
fn depth_is_bounded_and_said() {
    for (open, close) in [("[", "]"), ("{a:", "}")] {
        let within = format!("{}1{}", open.repeat(MAX_DEPTH), close.repeat(MAX_DEPTH));
        assert!(parse(&within).errors().is_empty());
        assert!(parse(&within).value().is_some());
        let beyond = format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
        let document = parse(&beyond);
        let kinds: Vec<_> = document.errors().iter().map(|error| error.kind).collect();
        assert_eq!(kinds, [SyntaxErrorKind::TooDeep]);
        check(&beyond);
        check(&open.repeat(100_000));
    }
}

fn check(text: &str) {
    let document = parse(text);
    let mut at = 0;
    for token in document.tokens() {
        assert_eq!(token.span.start as usize, at, "a gap in {text:?}");
        assert!(!token.span.is_empty(), "an empty token in {text:?}");
        assert!(text.is_char_boundary(token.span.end as usize));
        at = token.span.end as usize;
    }
    assert_eq!(at, text.len(), "the end of {text:?}");
    for error in document.errors() {
        assert!(
            text.get(error.span.range()).is_some(),
            "{error:?} in {text:?}"
        );
        for edit in error.remedies.iter().flatten() {
            assert!(
                text.get(edit.span.range()).is_some(),
                "{error:?} in {text:?}"
            );
        }
    }
    let mut open: Vec<_> = document.roots().collect();
    while let Some(node) = open.pop() {
        assert!(text.get(node.span().range()).is_some());
        for member in node.members() {
            assert!(
                node.span().contains(member.span),
                "{text:?}: {node:?} {member:?}"
            );
            open.push(member.value);
        }
        for element in node.elements() {
            assert!(node.span().contains(element.span()), "{text:?}");
            open.push(element);
        }
        assert!(node.kind() != Kind::Object || node.value().is_some());
    }
    document.duplicates();
}
