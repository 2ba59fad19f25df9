// The floor: the least a page can do for the same work. It wraps the selected range in a <mark>, on the key 1, on its
// button, or on the release that ends a selection; it moves from one proposal to the next on A; it keeps no records.
"use strict";

const pane = document.getElementById("pane");
const paste = document.getElementById("paste");
const bar = document.getElementById("bar");
let onRelease = false;
let proposals = [];
let current = null;

function wrap() {
  const selection = document.getSelection();
  if (selection.rangeCount === 0 || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const mark = document.createElement("mark");
  mark.append(range.extractContents());
  range.insertNode(mark);
  selection.removeAllRanges();
}

function select(mark) {
  current?.classList.remove("selected");
  current = mark;
  mark.classList.add("selected");
  mark.scrollIntoView({ block: "nearest" });
}

function accept() {
  current?.classList.remove("proposed");
  let next = proposals.shift();
  // Wrapping words of a mark can leave an empty one.
  while (next && !next.textContent) next = proposals.shift();
  if (next) select(next);
}

function show() {
  paste.hidden = true;
  bar.hidden = false;
  pane.hidden = false;
  pane.focus();
}

function load(paragraphs) {
  const all = document.createDocumentFragment();
  for (const runs of paragraphs) {
    const paragraph = document.createElement("p");
    for (const [text, kind] of runs) {
      if (kind === 0) {
        paragraph.append(text);
        continue;
      }
      const mark = document.createElement("mark");
      if (kind === 2) mark.className = "proposed";
      mark.append(text);
      paragraph.append(mark);
    }
    all.append(paragraph);
  }
  pane.replaceChildren(all);
  proposals = [...pane.querySelectorAll("mark.proposed")];
  show();
}

/** Called by the bench. */
window.floor = { load, wrapOnRelease: (is) => { onRelease = is; } };

paste.focus();
paste.addEventListener("paste", (event) => {
  event.preventDefault();
  load(event.clipboardData.getData("text/plain").split(/\n\n+/).map((text) => [[text, 0]]));
});
window.addEventListener("keydown", (event) => {
  if (event.target === paste) return;
  if (event.key === "1") wrap();
  if (event.key === "a") accept();
});
document.getElementById("mark").addEventListener("mousedown", (event) => event.preventDefault());
document.getElementById("mark").addEventListener("click", wrap);
window.addEventListener("mouseup", (event) => {
  if (onRelease && pane.contains(event.target)) wrap();
});
