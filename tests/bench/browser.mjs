// The browser of the bench, its pages, and what they weigh. The floor page has a server of its own, as the page does.
import { createServer } from "node:http";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";

const HERE = new URL(".", import.meta.url);
const VIEWPORT = { width: 1440, height: 900 };
const TYPES = { html: "text/html", css: "text/css", js: "text/javascript" };

const address = process.env.PRESSMARK_URL;
if (!address) {
  console.error("PRESSMARK_URL is not set: run the bench with `cargo xtask bench page`.");
  process.exit(2);
}

/** Serves the floor page; gives its address and how to stop. */
export async function serveFloor() {
  const server = createServer(async (request, response) => {
    const name = new URL(request.url, "http://floor").pathname.slice(1);
    const type = TYPES[name.split(".").pop()];
    if (!/^floor\.(?:html|css|js)$/.test(name)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": `${type}; charset=utf-8` }).end(await readFile(new URL(name, HERE)));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}/floor.html`, stop: () => server.close() };
}

/** Starts a browser of its own. */
export function launch() {
  const flags = process.env.PRESSMARK_CHROMIUM_FLAGS?.split(/[ ,]+/).filter(Boolean) ?? [];
  return chromium.launch({
    executablePath: process.env.PRESSMARK_CHROMIUM || undefined,
    // One process for the page and none in reserve, so that it is known whose memory is read.
    args: [...flags, "--disable-features=SpareRendererForSitePerProcess", "--enable-precise-memory-info"],
  });
}

/** A page in a profile of its own: «ours» or «floor», at its start, with the stopwatch in it. */
export async function open(browser, kind, floor) {
  const context = await browser.newContext({
    viewport: VIEWPORT,
    // The next proposal is scrolled to at once on both pages, so that it can be asked whether it is in view.
    reducedMotion: "reduce",
    colorScheme: "light",
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => console.error(`${kind}: ${error.message}`));
  await page.addInitScript({ path: new URL("probe.js", HERE).pathname });
  await page.goto(kind === "ours" ? address : floor.url);
  await page.evaluate((name) => probe.be(name), kind);
  if (kind === "ours") {
    await page.getByRole("textbox", { name: "Article" }).waitFor().catch(async () => {
      throw new Error(`the paste box did not come; the page says: ${await page.locator("body").innerText()}`);
    });
  }
  return page;
}

/** Puts a text on the clipboard and into the box that has the focus. */
export async function paste(page, text) {
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
  await page.keyboard.press("ControlOrMeta+v");
}

/** Lets the person's «choose a file» take this record; the watch, if armed, starts when the page is handed the file. */
export async function importRecord(page, record) {
  // A file on the disk, as a person's is: bytes handed over by the test would be decoded in the page, at the page's cost.
  const folder = await mkdtemp(join(tmpdir(), "pressmark-bench-"));
  const file = join(folder, "bench.json");
  await writeFile(file, JSON.stringify(record));
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: "Choose a file" }).click()]);
  await chooser.setFiles(file);
  await page.waitForFunction(() => probe.counts().paragraphs > 0);
  await rm(folder, { recursive: true });
}

/** Megabytes (2²⁰ bytes) of the page's process after garbage collection: proportional share, and anonymous pages only. */
export async function memory(browser, page) {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.enable");
  for (let round = 0; round < 3; round += 1) {
    await session.send("HeapProfiler.collectGarbage");
    await page.evaluate(() => probe.settle());
  }
  const system = await browser.newBrowserCDPSession();
  const { processInfo } = await system.send("SystemInfo.getProcessInfo");
  // The one that has worked most: a reserve, if there is one, has done nothing.
  const [own] = processInfo.filter(({ type }) => type === "renderer").sort((one, other) => other.cpuTime - one.cpuTime);
  const rollup = await readFile(`/proc/${own.id}/smaps_rollup`, "utf8");
  const field = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(rollup)?.[1] ?? Number.NaN) / 1024;
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return { pss: field("Pss"), anonymous: field("Pss_Anon"), heap: usedSize / 2 ** 20 };
}
