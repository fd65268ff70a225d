//! The boundary to JavaScript as a browser and Node meet it.

#![cfg(target_arch = "wasm32")]

use clawlens::wasm::diagnose;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn a_paste_is_answered() {
    assert_eq!(diagnose("🦞x").as_f64(), Some(5.0));
}
