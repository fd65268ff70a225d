//! `new URL(text)` as Node has it: whether it parses, and the parts that checks look at.
//!
//! The WHATWG parser without a base, cut down to what can fail or is asked for. International host
//! names are taken as they are (lower case), which no check of OpenClaw can tell apart.

/// A parsed URL.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Url {
    /// With the colon: `https:`.
    pub(super) protocol: String,
    /// Before the colon of the user part.
    pub(super) username: String,
    /// After it.
    pub(super) password: String,
    /// Lower case, IPv6 in brackets; empty where there is none.
    pub(super) hostname: String,
    /// Empty where it is the protocol's own.
    pub(super) port: String,
    /// From the first slash; `/` for `https://a`.
    pub(super) pathname: String,
    /// With the question mark; empty for none or for a lone `?`.
    pub(super) search: String,
    /// With the number sign; empty for none or for a lone `#`.
    pub(super) hash: String,
}

/// Parses as `new URL(text)`; `None` where that throws.
pub(super) fn parse(text: &str) -> Option<Url> {
    let text = text.trim_matches(|c: char| c <= ' ');
    let text: String = text
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect();
    let (scheme, rest) = text.split_once(':')?;
    let mut letters = scheme.chars();
    if !letters.next()?.is_ascii_alphabetic()
        || !letters.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    {
        return None;
    }
    let scheme = scheme.to_ascii_lowercase();
    let special = matches!(
        scheme.as_str(),
        "http" | "https" | "ws" | "wss" | "ftp" | "file"
    );
    let (rest, hash) = cut(rest, '#');
    let (rest, search) = cut(rest, '?');
    let mut url = Url {
        protocol: format!("{scheme}:"),
        username: String::new(),
        password: String::new(),
        hostname: String::new(),
        port: String::new(),
        pathname: String::new(),
        search: lone(search),
        hash: lone(hash),
    };
    let is_slash = |c: char| c == '/' || (special && c == '\\');
    if scheme == "file" {
        let path = rest.strip_prefix("//").unwrap_or(rest);
        let host = path.split(is_slash).next().unwrap_or("");
        if rest.starts_with("//") && !host.is_empty() && !(host.len() == 2 && host.ends_with(':')) {
            url.hostname = special_host(host)?;
        }
        url.pathname = "/".to_string();
        return Some(url);
    }
    let authority_and_path = if special {
        Some(rest.trim_start_matches(is_slash))
    } else {
        rest.strip_prefix("//")
    };
    let Some(authority_and_path) = authority_and_path else {
        url.pathname = rest.to_string();
        return Some(url);
    };
    let end = authority_and_path
        .find(is_slash)
        .unwrap_or(authority_and_path.len());
    let (authority, path) = authority_and_path.split_at(end);
    let host_and_port = match authority.rsplit_once('@') {
        Some((user, host)) => {
            let (name, password) = user.split_once(':').unwrap_or((user, ""));
            url.username = name.to_string();
            url.password = password.to_string();
            if host.is_empty() {
                return None;
            }
            host
        }
        None => authority,
    };
    let (host, port) = split_port(host_and_port)?;
    if host.is_empty() && (special || !port.is_empty()) {
        return None;
    }
    url.hostname = if special {
        special_host(host)?
    } else {
        opaque_host(host)?
    };
    if !port.is_empty() {
        let number: u32 = port.parse().ok()?;
        if number > 65535 {
            return None;
        }
        let own = matches!(
            (scheme.as_str(), number),
            ("http" | "ws", 80) | ("https" | "wss", 443) | ("ftp", 21)
        );
        if !own {
            url.port = number.to_string();
        }
    }
    url.pathname = if path.is_empty() && special {
        "/".to_string()
    } else {
        dots(&path.replace('\\', if special { "/" } else { "\\" }))
    };
    Some(url)
}

fn cut(text: &str, mark: char) -> (&str, Option<&str>) {
    match text.find(mark) {
        Some(at) => (text.get(..at).unwrap_or(""), text.get(at..)),
        None => (text, None),
    }
}

fn lone(part: Option<&str>) -> String {
    part.filter(|part| part.len() > 1).unwrap_or("").to_string()
}

/// Takes `.` and `..` out of a path.
fn dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let last = parts.len().saturating_sub(1);
    for (at, part) in parts.iter().enumerate() {
        match part.to_ascii_lowercase().replace("%2e", ".").as_str() {
            ".." => {
                kept.pop();
                if at == last {
                    kept.push("");
                }
            }
            "." => {
                if at == last {
                    kept.push("");
                }
            }
            _ => kept.push(part),
        }
    }
    format!("/{}", kept.join("/"))
}

fn split_port(text: &str) -> Option<(&str, &str)> {
    if text.starts_with('[') {
        let end = text.find(']')?;
        let (host, rest) = text.split_at(end + 1);
        return match rest.strip_prefix(':') {
            Some(port) if port.bytes().all(|b| b.is_ascii_digit()) => Some((host, port)),
            None if rest.is_empty() => Some((host, "")),
            _ => None,
        };
    }
    match text.split_once(':') {
        Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => Some((host, port)),
        Some(_) => None,
        None => Some((text, "")),
    }
}

