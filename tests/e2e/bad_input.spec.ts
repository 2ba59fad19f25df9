// What no article is, what no file of ours is, and what fails under the page: each is named with a way out, what was
// there is kept, and no script of anybody's runs.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { annotate, message, openStart, pasteData, proposals, saved } from "./desk";
import { choose, exported } from "./files";
import { freshProfile, start } from "./own_browser";
import { expect, test } from "./page";
import { drag, expectMark, marks, reviewTo, textOf } from "./pane";

const SHORT = "Norrhavn Rebuilds\n\n“We will rebuild,” said Ana Ortiz. “By May.”\n\nTwo people were hurt, the police said.";
const MEGABYTE = 1024 * 1024;

/** An error that says these words, and is let go by its button. */
async function expectError(page: Page, ...words: string[]) {
  const error = message(page, words[0]);
  await expect(error).toHaveRole("alert");
  for (const word of words) await expect(error).toContainText(word);
  await error.getByRole("button", { name: "Dismiss" }).click();
  await expect(error).toHaveCount(0);
}

/** A record of ours with one quote, to be spoiled. */
function record(text = "A. 🚒 “We know,” she said.", exact = "“We know,”") {
  const start = [...text.slice(0, text.indexOf(exact))].length;
  return {
    format: "pressmark",
    version: 1,
    offset_unit: "codepoint",
    document: { id: "spoiled", title: "Spoiled", url: "", published: "", lang: "en", text },
    speakers: [{ id: "s1", name: "Jane Roe", role: "", affiliation: "", same_as: "" }],
    spans: [
      {
        id: "a1",
        label: "quote",
        state: "accepted",
        attributes: { quote_type: "direct" },
        fragments: [{ start, end: start + [...exact].length, exact, prefix: "", suffix: "" }],
        origin: { kind: "manual" },
        author: "",
        created: "2026-11-24T09:00:00Z",
        note: "",
      },
    ],
    links: [],
  };
}

test.describe("on the start screen", () => {
  test("an empty paste is asked for again", async ({ page }) => {
    await openStart(page);
    await page.getByRole("textbox", { name: "Article" }).fill(" \n\t ");
    await page.keyboard.press("Control+Enter");
    await expectError(page, "There is no text in it.", "Copy the article's text");
    await expect(page.getByRole("textbox", { name: "Article" })).toHaveValue(" \n\t ");
    await expect(page.getByRole("textbox", { name: "Article" })).toBeVisible();
  });

  test("20 MB of text is refused and what was typed stays", async ({ page }) => {
    await openStart(page);
    const box = page.getByRole("textbox", { name: "Article" });
    await box.fill("Typed before.");
    const give = (kind: "text" | "file") =>
      page.evaluate(
        ([kind, bytes]) => {
          const text = "word ".repeat(Number(bytes) / 5);
          const clipboardData = new DataTransfer();
          if (kind === "text") clipboardData.setData("text/plain", text);
          else clipboardData.items.add(new File([text], "huge.txt"));
          document.activeElement!.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        },
        [kind, 20 * MEGABYTE],
      );
    await give("text");
    await expectError(page, "The text has 20.0 MB", "is the most that one article can have", "cut the text into parts");
    await expect(box).toHaveValue("Typed before.");
    await give("file");
    await expectError(page, "«huge.txt» was not opened.", "20.0 MB");
  });

  const files: [string, string, Buffer, string[]][] = [
    ["a picture", "photo.txt", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), ["«photo.txt» was not opened.", "This is a picture, not text.", "copy the text there"]],
    ["a PDF", "story.pdf", Buffer.from("%PDF-1.7\n%âãÏÓ\n1 0 obj"), ["«story.pdf» was not opened.", "This is a PDF, not text."]],
    ["any binary file", "thing.bin", Buffer.from(Array.from({ length: 512 }, (_, n) => (n * 7) % 256)), ["«thing.bin» was not opened.", "not text"]],
    ["invalid UTF-8", "latin.txt", Buffer.from("The caf\xe9 was closed.", "latin1"), ["«latin.txt» was not opened.", "not valid UTF-8", "0xE9 at position 7", "Save the file again as UTF-8"]],
    ["an empty file", "empty.txt", Buffer.alloc(0), ["«empty.txt» was not opened.", "There is no text in it."]],
    ["JSON that is not ours", "tasks.json", Buffer.from('{"annotations":[{"result":[]}],"data":{"text":"x"}}'), ["«tasks.json» was not imported.", "not a Pressmark file", "exported here"]],
    ["JSON that is cut short", "cut.json", Buffer.from(JSON.stringify(record()).slice(0, 300)), ["«cut.json» was not imported.", "cut short", "Download or copy it again"]],
    ["JSON that breaks its own rules", "typo.json", Buffer.from('{"format":"pressmark",,}'), ["«typo.json» was not imported.", "line 1, column 23"]],
    ["a newer version", "newer.json", Buffer.from(JSON.stringify({ ...record(), version: 7 })), ["«newer.json» was not imported.", "version 7", "up to version 1", "Load the page again"]],
  ];
  test("files that cannot be read are named, with what to do", async ({ page }) => {
    await openStart(page);
    await page.getByRole("textbox", { name: "Article" }).fill("Typed before.");
    for (const [what, name, content, words] of files) {
      await test.step(what, async () => {
        await choose(page, name, content);
        await expectError(page, ...words);
      });
    }
    await expect(page.getByRole("textbox", { name: "Article" })).toHaveValue("Typed before.");
    await expect(page.getByRole("heading", { name: "Your articles" })).toHaveCount(0);
  });
});

