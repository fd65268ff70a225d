//! Durations, sizes and clock times, as the real parsers take them.

use super::look::{keys, some, string_of, text, trim};
use super::{Found, Site};
use crate::json5::{Segment, Value};
use crate::validate::stages::since;

const SHORT: &str = "invalid duration (use ms, s, m, h)";
const LONG: &str = "invalid duration (use ms, s, m, h, d)";
const SIZE: &str = "invalid size (use b, kb, mb, gb, tb)";

/// The duration in milliseconds; `None` where the real parser throws. Several units in a row
/// (`1h30m`) are taken from 2026.2.23 on.
pub fn duration(raw: &str, default_unit: &str, site: &Site<'_>) -> Option<f64> {
    let text = trim(raw).to_lowercase();
    if text.is_empty() {
        return None;
    }
    let (number, unit) = split_number(&text)?;
    let limit = if since(site.release, "2026.5.28") {
        9_007_199_254_740_991.0
    } else {
        f64::MAX
    };
    let done = |total: f64| (total.is_finite() && total.round() <= limit).then(|| total.round());
    if unit.is_empty() {
        return done(number * factor(default_unit)?);
    }
    if let Some(factor) = factor(unit) {
        return done(number * factor);
    }
    if !since(site.release, "2026.2.23") {
        return None;
    }
    let mut total = 0.0;
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let (number, after) = split_number(rest)?;
        let unit = ["ms", "s", "m", "h", "d"]
            .into_iter()
            .find(|unit| after.starts_with(unit))?;
        total += number * factor(unit)?;
        rest = after.strip_prefix(unit).unwrap_or("");
    }
    done(total)
}

/// The leading `12` or `1.5`, and what follows.
fn split_number(text: &str) -> Option<(f64, &str)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(text);
    if whole == 0 {
        return None;
    }
    let mut end = whole;
    if let Some(rest) = text.get(whole..).and_then(|rest| rest.strip_prefix('.')) {
        let fraction = digits(rest);
        if fraction > 0 {
            end = whole + 1 + fraction;
        }
    }
    let number = text.get(..end)?.parse::<f64>().ok()?;
    number
        .is_finite()
        .then_some((number, text.get(end..).unwrap_or("")))
}

fn factor(unit: &str) -> Option<f64> {
    Some(match unit {
        "ms" => 1.0,
        "s" => 1e3,
        "m" => 6e4,
        "h" => 36e5,
        "d" => 864e5,
        _ => return None,
    })
}

/// The size in bytes; `None` where the real parser throws.
pub fn size(raw: &str, site: &Site<'_>) -> Option<f64> {
    let text = trim(raw).to_lowercase();
    let (number, unit) = split_number(&text)?;
    let power = match unit {
        "" | "b" => 0,
        "kb" | "k" => 1,
        "mb" | "m" => 2,
        "gb" | "g" => 3,
        "tb" | "t" => 4,
        _ => return None,
    };
    let bytes = (number * 1024_f64.powi(power)).round();
    let limit = if since(site.release, "2026.8.1") {
        9_007_199_254_740_991.0
    } else {
        f64::MAX
    };
    (bytes <= limit).then_some(bytes)
}

/// `heartbeat`: its duration and hours. Before 2026.8.1 hours are looked at only beside a duration.
pub fn heartbeat(value: &Value<'_>, hours_alone: bool, site: &Site<'_>, found: &mut Found) {
    let every = text(value, "every").filter(|every| !every.is_empty());
    match every {
        Some(every) if duration(every, "m", site).is_none() => found.add(keys(&["every"]), SHORT),
        None if !hours_alone => return,
        _ => {}
    }
    let Some(active) = some(value, "activeHours") else {
        return;
    };
    for (key, allow_24) in [("start", false), ("end", true)] {
        if let Some(message) = text(active, key).and_then(|raw| clock(raw, allow_24)) {
            found.add(keys(&["activeHours", key]), message);
        }
    }
}

fn clock(raw: &str, allow_24: bool) -> Option<&'static str> {
    const WRONG: &str = "invalid time (use \"HH:MM\" 24h format)";
    if raw.is_empty() {
        return None;
    }
    let bytes = raw.as_bytes();
    let &[
        tens,
        ones,
        b':',
        ten_minutes @ b'0'..=b'5',
        minutes @ b'0'..=b'9',
    ] = bytes
    else {
        return Some(WRONG);
    };
    let is_hour = matches!(
        (tens, ones),
        (b'0' | b'1', b'0'..=b'9') | (b'2', b'0'..=b'4')
    );
    if !is_hour {
        return Some(WRONG);
    }
    let is_24 = (tens, ones) == (b'2', b'4');
    if is_24 && (ten_minutes, minutes) != (b'0', b'0') {
        return Some("invalid time (24:00 is the only allowed 24:xx value)");
    }
    (is_24 && !allow_24).then_some("invalid time (start cannot be 24:00)")
}

/// The text of a scalar that the real code measures: from 2026.4.7 trimmed to nothing is nothing.
fn measured(value: &Value<'_>) -> String {
    match value {
        Value::String(_) | Value::Number(_) | Value::Bool(_) => trim(&string_of(value)).to_string(),
        _ => String::new(),
    }
}

/// Members that must be durations (`d`: default unit days, `h`: hours) or sizes (`b`).
pub fn measures(value: &Value<'_>, fields: &[(&str, char)], site: &Site<'_>, found: &mut Found) {
    for (path, unit) in fields {
        let steps: Vec<&str> = path.split('.').collect();
        let member = steps.iter().try_fold(value, |at, step| at.get(step));
        let Some(member) = member else { continue };
        let may_be_off = matches!(*path, "resetArchiveRetention" | "sessionRetention")
            || (*path == "maxDiskBytes" && since(site.release, "2026.8.1"));
        if may_be_off && *member == Value::Bool(false) {
            continue;
        }
        let raw = measured(member);
        let message = match unit {
            'b' if size(&raw, site).is_none() => SIZE,
            'd' if duration(&raw, "d", site).is_none() => LONG,
            'h' if duration(&raw, "h", site).is_none() => LONG,
            _ => continue,
        };
        found.add(
            steps
                .iter()
                .map(|step| Segment::Key((*step).to_string()))
                .collect(),
            message,
        );
    }
}

/// A duration of days that must be more than nothing.
pub fn positive_days(value: &Value<'_>, site: &Site<'_>, found: &mut Found) {
    match duration(&measured(value), "d", site) {
        None => found.add(Vec::new(), LONG),
        Some(length) if length <= 0.0 => {
            found.add(
                Vec::new(),
                "duration must be positive (use ms, s, m, h, d), e.g. 30d",
            );
        }
        Some(_) => {}
    }
}

/// At least a minute, with a unit.
pub fn is_a_minute(raw: &str, site: &Site<'_>) -> bool {
    let lower = raw.to_lowercase();
    lower.ends_with(['s', 'm', 'h', 'd'])
        && duration(raw, "ms", site).is_some_and(|length| length >= 6e4)
}
