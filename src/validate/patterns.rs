//! The regular expressions of the schemas, each as a function: there is no expression engine here.
//!
//! [`matches`] is asked with the source text that the schema states. A source it does not know
//! counts as a match; the test at the end fails when the catalogue holds such a one.

use super::url;

/// Whether `text` matches the expression `source` with `flags`.
pub(super) fn matches(source: &str, flags: &str, text: &str) -> bool {
    if flags.contains('i') {
        return known(source, &text.to_ascii_lowercase()).unwrap_or(true);
    }
    known(source, text).unwrap_or(true)
}

fn known(source: &str, text: &str) -> Option<bool> {
    let lower = |c: char| c.is_ascii_lowercase();
    let lower_or_digit = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let alnum = |c: char| c.is_ascii_alphanumeric();
    let https = |text: &str| starts_any_case(text, "https://");
    let http_or_https = |text: &str| https(text) || starts_any_case(text, "http://");
    Some(match source {
        "^[a-z0-9-]+$" => !text.is_empty() && text.chars().all(|c| lower_or_digit(c) || c == '-'),
        "^#?[0-9a-fA-F]{6}$" => hex(text.strip_prefix('#').unwrap_or(text), 6),
        r"^\+[1-9]\d{1,14}$" => text.strip_prefix('+').is_some_and(|digits| {
            (2..=15).contains(&digits.len())
                && !digits.starts_with('0')
                && digits.bytes().all(|b| b.is_ascii_digit())
        }),
        "^[A-Z][A-Z0-9_]{0,127}$" => named(
            text,
            127,
            |c| c.is_ascii_uppercase(),
            |c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_',
        ),
        "^[a-z][a-z0-9_-]{0,63}$" => named(text, 63, lower, |c| {
            lower_or_digit(c) || matches!(c, '_' | '-')
        }),
        "^[a-z0-9][a-z0-9_-]{0,63}$" => named(text, 63, lower_or_digit, |c| {
            lower_or_digit(c) || matches!(c, '_' | '-')
        }),
        "^[a-z0-9][a-z0-9_-]{0,62}$" => named(text, 62, lower_or_digit, |c| {
            lower_or_digit(c) || matches!(c, '_' | '-')
        }),
        "^[a-z0-9][a-z0-9-]{0,63}$" => {
            named(text, 63, lower_or_digit, |c| lower_or_digit(c) || c == '-')
        }
        "^[a-z0-9][a-z0-9._-]{0,63}$" => named(text, 63, lower_or_digit, |c| {
            lower_or_digit(c) || matches!(c, '.' | '_' | '-')
        }),
        "^[a-z0-9_][a-z0-9_-]{0,63}$" => {
            let word = |c: char| lower_or_digit(c) || c == '_';
            named(text, 63, word, |c| word(c) || c == '-')
        }
        "^(?!(?:constructor|prototype)$)[a-z0-9][a-z0-9_-]{0,63}$" => {
            !matches!(text, "constructor" | "prototype")
                && named(text, 63, lower_or_digit, |c| {
                    lower_or_digit(c) || matches!(c, '_' | '-')
                })
        }
        "^[a-z][a-z0-9-]*$" => named(text, usize::MAX, lower, |c| lower_or_digit(c) || c == '-'),
        "^[A-Za-z0-9][A-Za-z0-9._:/-]{0,255}$" => named(text, 255, alnum, |c| {
            alnum(c) || matches!(c, '.' | '_' | ':' | '/' | '-')
        }),
        "^[A-Za-z0-9][A-Za-z0-9_-]*$" => named(text, usize::MAX, alnum, |c| {
            alnum(c) || matches!(c, '_' | '-')
        }),
        "^(?:[A-Za-z][A-Za-z0-9_./-]*)?$" => {
            text.is_empty()
                || named(
                    text,
                    usize::MAX,
                    |c| c.is_ascii_alphabetic(),
                    |c| alnum(c) || matches!(c, '_' | '.' | '/' | '-'),
                )
        }
        "^[A-Z_][A-Z0-9_]*$" => {
            let first = |c: char| c.is_ascii_uppercase() || c == '_';
            named(text, usize::MAX, first, |c| first(c) || c.is_ascii_digit())
        }
        r"^\d+$" => !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()),
        r"^https:\/\/.*" => text.starts_with("https://"),
        r"^https?:\/\/" => text.starts_with("https://") || text.starts_with("http://"),
        "^[Hh][Tt][Tt][Pp][Ss]?://" => http_or_https(text),
        r"^[Hh][Tt][Tt][Pp][Ss]:\/\/" => https(text),
        r"^[wW][sS][sS]?:\/\/" => starts_any_case(text, "ws://") || starts_any_case(text, "wss://"),
        "[?#]" => text.contains(['?', '#']),
        "^/" => text.starts_with('/'),
        r"\S" => text.chars().any(|c| !is_space(c)),
        "^[^,]+$" => !text.is_empty() && !text.contains(','),
        r"^[^.[\]]+$" => !text.is_empty() && !text.contains(['.', '[', ']']),
        "^#.*" => text.starts_with('#'),
        "^ghp_[a-f0-9]{32}$" => text
            .strip_prefix("ghp_")
            .is_some_and(|rest| hex(rest, 32) && !rest.contains(|c: char| c.is_ascii_uppercase())),
        r"^(?!\*$)(?![Gg][Rr][Oo][Uu][Pp]:).+" => {
            text != "*"
                && !starts_any_case(text, "group:")
                && text.chars().next().is_some_and(|c| !is_line_end(c))
        }
        r"^(?!\s*-)" => !text.trim_start_matches(is_space).starts_with('-'),
        r"^\s*[^a-z0-9]*[a-z0-9]+(?:[^a-z0-9]+[a-z0-9]+)?[^a-z0-9]*\s*$" => {
            let words = text
                .split(|c: char| !lower_or_digit(c))
                .filter(|word| !word.is_empty())
                .count();
            words == 1 || words == 2
        }
        "^svc:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$" => {
            text.strip_prefix("svc:").is_some_and(label)
        }
        r"^https:\/\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?\.cloudflareaccess\.com$" => text
            .strip_prefix("https://")
            .and_then(|host| host.strip_suffix(".cloudflareaccess.com"))
            .is_some_and(|team| {
                edges(team, lower_or_digit, |c| {
                    lower_or_digit(c) || matches!(c, '.' | '-')
                })
            }),
        r"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-5][0-9a-fA-F]{3}-[89aAbB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$" => {
            uuid(text)
        }
        r"^(?!\s)(?![\s\S]*\s$)[^\p{Cs}]{1,128}$" => trimmed(text, 128),
        r"^(?!\s)(?![\s\S]*\s$)[^\p{Cs}]{1,64}$" => trimmed(text, 64),
        r"^(?!\s)(?![\s\S]*\s$)(?![\s\S]*\.\.)[^\p{Cc}\p{Cs}/\\]{1,512}$" => {
            trimmed(text, 512)
                && !text.contains("..")
                && !text
                    .chars()
                    .any(|c| c.is_control() || matches!(c, '/' | '\\'))
        }
        r"^[hH][tT][tT][pP][sS]?:\/\/[^\\/?#@]+\/?$" => after_http(text).is_some_and(|rest| {
            let host = rest.strip_suffix('/').unwrap_or(rest);
            !host.is_empty() && !host.contains(['\\', '/', '?', '#', '@'])
        }),
        r"^[Hh][Tt][Tt][Pp][Ss]?:\/\/(?![^/?#]*@)" => after_http(text).is_some_and(|rest| {
            !rest
                .split(['/', '?', '#'])
                .next()
                .unwrap_or("")
                .contains('@')
        }),
        r"^(?!\.)(?!.*\.\.)([A-Za-z0-9_'+\-\.]*)[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$"
        | r"^(?:[A-Za-z0-9_'+\-]+\.)*[A-Za-z0-9_'+\-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$" => {
            email(text)
        }
        r"^openai:[^\s:/][^\s/]*$" => text.strip_prefix("openai:").is_some_and(|rest| {
            !rest.is_empty()
                && !rest.starts_with(':')
                && !rest.contains(|c: char| is_space(c) || c == '/')
        }),
        r"^\/(?!\/)[^\0]*[^/\0]$" => text.strip_prefix('/').is_some_and(|rest| {
            !rest.is_empty()
                && !rest.starts_with('/')
                && !rest.contains('\0')
                && !rest.ends_with('/')
        }),
        r"^\d+(?:ms|s|m|h)$" => {
            count(text).is_some_and(|(_, unit)| matches!(unit, "ms" | "s" | "m" | "h"))
        }
        r"^(github|profile):[^\s:]+$" => {
            let rest = text
                .strip_prefix("github:")
                .or_else(|| text.strip_prefix("profile:"));
            rest.is_some_and(|rest| {
                !rest.is_empty() && !rest.contains(|c: char| is_space(c) || c == ':')
            })
        }
        r"^(?:[1-9][0-9]*[hd]|(?:[6-9][0-9]|[1-9][0-9]{2,})m)(?![\s\S])" => count(text)
            .is_some_and(|(digits, unit)| {
                !digits.starts_with('0') && at_least(digits, unit, &[("d", 1), ("h", 1), ("m", 60)])
            }),
        r"^(?:[1-9][0-9]*d|(?:2[4-9]|[3-9][0-9]|[1-9][0-9]{2,})h|(?:14[4-9][0-9]|1[5-9][0-9]{2}|[2-9][0-9]{3}|[1-9][0-9]{4,})m)(?![\s\S])" => {
            count(text).is_some_and(|(digits, unit)| {
                !digits.starts_with('0')
                    && at_least(digits, unit, &[("d", 1), ("h", 24), ("m", 1440)])
            })
        }
        _ if source.starts_with("^(?:(?:25[0-5]|") => format("ipv4", text),
        _ if source.starts_with("^(([0-9a-fA-F]{1,4}:){7}") => format("ipv6", text),
        _ if source.starts_with(r"^(?:(?:\d\d[2468][048]|") => {
            date_time(text, source.contains("(?::[0-5]\\d(?:\\.\\d+)?)?(?:Z)"))
        }
        _ => return None,
    })
}

