// Starts the page's wasm. It is a file of its own because the page's policy allows no script inside index.html.
// Trunk leaves the two addresses, which change with their contents, in <meta name="pressmark-page">.

const SLOW_MS = 500;

// A kept theme, before the first paint. Where nothing may be kept, asking throws, and the system's theme stays.
try {
  const theme = localStorage.getItem("pressmark-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Nothing to do: the page shows the system's theme.
}

const { script, wasm } = document.querySelector('meta[name="pressmark-page"]').dataset;
const loading = document.getElementById("loading");
// Said only when it takes long: a line that flashes up and goes is worse than none.
const slow = setTimeout(() => loading && (loading.hidden = false), SLOW_MS);

try {
  const { default: init } = await import(new URL(script, document.baseURI));
  await init({ module_or_path: new URL(wasm, document.baseURI) });
  document.documentElement.dataset.started = "true";
} catch (error) {
  console.error(error);
  const said = document.createElement("p");
  said.setAttribute("role", "alert");
  said.textContent = typeof WebAssembly === "object"
    ? "Pressmark could not be loaded. Your articles are safe on this device. Check the connection, then load the page again."
    : "Pressmark needs WebAssembly, which this browser does not have or has switched off. Use a current browser.";
  document.getElementById("pressmark").replaceChildren(said);
} finally {
  clearTimeout(slow);
}
