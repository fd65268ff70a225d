//! The boundary to JavaScript: the only module that knows it and UTF-16.
//!
//! Everything below counts in bytes; offsets become UTF-16 here, in one pass over the paste.

use wasm_bindgen::prelude::*;

/// Names a panic's place and message on the console before the engine stops.
#[wasm_bindgen(start)]
fn start() {
    console_error_panic_hook::set_once();
}

/// The report on a paste.
#[wasm_bindgen]
pub fn diagnose(text: &str) -> JsValue {
    JsValue::from_f64(text.len() as f64)
}
