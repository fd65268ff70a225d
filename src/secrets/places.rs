//! Secrets by the name or place that they are given to: keys, variables, flags, headers, URLs, property
//! lists, and the commands that set one.
//!
//! Invariant: looks backward are bounded; what was found is not looked into again.

use super::names::{self, Sure};
use super::scan::named;
use super::values::{self, Place, Value};
use super::{Kind, Secret};

/// What the pass remembers, so that nothing is read twice.
pub struct Names {
    /// Up to here a value was found already.
    skip: usize,
    /// Where the last bare words ended, one for each set of stops.
    bare_ends: [usize; 3],
    /// Where the line of the last look ends.
    line_end: usize,
}

/// The sets of letters that end a bare word, by place.
#[derive(Clone, Copy)]
enum Stops {
    /// A variable's value runs to the next blank.
    Variable,
    /// A word in a list or sentence.
    List,
    /// A parameter of a URL.
    Query,
}

impl Stops {
    fn letters(self) -> &'static [u8] {
        match self {
            Stops::Variable => b"",
            Stops::List => b",;)}]|<>&",
            Stops::Query => b"&#;)}]|<>",
        }
    }
}

impl Names {
    /// Nothing seen yet of `text`.
    pub fn new(_text: &str) -> Names {
        Names {
            skip: 0,
            bare_ends: [0; 3],
            line_end: 0,
        }
    }

    fn bare(&mut self, text: &str, at: usize, stops: Stops) -> Value {
        // OK because there are as many ends as sets.
        let known = &mut self.bare_ends[stops as usize];
        let (value, end) = values::bare(text, at, stops.letters(), *known);
        *known = end;
        value
    }

    fn line(&mut self, text: &str, at: usize) -> Value {
        if self.line_end < at {
            self.line_end = at + values::line_from(text, at).len();
        }
        let line = text.get(at..self.line_end).unwrap_or("");
        let end = at + line.trim_end_matches(['"', '\'', ' ', '\t']).len();
        Value {
            start: at,
            end,
            quoted: false,
        }
    }

    /// Notes the secret in `value`, if there is one.
    fn take(
        &mut self,
        text: &str,
        value: Value,
        sure: Sure,
        place: Place,
        kind: Kind,
        found: &mut Vec<Secret>,
    ) {
        if let Some((start, end)) = values::secret(text, value, sure, place) {
            found.push(named(text, start, end, kind));
            self.skip = self.skip.max(value.end);
        }
    }
}

/// A `:` or `=` of `width` bytes at `at`: what stands before it names what stands behind.
pub fn separator(text: &str, at: usize, width: usize, names: &mut Names, found: &mut Vec<Secret>) {
    let bytes = text.as_bytes();
    let (mark, next) = (byte(bytes, at), byte(bytes, at + width));
    if mark == b':' && bytes.get(at + 1..at + 3) == Some(b"//") {
        return url(text, at, names, found);
    }
    if at < names.skip || next == b'=' || (mark == b':' && next == b':') {
        return;
    }
    let Some(key) = key_before(text, at) else {
        return;
    };
    let name = text.get(key.start..key.end).unwrap_or("");
    let before = key.start.checked_sub(1).map_or(b'\n', |at| byte(bytes, at));
    let in_query = mark == b'=' && matches!(before, b'?' | b'&' | b'#');
    let sure = if in_query {
        names::query(name)
    } else {
        names::sure(name)
    };
    let Some(sure) = sure else {
        return;
    };
    let start = value_start(text, at + width, key.quoted);
    if names::is_cookie(name) && byte(bytes, start) != b'"' {
        let value = names.line(text, start);
        return names.take(text, value, sure, Place::Given, Kind::Named, found);
    }
    if let Some(value) = values::quoted(text, start) {
        return names.take(text, value, sure, Place::Given, Kind::Named, found);
    }
    match byte(bytes, start) {
        b'[' => return list(text, start, sure, names, found),
        b'|' | b'>' if mark == b':' => return block(text, start, sure, names, found),
        _ => {}
    }
    if names::is_authorization(name) {
        let start = behind_scheme(text, start);
        let value = names.bare(text, start, Stops::List);
        return names.take(text, value, Sure::Token, Place::Given, Kind::Named, found);
    }
    let opens_line = opens_line(text, key.start);
    let variable = mark == b'='
        && (names::is_variable(name) || name.starts_with("--") || name.starts_with('$'));
    let given = variable || (opens_line && sure == Sure::Password && start > at + width);
    let (stops, place, kind) = if in_query {
        (Stops::Query, Place::Given, Kind::Url)
    } else if given {
        (Stops::Variable, Place::Given, Kind::Named)
    } else if opens_line && mark == b'=' {
        (Stops::Variable, Place::Loose, Kind::Named)
    } else {
        (Stops::List, Place::Loose, Kind::Named)
    };
    let value = names.bare(text, start, stops);
    let alone = values_alone(text, value.end);
    let place = if opens_line && mark != b'=' && !alone {
        Place::Loose
    } else {
        place
    };
    names.take(text, value, sure, place, kind, found);
}