test("what was open stays as it was when a file or a paste is refused", async ({ page }) => {
  await annotate(page, SHORT);
  const before = await marks(page);
  await choose(page, "newer.json", JSON.stringify({ ...record(), version: 7 }));
  await expectError(page, "«newer.json» was not imported.");
  await page.locator("#text").focus();
  await pasteData(page, { "text/plain": "   " });
  await expectError(page, "There is no text in it.");
  await expect.poll(() => marks(page)).toEqual(before);
  await expect.poll(() => textOf(page)).toBe(SHORT);
});

/** The browser notes what of a foreign page it does not run; nothing else went wrong. */
function expectOnlyBlocked(faults: string[]) {
  expect(faults.filter((fault) => !fault.endsWith("The action has been blocked."))).toEqual([]);
  faults.length = 0;
}

test("a file is dropped on the page", async ({ page, faults }) => {
  await openStart(page);
  const drop = (name: string, content: string) =>
    page.evaluate(
      ([name, content]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([content], name));
        document.body.dispatchEvent(new DragEvent("dragover", { dataTransfer: transfer, bubbles: true, cancelable: true }));
        document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
      },
      [name, content],
    );
  await drop("page.html", "<!doctype html><title>x</title><script>window.pwned = 1</script><h1>Bridge open</h1><p>First &amp; <b>second</b>.<p>Third.<img src=x onerror='window.pwned = 1'>");
  await expect.poll(() => textOf(page)).toBe("Bridge open\n\nFirst & second.\n\nThird.");
  expect(await page.evaluate(() => "pwned" in window)).toBe(false);
  expectOnlyBlocked(faults);
});

test("HTML on the clipboard keeps its paragraphs and leaves its scripts behind", async ({ page, faults }) => {
  await openStart(page);
  await pasteData(page, {
    "text/plain": "One. Two.",
    "text/html": "<meta charset=utf-8><script>window.pwned = 1</script><p>One.</p><p style='display:none'>Ad.</p><p>Two.<img src=x onerror='window.pwned = 1'></p>",
  });
  await expect(page.getByRole("textbox", { name: "Article" })).toHaveValue("One.\n\nTwo.");
  expect(await page.evaluate(() => "pwned" in window)).toBe(false);
  expectOnlyBlocked(faults);
});