/// Whether `text` has zod's string format.
pub(super) fn format(format: &str, text: &str) -> bool {
    match format {
        "url" => url::parse(text.trim_matches(is_space)).is_some(),
        "ipv4" => text.parse::<std::net::Ipv4Addr>().is_ok(),
        "ipv6" => text.parse::<std::net::Ipv6Addr>().is_ok(),
        "datetime" => date_time(text, true),
        "email" => email(text),
        _ => true,
    }
}

/// White space as JavaScript's `\s` and `trim` see it.
pub(super) fn is_space(c: char) -> bool {
    matches!(
        c,
        '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | ' ' | '\u{a0}' | '\u{1680}' | '\u{2000}'
            ..='\u{200a}'
                | '\u{2028}'
                | '\u{2029}'
                | '\u{202f}'
                | '\u{205f}'
                | '\u{3000}'
                | '\u{feff}'
    )
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

fn hex(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|b| b.is_ascii_hexdigit())
}

/// One character, then at most `more`.
fn named(
    text: &str,
    more: usize,
    first: impl Fn(char) -> bool,
    rest: impl Fn(char) -> bool,
) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(first) && chars.as_str().chars().count() <= more && chars.all(rest)
}

fn edges(text: &str, edge: impl Fn(char) -> bool, inner: impl Fn(char) -> bool) -> bool {
    text.chars().next().is_some_and(&edge)
        && text.chars().next_back().is_some_and(&edge)
        && text.chars().all(inner)
}