/// `--token VALUE`, also as two strings of a list.
pub fn flag(text: &str, at: usize, names: &mut Names, found: &mut Vec<Secret>) {
    let bytes = text.as_bytes();
    let before = at.checked_sub(1).map_or(b' ', |at| byte(bytes, at));
    let opens = before.is_ascii_whitespace() || matches!(before, b'"' | b'\'' | b'`' | b'(' | b'[');
    if at < names.skip || !opens {
        return;
    }
    let rest = bytes.get(at + 2..).unwrap_or(&[]);
    let len = rest
        .iter()
        .take(41)
        .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-')
        .count();
    let end = at + 2 + len;
    let name = text.get(at + 2..end).unwrap_or("");
    if let Some(sure) = names::sure(name).filter(|sure| *sure != Sure::Maybe) {
        argument(text, end, sure, names, found);
    }
}

/// A word at `at..end` that introduces a secret by itself.
pub fn word(text: &str, at: usize, end: usize, names: &mut Names, found: &mut Vec<Secret>) {
    let Some(word) = text.get(at..end) else {
        return;
    };
    if at < names.skip || word.len() > 22 {
        return;
    }
    match word {
        "Bearer" | "bearer" | "BEARER" => {
            let start = blanks(text, end);
            let value = names.bare(text, start, Stops::List);
            let long = value.end - value.start >= 20;
            let place = if long { Place::Given } else { Place::Loose };
            if start > end && value.end - value.start >= 12 {
                names.take(text, value, Sure::Token, place, Kind::Named, found);
            }
        }
        "set" | "setx" | "setenv" | "ENV" | "gx" | "x" | "Ux" | "SetEnvironmentVariable" => {
            setting(text, at, end, names, found);
        }
        "get" => echoed(text, at, end, names, found),
        "u" | "user" => user_flag(text, at, end, names, found),
        "token" | "Token" | "key" | "Key" | "password" | "Password" | "secret" | "Secret" => {
            said(text, end, names, found);
        }
        _ => {}
    }
}

/// `<key>NAME</key> <string>VALUE</string>` of a property list, and `<NAME>VALUE</NAME>`.
pub fn element(text: &str, at: usize, names: &mut Names, found: &mut Vec<Secret>) {
    let inside = |from: usize| {
        let bytes = text.as_bytes().get(from..).unwrap_or(&[]);
        let len = bytes
            .iter()
            .take(97)
            .take_while(|byte| **byte != b'<')
            .count();
        text.get(from..from + len).unwrap_or("")
    };
    let rest = text.get(at..).unwrap_or("");
    if at < names.skip || !rest.starts_with("<key>") {
        return;
    }
    let name = inside(at + 5);
    let behind = at + 5 + name.len();
    let gap = text
        .get(behind..)
        .unwrap_or("")
        .strip_prefix("</key>")
        .unwrap_or("");
    let next = behind
        + 6
        + gap
            .bytes()
            .take(64)
            .take_while(u8::is_ascii_whitespace)
            .count();
    let opens = text
        .get(next..)
        .is_some_and(|rest| rest.starts_with("<string>"));
    if let (Some(sure), true) = (names::sure(name), opens) {
        let start = next + "<string>".len();
        let line = names.line(text, start);
        let len = text.get(start..line.end).and_then(|line| line.find('<'));
        let value = Value {
            start,
            end: len.map_or(line.end, |len| start + len),
            quoted: true,
        };
        names.take(text, value, sure, Place::Given, Kind::Named, found);
    }
}

