//! Values that are no secrets although they stand where one is expected.
//!
//! Invariant: everything that masking writes is recognised here as masked.

/// Words that say something about a secret, or stand for one.
/// The markers with hyphens are those that OpenClaw itself writes in place of a key.
const WORDS: &[&str] = &[
    "undefined",
    "null",
    "none",
    "nil",
    "true",
    "false",
    "yes",
    "no",
    "on",
    "off",
    "missing",
    "set",
    "unset",
    "configured",
    "present",
    "absent",
    "ok",
    "env",
    "environment",
    "config",
    "default",
    "source",
    "file",
    "exec",
    "keychain",
    "required",
    "optional",
    "invalid",
    "expired",
    "expiring",
    "valid",
    "auto",
    "token",
    "tokens",
    "pass",
    "passwd",
    "password",
    "passwords",
    "secret",
    "secrets",
    "key",
    "keys",
    "apikey",
    "api-key",
    "api_key",
    "device",
    "device-token",
    "trusted-proxy",
    "basic",
    "bearer",
    "oauth",
    "oauth2",
    "string",
    "str",
    "text",
    "value",
    "unknown",
    "n/a",
    "na",
    "disabled",
    "enabled",
    "mismatch",
    "mismatched",
    "rejected",
    "rotated",
    "shared",
    "plaintext",
    "inherit",
    "profile",
    "profiles",
    "static",
    "refresh",
    "access",
    "bot",
    "user",
    "username",
    "ollama-local",
    "ollama",
    "lmstudio",
    "lm-studio",
    "custom-local",
    "local",
    "codex-app-server",
    "gcp-vertex-credentials",
    "apple-fm-local",
    "minimax-oauth",
    "qwen-oauth",
    "xai-oauth",
    "mcp-oauth",
    "secretref-managed",
    "openclaw-secret-ref-configured",
    "no-key",
    "nokey",
    "not-needed",
    "not-required",
    "dummy",
    "fake",
    "test",
    "example",
    "sample",
    "loading",
    "pending",
    "error",
    "failed",
    "boolean",
    "object",
    "number",
    "changed",
    "secretref",
    "ref",
    "store",
    "vault",
    "json",
    "url",
    "cookie",
    "undefined,",
    "process.env",
];

/// Pieces that no issued secret has: their writer means the reader to fill something in.
const PIECES: &[&str] = &[
    "redacted",
    "placeholder",
    "replace_me",
    "replace-me",
    "replaceme",
    "replace_with",
    "replace-with",
    "change_me",
    "change-me",
    "changeme",
    "<your",
    "your_",
    "your-",
    "your ",
    "_here",
    "-here",
    "todo",
    "insert_",
    "insert-",
    "paste_",
    "paste-",
    "example.com",
    "example-",
    "example_",
    "my_secret",
    "my-secret",
    "some-secret",
    "secretref",
    "process.env",
    "dummy",
];

/// Beginnings of references to a value that is kept elsewhere.
const REFERENCES: &[&str] = &[
    "${",
    "$(",
    "$env:",
    "$Env:",
    "{{",
    "env:",
    "file:",
    "op://",
    "vault:",
    "keychain:",
    "secretref:",
    "ref(",
    "marker(",
    "sha256:",
    "sha512:",
    "sha256-",
    "sha512-",
    "@/",
    "@./",
    "process.env",
    "os.environ",
    "Deno.env",
    "import.meta",
    "%{",
];

/// Whether `value` is a placeholder, a reference, a word about a secret, or masked already.
pub fn is(value: &str) -> bool {
    let value = value.trim();
    is_word(value)
        || is_reference(value)
        || is_masked(value)
        || is_to_fill_in(value)
        || is_name(value)
}

/// The name of a variable or key in place of its value, as in `apiKey: "MOONSHOT_API_KEY"`, or of a
/// local server that asks for no key.
fn is_name(value: &str) -> bool {
    const KEYS: &[&str] = &["KEY", "TOKEN", "SECRET", "PASSWORD"];
    let variable = value.contains('_')
        && super::names::is_variable(value)
        && value.split('_').any(|word| KEYS.contains(&word));
    let lower = value.len() <= 40
        && value
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'-'))
        && ["_api_key", "-api-key", "_key", "-local", "-managed"]
            .iter()
            .any(|end| value.ends_with(end));
    variable || lower
}

fn is_word(value: &str) -> bool {
    value.is_empty() || WORDS.iter().any(|word| value.eq_ignore_ascii_case(word))
}

fn is_reference(value: &str) -> bool {
    let wrapped = |open: char, close: char| value.starts_with(open) && value.ends_with(close);
    let variable = value
        .strip_prefix('$')
        .is_some_and(super::names::is_variable);
    let windows =
        value.len() > 2 && wrapped('%', '%') && super::names::is_variable(value.trim_matches('%'));
    variable
        || windows
        || REFERENCES.iter().any(|start| value.starts_with(start))
        || wrapped('<', '>')
        || wrapped('[', ']')
        || wrapped('(', ')')
        || wrapped('{', '}')
        || value.starts_with("[REDACTED")
}

