//! Everything we say to the reader, by key, in each language.
//!
//! Invariants: code holds keys, never sentences; every language has every key with the same
//! placeholders (`tests/lang.rs`); commands, config keys and quoted lines are arguments and are
//! never translated. A language is one file `lang/<tag>.txt`; the build script makes the tables.

use std::fmt::Write as _;
use std::sync::OnceLock;

/// A sentence to say: its key and what stands in its placeholders.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Text {
    /// Key in `lang/*.txt`.
    pub key: &'static str,
    /// Placeholder and value, in the reader's own names.
    pub args: Vec<(&'static str, Arg)>,
}

/// What may stand in a placeholder.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Arg {
    /// Text as it stands.
    Plain(String),
    /// Another sentence or phrase, said in the same language.
    Text(Box<Text>),
}

impl Text {
    /// What stands in the placeholder `name`, where it is plain text.
    pub fn arg(&self, name: &str) -> Option<&str> {
        let (_, arg) = self.args.iter().find(|(known, _)| *known == name)?;
        match arg {
            Arg::Plain(value) => Some(value),
            Arg::Text(_) => None,
        }
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Arg {
        Arg::Plain(text)
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Arg {
        Arg::Plain(text.clone())
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Arg {
        Arg::Plain(text.to_owned())
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Arg {
        Arg::Plain(number.to_string())
    }
}

impl From<u32> for Arg {
    fn from(number: u32) -> Arg {
        Arg::Plain(number.to_string())
    }
}

impl From<Text> for Arg {
    fn from(text: Text) -> Arg {
        Arg::Text(Box::new(text))
    }
}

/// `text!("key", name = value, …)`: a [`Text`].
#[macro_export]
macro_rules! text {
    ($key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::lang::Text {
            key: $key,
            args: vec![$((stringify!($name), $crate::lang::Arg::from($value))),*],
        }
    };
}

/// A language that a table exists for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Lang(usize);

include!(concat!(env!("OUT_DIR"), "/lang.rs"));

impl Lang {
    /// English, the source of the others.
    pub const EN: Lang = Lang(EN_INDEX);

    /// The tag of every language.
    pub const TAGS: &'static [&'static str] = TAGS;

    /// Every language, English among them.
    pub fn all() -> impl Iterator<Item = Lang> {
        (0..TABLES.len()).map(Lang)
    }

    /// Its tag, such as `en` or `zh-CN`.
    pub fn tag(self) -> &'static str {
        TAGS.get(self.0).copied().unwrap_or("en")
    }

    /// The language for a tag such as `zh`, `zh-Hans-CN` or `en_US`; `None` where there is none.
    pub fn of(tag: &str) -> Option<Lang> {
        let primary = |tag: &str| {
            tag.split(['-', '_'])
                .next()
                .unwrap_or("")
                .to_ascii_lowercase()
        };
        Lang::all()
            .find(|lang| lang.tag().eq_ignore_ascii_case(tag))
            .or_else(|| Lang::all().find(|lang| primary(lang.tag()) == primary(tag)))
    }

    /// Every key with its sentence, sorted by key.
    pub fn entries(self) -> Vec<(&'static str, &'static str)> {
        let (keys, sentences) = self.index();
        keys.iter()
            .copied()
            .zip(sentences.iter().copied())
            .collect()
    }

    /// The keys, and the sentences in their order.
    fn index(self) -> (&'static [&'static str], &'static [&'static str]) {
        static INDEX: OnceLock<Vec<Vec<&str>>> = OnceLock::new();
        let index = INDEX.get_or_init(|| {
            let texts = std::iter::once(&KEYS).chain(TABLES);
            texts.map(|text| text.lines().collect()).collect()
        });
        let lines = |at: usize| index.get(at).map_or(&[][..], Vec::as_slice);
        (lines(0), lines(self.0 + 1))
    }

    /// The sentence of `key` as written, placeholders included.
    pub fn sentence(self, key: &str) -> Option<&'static str> {
        let (keys, sentences) = self.index();
        let at = keys.binary_search(&key).ok()?;
        sentences.get(at).copied().filter(|text| !text.is_empty())
    }

    /// Says `text`. A key without a sentence is shown as the key, so that nothing is lost;
    /// `tests/lang.rs` holds that this does not happen.
    pub fn say(self, text: &Text) -> String {
        let Some(sentence) = self.sentence(text.key) else {
            return text.key.to_owned();
        };
        let mut said = String::with_capacity(sentence.len() + 32);
        let mut rest = sentence;
        while let Some(open) = rest.find('{') {
            said.push_str(&rest[..open]); // OK because `find` gives a character boundary.
            let inside = &rest[open + 1..]; // OK because `{` is one byte long.
            let Some(close) = inside.find('}') else {
                rest = &rest[open..];
                break;
            };
            let name = &inside[..close];
            match text.args.iter().find(|(known, _)| *known == name) {
                Some((_, Arg::Plain(value))) => said.push_str(value),
                Some((_, Arg::Text(inner))) => said.push_str(&self.say(inner)),
                None => {
                    let _ = write!(said, "{{{name}}}");
                }
            }
            rest = &inside[close + 1..];
        }
        said.push_str(rest);
        said
    }
}
