//! Which names hold secrets: config keys, environment variables, flags, headers, query parameters.
//!
//! Invariant: case and the separators `-`, `_` and blank do not matter, so `apiKey`, `API_KEY` and
//! `api-key` are one name. Source: the sensitive config paths and query parameters of openclaw
//! 2026.9.6 (`sensitive-paths`, `redact-sensitive-url`), widened by the headers and variables of its
//! providers and channels.

/// How sure a name is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Sure {
    /// The value decides: `key`, `openaiKey`, `auth`.
    Maybe,
    /// A token, key or the like.
    Token,
    /// Chosen by a person: any text may be one.
    Password,
}

/// Names that end so hold a secret, whatever stands before.
const ENDINGS: &[&str] = &[
    "token",
    "apikey",
    "secret",
    "privatekey",
    "privkey",
    "secretkey",
    "accesskey",
    "encryptkey",
    "encryptionkey",
    "signingkey",
    "authkey",
    "masterkey",
    "sharedkey",
    "accountkey",
    "subscriptionkey",
    "bearer",
    "credential",
    "authorization",
    "mnemonic",
    "seedphrase",
    "aeskey",
    "apikeys",
    "secrets",
    "privatekeyid",
    "secretid",
    "密钥",
    "秘钥",
    "令牌",
];

/// The same for what people choose.
const PASSWORDS: &[&str] = &[
    "password",
    "passwd",
    "passphrase",
    "passcode",
    "密码",
    "口令",
];

/// Short words: they must stand as a word of their own in the name.
const WORDS: &[&str] = &["pat", "jwt", "cookie", "nsec"];

/// Short words that people choose.
const SHORT_PASSWORDS: &[&str] = &["pass", "pwd"];

/// Names that end like one of the above and hold none.
const HARMLESS: &[&str] = &[
    "pertoken",
    "maxtoken",
    "stoptoken",
    "eostoken",
    "bostoken",
    "padtoken",
    "unktoken",
    "pagetoken",
    "firsttoken",
    "silenttoken",
    "continuationtoken",
    "inputtoken",
    "outputtoken",
    "totaltoken",
    "publickey",
    "sessionkey",
    "idempotencykey",
    "cachekey",
    "routingkey",
    "declarationkey",
    "primarykey",
    "sortkey",
    "foreignkey",
    "hotkey",
    "secretid",
    "invalidtoken",
    "badtoken",
    "notoken",
    "missingtoken",
    "expiredtoken",
    "nexttoken",
];

/// Query parameters beside the names above.
const QUERY: &[&str] = &[
    "key",
    "auth",
    "code",
    "sig",
    "signature",
    "session",
    "xamzsignature",
    "xamzsecuritytoken",
];

/// What the value behind `name` is; `None` where it is none of our business.
/// A dotted path is judged by its last part.
pub fn sure(name: &str) -> Option<Sure> {
    let name = last_part(name);
    if !may_be(name) {
        return None;
    }
    if name.is_empty() || HARMLESS.iter().any(|harmless| ends(name, harmless)) {
        return None;
    }
    if PASSWORDS.iter().any(|word| ends(name, word))
        || SHORT_PASSWORDS.iter().any(|word| ends_word(name, word))
    {
        return Some(Sure::Password);
    }
    let token = ENDINGS.iter().any(|word| ends(name, word))
        || WORDS.iter().any(|word| ends_word(name, word));
    if token || (is_variable(name) && ends_word(name, "key")) {
        return Some(Sure::Token);
    }
    (ends_word(name, "key") || ends_word(name, "auth")).then_some(Sure::Maybe)
}

/// The same for a parameter of a URL.
pub fn query(name: &str) -> Option<Sure> {
    match sure(name) {
        Some(Sure::Maybe) | None if QUERY.iter().any(|word| folded_eq(name, word)) => {
            Some(Sure::Maybe)
        }
        other => other,
    }
}

/// Whether `name` is a header whose value begins with a scheme such as `Bearer`.
pub fn is_authorization(name: &str) -> bool {
    ends(name, "authorization")
}

/// Whether the value of `name` runs to the end of the line.
pub fn is_cookie(name: &str) -> bool {
    ends_word(name, "cookie")
}

