//! The languages: complete, with the same placeholders, and every key is used.

use std::collections::BTreeSet;
use std::path::Path;

use clawlens::lang::Lang;

fn placeholders(sentence: &str) -> BTreeSet<&str> {
    sentence
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name)
        .collect()
}

/// `text!("key", name = …)` in the sources: key and names.
fn used() -> Vec<(String, BTreeSet<String>)> {
    let mut files = Vec::new();
    collect(Path::new("src"), &mut files);
    let mut used = Vec::new();
    for file in files {
        let source = std::fs::read_to_string(&file).expect("a source is UTF-8");
        for call in source.split("text!(").skip(1) {
            let Some(key) = call
                .trim_start()
                .strip_prefix('"')
                .and_then(|rest| rest.split_once('"'))
            else {
                continue;
            };
            let mut depth = 1_usize;
            let mut end = key.1.len();
            for (at, c) in key.1.char_indices() {
                match c {
                    '(' | '[' | '{' => depth += 1,
                    ')' | ']' | '}' => depth -= 1,
                    _ => {}
                }
                if depth == 0 {
                    end = at;
                    break;
                }
            }
            let names = names(&key.1[..end]);
            used.push((key.0.to_owned(), names));
        }
    }
    used
}

/// The names before ` = ` at the top level of the arguments.
fn names(arguments: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut depth = 0_usize;
    let mut quoted = false;
    let mut part = String::new();
    for c in arguments.chars().chain([',']) {
        match c {
            '"' => quoted = !quoted,
            '(' | '[' | '{' if !quoted => depth += 1,
            ')' | ']' | '}' if !quoted => depth = depth.saturating_sub(1),
            ',' if !quoted && depth == 0 => {
                if let Some((name, _)) = part.split_once(" = ") {
                    names.insert(name.trim().to_owned());
                }
                part.clear();
                continue;
            }
            _ => {}
        }
        part.push(c);
    }
    names
}

fn collect(folder: &Path, files: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder)
        .expect("the sources can be read")
        .flatten()
    {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs")
            && !path.ends_with("lang.rs")
        {
            files.push(path);
        }
    }
}

