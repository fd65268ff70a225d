//! For the comparison with npm's json5: each line of standard input is a text as a JSON string,
//! each line of output what we make of it, in a form that loses nothing (bits of numbers, order of keys).

use std::fmt::Write as _;
use std::io::{BufRead as _, Write as _};

use clawlens::json5::{Value, parse};

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let text: String = serde_json::from_str(&line?).map_err(std::io::Error::other)?;
        let document = parse(&text);
        let mut value = String::new();
        if let Some(whole) = document.value() {
            write_value(&whole, &mut value);
        }
        let errors: Vec<_> = document
            .errors()
            .iter()
            .map(|error| error.kind.slug())
            .collect();
        let refusal = document
            .first_error_as_json5()
            .map(|refusal| (refusal.message, refusal.line, refusal.column));
        let answer = serde_json::json!({ "value": value, "errors": errors, "refusal": refusal });
        writeln!(out, "{answer}")?;
    }
    Ok(())
}

fn write_value(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push('n'),
        Value::Bool(value) => out.push(if *value { 't' } else { 'f' }),
        Value::Number(number) if number.is_nan() => out.push_str("NaN"),
        Value::Number(number) => {
            let _ = write!(out, "{:016x}", number.to_bits());
        }
        Value::String(text) => write_text(text, out),
        Value::Array(elements) => {
            out.push('[');
            for element in elements {
                write_value(element, out);
                out.push(',');
            }
            out.push(']');
        }
        Value::Object(members) => {
            out.push('{');
            for (key, value) in members.iter() {
                write_text(key, out);
                out.push(':');
                write_value(value, out);
                out.push(',');
            }
            out.push('}');
        }
    }
}

fn write_text(text: &str, out: &mut String) {
    let _ = write!(out, "{}:{}", text.encode_utf16().count(), text);
}
