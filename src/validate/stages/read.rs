//! Reading: the text is JSON5 as npm's json5 2.2.3 has it, or it is refused with its words.

use super::super::{Issue, IssueKind, Stage};
use crate::json5::{self, Value};

/// The value, and the issue that the real command reports instead. Where both are there the value
/// is the best that can be read of a broken text.
pub fn read(text: &str) -> (Option<Value<'_>>, Option<Issue>) {
    let document = json5::parse(text);
    let refusal = document.first_error_as_json5().map(|refusal| {
        let message = format!("JSON5 parse failed: SyntaxError: {}", refusal.message);
        Issue::root(Stage::Syntax, message, IssueKind::Unreadable)
    });
    (document.value(), refusal)
}
