//! Single characters and codes: what terminals add, what chats put in place of plain letters.

/// Bytes of the terminal code that starts `text`, which begins with ESC.
pub(super) fn escape_len(text: &str) -> usize {
    let rest = text.get(1..).unwrap_or("");
    match rest.as_bytes().first() {
        Some(b'[') => 2 + escape_tail(rest.get(1..).unwrap_or("")),
        Some(b']' | b'P' | b'^' | b'_') => {
            // Ends with BEL or ESC backslash; at the end of the line at the latest.
            let body = rest.get(1..).unwrap_or("");
            match (body.find('\u{7}'), body.find("\u{1b}\\")) {
                (Some(bell), Some(string)) if string < bell => 2 + string + 2,
                (Some(bell), _) => 2 + bell + 1,
                (None, Some(string)) => 2 + string + 2,
                (None, None) => text.len(),
            }
        }
        Some(b'(' | b')' | b'#') if rest.len() > 1 && rest.is_char_boundary(2) => 3,
        Some(byte) if byte.is_ascii() => 2,
        _ => 1,
    }
}

/// Parameters and final byte of a control sequence.
pub(super) fn escape_tail(text: &str) -> usize {
    let parameters = text
        .bytes()
        .take_while(|byte| (0x20..0x40).contains(byte))
        .count();
    match text.as_bytes().get(parameters) {
        Some(byte) if (0x40..0x7f).contains(byte) => parameters + 1,
        _ => parameters,
    }
}

/// `[31m`, `[0m`: a colour whose ESC was lost on the way.
pub(super) fn lost_code(text: &str) -> Option<usize> {
    let body = text.get(1..)?;
    let digits = body
        .bytes()
        .take_while(|byte| byte.is_ascii_digit() || *byte == b';')
        .count();
    let bytes = body.as_bytes();
    let ends =
        digits > 0 && bytes.get(digits) == Some(&b'm') && bytes.get(digits + 1) != Some(&b']');
    ends.then_some(digits + 2)
}

/// How backslashes of one line are meant.
pub(super) struct Escapes {
    /// JSON on this line is read as JSON; its escapes stay.
    json: bool,
    /// A Windows path stands on the line; only escapes that cannot be one are undone.
    windows: bool,
}

impl Escapes {
    pub(super) fn of(body: &str) -> Escapes {
        let windows = body
            .as_bytes()
            .windows(3)
            .any(|three| matches!(three, [drive, b':', b'\\'] if drive.is_ascii_alphabetic()));
        Escapes {
            json: body.contains("{\"") && body.trim_end().ends_with('}'),
            windows,
        }
    }

    /// Bytes taken and what stands for them, for `rest`, which begins with a backslash.
    pub(super) fn at(&self, rest: &str) -> (usize, Option<&'static str>) {
        let run = rest.bytes().take_while(|byte| *byte == b'\\').count();
        let after = rest.get(run..).unwrap_or("");
        if self.json {
            return (run, None);
        }
        match after.as_bytes().first() {
            Some(b'"') => (run + 1, Some("\"")),
            Some(b'n') => {
                let follows = after.get(1..).unwrap_or("");
                let sure =
                    follows.is_empty() || follows.starts_with(['-', ' ', '\\', '"', '×', '<', '[']);
                let likely = follows.starts_with(|c: char| c.is_ascii_uppercase());
                match sure || likely && !self.windows {
                    true => (run + 1, Some("\n")),
                    false => (run, None),
                }
            }
            Some(b't') if !self.windows && after.get(1..2).is_some_and(|next| next == " ") => {
                (run + 1, Some("\t"))
            }
            _ => (run, None),
        }
    }
}

/// ASCII for a full-width form.
pub(super) fn half_width(ch: char) -> &'static str {
    ascii((ch as u32).saturating_sub(0xfee0))
}

/// ASCII for a letter or digit of the mathematical alphabets, which chats make of `_text_`.
pub(super) fn plain_letter(ch: char) -> &'static str {
    let code = ch as u32;
    if code >= 0x1d7ce {
        return ascii(u32::from(b'0') + (code - 0x1d7ce) % 10);
    }
    match (code - 0x1d400) % 52 {
        letter @ 0..26 => ascii(u32::from(b'A') + letter),
        letter => ascii(u32::from(b'a') + letter - 26),
    }
}

pub(super) fn ascii(code: u32) -> &'static str {
    const PRINTABLE: &str = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";
    let at = code.saturating_sub(0x20) as usize;
    PRINTABLE.get(at..at + 1).unwrap_or("?")
}