test("offsets that are off by an emoji are mended and said", async ({ page }) => {
  const spoiled = record("A. 🚒 B. 🚒 “We know,” she said.");
  // Counted as JavaScript counts: each emoji is two.
  for (const fragment of spoiled.spans[0].fragments) {
    fragment.start += 2;
    fragment.end += 2;
  }
  await openStart(page);
  await choose(page, "emoji.json", JSON.stringify(spoiled));
  const sheet = page.getByRole("dialog", { name: "Import" });
  await expect(sheet).toContainText("One article was taken from emoji.json.");
  await expect(sheet).toContainText(/The offsets count .*, not /);
  await page.keyboard.press("Escape");
  await expectMark(page, "quote accepted “We know,”");
});

test("a span that cannot be found is listed and left out", async ({ page }) => {
  const spoiled = record();
  spoiled.spans[0].fragments[0].exact = "“Nobody said this,”";
  await openStart(page);
  await choose(page, "lost.json", JSON.stringify(spoiled));
  const sheet = page.getByRole("dialog", { name: "Import" });
  await expect(sheet.getByRole("listitem").filter({ hasText: "“Nobody said this,”" })).toContainText("the span was left out");
  await page.keyboard.press("Escape");
  // Nothing of the engine's was in the file, so its proposals come.
  await proposals(page);
  expect((await marks(page)).filter((mark) => mark.includes("accepted"))).toEqual([]);
});