/// Whether `name` looks like an environment variable: `MOONSHOT_API_KEY`.
pub fn is_variable(name: &str) -> bool {
    let name = name.strip_prefix('$').unwrap_or(name);
    name.len() >= 3
        && name.starts_with(|c: char| c.is_ascii_uppercase() || c == '_')
        && name
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
}

/// The last two letters of every word that this module knows: most names end otherwise.
const TAILS: &[&[u8; 2]] = &[
    b"en", b"ey", b"et", b"er", b"al", b"on", b"ic", b"se", b"ys", b"ts", b"id", b"rd", b"wd",
    b"de", b"ss", b"at", b"wt", b"ie", b"ec", b"th",
];

fn may_be(name: &str) -> bool {
    let mut letters = folded(name).rev();
    match (letters.next(), letters.next()) {
        (Some(last), Some(before)) => !last.is_ascii() || TAILS.contains(&&[before, last]),
        _ => false,
    }
}

fn last_part(name: &str) -> &str {
    let name = name.trim_end_matches(|c: char| {
        c == ']' || c == '[' || c == '"' || c == '\'' || c.is_ascii_digit()
    });
    let name = name.rsplit(['.', '/', '[']).next().unwrap_or(name);
    name.trim_matches(['-', '"', '\'', '$'])
}

fn folded(name: &str) -> impl DoubleEndedIterator<Item = u8> {
    let kept = |byte: &u8| !matches!(byte, b'-' | b'_' | b' ');
    name.bytes()
        .filter(kept)
        .map(|byte| byte.to_ascii_lowercase())
}

fn folded_eq(name: &str, word: &str) -> bool {
    folded(name).eq(word.bytes())
}

fn ends(name: &str, word: &str) -> bool {
    let mut letters = folded(name).rev();
    word.bytes().rev().all(|byte| letters.next() == Some(byte))
}

/// Whether `name` ends with `word` as a word of its own: `gh_pat`, `dbPass`, not `compat`.
fn ends_word(name: &str, word: &str) -> bool {
    let Some(at) = name.len().checked_sub(word.len()) else {
        return false;
    };
    let (Some(before), Some(tail)) = (name.as_bytes().get(..at), name.as_bytes().get(at..)) else {
        return false;
    };
    if !tail.eq_ignore_ascii_case(word.as_bytes()) {
        return false;
    }
    let hump = tail.first().is_some_and(u8::is_ascii_uppercase);
    before
        .last()
        .is_none_or(|byte| !byte.is_ascii_alphanumeric() || (hump && byte.is_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_secrets_are_known_in_every_spelling() {
        for name in [
            "apiKey",
            "API_KEY",
            "api-key",
            "x-api-key",
            "MOONSHOT_API_KEY",
            "botToken",
            "gateway.auth.token",
            "--token",
            "OPENCLAW_GATEWAY_TOKEN",
            "clientSecret",
            "APP_SECRET",
            "privateKey",
            "Authorization",
            "accounts[0].token",
            "OPENAI_KEY",
            "channelAccessToken",
            "secret_access_key",
            "GH_PAT",
            "Cookie",
            "encryptKey",
            "models.providers[\"a\"].apiKey",
        ] {
            assert_eq!(sure(name), Some(Sure::Token), "{name}");
        }
        for name in [
            "password",
            "DB_PASS",
            "appPassword",
            "dbPass",
            "PASSWD",
            "密码",
        ] {
            assert_eq!(sure(name), Some(Sure::Password), "{name}");
        }
    }

    #[test]
    fn no_known_word_is_left_out_by_its_last_letters() {
        let lists = [ENDINGS, PASSWORDS, WORDS, SHORT_PASSWORDS];
        for word in lists.into_iter().flatten().chain(&["key", "auth"]) {
            assert!(may_be(word), "{word}");
        }
    }

    #[test]
    fn names_that_only_look_so_are_left_alone() {
        for name in [
            "maxTokens",
            "tokens",
            "contextTokens",
            "sessionKey",
            "publicKey",
            "compat",
            "compass",
            "bypass",
            "tokenFile",
            "passwordFile",
            "keyId",
            "mode",
            "secretRef",
            "monkey",
            "",
        ] {
            assert_eq!(sure(name), None, "{name}");
        }
        assert_eq!(sure("key"), Some(Sure::Maybe));
        assert_eq!(query("sig"), Some(Sure::Maybe));
    }
}
