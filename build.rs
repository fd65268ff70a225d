//! Makes the tables that the core carries: the sentences of each language, the catalogue of releases.

#![expect(clippy::panic, reason = "a build script stops the build by panicking")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "src/catalogue/build/mod.rs"]
mod catalogue;

fn main() {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/lang");
    println!("cargo::rerun-if-changed=src/catalogue/build");
    println!("cargo::rerun-if-changed=src/catalogue/releases");
    let catalogue = catalogue::build(Path::new("src/catalogue/releases"))
        .unwrap_or_else(|fault| panic!("src/catalogue/releases: {fault}"));
    fs::write(out.join("catalogue.bin"), catalogue.table).expect("OUT_DIR is writable");
    fs::write(out.join("catalogue.txt"), catalogue.strings).expect("OUT_DIR is writable");
    fs::write(out.join("pages.rs"), pages(Path::new("src/rules"))).expect("OUT_DIR is writable");
    println!("cargo::rerun-if-changed=src/rules");
    fs::write(out.join("lang.rs"), languages(Path::new("src/lang"))).expect("OUT_DIR is writable");
}

/// `KEYS`: the keys, sorted, a line each; `TABLES`: the sentences of each language, in the order of
/// the keys, a line each; `TAGS`: their tags; `EN_INDEX`: English among them. Text alone is packed
/// best, and a key stands once, whatever the number of languages.
/// `<tag>.command.txt` holds what only the command line says; the browser's engine goes without.
fn languages(folder: &Path) -> String {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("src/lang is there")
        .flatten()
        .map(|entry| entry.path())
        .collect();
    let is_command = |file: &PathBuf| {
        file.to_str()
            .is_some_and(|name| name.ends_with(".command.txt"))
    };
    let with_command = env::var_os("CARGO_FEATURE_CLI").is_some()
        && env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family != "wasm");
    files
        .retain(|file| file.extension().is_some_and(|ending| ending == "txt") && !is_command(file));
    files.sort();
    let mut english = 0;
    let mut tags = Vec::new();
    let mut tables: Vec<Vec<(String, String)>> = Vec::new();
    for (index, file) in files.iter().enumerate() {
        let tag = file
            .file_stem()
            .and_then(|stem| stem.to_str())
            .expect("a language file is named by its tag");
        if tag == "en" {
            english = index;
        }
        tags.push(tag.to_owned());
        let mut text = fs::read_to_string(file).expect("a language file is UTF-8");
        if let Ok(more) = fs::read_to_string(file.with_extension("command.txt"))
            && with_command
        {
            text.push_str(&more);
        }
        let mut entries: Vec<(&str, &str)> = text
            .lines()
            .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
            .map(|line| {
                line.split_once(" = ").unwrap_or_else(|| {
                    panic!("{}: `key = sentence` expected: {line}", file.display())
                })
            })
            .collect();
        entries.sort_unstable();
        if let Some(pair) = entries.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            panic!("{}: {} stands twice", file.display(), pair[0].0);
        }
        let own = |(key, sentence): (&str, &str)| (key.to_owned(), sentence.to_owned());
        tables.push(entries.into_iter().map(own).collect());
    }
    let keys: Vec<&String> = tables[english].iter().map(|(key, _)| key).collect();
    let mut code = format!(
        "const EN_INDEX: usize = {english};\nconst TAGS: &[&str] = &{tags:?};\nstatic KEYS: &str = {:?};\nstatic TABLES: &[&str] = &[\n",
        lines(&keys)
    );
    // A sentence that a language lacks is an empty line; `tests/lang.rs` says which.
    let missing = String::new();
    for table in &tables {
        let sentence = |key: &&String| {
            let at = table.binary_search_by(|(known, _)| known.cmp(key));
            at.map_or(&missing, |at| &table[at].1)
        };
        let sentences: Vec<&String> = keys.iter().map(sentence).collect();
        let _ = writeln!(code, "    {:?},", lines(&sentences));
    }
    code.push_str("];\n");
    code
}

fn lines(texts: &[&String]) -> String {
    texts.iter().map(|text| format!("{text}\n")).collect()
}

/// `PAGES`: each rule's id, a language's tag and its page in that language, sorted; the files are named
/// as the rules, with `_`, in a folder per layer: `unknown_key.md`, `unknown_key.zh-CN.md`.
fn pages(folder: &Path) -> String {
    let files = |folder: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).expect("src/rules is there");
        entries.flatten().map(|entry| entry.path()).collect()
    };
    let mut pages: Vec<(String, String, PathBuf)> = files(folder)
        .into_iter()
        .filter(|layer| layer.is_dir())
        .flat_map(|layer| files(&layer))
        .filter(|file| file.extension().is_some_and(|ending| ending == "md"))
        .filter_map(|file| {
            let stem = file.file_stem()?.to_str()?;
            let (name, tag) = stem.split_once('.').unwrap_or((stem, "en"));
            Some((name.replace('_', "-"), tag.to_owned(), file))
        })
        .collect();
    pages.sort();
    let mut code = String::from("static PAGES: &[(&str, &str, &str)] = &[\n");
    for (id, tag, file) in pages {
        let file = fs::canonicalize(file).expect("a page is there");
        let _ = writeln!(code, "    ({id:?}, {tag:?}, include_str!({file:?})),");
    }
    code.push_str("];\n");
    code
}
