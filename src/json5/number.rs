//! Numbers: what their text means, and how JavaScript would write them.

/// The number that a JSON5 number token means; `None` where the text is no such number.
pub fn number(text: &str) -> Option<f64> {
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, text.get(1..)?),
        b'+' => (false, text.get(1..)?),
        _ => (false, text),
    };
    let magnitude = match digits.as_bytes() {
        b"Infinity" => f64::INFINITY,
        b"NaN" => return Some(f64::NAN),
        [b'0', b'x' | b'X', hex @ ..] => hexadecimal(hex)?,
        [b'0'..=b'9' | b'.', ..] => digits.parse().ok()?,
        _ => return None,
    };
    Some(if negative { -magnitude } else { magnitude })
}

/// A number as `JSON.stringify` writes it; JSON5's words for those that JSON lacks.
pub fn number_text(number: f64) -> String {
    if number.is_nan() {
        return "NaN".to_owned();
    }
    if number.is_infinite() {
        return if number < 0.0 {
            "-Infinity"
        } else {
            "Infinity"
        }
        .to_owned();
    }
    if number == 0.0 {
        return "0".to_owned();
    }
    // Shortest digits that read back the same, as `d.ddde±x`.
    let shortest = format!("{:e}", number.abs());
    let (mantissa, exponent) = shortest.split_once('e').unwrap_or((&shortest, "0"));
    let digits: String = mantissa.chars().filter(|c| *c != '.').collect();
    let point = exponent.parse::<i32>().unwrap_or(0) + 1;
    let count = i32::try_from(digits.len()).unwrap_or(i32::MAX);
    let split = |at: i32| {
        let (before, after) = digits.split_at(usize::try_from(at).unwrap_or(0));
        format!("{before}.{after}")
    };
    let zeros = |n: i32| "0".repeat(usize::try_from(n).unwrap_or(0));
    let unsigned = if count <= point && point <= 21 {
        format!("{digits}{}", zeros(point - count))
    } else if 0 < point && point <= 21 {
        split(point)
    } else if -6 < point && point <= 0 {
        format!("0.{}{digits}", zeros(-point))
    } else {
        let mantissa = if count == 1 { digits.clone() } else { split(1) };
        format!(
            "{mantissa}e{}{}",
            if point > 0 { "+" } else { "-" },
            (point - 1).abs()
        )
    };
    if number < 0.0 {
        format!("-{unsigned}")
    } else {
        unsigned
    }
}

/// Hexadecimal digits, rounded to nearest even as `Number("0x…")` does.
fn hexadecimal(digits: &[u8]) -> Option<f64> {
    if digits.is_empty() {
        return None;
    }
    let mut mantissa: u64 = 0;
    let mut dropped: u32 = 0;
    let mut sticky = false;
    for digit in digits {
        let digit = (*digit as char).to_digit(16)?;
        if mantissa >> 60 == 0 {
            mantissa = mantissa << 4 | u64::from(digit);
        } else {
            dropped = dropped.saturating_add(4);
            sticky |= digit != 0;
        }
    }
    // With digits dropped the mantissa has more bits than a double keeps, so its last bit only
    // has to say whether something follows.
    let kept = (mantissa | u64::from(sticky)) as f64;
    if dropped > 1023 {
        return Some(f64::INFINITY);
    }
    Some(kept * f64::from_bits(u64::from(1023 + dropped) << 52))
}
