//! The checks on one value that a schema can state: bounds, lengths, patterns, formats.

use super::fault::{Code, Fault, StopKind};
use super::overlay::Check;
use super::patterns;
use super::trail::Trail;
use crate::catalogue::{Keywords, Type};
use crate::json5::Value;

/// Hash of the function that hands `channels` to the channels' own schemas (2026.3.28 to 2026.5.2).
pub(super) const CHANNELS: &str = "7886fd07";

/// The largest integer that a double holds exactly.
const SAFE: f64 = 9_007_199_254_740_991.0;

/// The checks that the JSON Schema itself states, in zod's usual order.
pub(super) fn plain(
    keywords: &Keywords,
    value: &Value<'_>,
    modern: bool,
    trail: &Trail<'_>,
    out: &mut Vec<Fault>,
    start: usize,
) {
    let faulty = out.len() > start;
    if let Some(kind) = keywords.types.only() {
        let fits = match kind {
            Type::Number | Type::Integer => value.as_f64().is_some_and(f64::is_finite),
            Type::String => value.as_str().is_some(),
            _ => false,
        };
        if fits
            && !faulty
            && let Some(number) = value.as_f64()
        {
            bounds(keywords, kind == Type::Integer, number, trail, out);
        }
    }
    if matches!(value, Value::String(_) | Value::Array(_)) {
        let wanted = |bound: Option<u32>| bound.map(f64::from);
        if keywords
            .types
            .only()
            .is_some_and(|kind| kind == Type::String)
        {
            if let Some(bound) = wanted(keywords.min_length) {
                length(&Check::Min(bound, None), value, modern, trail, out);
            }
            if let Some(bound) = wanted(keywords.max_length) {
                length(&Check::Max(bound, None), value, modern, trail, out);
            }
        }
        if keywords.tuple.is_empty() && keywords.types.only() == Some(Type::Array) {
            if let Some(bound) = wanted(keywords.min_items) {
                length(&Check::Min(bound, None), value, modern, trail, out);
            }
            if let Some(bound) = wanted(keywords.max_items) {
                length(&Check::Max(bound, None), value, modern, trail, out);
            }
        }
    }
    if let (Some(text), false) = (value.as_str(), faulty) {
        if let Some(format) = keywords.format {
            one(
                &Check::Format(zod_format(format).to_string(), None),
                value,
                trail,
                out,
            );
        } else if let Some(pattern) = keywords.pattern
            && !patterns::matches(pattern, "", text)
        {
            out.push(pattern_fault(pattern, "", trail, None));
        }
    }
}

fn bounds(
    keywords: &Keywords,
    integer: bool,
    number: f64,
    trail: &Trail<'_>,
    out: &mut Vec<Fault>,
) {
    if integer && !whole(number, trail, out) {
        return;
    }
    let least = keywords
        .minimum
        .filter(|bound| !(integer && *bound == -SAFE));
    let most = keywords
        .maximum
        .filter(|bound| !(integer && *bound == SAFE));
    let checks = [
        least.map(|bound| Check::Above(bound, true)),
        keywords
            .exclusive_minimum
            .map(|bound| Check::Above(bound, false)),
        most.map(|bound| Check::Below(bound, true)),
        keywords
            .exclusive_maximum
            .map(|bound| Check::Below(bound, false)),
    ];
    for check in checks.into_iter().flatten() {
        one(&check, &Value::Number(number), trail, out);
    }
}

/// Whether later bounds are looked at.
fn whole(number: f64, trail: &Trail<'_>, out: &mut Vec<Fault>) -> bool {
    if number.fract() != 0.0 {
        out.push(Fault {
            path: trail.path(),
            code: Code::Type {
                expected: "int",
                received: "number".to_string(),
            },
            message: None,
            stop: StopKind::Explicit,
        });
        return false;
    }
    if number.abs() > SAFE {
        out.push(size(
            trail,
            "int",
            if number > 0.0 { SAFE } else { -SAFE },
            number > 0.0,
            true,
            StopKind::Goes,
        ));
    }
    true
}

/// One check that runs only where nothing before stopped.
pub(super) fn one(check: &Check, value: &Value<'_>, trail: &Trail<'_>, out: &mut Vec<Fault>) {
    let fault = match (check, value) {
        (Check::Int, Value::Number(number)) => {
            whole(*number, trail, out);
            None
        }
        (Check::Above(bound, inclusive), Value::Number(number)) => {
            let fits = if *inclusive {
                number >= bound
            } else {
                number > bound
            };
            (!fits).then(|| size(trail, "number", *bound, false, *inclusive, StopKind::Goes))
        }
        (Check::Below(bound, inclusive), Value::Number(number)) => {
            let fits = if *inclusive {
                number <= bound
            } else {
                number < bound
            };
            (!fits).then(|| size(trail, "number", *bound, true, *inclusive, StopKind::Goes))
        }
        (Check::Pattern(source, flags, message), Value::String(text)) => {
            (!patterns::matches(source, flags, text))
                .then(|| pattern_fault(source, flags, trail, message.clone()))
        }
        (Check::Format(format, message), Value::String(text)) => (!patterns::format(format, text))
            .then(|| Fault {
                path: trail.path(),
                code: Code::Format {
                    format: format.clone(),
                    pattern: String::new(),
                },
                message: message.clone(),
                stop: StopKind::Goes,
            }),
        (Check::Starts(prefix), Value::String(text)) => {
            (!text.starts_with(prefix.as_str())).then(|| Fault {
                path: trail.path(),
                code: Code::Format {
                    format: "starts_with".to_string(),
                    pattern: prefix.clone(),
                },
                message: None,
                stop: StopKind::Goes,
            })
        }
        _ => None,
    };
    out.extend(fault);
}

/// A bound of a length: zod looks at it wherever the value has a length, whatever its type.
pub(super) fn length(
    check: &Check,
    value: &Value<'_>,
    modern: bool,
    trail: &Trail<'_>,
    out: &mut Vec<Fault>,
) {
    let (origin, units, points) = match value {
        Value::String(text) => ("string", text.encode_utf16().count(), text.chars().count()),
        Value::Array(elements) => ("array", elements.len(), elements.len()),
        _ => return,
    };
    let measured = small(if modern { points } else { units });
    let (bound, over, message) = match check {
        Check::Min(bound, message) if measured < *bound => (*bound, false, message),
        Check::Max(bound, message) if measured > *bound => (*bound, true, message),
        _ => return,
    };
    let mut fault = size(trail, origin, bound, over, true, StopKind::Goes);
    fault.message = message.clone();
    out.push(fault);
}

/// A bound that is passed.
pub(super) fn size(
    trail: &Trail<'_>,
    origin: &'static str,
    bound: f64,
    over: bool,
    inclusive: bool,
    stop: StopKind,
) -> Fault {
    Fault {
        path: trail.path(),
        code: Code::Size {
            origin,
            bound,
            over,
            inclusive,
        },
        message: None,
        stop,
    }
}

fn pattern_fault(source: &str, flags: &str, trail: &Trail<'_>, message: Option<String>) -> Fault {
    Fault {
        path: trail.path(),
        code: Code::Format {
            format: "regex".to_string(),
            pattern: format!("/{source}/{flags}"),
        },
        message,
        stop: StopKind::Goes,
    }
}

fn zod_format(format: &str) -> &str {
    match format {
        "uri" => "url",
        "date-time" => "datetime",
        other => other,
    }
}

/// A length as a number.
pub(super) fn small(length: usize) -> f64 {
    u32::try_from(length).map_or(f64::MAX, f64::from)
}
