//! Texts from files and standard input, and the one place that writes a file.
//!
//! Invariants: a text that cannot be read gets one sentence that says why; a file is replaced whole,
//! and only after its backup exists.

use std::ffi::{OsStr, OsString};
use std::fs::{self, OpenOptions};
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

use super::{Failure, complain_plainly, say};
use clawlens::text;

/// More than anybody pastes; the core's own limit is below it and has its own sentence.
const MOST: u64 = 64 << 20;

/// One text and its name.
pub struct Input {
    /// As given; `-` for standard input.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// Reads one file, or standard input for `-`. An empty one is refused: there is nothing to say on it.
pub fn read(name: &OsStr) -> Result<Input, Failure> {
    let shown = name.to_string_lossy().into_owned();
    let bytes = if name == "-" {
        standard_input()
    } else {
        file(Path::new(name))
    };
    let bytes = bytes.map_err(|error| unreadable(&shown, &error))?;
    let text =
        decode(bytes).map_err(|at| text!("command.file.not-text", name = &shown, at = at))?;
    if text
        .trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
        .is_empty()
    {
        return Err(text!("command.file.empty", name = &shown));
    }
    Ok(Input { name: shown, text })
}

/// Reads every operand; without one, standard input.
pub fn read_all(names: &[OsString]) -> Result<Vec<Input>, Failure> {
    if names.is_empty() {
        return Ok(vec![read(OsStr::new("-"))?]);
    }
    names.iter().map(|name| read(name)).collect()
}

fn file(path: &Path) -> io::Result<Vec<u8>> {
    let about = fs::metadata(path)?;
    if about.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory));
    }
    limited(fs::File::open(path)?)
}

fn standard_input() -> io::Result<Vec<u8>> {
    let input = io::stdin();
    if input.is_terminal() {
        complain_plainly(&format!("{}\n", say(&text!("command.paste-here"))));
    }
    limited(input.lock())
}

fn limited(from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(MOST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST {
        return Err(io::Error::from(io::ErrorKind::FileTooLarge));
    }
    Ok(bytes)
}

fn unreadable(name: &str, error: &io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::NotFound => text!("command.file.missing", name = name),
        io::ErrorKind::IsADirectory => text!("command.file.folder", name = name),
        io::ErrorKind::PermissionDenied => text!("command.file.denied", name = name),
        io::ErrorKind::FileTooLarge => text!("command.file.too-large", name = name),
        _ => text!(
            "command.file.unreadable",
            name = name,
            reason = error.to_string()
        ),
    }
}

/// UTF-8, or UTF-16 with its mark, as Windows PowerShell's `>` writes it; else the first bad byte.
fn decode(bytes: Vec<u8>) -> Result<String, usize> {
    let wide = |from_bytes: fn([u8; 2]) -> u16| {
        let units = bytes.get(2..).unwrap_or(&[]).chunks(2);
        let units = units.map(|pair| {
            from_bytes([
                pair.first().copied().unwrap_or(0),
                pair.get(1).copied().unwrap_or(0),
            ])
        });
        char::decode_utf16(units)
            .collect::<Result<String, _>>()
            .map_err(|_| 2)
    };
    match bytes.as_slice() {
        [0xFF, 0xFE, ..] => wide(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => wide(u16::from_be_bytes),
        _ => String::from_utf8(bytes).map_err(|error| error.utf8_error().valid_up_to()),
    }
}

/// Replaces the file by `text` after a copy of it was kept; gives the copy's name.
pub fn replace(name: &OsStr, text: &str) -> Result<String, Failure> {
    let shown = name.to_string_lossy().into_owned();
    let failed = |error: &io::Error| {
        text!(
            "command.file.unwritable",
            name = &shown,
            reason = error.to_string()
        )
    };
    // A link is followed, so that it stays one.
    let path = fs::canonicalize(name).map_err(|error| unreadable(&shown, &error))?;
    let backup = keep_copy(&path).map_err(|error| failed(&error))?;
    let beside = with_ending(&path, ".clawlens-new");
    let written =
        write_new(&beside, text.as_bytes(), &path).and_then(|()| fs::rename(&beside, &path));
    if let Err(error) = written {
        let _ = fs::remove_file(&beside);
        return Err(failed(&error));
    }
    Ok(backup.to_string_lossy().into_owned())
}

/// `openclaw.json.bak-1`, or the next number that is free.
fn keep_copy(path: &Path) -> io::Result<PathBuf> {
    let bytes = fs::read(path)?;
    for number in 1..10_000 {
        let copy = with_ending(path, &format!(".bak-{number}"));
        match write_new(&copy, &bytes, path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            other => return other.map(|()| copy),
        }
    }
    Err(io::Error::from(io::ErrorKind::AlreadyExists))
}

/// Writes a file that is not there yet, as readable as `like`: a config holds secrets.
fn write_new(path: &Path, bytes: &[u8], like: &Path) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    let written = fs::metadata(like)
        .and_then(|about| file.set_permissions(about.permissions()))
        .and_then(|()| file.write_all(bytes))
        .and_then(|()| file.sync_all());
    if written.is_err() {
        let _ = fs::remove_file(path);
    }
    written
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
