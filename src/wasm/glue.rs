//! What JavaScript calls.
//!
//! Answers cross as JSON, which the engine's own parser turns into objects. A call that cannot be
//! carried out throws an `Error`; a paste never is the reason.

use serde::Serialize;
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;

use super::Utf16;
use crate::catalogue::Release;
use crate::diagnose::Options;
use crate::json5::Path;
use crate::lang::Lang;
use crate::render::markdown as render;
use crate::rules;
use crate::validate::{Environment, output};
use crate::version::Version;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = JSON, js_name = parse)]
    fn json_parse(text: &str) -> JsValue;

    #[wasm_bindgen(js_namespace = JSON, js_name = stringify)]
    fn json_stringify(value: &JsValue) -> Option<String>;
}

/// Names a panic's place and message on the console before the engine stops. Only while developing:
/// the words of panics weigh on the engine, and the page says itself that the engine stopped.
#[cfg(debug_assertions)]
#[wasm_bindgen(start)]
fn start() {
    console_error_panic_hook::set_once();
}

/// The report on a paste. `options.openclaw` is the release to judge by, instead of the one that the
/// paste proves; `options.lang` a language's tag, English where there is no such language.
#[wasm_bindgen]
pub fn diagnose(text: &str, options: &JsValue) -> Result<JsValue, JsValue> {
    let mut report = crate::diagnose::diagnose(text, &chosen(&read(options)?)?);
    let utf16 = Utf16::new(text);
    report.map_offsets(|byte| utf16.offset(byte));
    answer(&report)
}

/// What `openclaw config validate --json` of `options.openclaw` prints for a config: `valid`,
/// `issues` with `path` and `message`. Without a release, the newest that is known.
#[wasm_bindgen]
pub fn validate(text: &str, options: &JsValue) -> Result<JsValue, JsValue> {
    let release = match version(&read(options)?)? {
        None => Release::last(),
        Some(version) => Release::of(&version)
            .ok_or_else(|| refuse(&format!("{version} is not a release in the catalogue")))?,
    };
    let verdict = crate::validate::validate(text, release, &Environment::default());
    answer(&output::json_value(&verdict, "openclaw.json"))
}

/// The corrected config with every safe fix applied (`text`, `applied`, `left`, `verified`), or null
/// where the paste holds none or nothing is to be corrected. Options as for [`diagnose`].
#[wasm_bindgen]
pub fn fix(text: &str, options: &JsValue) -> Result<JsValue, JsValue> {
    let given = read(options)?;
    let chosen = Options {
        openclaw: version(&given)?,
        ..Options::default()
    };
    answer(&crate::diagnose::diagnose(text, &chosen).corrected)
}

/// What becomes of a config from release `options.from` to `options.to` (`upgrade::Preview`). With
/// `options.drop` what has no successor is left out.
#[wasm_bindgen]
pub fn upgrade(text: &str, options: &JsValue) -> Result<JsValue, JsValue> {
    let given = read(options)?;
    let release = |name: &str| {
        let named = given.get(name).and_then(Value::as_str);
        named
            .and_then(Release::named)
            .ok_or_else(|| refuse(&format!("{name} is not a release in the catalogue")))
    };
    let options = crate::upgrade::Options {
        from: release("from")?,
        to: release("to")?,
        drop: given.get("drop").and_then(Value::as_bool) == Some(true),
        lang: chosen(&given)?.lang,
    };
    answer(&crate::upgrade::upgrade(text, &options))
}

/// The report as Markdown, every secret masked: for `options.form` `"chat"` short enough for one
/// message, otherwise for an issue tracker. Other options as for [`diagnose`].
#[wasm_bindgen]
pub fn markdown(text: &str, options: &JsValue) -> Result<String, JsValue> {
    let given = read(options)?;
    let chosen = chosen(&given)?;
    let report = crate::diagnose::diagnose(text, &chosen);
    Ok(match given.get("form").and_then(Value::as_str) {
        Some("chat") => render::chat(&report, chosen.lang),
        _ => render::tracker(&report, chosen.lang),
    })
}

/// The text with every secret masked, line by line.
#[wasm_bindgen]
pub fn redact(text: &str) -> String {
    crate::secrets::redact(text)
}

/// Every release in the catalogue, oldest first: `version`, `date`.
#[wasm_bindgen]
pub fn releases() -> Result<JsValue, JsValue> {
    let one = |release: Release| json!({ "version": release.name(), "date": release.date() });
    answer(&Release::all().map(one).collect::<Vec<_>>())
}

/// What is known of a config key, by its path: `standing`, `types`, `values`, `known`, `keys`, `moved`
/// and more (`explore::KeyPage`), in `options.openclaw` or else in the newest release.
#[wasm_bindgen]
pub fn explain_key(path: &str, options: &JsValue) -> Result<JsValue, JsValue> {
    let release = match version(&read(options)?)? {
        None => Release::last(),
        Some(version) => Release::nearest(&version).0,
    };
    answer(&crate::explore::key(&Path::parse(path), release))
}

/// Every rule: `rule`.
#[wasm_bindgen]
pub fn rules() -> Result<JsValue, JsValue> {
    let one = |id: &str| json!({ "rule": id });
    answer(&rules::all().map(|rule| one(rule.id)).collect::<Vec<_>>())
}

fn answer(value: &impl Serialize) -> Result<JsValue, JsValue> {
    match serde_json::to_string(value) {
        Ok(json) => Ok(json_parse(&json)),
        Err(fault) => Err(refuse(&fault.to_string())),
    }
}

/// The options as a value; nothing given is no option.
fn read(options: &JsValue) -> Result<Value, JsValue> {
    if options.is_undefined() || options.is_null() {
        return Ok(Value::Null);
    }
    json_stringify(options)
        .and_then(|json| serde_json::from_str(&json).ok())
        .filter(Value::is_object)
        .ok_or_else(|| refuse("options is not an object"))
}

fn chosen(options: &Value) -> Result<Options, JsValue> {
    Ok(Options {
        openclaw: version(options)?,
        lang: options
            .get("lang")
            .and_then(Value::as_str)
            .and_then(Lang::of)
            .unwrap_or(Lang::EN),
    })
}

fn version(options: &Value) -> Result<Option<Version>, JsValue> {
    match options.get("openclaw") {
        None | Some(Value::Null) => Ok(None),
        Some(given) => given
            .as_str()
            .and_then(Version::parse)
            .map(Some)
            .ok_or_else(|| {
                refuse(&format!(
                    "openclaw is not a version such as 2026.3.8: {given}"
                ))
            }),
    }
}

fn refuse(why: &str) -> JsValue {
    JsError::new(why).into()
}
