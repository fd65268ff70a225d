//! The boundary to JavaScript as Node and a browser meet it.

#![cfg(target_arch = "wasm32")]

use clawlens::wasm::diagnose;
use serde_json::Value;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

fn report(text: &str, options: &JsValue) -> Value {
    let report = diagnose(text, options).expect("a paste is always answered");
    serde_wasm_bindgen::from_value(report).expect("a report is plain data")
}

#[wasm_bindgen_test]
fn a_paste_is_answered_with_a_report() {
    for text in ["", "🦞x", "\0\u{1}", "{", "{ a: 1 }"] {
        assert_eq!(report(text, &JsValue::UNDEFINED)["report"], 1, "{text:?}");
    }
}