#[test]
fn every_key_that_the_code_says_has_a_sentence_with_these_placeholders() {
    let used = used();
    assert!(used.len() > 50, "the calls are not found");
    let mut wrong = Vec::new();
    for (key, names) in &used {
        match Lang::EN.sentence(key) {
            None => wrong.push(format!("{key} has no sentence")),
            Some(sentence) => {
                let wanted: BTreeSet<String> = placeholders(sentence)
                    .into_iter()
                    .map(str::to_owned)
                    .collect();
                if !wanted.is_subset(names) {
                    wrong.push(format!("{key} wants {wanted:?}, is given {names:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_key_in_a_row_of_a_rule_has_a_sentence() {
    let mut files = Vec::new();
    collect(Path::new("src/rules"), &mut files);
    // A literal is a key where its head is that of the rules' own keys; `openclaw` heads file names.
    let heads: BTreeSet<String> = clawlens::rules::all()
        .map(|rule| rule.id.to_owned())
        .chain(["common".to_owned()])
        .collect();
    let mut seen = 0;
    let mut wrong = Vec::new();
    for file in files {
        let code = std::fs::read_to_string(&file).expect("a source is UTF-8");
        for literal in code
            .lines()
            .flat_map(|line| line.split('"').skip(1).step_by(2))
        {
            let Some((head, rest)) = literal.split_once('.') else {
                continue;
            };
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c);
            if !heads.contains(head) || rest.is_empty() || !rest.chars().all(plain) {
                continue;
            }
            seen += 1;
            if Lang::EN.sentence(literal).is_none() {
                wrong.push(format!("{}: {literal} has no sentence", file.display()));
            }
        }
    }
    assert!(seen > 500, "the rows are not found: {seen}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_language_has_every_key_with_the_same_placeholders() {
    for lang in Lang::all() {
        let mut wrong = Vec::new();
        for (key, english) in Lang::EN.entries() {
            match lang.sentence(key) {
                None => wrong.push(format!("{key} is missing")),
                Some(sentence) if placeholders(sentence) != placeholders(english) => {
                    wrong.push(format!("{key} has other placeholders"))
                }
                Some(_) => {}
            }
        }
        for (key, _) in lang.entries() {
            if Lang::EN.sentence(key).is_none() {
                wrong.push(format!("{key} is not in English"));
            }
        }
        assert!(wrong.is_empty(), "{}: {}", lang.tag(), wrong.join("\n"));
    }
}

/// `key = sentence` lines of a file in `src/lang`, as they stand.
fn lines_of(file: &str) -> Vec<(String, String)> {
    let text = std::fs::read_to_string(Path::new("src/lang").join(file)).expect("a language file");
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(" = "))
        .map(|(key, sentence)| (key.to_owned(), sentence.to_owned()))
        .collect()
}

/// What stands in backticks, sorted: commands, keys and quoted words.
fn code_of(sentence: &str) -> Vec<&str> {
    let mut code: Vec<&str> = sentence.split('`').skip(1).step_by(2).collect();
    code.sort_unstable();
    code
}

#[test]
fn every_language_says_in_each_file_what_english_says_there() {
    for lang in Lang::all() {
        for ending in ["txt", "command.txt"] {
            let keys = |tag: &str| -> Vec<String> {
                let lines = lines_of(&format!("{tag}.{ending}"));
                lines.into_iter().map(|(key, _)| key).collect()
            };
            assert_eq!(keys("en"), keys(lang.tag()), "{}.{ending}", lang.tag());
        }
    }
}

#[test]
fn sentences_are_sorted_by_key() {
    for lang in Lang::all() {
        for ending in ["txt", "command.txt"] {
            let lines = lines_of(&format!("{}.{ending}", lang.tag()));
            let unsorted = lines.windows(2).find(|pair| pair[0].0 >= pair[1].0);
            assert_eq!(unsorted, None, "{}.{ending}", lang.tag());
        }
    }
}

#[test]
fn code_spans_are_the_same_in_every_language() {
    for lang in Lang::all() {
        let mut wrong = Vec::new();
        for (key, english) in Lang::EN.entries() {
            let sentence = lang.sentence(key).unwrap_or("");
            if code_of(sentence) != code_of(english) {
                wrong.push(format!("{key}: {sentence}"));
            }
        }
        assert!(wrong.is_empty(), "{}: {}", lang.tag(), wrong.join("\n"));
    }
}

#[test]
fn other_languages_are_translated() {
    // A sentence that is nothing but a placeholder or code has nothing to translate.
    let has_words = |sentence: &str| {
        let prose = sentence.split('`').step_by(2).collect::<String>();
        let mut depth = 0_usize;
        prose.chars().any(|c| {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            depth == 0 && c.is_alphabetic()
        })
    };
    for lang in Lang::all().filter(|lang| *lang != Lang::EN) {
        let same: Vec<&str> = Lang::EN
            .entries()
            .into_iter()
            .filter(|(key, english)| has_words(english) && lang.sentence(key) == Some(*english))
            .map(|(key, _)| key)
            // The product's name and a number are the same in Chinese.
            .filter(|key| *key != "render.release")
            .collect();
        assert_eq!(same, Vec::<&str>::new(), "{}", lang.tag());
    }
}

#[test]
fn every_sentence_is_said_somewhere() {
    let mut files = Vec::new();
    collect(Path::new("src"), &mut files);
    let sources: String = files
        .iter()
        .map(|file| std::fs::read_to_string(file).expect("a source is UTF-8"))
        .collect();
    let unsaid: Vec<&str> = Lang::EN
        .entries()
        .into_iter()
        .map(|(key, _)| key)
        .filter(|key| !sources.contains(&format!("\"{key}\"")))
        .collect();
    assert_eq!(unsaid, Vec::<&str>::new());
}