/// The user info of a URL whose `://` is at `at`, and addresses that are secrets themselves.
fn url(text: &str, at: usize, names: &mut Names, found: &mut Vec<Secret>) {
    let start = at + 3;
    let bytes = text.as_bytes();
    let ends = |byte: &u8| {
        byte.is_ascii_whitespace()
            || matches!(
                byte,
                b'/' | b'?' | b'#' | b'"' | b'\'' | b'`' | b'<' | b'>' | b'\\'
            )
    };
    let rest = bytes.get(start..).unwrap_or(&[]);
    let end = start + rest.iter().position(ends).unwrap_or(rest.len());
    let authority = text.get(start..end).unwrap_or("");
    if let Some(at_sign) = authority.rfind('@') {
        let user = authority.get(..at_sign).unwrap_or("");
        let (value_start, place) = match user.find(':') {
            Some(colon) => (start + colon + 1, Place::Given),
            None => (start, Place::Loose),
        };
        let value = Value {
            start: value_start,
            end: start + at_sign,
            quoted: true,
        };
        let sure = if place == Place::Given {
            Sure::Password
        } else {
            Sure::Token
        };
        names.take(text, value, sure, place, Kind::Url, found);
    }
    let host = authority.rsplit('@').next().unwrap_or(authority);
    for (hook, path) in HOOKS {
        if !host.ends_with(hook) {
            continue;
        }
        let near: &str = head(text.get(end..).unwrap_or(""), 96);
        if let Some(found_at) = near.find(path) {
            let mut start = end + found_at + path.len();
            // The number of a Discord hook is public; its token follows.
            if hook.starts_with("discord") {
                let number = text
                    .get(start..)
                    .unwrap_or("")
                    .bytes()
                    .take(24)
                    .take_while(u8::is_ascii_digit)
                    .count();
                start += number + 1;
            }
            let value = names.bare(text, start, Stops::Query);
            names.take(text, value, Sure::Password, Place::Given, Kind::Url, found);
            return;
        }
    }
}

/// Web hooks whose address is the secret: host, and what stands before the secret part.
/// Sources: the documentation of each service; the first two also in openclaw 2026.9.6's redactor.
const HOOKS: &[(&str, &str)] = &[
    ("hooks.slack.com", "/services/"),
    ("hooks.slack.com", "/workflows/"),
    ("hooks.slack.com", "/triggers/"),
    ("discord.com", "/webhooks/"),
    ("discordapp.com", "/webhooks/"),
    ("open.feishu.cn", "/hook/"),
    ("open.larksuite.com", "/hook/"),
    ("webhook.office.com", "/webhookb2/"),
    ("logic.azure.com", "/workflows/"),
];

struct Key {
    start: usize,
    end: usize,
    quoted: bool,
}

/// The name that ends before the separator at `at`.
fn key_before(text: &str, at: usize) -> Option<Key> {
    let bytes = text.as_bytes();
    let before = |at: usize| at.checked_sub(1).map_or(b'\n', |at| byte(bytes, at));
    let mut end = at;
    let nearest = at.saturating_sub(4);
    while end > nearest && matches!(before(end), b' ' | b'\t' | b'*' | b'?') {
        end -= 1;
    }
    end = before_colour(bytes, end);
    let quoted = matches!(before(end), b'"' | b'\'' | b'`') || ends_with(text, end, "”");
    if quoted {
        end -= if ends_with(text, end, "”") {
            "”".len()
        } else {
            1
        };
        let nearest = end.saturating_sub(16);
        while end > nearest && before(end) == b'\\' {
            end -= 1;
        }
    }
    let farthest = end.saturating_sub(96);
    let mut start = end;
    while start > farthest && is_name_byte(before(start)) {
        start -= 1;
    }
    if start == end {
        // A name in Chinese: four characters are enough for each that we know.
        while start > farthest.max(end.saturating_sub(12)) && !before(start).is_ascii() {
            start -= 1;
        }
        while start < end && !text.is_char_boundary(start) {
            start += 1;
        }
    }
    // `API key: …`
    let word = text.get(start..end)?;
    if word.eq_ignore_ascii_case("key") && before(start) == b' ' {
        let mut first = start - 1;
        while first > farthest && before(first).is_ascii_alphabetic() {
            first -= 1;
        }
        start = first;
    }
    (start < end).then_some(Key { start, end, quoted })
}

fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'$' | b'[' | b']')
}

fn ends_with(text: &str, end: usize, mark: &str) -> bool {
    text.as_bytes()
        .get(..end)
        .is_some_and(|head| head.ends_with(mark.as_bytes()))
}

/// `end`, or where the colour code that ends there begins.
fn before_colour(bytes: &[u8], end: usize) -> usize {
    let Some(mut at) = end.checked_sub(1).filter(|at| byte(bytes, *at) == b'm') else {
        return end;
    };
    let nearest = at.saturating_sub(12);
    while at > nearest && matches!(byte(bytes, at - 1), b'0'..=b'9' | b';') {
        at -= 1;
    }
    let is_code = at >= 2 && byte(bytes, at - 1) == b'[' && byte(bytes, at - 2) == 0x1b;
    if is_code { at - 2 } else { end }
}

/// Behind the separator, its `>` (of `=>`), blanks and colour codes; in JSON also behind a line end.
fn value_start(text: &str, at: usize, key_quoted: bool) -> usize {
    let bytes = text.as_bytes();
    let mut at = if byte(bytes, at) == b'>' { at + 1 } else { at };
    at = blanks(text, at);
    if key_quoted && matches!(byte(bytes, at), b'\n' | b'\r') {
        let gap = bytes.get(at..).unwrap_or(&[]).iter().take(80);
        at += gap.take_while(|byte| byte.is_ascii_whitespace()).count();
    }
    // `**Token:** abc`
    while byte(bytes, at) == b'*' && byte(bytes, at + 1) == b'*' {
        at = blanks(text, at + 2);
    }
    if byte(bytes, at) == 0x1b && byte(bytes, at + 1) == b'[' {
        let code = bytes
            .get(at..)
            .unwrap_or(&[])
            .iter()
            .take(16)
            .position(|byte| *byte == b'm');
        at += code.map_or(0, |len| len + 1);
    }
    at
}

fn blanks(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or(&[]);
    at + rest
        .iter()
        .take(80)
        .take_while(|byte| matches!(byte, b' ' | b'\t'))
        .count()
}

fn behind_scheme(text: &str, at: usize) -> usize {
    let near = head(text.get(at..).unwrap_or(""), 64);
    values::without_scheme(near).map_or(at, |behind| at + near.len() - behind.len())
}

/// Whether only blanks, a list mark, `export` and the like stand before `at` on its line.
fn opens_line(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let nearest = at.saturating_sub(48);
    let mut start = at;
    while start > nearest && !matches!(byte(bytes, start - 1), b'\n' | b'\r') {
        start -= 1;
    }
    let before = text.get(start..at).unwrap_or("");
    let trimmed = before.trim_matches([' ', '\t', '-', '"', '\'', '>', '│', '$', '*', '•']);
    trimmed.is_empty() || matches!(trimmed, "export" | "set" | "env")
}

/// Whether nothing but a comment follows on the line.
fn values_alone(text: &str, at: usize) -> bool {
    let rest = text.as_bytes().get(blanks(text, at)..).unwrap_or(&[]);
    matches!(rest.first(), None | Some(b'\n' | b'\r' | b'#'))
}

/// The strings of `[ "a", "b" ]`.
fn list(text: &str, at: usize, sure: Sure, names: &mut Names, found: &mut Vec<Secret>) {
    let mut at = at + 1;
    for _ in 0..64 {
        let rest = text.as_bytes().get(at..).unwrap_or(&[]);
        at += rest
            .iter()
            .take(80)
            .take_while(|byte| byte.is_ascii_whitespace() || **byte == b',')
            .count();
        let Some(value) = values::quoted(text, at) else {
            return;
        };
        names.take(text, value, sure, Place::Given, Kind::Named, found);
        at = value.end;
        while byte(text.as_bytes(), at) == b'\\' {
            at += 1;
        }
        at += 1;
    }
}