/// Hidden by OpenClaw or by the reader: only short pieces are left around dots, stars or crosses.
/// A long piece beside a mask is a secret still.
pub fn is_masked(value: &str) -> bool {
    let mut pieces = Pieces {
        rest: value,
        hid: false,
    };
    let (mut first, mut longest_later) = (0, 0);
    let mut index = 0;
    while let Some(piece) = pieces.next_piece() {
        if index == 0 {
            first = piece.len();
        } else {
            longest_later = longest_later.max(piece.len());
        }
        index += 1;
    }
    let blank = first == 0 && longest_later == 0;
    (pieces.hid && first <= 16 && longest_later <= 12)
        || (blank && !value.is_empty())
        || one_letter(value)
}

/// Splits a text at its masks.
struct Pieces<'v> {
    rest: &'v str,
    hid: bool,
}

impl<'v> Pieces<'v> {
    fn next_piece(&mut self) -> Option<&'v str> {
        if self.rest.is_empty() {
            return None;
        }
        let mut at = 0;
        while at < self.rest.len() {
            let tail = self.rest.get(at..).unwrap_or("");
            let mask = mask_len(tail);
            if mask > 0 {
                let piece = self.rest.get(..at).unwrap_or("");
                self.rest = tail.get(mask..).unwrap_or("");
                self.hid = true;
                return Some(piece);
            }
            at += tail.chars().next().map_or(1, char::len_utf8);
        }
        let piece = self.rest;
        self.rest = "";
        Some(piece)
    }
}

/// How long the mask is that `text` starts with; 0 where it starts with none.
fn mask_len(text: &str) -> usize {
    let run = |letter: char| text.chars().take_while(|c| *c == letter).count() * letter.len_utf8();
    let Some(first) = text.chars().next() else {
        return 0;
    };
    match first {
        '…' | '•' | '●' | '█' | '■' | '×' => run(first),
        '*' | '.' if run(first) >= 3 => run(first),
        'x' | 'X' | '#' | '?' | '-' | '_' | '~' if run(first) >= 4 => run(first),
        _ => 0,
    }
}

fn one_letter(value: &str) -> bool {
    let mut letters = value.chars();
    let first = letters.next();
    value.len() >= 3 && letters.all(|letter| Some(letter) == first)
}

fn is_to_fill_in(value: &str) -> bool {
    // Longer texts are real values in which such a piece may occur by chance.
    if value.len() > 80 {
        return false;
    }
    let bytes = value.as_bytes();
    let mut inside_word = false;
    bytes.iter().enumerate().any(|(at, byte)| {
        let opens = !inside_word || !byte.is_ascii_alphanumeric();
        inside_word = byte.is_ascii_alphanumeric();
        opens
            && bytes
                .get(at..)
                .is_some_and(|rest| PIECES.iter().any(|piece| starts(rest, piece)))
    })
}

fn starts(text: &[u8], piece: &str) -> bool {
    text.get(..piece.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(piece.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_references_and_words_are_no_secrets() {
        for value in [
            "",
            "****",
            "sk-kimi-...fake1234",
            "a...f",
            "lm...io",
            "__OPENCLAW_REDACTED__",
            "${VAR}",
            "$VAR",
            "<your key>",
            "YOUR_API_KEY",
            "sk-your-key",
            "xxxxxxxx",
            "XXXX",
            "sk-xxxxxxxxxxxxxxxx",
            "…",
            "sk-kimi-…",
            "sk-ant-oat01-…",
            "1234…eFAK",
            "undefined",
            "ollama-local",
            "%TOKEN%",
            "{{ token }}",
            "[REDACTED]",
            "••••",
            "env:MOONSHOT_API_KEY",
            "MOONSHOT_API_KEY",
            "DISCORD_BOT_TOKEN_MAIN",
            "brave_api_key",
            "vllm-local",
            "sha256:1338495b8ea3",
            "your-token-here",
            "***",
            "${MOONSH...API_KEY}",
            "$env:TOKEN",
            "github_pat_…",
            "AIzaSy…",
            "aaaaaaaa",
        ] {
            assert!(is(value), "{value}");
        }
    }

    #[test]
    fn what_could_be_a_secret_is_not_waved_through() {
        for value in [
            "hunter2",
            "sk-kimi-0123456789abcdef",
            "…0123456789abcdef0123",
            "0123456789abcdef0123456789…",
            "correct horse battery staple",
            "p@ss",
            "A1b2-C3d4",
            "$ecret123",
            "MY_PASS_WORD",
            "shared-secret",
        ] {
            assert!(!is(value), "{value}");
        }
    }
}
