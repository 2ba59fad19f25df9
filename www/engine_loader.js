// Starts the engine's wasm in its worker. The browser tells the page of a script that throws, but not of a promise that
// fails: an engine that does not arrive would be waited for in silence.

importScripts("./engine.js");

wasm_bindgen({ module_or_path: "./engine_bg.wasm" }).catch((error) => {
  postMessage({ error: `The engine could not be started: ${error}` });
});
