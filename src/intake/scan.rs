//! Follows brackets through JSON5 text line by line, to know where a pasted object ends.
//!
//! Not a parser: it only needs to be right about strings, comments and depth, and to keep the names of
//! the keys of the two outer levels, by which the object is recognised. Linear, no recursion, never
//! fails: a string ends at the end of its line at the latest.

/// State between lines.
#[derive(Clone, Debug, Default)]
pub(super) struct Scan {
    depth: i32,
    /// Depth at which the outer keys stand: 1 within braces, 0 for a fragment without them.
    base: i32,
    in_comment: bool,
    quote: Option<Quote>,
    token: Option<String>,
    /// Keys of the outer level, in order, at most [`KEEP`].
    pub(super) keys: Vec<String>,
    /// Keys one level below, at most [`KEEP`].
    pub(super) inner: Vec<String>,
    /// Lines read.
    pub(super) lines: usize,
    /// Whether any bracket was opened.
    pub(super) opened: bool,
}

const KEEP: usize = 64;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Quote {
    Byte(u8),
    Curly,
}

impl Scan {
    pub(super) fn new(fragment: bool) -> Scan {
        Scan {
            base: i32::from(!fragment),
            ..Scan::default()
        }
    }

    /// Reads one line. `Some(end)` where depth returned to zero and nothing but blanks, commas and
    /// comments follows up to `end`, the length of the line, or else right behind the last bracket.
    pub(super) fn line(&mut self, line: &str) -> Option<usize> {
        self.lines += 1;
        let bytes = line.as_bytes();
        let mut at = 0;
        let mut closed_at = None;
        while let Some(byte) = bytes.get(at).copied() {
            let next = bytes.get(at + 1).copied();
            if self.in_comment {
                if byte == b'*' && next == Some(b'/') {
                    self.in_comment = false;
                    at += 1;
                }
                at += 1;
                continue;
            }
            if let Some(quote) = self.quote {
                at += self.string(quote, bytes, at);
                continue;
            }
            match byte {
                b'"' | b'\'' => self.open(Quote::Byte(byte)),
                0xE2 if is_curly(bytes, at) => {
                    self.open(Quote::Curly);
                    at += 2;
                }
                b'/' if next == Some(b'/') => break,
                b'/' if next == Some(b'*') => {
                    self.in_comment = true;
                    at += 1;
                }
                b'{' | b'[' => {
                    self.depth += 1;
                    self.opened = true;
                    self.token = None;
                    closed_at = None;
                }
                b'}' | b']' => {
                    self.depth -= 1;
                    self.token = None;
                    if self.depth <= 0 {
                        closed_at = Some(at + 1);
                        self.depth = 0;
                    }
                }
                b':' => self.key(),
                b',' => self.token = None,
                // The full-width forms of both, which input methods write.
                0xEF if bytes.get(at..at + 3) == Some("：".as_bytes()) => {
                    self.key();
                    at += 2;
                }
                0xEF if bytes.get(at..at + 3) == Some("，".as_bytes()) => {
                    self.token = None;
                    at += 2;
                }
                _ if is_word(byte) => {
                    let end = word_end(bytes, at);
                    let word = line.get(at..end).unwrap_or("");
                    if self.is_level_kept() {
                        self.token = Some(word.to_owned());
                    }
                    at = end;
                    continue;
                }
                _ => {}
            }
            at += 1;
        }
        // A string that goes on needs a backslash at the end of its line.
        if self.quote.is_some() && !line.ends_with('\\') {
            self.quote = None;
        }
        if self.base == 0 && self.depth == 0 && self.opened && !self.in_comment {
            return Some(line.len());
        }
        let end = closed_at.filter(|_| self.depth == 0)?;
        let rest = line.get(end..).unwrap_or("").trim_start();
        match rest.trim_end_matches([',', ';', ' ', '\t', '\r']) {
            "" => Some(line.len()),
            rest if rest.starts_with("//") || rest.starts_with("/*") => Some(line.len()),
            _ => Some(end),
        }
    }

    /// Whether a block comment or a continued string is open, in which any line belongs.
    pub(super) fn is_inside(&self) -> bool {
        self.in_comment || self.quote.is_some()
    }

    /// Whether brackets are still open.
    pub(super) fn is_open(&self) -> bool {
        self.depth > 0
    }

    fn open(&mut self, quote: Quote) {
        self.quote = Some(quote);
        self.token = self.is_level_kept().then(String::new);
    }

    fn is_level_kept(&self) -> bool {
        (0..=1).contains(&(self.depth - self.base)) && self.inner.len() < KEEP
    }

    /// One step inside a string; returns how far.
    fn string(&mut self, quote: Quote, bytes: &[u8], at: usize) -> usize {
        let Some(byte) = bytes.get(at).copied() else {
            return 1;
        };
        let ends = match quote {
            Quote::Byte(mark) => byte == mark,
            Quote::Curly => byte == 0xE2 && is_curly(bytes, at),
        };
        if ends {
            self.quote = None;
            return if quote == Quote::Curly { 3 } else { 1 };
        }
        if byte == b'\\' {
            return 2;
        }
        // Up to what may end the string, at once.
        let rest = bytes.get(at..).unwrap_or(&[]);
        let run = rest
            .iter()
            .skip(1)
            .position(|byte| matches!(byte, b'"' | b'\'' | b'\\' | 0xE2))
            .map_or(rest.len(), |length| length + 1);
        if let Some(token) = &mut self.token
            && token.len() < 128
        {
            // Names that matter are ASCII; others need only differ from them.
            let name = rest.get(..run.min(128)).unwrap_or(&[]);
            token.push_str(&String::from_utf8_lossy(name));
        }
        run
    }

