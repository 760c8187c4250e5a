//! The browser's door: it hands text in and plain data out, and decides nothing.

use crate::annotation::Annotation;
use crate::steps::Steps;
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// One language, ready to annotate. JavaScript owns it and may free it; nothing else needs freeing.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Annotator {
    core: crate::Annotator,
    steps: Steps,
}

#[wasm_bindgen]
impl Annotator {
    /// Reads a pack. Throws an `Error` whose `code` is `pack-foreign`, `pack-version` or `pack-damaged`.
    #[wasm_bindgen(constructor)]
    pub fn new(pack: &[u8]) -> Result<Annotator, JsValue> {
        let core = crate::Annotator::from_pack(pack).map_err(thrown)?;
        Ok(Self { core, steps: Steps::default() })
    }

    /// The language of the pack.
    #[wasm_bindgen(getter)]
    pub fn language(&self) -> String {
        self.core.language().into()
    }

    /// Annotates `text`; see `kutip.d.ts` for the shape of the answer.
    pub fn annotate(&self, text: String) -> Result<JsValue, JsValue> {
        // The steps' way too, so that the rooms are in the module once.
        plain(&Steps::new(text).finish(&self.core))
    }

    /// Begins with a text that is to be read in steps, and forgets the one before it.
    pub fn start(&mut self, text: String) {
        self.steps = Steps::new(text);
    }

    /// Reads about so many bytes more of the text, and returns the share of the work that is done, from 0 to 1.
    pub fn step(&mut self, bytes: u32) -> f64 {
        self.steps.step(&self.core, bytes as usize)
    }

    /// The annotation of the text that was started, as `annotate` would give it.
    pub fn finish(&mut self) -> Result<JsValue, JsValue> {
        let mut steps = core::mem::take(&mut self.steps);
        plain(&steps.finish(&self.core))
    }
}

/// As plain data of JavaScript.
fn plain(annotation: &Annotation<'_>) -> Result<JsValue, JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::new().serialize_missing_as_null(true);
    annotation.serialize(&serializer).map_err(Into::into)
}

/// Tells the language of a text. Nothing of it needs freeing either.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Guesser(crate::Guesser);

#[wasm_bindgen]
impl Guesser {
    /// Reads `guess.kutip`. Throws as [`Annotator::new`] does.
    #[wasm_bindgen(constructor)]
    pub fn new(table: &[u8]) -> Result<Guesser, JsValue> {
        crate::Guesser::from_table(table).map(Guesser).map_err(thrown)
    }

    /// `{ language, confidence }`, the confidence from 0 to 1.
    pub fn guess(&self, text: &str) -> JsValue {
        let guess = self.0.guess(text);
        let object = js_sys::Object::new();
        let confidence = f64::from(guess.confidence) / 100.0;
        for (name, value) in [("language", guess.language.into()), ("confidence", confidence.into())] {
            let _ = js_sys::Reflect::set(&object, &name.into(), &value);
        }
        object.into()
    }
}

/// An `Error` with the code of a refused pack.
fn thrown(error: crate::PackError) -> JsValue {
    let thrown = js_sys::Error::new(error.message());
    let _ = js_sys::Reflect::set(&thrown, &"code".into(), &error.code().into());
    thrown.into()
}
