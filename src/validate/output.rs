//! A verdict as the real `openclaw config validate --json` prints it.

use serde_json::{Map, Value, json};

use super::stages::since;
use super::{Issue, Verdict};

/// The JSON that the release prints for `path`, with its line breaks, without the last one.
/// `path` is the absolute path of the file, as the real command prints it.
pub fn json_text(verdict: &Verdict, path: &str) -> String {
    let value = json_value(verdict, path);
    let text = if verdict.valid {
        serde_json::to_string(&value)
    } else {
        serde_json::to_string_pretty(&value)
    };
    text.unwrap_or_default()
}

/// The same as a value.
pub fn json_value(verdict: &Verdict, path: &str) -> Value {
    let mut out = Map::new();
    if !verdict.valid && since(verdict.release, "2026.8.1") {
        out.insert("ok".to_string(), json!(false));
        let message = format!("OpenClaw config is invalid: {path}");
        out.insert(
            "error".to_string(),
            json!({ "type": "cli_error", "message": message }),
        );
    }
    out.insert("valid".to_string(), json!(verdict.valid));
    out.insert("path".to_string(), json!(path));
    if !verdict.valid {
        out.insert("issues".to_string(), list(&verdict.issues));
    } else if since(verdict.release, "2026.6.9") {
        out.insert("warnings".to_string(), list(verdict.printed_warnings()));
    }
    Value::Object(out)
}

/// Issues as the real command lists them: path, message, accepted values.
pub fn list(issues: &[Issue]) -> Value {
    Value::Array(issues.iter().map(one).collect())
}

fn one(issue: &Issue) -> Value {
    let mut out = Map::new();
    out.insert("path".to_string(), json!(issue.path_text()));
    out.insert("message".to_string(), json!(issue.message));
    if !issue.allowed.is_empty() {
        out.insert("allowedValues".to_string(), json!(issue.allowed));
        if issue.allowed_hidden > 0 {
            out.insert(
                "allowedValuesHiddenCount".to_string(),
                json!(issue.allowed_hidden),
            );
        }
    }
    Value::Object(out)
}
