//! The browser's door: it hands text in and plain data out, and decides nothing.

use serde::Serialize;
use wasm_bindgen::prelude::*;

/// One language, ready to annotate. JavaScript owns it and may free it; nothing else needs freeing.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Annotator(crate::Annotator);

#[wasm_bindgen]
impl Annotator {
    /// Reads a pack. Throws an `Error` whose `code` is `pack-foreign`, `pack-version` or `pack-damaged`.
    #[wasm_bindgen(constructor)]
    pub fn new(pack: &[u8]) -> Result<Annotator, JsValue> {
        crate::Annotator::from_pack(pack).map(Annotator).map_err(|error| {
            let thrown = js_sys::Error::new(error.message());
            let _ = js_sys::Reflect::set(&thrown, &"code".into(), &error.code().into());
            thrown.into()
        })
    }

    /// The language of the pack.
    #[wasm_bindgen(getter)]
    pub fn language(&self) -> String {
        self.0.language().into()
    }

    /// Annotates `text`; see `kutip.d.ts` for the shape of the answer.
    pub fn annotate(&self, text: &str) -> Result<JsValue, JsValue> {
        let serializer = serde_wasm_bindgen::Serializer::new().serialize_missing_as_null(true);
        self.0.annotate(text).serialize(&serializer).map_err(Into::into)
    }
}