    fn key(&mut self) {
        let Some(token) = self.token.take() else {
            return;
        };
        let list = match self.depth - self.base {
            0 => &mut self.keys,
            1 => &mut self.inner,
            _ => return,
        };
        if list.len() < KEEP && !list.contains(&token) {
            list.push(token);
        }
    }
}

/// Whether the line can stand inside a JSON5 object or array: begins as a value, a key, a bracket or a
/// comment does, or is one of the ways in which people shorten (`...`).
pub(super) fn is_json_like(line: &str) -> bool {
    let text = line.trim_start();
    let Some(first) = text.chars().next() else {
        return true;
    };
    match first {
        '"' | '\'' | '{' | '}' | ']' | ',' | '“' | '”' | '‘' | '’' | '…' | '`' => true,
        '[' => is_array_start(text),
        '/' => text.starts_with("//") || text.starts_with("/*"),
        '*' => text.starts_with("*/") || text.starts_with("* "),
        '.' => text.starts_with("..."),
        '-' | '+' => text
            .as_bytes()
            .get(1)
            .is_some_and(|next| next.is_ascii_digit() || *next == b'.'),
        '0'..='9' => text
            .trim_end()
            .trim_end_matches(',')
            .bytes()
            .all(|b| b.is_ascii_hexdigit() || matches!(b, b'.' | b'x' | b'-' | b'+')),
        _ if first == '$' || first == '_' || first.is_alphabetic() => {
            let end = text
                .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$' | '-' | '.')))
                .unwrap_or(text.len());
            let (word, rest) = text.split_at(end);
            let rest = rest.trim_start();
            if rest.starts_with(':') || rest.starts_with('：') {
                return !rest.starts_with("://");
            }
            matches!(word, "true" | "false" | "null" | "undefined")
                && (rest.is_empty() || rest.starts_with([',', '}', ']']))
        }
        _ => false,
    }
}

/// `[` that opens an array rather than a log's `[subsystem]`.
pub(super) fn is_array_start(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('[') else {
        return false;
    };
    let rest = rest.trim_start();
    match rest.chars().next() {
        None => true,
        Some('"' | '\'' | '{' | '[' | ']' | '“') => true,
        Some('/') => rest.starts_with("//") || rest.starts_with("/*"),
        Some(first) if first.is_ascii_digit() => rest
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b',' | b' ' | b']' | b'.')),
        Some(_) => ["true", "false", "null"]
            .iter()
            .any(|word| rest.starts_with(word)),
    }
}

/// A line that begins a member of an object: `"key": value`, `key: {`. Gives the key and what follows
/// the colon. A bare key must open a bracket or a string to count.
pub(super) fn member_start(line: &str) -> Option<(&str, &str)> {
    let text = line.trim_start();
    let quote = text.chars().next()?;
    let (key, rest) = match quote {
        '"' | '\'' => text.get(1..)?.split_once(quote)?,
        '“' | '”' => text.get(quote.len_utf8()..)?.split_once(['”', '“'])?,
        _ => {
            let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '$'))?;
            text.split_at(end)
        }
    };
    let value = rest.trim_start().strip_prefix([':', '：'])?.trim_start();
    if key.is_empty() || key.len() > 120 || key.contains('\n') {
        return None;
    }
    let quoted = matches!(quote, '"' | '\'' | '“' | '”');
    let plausible = match value.chars().next() {
        None => quoted,
        Some('{' | '[') => !value.starts_with('[') || is_array_start(value),
        Some('"' | '\'' | '“') => true,
        Some(_) => quoted,
    };
    plausible.then_some((key, value))
}

fn is_curly(bytes: &[u8], at: usize) -> bool {
    bytes.get(at + 1) == Some(&0x80) && matches!(bytes.get(at + 2), Some(0x9C | 0x9D))
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$')
}

fn word_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while bytes.get(at).is_some_and(|byte| is_word(*byte)) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_end_where_their_brackets_close() {
        let mut scan = Scan::new(false);
        assert_eq!(scan.line("{ // {"), None);
        assert_eq!(scan.line("  \"a}\": { b: '}', /* }"), None);
        assert!(scan.is_inside());
        assert_eq!(scan.line(" } */ c: [1] },"), None);
        assert_eq!(scan.line("} thanks"), Some(1));
        assert_eq!(scan.keys, ["a}"]);
        assert_eq!(scan.inner, ["b", "c"]);
    }

    #[test]
    fn lines_of_a_config_are_told_from_others() {
        for line in [
            "  \"a\": 1,",
            "agents: {",
            "}",
            "// x",
            "  ]",
            "-5,",
            "18789,",
            "“a”: 1",
            "...",
        ] {
            assert!(is_json_like(line), "{line}");
        }
        for line in [
            "- moonshot effective=x",
            "[gateway] listening",
            "https://x",
            "This is it",
            "$ openclaw",
            "2026-11-22T12:00:00Z x",
        ] {
            assert!(!is_json_like(line), "{line}");
        }
    }
}