fn label(text: &str) -> bool {
    let part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    text.len() <= 63 && edges(text, part, |c| part(c) || c == '-')
}

fn starts_any_case(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(prefix))
}

fn after_http(text: &str) -> Option<&str> {
    let length = if starts_any_case(text, "https://") {
        8
    } else {
        7
    };
    (starts_any_case(text, "https://") || starts_any_case(text, "http://"))
        .then(|| text.get(length..).unwrap_or(""))
}

fn trimmed(text: &str, most: usize) -> bool {
    let inner = !text.starts_with(is_space) && !text.ends_with(is_space);
    inner && (1..=most).contains(&text.chars().count())
}

fn uuid(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [a, b, c, d, e] = parts.as_slice() else {
        return false;
    };
    hex(a, 8)
        && hex(b, 4)
        && hex(c, 4)
        && c.starts_with(|c: char| ('1'..='5').contains(&c))
        && hex(d, 4)
        && d.starts_with(['8', '9', 'a', 'A', 'b', 'B'])
        && hex(e, 12)
}

fn email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '\'' | '+' | '-' | '.');
    let last = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '-');
    let fits = local.chars().all(part)
        && local.ends_with(last)
        && !local.starts_with('.')
        && !local.contains("..");
    let labels: Vec<&str> = domain.split('.').collect();
    let Some((top, rest)) = labels.split_last() else {
        return false;
    };
    fits && !rest.is_empty()
        && top.len() >= 2
        && top.bytes().all(|b| b.is_ascii_alphabetic())
        && rest.iter().all(|label| {
            named(
                label,
                usize::MAX,
                |c| c.is_ascii_alphanumeric(),
                |c| c.is_ascii_alphanumeric() || c == '-',
            )
        })
}

/// Leading digits and what follows.
fn count(text: &str) -> Option<(&str, &str)> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

fn at_least(digits: &str, unit: &str, least: &[(&str, u64)]) -> bool {
    let bound = least
        .iter()
        .find(|(name, _)| *name == unit)
        .map(|(_, bound)| *bound);
    bound.is_some_and(|bound| {
        digits.len() > 18 || digits.parse::<u64>().is_ok_and(|value| value >= bound)
    })
}

/// `2026-01-31T12:00:00.5Z`; the seconds may be missing where `short` says so.
fn date_time(text: &str, short: bool) -> bool {
    let Some((date, time)) = text.split_once('T') else {
        return false;
    };
    let Some(time) = time.strip_suffix('Z') else {
        return false;
    };
    let digits = |text: &str, length: usize| {
        text.len() == length && text.bytes().all(|b| b.is_ascii_digit())
    };
    let number = |text: &str| text.parse::<u32>().unwrap_or(u32::MAX);
    let parts: Vec<&str> = date.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return false;
    };
    if !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
        return false;
    }
    let (year, month, day) = (number(year), number(month), number(day));
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return false,
    };
    if !(1..=days).contains(&day) {
        return false;
    }
    let parts: Vec<&str> = time.split(':').collect();
    let (hour, minute, second) = match parts.as_slice() {
        [hour, minute] if short => (*hour, *minute, None),
        [hour, minute, second] => (*hour, *minute, Some(*second)),
        _ => return false,
    };
    let second_fits = second.is_none_or(|second| {
        let (whole, part) = second
            .split_once('.')
            .map_or((second, None), |(whole, part)| (whole, Some(part)));
        digits(whole, 2)
            && number(whole) < 60
            && part.is_none_or(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
    });
    digits(hour, 2) && number(hour) < 24 && digits(minute, 2) && number(minute) < 60 && second_fits
}