fn forbidden(c: char) -> bool {
    matches!(
        c,
        '\0' | '\t'
            | '\n'
            | '\r'
            | ' '
            | '#'
            | '/'
            | ':'
            | '<'
            | '>'
            | '?'
            | '@'
            | '['
            | '\\'
            | ']'
            | '^'
            | '|'
    )
}

fn opaque_host(host: &str) -> Option<String> {
    if host.starts_with('[') {
        return ipv6_host(host);
    }
    (!host.chars().any(forbidden)).then(|| host.to_string())
}

fn special_host(host: &str) -> Option<String> {
    if host.starts_with('[') {
        return ipv6_host(host);
    }
    let host = decode(host)?.to_lowercase();
    // Full stops of other scripts become plain ones; soft hyphens vanish.
    let host: String = host
        .chars()
        .filter(|c| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}'))
        .map(|c| {
            if matches!(c, '\u{3002}' | '\u{ff0e}' | '\u{ff61}') {
                '.'
            } else {
                c
            }
        })
        .collect();
    let refused = |c: char| forbidden(c) || c == '%' || c == '\x7f' || c < ' ';
    if host.is_empty() || host.chars().any(refused) {
        return None;
    }
    let plain = host.strip_suffix('.').unwrap_or(&host);
    let last = plain.rsplit('.').next().unwrap_or("");
    let is_number = !last.is_empty()
        && (last.bytes().all(|b| b.is_ascii_digit()) || number_part(last).is_some());
    if is_number {
        return ipv4_host(plain);
    }
    Some(host)
}

fn decode(host: &str) -> Option<String> {
    if !host.contains('%') {
        return Some(host.to_string());
    }
    let bytes = host.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let hex = host
            .get(at + 1..at + 3)
            .filter(|_| *byte == b'%')
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match hex {
            Some(value) => {
                out.push(value);
                at += 3;
            }
            None => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).ok()
}

fn number_part(part: &str) -> Option<u64> {
    if let Some(hex) = part.strip_prefix("0x") {
        return if hex.is_empty() {
            Some(0)
        } else {
            u64::from_str_radix(hex, 16).ok()
        };
    }
    if part.len() > 1 && part.starts_with('0') {
        return u64::from_str_radix(part, 8).ok();
    }
    part.parse().ok()
}

fn ipv4_host(host: &str) -> Option<String> {
    let parts: Vec<&str> = host.split('.').collect();
    if parts.len() > 4 {
        return None;
    }
    let mut address: u64 = 0;
    let last = parts.len().saturating_sub(1);
    for (at, part) in parts.iter().enumerate() {
        let value = number_part(part)?;
        if at == last {
            let room = 8 * u32::try_from(4 - last).ok()?;
            if value >= 1_u64 << room {
                return None;
            }
            address = (address << room) | value;
        } else {
            if value > 255 {
                return None;
            }
            address = (address << 8) | value;
        }
    }
    let byte = |shift: u32| (address >> shift) & 255;
    Some(format!("{}.{}.{}.{}", byte(24), byte(16), byte(8), byte(0)))
}

fn ipv6_host(host: &str) -> Option<String> {
    let inner = host.strip_prefix('[')?.strip_suffix(']')?;
    let address: std::net::Ipv6Addr = inner.parse().ok()?;
    let segments = address.segments();
    // Always in hexadecimal groups, also where an IPv4 address is inside.
    let (mut best, mut best_length, mut at) = (0, 0, 0);
    while at < segments.len() {
        let length = segments
            .get(at..)
            .unwrap_or(&[])
            .iter()
            .take_while(|segment| **segment == 0)
            .count();
        if length > best_length && length > 1 {
            (best, best_length) = (at, length);
        }
        at += length.max(1);
    }
    let join = |part: &[u16]| {
        part.iter()
            .map(|segment| format!("{segment:x}"))
            .collect::<Vec<_>>()
            .join(":")
    };
    let text = if best_length > 1 {
        let head = segments.get(..best).unwrap_or(&[]);
        let tail = segments.get(best + best_length..).unwrap_or(&[]);
        format!("{}::{}", join(head), join(tail))
    } else {
        join(&segments)
    };
    Some(format!("[{text}]"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_node_refuses_are_refused() {
        for text in [
            "",
            "foo",
            "http://",
            "https://",
            "http://a b",
            "http://[::1",
            "http://a:99999",
            "http://1.2.3.4.5",
            "://x",
            "http://@",
            "http://a%zz",
            "http://256.1.1.1",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn texts_that_node_takes_are_taken() {
        for (text, host, path) in [
            ("http:foo", "foo", "/"),
            ("HTTPS://Example.COM", "example.com", "/"),
            ("https://a/b/../c", "a", "/c"),
            ("http://0x7f.1/", "127.0.0.1", "/"),
            ("http://[::1]:80/x", "[::1]", "/x"),
            ("mailto:a@b", "", "a@b"),
            ("localhost:3000", "", "3000"),
            ("foo://bar/x", "bar", "/x"),
        ] {
            let url = parse(text).expect(text);
            assert_eq!(
                (url.hostname.as_str(), url.pathname.as_str()),
                (host, path),
                "{text}"
            );
        }
    }
}