/// YAML's `key: |` with the value on the next line.
fn block(text: &str, at: usize, sure: Sure, names: &mut Names, found: &mut Vec<Secret>) {
    let bytes = text.as_bytes();
    let mut at = at + 1;
    while matches!(byte(bytes, at), b'-' | b'+' | b' ') {
        at += 1;
    }
    if byte(bytes, at) == b'\r' {
        at += 1;
    }
    if byte(bytes, at) == b'\n' {
        let start = blanks(text, at + 1);
        let value = names.bare(text, start, Stops::Variable);
        names.take(text, value, sure, Place::Loose, Kind::Named, found);
    }
}

/// What follows a flag or a name on a command line, at `end`.
fn argument(text: &str, end: usize, sure: Sure, names: &mut Names, found: &mut Vec<Secret>) {
    let bytes = text.as_bytes();
    let mut start = blanks(text, end);
    // `"--token", "abc"`
    if matches!(byte(bytes, end), b'"' | b'\'') {
        start = blanks(text, end + 1);
        if byte(bytes, start) == b',' {
            start += 1;
        }
        let gap = bytes.get(start..).unwrap_or(&[]).iter().take(80);
        start += gap.take_while(|byte| byte.is_ascii_whitespace()).count();
        if byte(bytes, start) != byte(bytes, end) {
            return;
        }
    }
    if start == end {
        return;
    }
    if let Some(value) = values::quoted(text, start) {
        return names.take(text, value, sure, Place::Given, Kind::Named, found);
    }
    let value = names.bare(text, start, Stops::Variable);
    let word = text.get(value.start..value.end).unwrap_or("");
    let plain = word.bytes().all(|byte| byte.is_ascii_lowercase());
    // A plain word may belong to a sentence about the flag.
    let proven = !plain || (values_alone(text, value.end) && is_command(text, end));
    if proven && !word.starts_with('-') {
        names.take(text, value, sure, Place::Given, Kind::Named, found);
    }
}

/// Whether a command stands before `at` on its line.
fn is_command(text: &str, at: usize) -> bool {
    let mut start = at.saturating_sub(200);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let line = text
        .get(start..at)
        .unwrap_or("")
        .rsplit(['\n', '\r'])
        .next()
        .unwrap_or("");
    let line = line.trim_start_matches([' ', '\t', '>']);
    [
        "$ ",
        "# ",
        "openclaw ",
        "clawdbot ",
        "moltbot ",
        "sudo ",
        "docker ",
        "npx ",
        "pnpm ",
        "curl ",
    ]
    .iter()
    .any(|start| line.starts_with(start))
}

/// `config set PATH VALUE`, `setx NAME VALUE`, `set -gx NAME VALUE`, `ENV NAME VALUE` and the like.
fn setting(text: &str, at: usize, end: usize, names: &mut Names, found: &mut Vec<Secret>) {
    let bytes = text.as_bytes();
    let word = text.get(at..end).unwrap_or("");
    let behind_config = head_before(text, at, 8).ends_with("config ");
    let fits = match word {
        "set" => behind_config,
        "gx" | "x" | "Ux" => at > 0 && byte(bytes, at - 1) == b'-',
        _ => true,
    };
    let mut start = blanks(text, end);
    if word == "SetEnvironmentVariable" && byte(bytes, end) == b'(' {
        start = end + 1;
    }
    if !fits || start == end {
        return;
    }
    let mut name_end = start;
    let quoted = values::quoted(text, start).filter(|value| value.end - value.start <= 160);
    let name = match quoted {
        Some(value) => {
            name_end = value.end + 1;
            text.get(value.start..value.end).unwrap_or("")
        }
        None => {
            let rest = bytes.get(start..).unwrap_or(&[]);
            name_end += rest
                .iter()
                .take(160)
                .take_while(|byte| is_name_byte(**byte) || **byte == b':')
                .count();
            text.get(start..name_end).unwrap_or("")
        }
    };
    if byte(bytes, name_end) == b',' {
        name_end += 1;
    }
    let Some(sure) = names::sure(name).filter(|sure| *sure != Sure::Maybe) else {
        return;
    };
    let start = blanks(text, name_end);
    if start == name_end && word != "SetEnvironmentVariable" {
        return;
    }
    if let Some(value) = values::quoted(text, start) {
        return names.take(text, value, sure, Place::Given, Kind::Named, found);
    }
    let value = names.bare(text, start, Stops::Variable);
    if !text
        .get(value.start..value.end)
        .unwrap_or("")
        .starts_with('-')
    {
        names.take(text, value, sure, Place::Given, Kind::Named, found);
    }
}

