//! The json5 crate as a second opinion. Where the two differ, npm's json5 (tests/authority) has the
//! last word; those texts are listed with what the crate does.

use clawlens::json5::parse;

const TEXTS: &[&str] = &[
    "null",
    "true",
    "false",
    "\"\"",
    "'a'",
    "[]",
    "{}",
    "[1,]",
    "{a:1,}",
    "{'a':1,\"b\":2,c:3}",
    "0",
    "-1",
    "+1",
    ".5",
    "5.",
    "5.e3",
    "1e3",
    "1E-3",
    "0x1F",
    "-0xff",
    "0XAb",
    "1.5e10",
    "'\\b\\f\\n\\r\\t\\v\\0'",
    "'\\x41\\u00e9'",
    "'\\ud83e\\udd9e'",
    "'a\\\nb'",
    "'a\\\r\nb'",
    "'\\a\\/'",
    "\"it's\"",
    "'\u{2028}'",
    "'\t'",
    "// c\n1",
    "/* c */ 1",
    "/***/1",
    "1 // c",
    "\u{feff}1",
    "\u{a0}1\u{3000}",
    "{/**/a/**/:/**/1/**/}",
    "{$_1:1}",
    "{\\u0061b:1}",
    "{ключ:1}",
    "{a\u{200c}:1}",
    "{null:1,true:2}",
    "{a:{b:[1,{c:null}]}}",
    "{__proto__:1}",
    "",
    " ",
    "//",
    "/*",
    "{",
    "[",
    "}",
    "]",
    ",",
    "{a}",
    "{a:}",
    "{:1}",
    "{,}",
    "[,]",
    "[1,,2]",
    "{a:1,,b:2}",
    "{a:1 b:2}",
    "[1 2]",
    "{a:b}",
    "{1:1}",
    "{a-b:1}",
    "01",
    "1a",
    "1.2.3",
    "0x",
    "1e",
    ".",
    "-",
    "+-1",
    "- 1",
    "nul",
    "True",
    "undefined",
    "'a",
    "'a\nb'",
    "'\\1'",
    "'\\x4'",
    "'\\u004'",
    "{a:1}}",
    "{} {}",
    "1 2",
    "# c\n1",
    "`a`",
    "{\\u0031:1}",
    "{🦞:1}",
];

/// What the crate refuses though it is JSON5.
const REFUSED: &[&str] = &[];

/// What the crate accepts though it is not.
const ACCEPTED: &[&str] = &[];

#[test]
fn the_crate_agrees_but_for_the_texts_listed() {
    for text in TEXTS {
        let ours = parse(text);
        let theirs = json5::from_str::<serde_json::Value>(text);
        if REFUSED.contains(text) {
            assert!(
                ours.errors().is_empty() && theirs.is_err(),
                "{text:?} is no deviation any more"
            );
        } else if ACCEPTED.contains(text) {
            assert!(
                !ours.errors().is_empty() && theirs.is_ok(),
                "{text:?} is no deviation any more"
            );
        } else {
            assert_eq!(
                ours.errors().is_empty(),
                theirs.is_ok(),
                "{text:?}: {:?} {theirs:?}",
                ours.errors()
            );
            if let (Ok(theirs), Some(ours)) = (theirs, ours.value()) {
                assert_eq!(ours, clawlens::json5::Value::from(theirs), "{text:?}");
            }
        }
    }
}
