// The whole job with the keyboard alone: not one event of a mouse or a finger reaches the page.
import { article, message, openStart, progress, proposals, said, saved } from "./desk";
import { downloaded, expectToFitTheSchema } from "./files";
import { expect, test } from "./page";
import { expectMark, expectNoMark, marks, reviewTo, selected, walkTo } from "./pane";
import type { Locator, Page } from "@playwright/test";

const WARNED = "“We warned the owners twice,” … “Nobody came to look.”";

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    const pointed: string[] = [];
    Object.assign(window, { pointed });
    for (const kind of ["pointerdown", "mousedown", "touchstart", "pointermove", "mousemove"]) {
      addEventListener(kind, () => pointed.push(kind), { capture: true });
    }
  });
});

test.afterEach(async ({ page }) => {
  expect(await page.evaluate(() => (window as any).pointed), "no mouse and no finger").toEqual([]);
});

/** Presses Tab until this has the focus. */
async function tabTo(page: Page, wanted: Locator, key: "Tab" | "Shift+Tab" = "Tab") {
  await expect(wanted).toBeVisible();
  for (let step = 0; step < 120; step += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${wanted} is not to be reached by ${key}`);
}

const text = (page: Page) => page.locator("#text");

test("a whole job is done with the keyboard alone", async ({ page }) => {
  await test.step("an article comes in, and the text has the focus", async () => {
    await openStart(page);
    await page.keyboard.insertText(article("quarry.txt"));
    await page.keyboard.press("Control+Enter");
    await proposals(page);
    await expect(text(page)).toBeFocused();
  });

  await test.step("review", async () => {
    await reviewTo(page, WARNED);
    await expect.poll(() => said(page)).toMatch(/^Quote, proposed, \d+ of \d+: “We warned.*, speaker Tove Brandal$/);
    await page.keyboard.press("a");
    await expectMark(page, `quote accepted ${WARNED}`);
    await page.keyboard.press("Shift+J");
    await page.keyboard.press("k");
    await expect.poll(async () => (await marks(page)).filter((mark) => / \* /.test(mark))).toHaveLength(1);
    await reviewTo(page, "“My son was on that terrace,” … “He called me at noon.”");
    await page.keyboard.press("x");
    await expect.poll(() => said(page)).toMatch(/^Rejected the quote/);
    await page.keyboard.press("Control+z");
    await expectMark(page, "quote proposed * “My son was on that terrace,” … “He called me at noon.”");
    await expect(text(page)).toBeFocused();
  });

  await test.step("edit in the card, and back with Escape", async () => {
    await page.keyboard.press("e");
    const card = page.getByRole("region", { name: "Quote, proposed" });
    await expect(card.locator(":focus")).toHaveCount(1);
    await tabTo(page, card.getByRole("radio", { name: "direct", exact: true }));
    await page.keyboard.press("ArrowRight");
    await expect(card.getByRole("radio", { name: "indirect" })).toBeChecked();
    await tabTo(page, card.getByLabel("Attitude"));
    await page.keyboard.press("ArrowDown");
    await expect(card.getByLabel("Attitude")).toHaveValue("belief");
    await page.keyboard.press("Escape");
    await expect(text(page)).toBeFocused();
  });

  await test.step("tag by words, by sentence, and add a fragment", async () => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await walkTo(page, "Three workers were killed");
    for (let word = 0; word < 4; word += 1) await page.keyboard.press("Shift+ArrowRight");
    await expect.poll(() => selected(page)).toBe("Three workers were killed");
    await page.keyboard.press("4");
    await expectMark(page, "commitment accepted * Three workers were killed");
    // A slip: another label for the same mark.
    await page.keyboard.press("5");
    await expectMark(page, "claim accepted * Three workers were killed");
    await page.keyboard.press("]");
    await page.keyboard.press("]");
    await expectMark(page, "claim accepted * Three workers were killed and nine");
    await page.keyboard.press("Shift+[");
    await expectMark(page, "claim accepted * workers were killed and nine");
    await page.keyboard.press("[");
    await walkTo(page, "the fire service");
    for (let word = 0; word < 3; word += 1) await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("+");
    await expectMark(page, "claim accepted * Three workers were killed and nine … the fire service");
    await walkTo(page, "Mayor Oskar");
    await page.keyboard.press("s");
    await expect.poll(() => selected(page)).toBe("Mayor Oskar Lindgren will visit the families on Sunday.");
    await page.keyboard.press("5");
    await expectMark(page, "claim accepted * Mayor Oskar Lindgren will visit the families on Sunday.");
  });

  await test.step("link to a speaker by typing the name", async () => {
    await page.keyboard.press("l");
    await expect(page.getByRole("combobox", { name: /^Type a name/ })).toBeFocused();
    await page.keyboard.type("sandv");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await expect(text(page)).toBeFocused();
    await expect(page.getByRole("button", { name: /^Remove the link to Emil Sandvik/ })).toBeVisible();
    await page.keyboard.press("Shift+L");
    await expect(page.getByRole("button", { name: /^Remove the link to Emil Sandvik/ })).toHaveCount(0);
    await page.keyboard.press("Control+z");
    await expect(page.getByRole("button", { name: /^Remove the link to Emil Sandvik/ })).toBeVisible();
    // Started and let go again.
    await page.keyboard.press("l");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("combobox", { name: /^Type a name/ })).toHaveCount(0);
    await expect(text(page)).toBeFocused();
  });

  await test.step("a note, and the speaker's entry", async () => {
    await page.keyboard.press("n");
    await page.keyboard.type("check the day");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("textbox", { name: "Note" })).toHaveValue("check the day");
    await page.keyboard.press("Shift+K");
    await page.keyboard.press("Shift+J");
    await expect(page.getByRole("textbox", { name: "Note" })).toHaveValue("check the day");
  });

  await test.step("the list does what the text does", async () => {
    await page.keyboard.press("/");
    await page.keyboard.type("brandal");
    await page.keyboard.press("Enter");
    const list = page.getByRole("listbox", { name: "Annotations" });
    await expect(list).toBeFocused();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowDown");
    await expect(list.getByRole("option", { selected: true })).toHaveCount(1);
    await page.keyboard.press("Enter");
    await expect(text(page)).toBeFocused();
    // Let go, step by step: the annotation, then the filter.
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("searchbox", { name: "Find in annotations" })).toHaveValue("");
    await page.keyboard.press("f");
    const label = page.getByRole("combobox", { name: "Label" });
    await expect(label).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await expect(label).not.toHaveValue("");
    await page.keyboard.press("Escape");
    await expect(text(page)).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(label).toHaveValue("");
  });

  await test.step("help and details come and go, and the focus with them", async () => {
    await page.keyboard.press("?");
    const help = page.getByRole("dialog", { name: "All keys" });
    await expect(help).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(help).toHaveCount(0);
    await expect(text(page)).toBeFocused();
    await page.keyboard.press("Control+s");
    await expect(message(page, "already saved")).toBeVisible();
  });

  await test.step("export", async () => {
    await page.keyboard.press("Control+e");
    const dialog = page.getByRole("dialog", { name: "Export" });
    await tabTo(page, dialog.getByRole("button", { name: "Download JSON", exact: true }));
    const { text: record } = await downloaded(page, () => page.keyboard.press("Enter"));
    expectToFitTheSchema(record);
    const claims = JSON.parse(record).spans.filter((span: any) => span.label === "claim" && span.origin.kind === "manual");
    expect(claims.map((span: any) => [span.note, span.fragments.length])).toEqual([
      ["", 2],
      ["check the day", 1],
    ]);
    await expect(dialog).toHaveCount(0);
    await expect(text(page)).toBeFocused();
  });

  await test.step("to the start, and back; delete, and take that back", async () => {
    await saved(page);
    const before = await progress(page);
    await tabTo(page, page.getByRole("link", { name: "Pressmark" }), "Shift+Tab");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("textbox", { name: "Article" })).toBeFocused();
    const line = page.getByRole("link", { name: /^Quarry Collapse/ });
    await tabTo(page, line);
    await page.keyboard.press("Enter");
    await expect(text(page)).toBeFocused();
    await expect.poll(() => progress(page)).toEqual(before);
    await tabTo(page, page.getByRole("link", { name: "Pressmark" }), "Shift+Tab");
    await page.keyboard.press("Enter");
    await tabTo(page, page.getByRole("button", { name: /^Delete Quarry/ }));
    await page.keyboard.press("Enter");
    await expect(line).toHaveCount(0);
    await tabTo(page, message(page, "was deleted").getByRole("button", { name: "Undo" }));
    await page.keyboard.press("Enter");
    await expect(line).toBeVisible();
  });
});