/// `config get PATH` with the value alone on the next line.
fn echoed(text: &str, at: usize, end: usize, names: &mut Names, found: &mut Vec<Secret>) {
    if !head_before(text, at, 8).ends_with("config ") {
        return;
    }
    let start = blanks(text, end);
    let rest = text.as_bytes().get(start..).unwrap_or(&[]);
    let len = rest
        .iter()
        .take(160)
        .take_while(|byte| is_name_byte(**byte))
        .count();
    let name = text.get(start..start + len).unwrap_or("");
    let Some(sure) = names::sure(name).filter(|sure| *sure != Sure::Maybe) else {
        return;
    };
    let behind = text.get(start + len..).unwrap_or("");
    let gap = behind
        .bytes()
        .take(4)
        .take_while(u8::is_ascii_whitespace)
        .count();
    let next = start + len + gap;
    if behind.get(..gap).is_some_and(|gap| gap.contains('\n')) {
        if let Some(value) = values::quoted(text, next) {
            return names.take(text, value, sure, Place::Given, Kind::Named, found);
        }
        let value = names.bare(text, next, Stops::Variable);
        if values_alone(text, value.end) {
            names.take(text, value, sure, Place::Loose, Kind::Named, found);
        }
    }
}

/// `curl -u user:password`.
fn user_flag(text: &str, at: usize, end: usize, names: &mut Names, found: &mut Vec<Secret>) {
    let is_flag = at > 0 && byte(text.as_bytes(), at - 1) == b'-';
    let start = blanks(text, end);
    if !is_flag || start == end || !head_before(text, at, 200).contains("curl") {
        return;
    }
    let value =
        values::quoted(text, start).unwrap_or_else(|| names.bare(text, start, Stops::Variable));
    let colon = text
        .get(value.start..value.end)
        .and_then(|user| user.find(':'));
    if let Some(colon) = colon {
        let value = Value {
            start: value.start + colon + 1,
            ..value
        };
        names.take(
            text,
            value,
            Sure::Password,
            Place::Given,
            Kind::Named,
            found,
        );
    }
}

/// `the token is 4f9a…`.
fn said(text: &str, end: usize, names: &mut Names, found: &mut Vec<Secret>) {
    let rest = head(text.get(end..).unwrap_or(""), 16);
    let verb = [" is ", " was ", "是", "为", " is: "]
        .iter()
        .find(|verb| rest.starts_with(**verb));
    let Some(verb) = verb else {
        return;
    };
    let start = blanks(text, end + verb.len());
    let value = values::quoted(text, start).unwrap_or_else(|| names.bare(text, start, Stops::List));
    if value.end - value.start >= 10 {
        names.take(text, value, Sure::Token, Place::Loose, Kind::Named, found);
    }
}

fn head_before(text: &str, at: usize, len: usize) -> &str {
    let mut start = at.saturating_sub(len);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text.get(start..at)
        .unwrap_or("")
        .rsplit(['\n', '\r'])
        .next()
        .unwrap_or("")
}

fn head(text: &str, len: usize) -> &str {
    let mut end = text.len().min(len);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or("")
}

/// The byte at `at`; 0 behind the end.
fn byte(bytes: &[u8], at: usize) -> u8 {
    bytes.get(at).copied().unwrap_or(0)
}