test("<script> in every field is text and nothing else", async ({ page }) => {
  const evil = `<script>window.pwned = 1</script><img src=x onerror="window.pwned = 1">`;
  const spoiled: any = record(`${evil} “We know,” she said. ${evil}`);
  spoiled.document = { ...spoiled.document, id: evil, title: evil, url: `javascript:window.pwned=1//${evil}`, lang: evil, published: evil };
  spoiled.speakers = [{ id: evil, name: evil, role: evil, affiliation: evil, same_as: `javascript:window.pwned=1//${evil}` }];
  spoiled.spans[0] = {
    ...spoiled.spans[0],
    id: evil,
    note: evil,
    author: evil,
    created: evil,
    attributes: { quote_type: evil, attribution_type: evil, [evil]: evil },
    origin: { kind: "suggested", rule: evil, score: 0.5, reason: evil },
  };
  spoiled.spans.push({ ...spoiled.spans[0], id: "a2", label: "speaker", attributes: { speaker_id: evil, mention: evil } });
  spoiled.spans.push({ ...spoiled.spans[0], id: "a3", label: evil });
  spoiled.links = [{ id: evil, type: "source", from: evil, to: "a2", state: "accepted" }, { id: "l2", type: evil, from: "a2", to: evil, state: evil }];
  spoiled[evil] = evil;
  await openStart(page);
  await choose(page, `${evil.replaceAll("/", "")}.json`, JSON.stringify(spoiled));
  await expect(page.getByRole("dialog", { name: "Import" })).toContainText("<script>");
  await page.keyboard.press("Escape");
  await expect.poll(() => textOf(page)).toBe(spoiled.document.text);
  // Every place that shows a field of the file: cards, list, registry, help texts, details, export.
  const list = page.getByRole("listbox", { name: "Annotations" });
  for (const option of await list.getByRole("option").all()) {
    await option.click();
    await expect(page.locator("#card")).toContainText("<script>");
  }
  for (const button of await page.getByRole("button", { name: /^Change / }).all()) await button.click();
  await page.getByTitle("The article's details").click();
  await expect(page.getByRole("dialog").getByLabel("Title")).toHaveValue(evil);
  await page.keyboard.press("Escape");
  await page.locator("#text").focus();
  const { text, name } = await exported(page);
  expect(name).not.toMatch(/[<>/"]/);
  expect(JSON.parse(text).document.title).toBe(evil);
  await page.goto("./");
  await expect(page.getByRole("link").filter({ hasText: "<script>" })).toBeVisible();
  const bad = await page.evaluate(() => ({
    ran: "pwned" in window,
    scripts: [...document.querySelectorAll("body script")].filter((script) => !script.getAttribute("src")).length,
    pictures: document.querySelectorAll("img").length,
    addresses: document.querySelectorAll('[href^="javascript:"]').length,
  }));
  expect(bad).toEqual({ ran: false, scripts: 0, pictures: 0, addresses: 0 });
});

test.describe("storage", () => {
  /** Gives the page so much room and no more; none: as much as there is. */
  async function room(page: Page, bytes?: number) {
    const session = await page.context().newCDPSession(page);
    await session.send("Storage.overrideQuotaForOrigin", { origin: new URL(page.url()).origin, quotaSize: bytes });
  }

  test("a full disk is said, the work stays, and is saved once there is room", async ({ page }) => {
    await openStart(page);
    await room(page, MEGABYTE / 2);
    await annotate(page, SHORT);
    await reviewTo(page, "“We will rebuild,” … “By May.”");
    await page.getByRole("textbox", { name: "Note" }).fill("ask again ".repeat(MEGABYTE / 10));
    await page.keyboard.press("Escape");
    const error = message(page, "There is no room left on this device.");
    await expect(error).toContainText("Your work stays in this tab. Export it, then make room");
    await expect(page.locator(".saved.failed")).toContainText("Not saved: no room left on this device");
    await page.keyboard.press("a");
    await expectMark(page, "quote accepted “We will rebuild,” … “By May.”");
    await expect(page.locator(".saved.yes")).toHaveCount(0);
    await room(page);
    // What is done next takes along what could not be written, and the message goes.
    await page.keyboard.press("j");
    await page.keyboard.press("a");
    await saved(page);
    await expect(error).toHaveCount(0);
    await page.reload();
    await expectMark(page, "quote accepted “We will rebuild,” … “By May.”");
  });

  test("a new article on a full disk is worked on and not lost from the tab", async ({ page }) => {
    await openStart(page);
    await room(page, 1);
    await page.getByRole("textbox", { name: "Article" }).fill(SHORT);
    await page.keyboard.press("Control+Enter");
    await proposals(page);
    await expect(message(page, "There is no room left on this device.")).toBeVisible();
    await page.getByRole("link", { name: "Pressmark" }).click();
    await expect(page.getByRole("textbox", { name: "Article" })).toBeFocused();
    // It is not on the screen, but it would be lost all the same.
    const asked = page.waitForEvent("dialog");
    await page.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect(dialog.type()).toBe("beforeunload");
    await dialog.dismiss();
    await page.getByRole("link", { name: /^Norrhavn/ }).first().click();
    await proposals(page);
    await exported(page);

    // Deleted, it waits for nothing any more; brought back, it is there as it was, and is saved once there is room.
    await page.getByRole("complementary").getByRole("button", { name: /^Delete Norrhavn/ }).click();
    await expect(message(page, "Not saved.")).toHaveCount(0);
    await room(page);
    await message(page, "was deleted").getByRole("button", { name: "Undo" }).click();
    await page.getByRole("link", { name: /^Norrhavn/ }).first().click();
    await proposals(page);
    await saved(page);
    await page.reload();
    await proposals(page);
  });

  test("a browser that keeps nothing lets one work and export", async ({ page, faults }) => {
    // As browsers do when all site data is blocked: asking for the storage throws.
    await page.addInitScript(() => {
      const closed = { get: () => { throw new DOMException("The operation is insecure.", "SecurityError"); } };
      Object.defineProperty(window, "indexedDB", closed);
      Object.defineProperty(window, "localStorage", closed);
    });
    await openStart(page);
    await expect(message(page, "does not let Pressmark keep anything")).toContainText("Export before you close it");
    await page.getByRole("textbox", { name: "Article" }).fill(SHORT);
    await page.keyboard.press("Control+Enter");
    await proposals(page);
    await expect(page.locator(".saved.failed")).toContainText("Not saved: this browser keeps nothing here");
    await page.keyboard.press("j");
    await page.keyboard.press("a");
    expect((await exported(page)).text).toContain('"accepted"');
    await page.getByRole("button", { name: "Dark theme" }).click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    expect(faults).toEqual([]);
  });

  test("a private window of an older browser is met in the same way", async ({ page }) => {
    await page.addInitScript(() => {
      // Such windows answer, but let no request to open succeed, and say why in these words.
      const open = IDBFactory.prototype.open;
      IDBFactory.prototype.open = function (this: IDBFactory, name: string, version?: number) {
        const request = open.call(this, name, version);
        const words = "A mutation operation was attempted on a database that did not allow mutations.";
        const error = new DOMException(words, "InvalidStateError");
        Object.defineProperty(request, "error", { get: () => error });
        request.addEventListener("upgradeneeded", () => request.transaction!.abort());
        return request;
      };
    });
    await openStart(page);
    await expect(message(page, "does not let Pressmark keep anything")).toContainText("Export before you close it");
    await page.getByRole("textbox", { name: "Article" }).fill(SHORT);
    await page.keyboard.press("Control+Enter");
    await proposals(page);
    await expect(page.locator(".saved.failed")).toBeVisible();
  });

  test("site data that is really blocked by the browser", async ({ faults }) => {
    const profile = freshProfile("blocked");
    mkdirSync(join(profile, "Default"), { recursive: true });
    const blocked = { profile: { default_content_setting_values: { cookies: 2 } } };
    writeFileSync(join(profile, "Default", "Preferences"), JSON.stringify(blocked));
    const { context, page } = await start(profile);
    await openStart(page);
    await expect(message(page, "does not let Pressmark keep anything")).toBeVisible();
    await context.close();
    expect(faults).toEqual([]);
  });
});

test.describe("the engine", () => {
  test("a panic in it is said, the work goes on by hand, and the next article has proposals again", async ({ page }) => {
    await page.addInitScript(() => {
      const post = Worker.prototype.postMessage;
      // The engine has a fault of its own for this: it panics as it would at a defect.
      Worker.prototype.postMessage = function (this: Worker, message: any) {
        post.call(this, (window as any).sound ? message : { ...message, fault: true });
      };
    });
    await openStart(page);
    await page.getByRole("textbox", { name: "Article" }).fill(SHORT);
    await page.keyboard.press("Control+Enter");
    await expect(message(page, "The engine stopped")).toContainText("Your text and tags are safe, and you can go on by hand.");
    await expect(message(page, "The engine stopped")).toHaveCount(1);
    await drag(page, "Ana Ortiz");
    await page.keyboard.press("1");
    await expectMark(page, "speaker accepted * Ana Ortiz");
    await saved(page);
    await page.evaluate(() => ((window as any).sound = true));
    await page.getByRole("link", { name: "Pressmark" }).click();
    await page.getByRole("textbox", { name: "Article" }).fill(`${SHORT} Again.`);
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => marks(page)).toContain("speaker proposed Ana Ortiz");
  });

  test("an engine that does not arrive leaves the page at work", async ({ page, context }) => {
    await context.route("**/engine_bg.wasm", (route) => route.abort());
    const refused = page.waitForEvent("requestfailed", (request) => request.url().includes("engine_bg.wasm"));
    await openStart(page);
    await refused;
    // Nothing was asked of it, so there is nothing to say.
    await expect(page.locator(".message")).toHaveCount(0);
    await page.getByRole("textbox", { name: "Article" }).fill(SHORT);
    await page.keyboard.press("Control+Enter");
    await expect(message(page, "The engine stopped")).toContainText("go on by hand");
    await drag(page, "Ana Ortiz");
    await page.keyboard.press("1");
    await expectMark(page, "speaker accepted * Ana Ortiz");
  });
});
