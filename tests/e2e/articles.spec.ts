// The library of articles: several of them, two tabs at one, and what leaves for a file or the clipboard.
import type { Page } from "@playwright/test";
import { annotate, article, message, openStart, paste, progress, proposals, saved } from "./desk";
import { choose, downloaded, expectToFitTheSchema, exported } from "./files";
import { expect, test } from "./page";
import { drag, expectMark, expectNoMark, marks, reviewTo, textOf } from "./pane";

const HARBOUR = /^Harbour Talks End Without A Deal/;
const QUARRY = /^Quarry Collapse Kills Three/;
const WARNED = "“We warned the owners twice,” … “Nobody came to look.”";

/** Waits for an annotation, selected or not. */
async function expectTagged(page: Page, mark: string) {
  const all = async () => (await marks(page)).map((mark) => mark.replace(" *", ""));
  await expect.poll(all, { message: mark }).toContain(mark);
}

/** The lines of the start screen's list, from the top. */
const listed = (page: Page) => page.getByRole("main").getByRole("listitem");

test("articles are listed with how far they are, deleted, and brought back", async ({ page }) => {
  await annotate(page, article("harbour.txt"));
  await annotate(page, article("quarry.txt"));
  await reviewTo(page, WARNED);
  await page.keyboard.press("a");
  // The count follows the text by a frame.
  await expect.poll(async () => (await progress(page)).reviewed).toBeGreaterThan(0);
  const { reviewed, total } = await progress(page);
  await saved(page);
  await page.goto("./");
  await expect(listed(page)).toHaveCount(2);
  await expect(listed(page).nth(0)).toContainText("Quarry Collapse Kills Three");
  await expect(listed(page).nth(0)).toContainText(`${reviewed} of ${total} reviewed`);
  await expect(listed(page).nth(1)).toContainText(/new · \d+ proposals/);

  await page.getByRole("button", { name: /^Delete Harbour/ }).click();
  await expect(listed(page)).toHaveCount(1);
  await message(page, "was deleted").getByRole("button", { name: "Undo" }).click();
  await expect(listed(page)).toHaveCount(2);
  await page.getByRole("link", { name: HARBOUR }).click();
  await proposals(page);

  // From beside the text: the article that is open goes, too.
  await page.getByRole("complementary").getByRole("button", { name: /^Delete Harbour/ }).click();
  await expect(page.getByRole("textbox", { name: "Article" })).toBeFocused();
  await page.reload();
  await expect(listed(page)).toHaveCount(1);
  await expect(page.getByRole("link", { name: QUARRY })).toBeVisible();
});

test("a deletion can be taken back later, whatever is said meanwhile, or made for good", async ({ page }) => {
  await annotate(page, article("harbour.txt"));
  await annotate(page, article("quarry.txt"));
  await page.getByRole("link", { name: "Pressmark" }).click();
  await page.getByRole("button", { name: /^Delete Harbour/ }).click();
  const offer = message(page, "was deleted").getByRole("button", { name: "Undo" });
  await page.getByRole("link", { name: QUARRY }).click();
  await expect.poll(() => marks(page)).not.toHaveLength(0);
  // A refusal is said beside the offer, not in its place.
  await page.keyboard.press("a");
  await expect(page.locator(".message")).toHaveCount(2);
  await expect(offer).toBeVisible();

  await page.goto("./");
  await expect(listed(page)).toHaveCount(1);
  await page.getByText("Recently deleted (1)").click();
  await page.getByRole("button", { name: /^Bring back Harbour/ }).click();
  await expect(listed(page)).toHaveCount(2);
  await page.getByRole("button", { name: /^Delete Harbour/ }).click();
  await page.getByText("Recently deleted (1)").click();
  await page.getByRole("button", { name: /^Delete Harbour.* for good/ }).click();
  await expect(page.getByText("Recently deleted")).toHaveCount(0);
  await expect(offer).toHaveCount(0);
  await page.reload();
  await expect(listed(page)).toHaveCount(1);
  await expect(page.getByText("Recently deleted")).toHaveCount(0);
});

test("an article is imported beside the deleted one that it was exported from, and is saved", async ({ page }) => {
  await annotate(page, article("quarry.txt"));
  const file = await exported(page);
  await page.getByRole("complementary").getByRole("button", { name: /^Delete Quarry/ }).click();
  await expect(listed(page)).toHaveCount(0);
  await choose(page, file.name, file.text);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(QUARRY);
  await drag(page, "Oskar Lindgren");
  await page.keyboard.press("1");
  await expectTagged(page, "speaker accepted Oskar Lindgren");
  await saved(page);
  await expect(page.locator(".message.error")).toHaveCount(0);
  await page.reload();
  await expectTagged(page, "speaker accepted Oskar Lindgren");
});

test("a paste anywhere on the page is a new article, and the first one is kept", async ({ page }) => {
  await annotate(page, article("quarry.txt"));
  const first = page.url();
  await paste(page, article("harbour.txt"));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(HARBOUR);
  await proposals(page);
  await saved(page);
  await page.goto(first);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(QUARRY);
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(HARBOUR);
});

test("a sample article opens with proposals", async ({ page }) => {
  await openStart(page);
  await page.getByRole("button", { name: "Try a sample" }).click();
  await proposals(page);
  await expectMark(page, "speaker proposed Marek Holt, a welder who swam to a fishing boat");
});

test("the details can be changed, and name the article everywhere", async ({ page }) => {
  await annotate(page, article("quarry.txt"));
  await page.getByTitle("The article's details").click();
  const sheet = page.getByRole("dialog", { name: "Article" });
  await sheet.getByLabel("Title").fill("The wall of Stenvik");
  await sheet.getByLabel("Published").fill("2026-05-03");
  await sheet.getByRole("button", { name: "Done" }).click();
  await expect(page.getByTitle("The article's details")).toHaveText("The wall of Stenvik");
  await expect(page).toHaveTitle("The wall of Stenvik – Pressmark");
  await expect(page.getByRole("complementary").getByRole("link", { name: /^The wall of Stenvik/ })).toBeVisible();
  await page.locator("#text").focus();
  expect((await exported(page)).name).toBe("2026-05-03 the-wall-of-stenvik.pressmark.json");
  await page.keyboard.press("Control+z");
  await expect(page.getByTitle("The article's details")).toHaveText(QUARRY);
});

test("what the paste brought that is no text is cleaned, and the details say so", async ({ page }) => {
  await annotate(page, "Bridge\u200b opens\r\n\r\n“We will re\u00adbuild,” said Ana Ortiz.\f");
  await expect.poll(() => textOf(page)).toContain("Bridge opens\n\n“We will rebuild,” said Ana Ortiz.");
  await page.getByTitle("The article's details").click();
  const facts = page.getByRole("dialog", { name: "Article" }).getByRole("listitem");
  await expect(facts).not.toHaveCount(0);
});

test.describe("two tabs at one article", () => {
  test("one sees what the other does", async ({ page, context }) => {
    await annotate(page, article("quarry.txt"));
    const other = await context.newPage();
    await other.goto(page.url());
    await expectMark(other, `quote proposed ${WARNED}`);
    await page.bringToFront();
    await reviewTo(page, WARNED);
    await page.keyboard.press("a");
    await expectMark(other, `quote accepted ${WARNED}`);
    await expect(message(other, "Changed in another tab")).toBeVisible();
    await other.bringToFront();
    await drag(other, "Oskar Lindgren");
    await other.keyboard.press("1");
    await expectMark(page, "speaker accepted Oskar Lindgren");
  });

  /** A tab that hears nothing of the others, so that both write at once. */
  async function deafTab(page: Page): Promise<Page> {
    const other = await page.context().newPage();
    await other.addInitScript(() => {
      BroadcastChannel.prototype.postMessage = () => {};
      Object.defineProperty(BroadcastChannel.prototype, "onmessage", { set: () => {} });
      BroadcastChannel.prototype.addEventListener = () => {};
    });
    await other.goto(page.url());
    await expectMark(other, `quote proposed ${WARNED}`);
    return other;
  }

  test("neither overwrites the other, though neither knew", async ({ page }) => {
    await annotate(page, article("quarry.txt"));
    const other = await deafTab(page);
    await page.bringToFront();
    await drag(page, "Stenvik Courier");
    await page.keyboard.press("1");
    await saved(page);
    await other.bringToFront();
    await drag(other, "Oskar Lindgren");
    await other.keyboard.press("1");
    await expect(message(other, "Both tabs' changes are kept.")).toBeVisible();
    await saved(other);
    for (const tab of [other, page]) {
      await tab.reload();
      await expectTagged(tab, "speaker accepted Stenvik Courier");
      await expectTagged(tab, "speaker accepted Oskar Lindgren");
    }
  });

  test("an import under an id that the other tab has given away gets one of its own", async ({ page }) => {
    await annotate(page, article("quarry.txt"));
    const file = await exported(page);
    const elsewhere = JSON.parse(file.text);
    elsewhere.document.id = "the-same";
    const other = await deafTab(page);
    await choose(page, file.name, JSON.stringify(elsewhere));
    await expect.poll(() => page.url()).toContain("the-same");
    await saved(page);
    await choose(other, file.name, JSON.stringify(elsewhere));
    await saved(other);
    await expect.poll(() => other.url()).not.toContain("the-same");
    await drag(other, "Oskar Lindgren");
    await other.keyboard.press("1");
    await expectTagged(other, "speaker accepted Oskar Lindgren");
    await saved(other);
    await other.reload();
    await expectTagged(other, "speaker accepted Oskar Lindgren");
    await expect(other.getByRole("complementary").getByRole("link", { name: QUARRY })).toHaveCount(3);
  });

  test("one says that the other has deleted the article, scrolling keeps it deleted, and work brings it back", async ({ page, context }) => {
    await annotate(page, article("quarry.txt"));
    const other = await context.newPage();
    await other.goto(page.url());
    await expectMark(other, `quote proposed ${WARNED}`);
    await page.getByRole("complementary").getByRole("button", { name: /^Delete Quarry/ }).click();
    await expect(message(other, "This article was deleted.").getByRole("button", { name: "Bring it back" })).toBeVisible();
    await other.bringToFront();
    await other.locator("#text").focus();
    await other.keyboard.press("Control+End");
    await page.reload();
    await expect(listed(page)).toHaveCount(0);
    await drag(other, "Oskar Lindgren");
    await other.keyboard.press("1");
    await saved(other);
    await expect(listed(page)).toHaveCount(1);

    // For good: what is done in the other tab is stored with a record of its own.
    await page.getByRole("button", { name: /^Delete Quarry/ }).click();
    await page.getByText("Recently deleted (1)").click();
    await page.getByRole("button", { name: /^Delete Quarry.* for good/ }).click();
    await expect(page.getByText("Recently deleted")).toHaveCount(0);
    await other.keyboard.press("Control+z");
    await expect(message(other, "was deleted for good in another tab. It is back")).toBeVisible();
    await saved(other);
    await other.reload();
    await expectMark(other, `quote proposed ${WARNED}`);
    await expectNoMark(other, "speaker accepted Oskar Lindgren");
  });

  test("a change that cannot be kept is named", async ({ page }) => {
    await annotate(page, article("quarry.txt"));
    const other = await deafTab(page);
    await page.bringToFront();
    await reviewTo(page, WARNED);
    await page.keyboard.press("x");
    await saved(page);
    await other.bringToFront();
    await reviewTo(other, WARNED);
    await other.keyboard.press("a");
    const error = message(other, "Another tab changed the same, so this was not kept: accept quote.");
    await expect(error).toContainText("make your change again");
    await expectNoMark(other, `quote accepted ${WARNED}`);
    await other.reload();
    await proposals(other);
    await expect.poll(async () => (await marks(other)).join("\n")).not.toContain(WARNED);
  });
});

test("all articles leave as JSON Lines, and come in again the same elsewhere", async ({ page, browser }) => {
  await annotate(page, article("harbour.txt"));
  await page.keyboard.press("j");
  await page.keyboard.press("a");
  await annotate(page, article("quarry.txt"));
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await saved(page);
  const all = async (from: Page) => {
    await from.keyboard.press("Control+e");
    const button = from.getByRole("button", { name: "Download JSON Lines" });
    const file = await downloaded(from, () => button.click());
    return { name: file.name, lines: file.text.trimEnd().split("\n").sort() };
  };
  const here = await all(page);
  expect(here.name).toMatch(/^\d{4}-\d\d-\d\d 2-articles\.pressmark\.jsonl$/);
  expect(here.lines).toHaveLength(2);
  here.lines.forEach(expectToFitTheSchema);

  const context = await browser.newContext();
  const there = await context.newPage();
  await openStart(there);
  await choose(there, here.name, here.lines.join("\n"));
  const sheet = there.getByRole("dialog", { name: "Import" });
  await expect(sheet).toContainText("2 articles were taken from");
  await sheet.getByRole("link", { name: HARBOUR }).click();
  await proposals(there);
  await saved(there);
  expect((await all(there)).lines).toEqual(here.lines);
  await context.close();
});

test("the clipboard gets what the download holds", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await annotate(page, article("quarry.txt"));
  const { text } = await exported(page);
  await page.keyboard.press("Control+e");
  await page.getByRole("button", { name: "Copy to clipboard" }).click();
  await expect(message(page, "The JSON is in the clipboard.")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text);
});

test("the theme that was chosen is kept", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await annotate(page, article("quarry.txt"));
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await ground();
  await page.getByRole("button", { name: "Dark theme" }).click();
  await expect.poll(ground).not.toBe(light);
  const dark = await ground();
  await page.reload();
  await expect(page.getByRole("button", { name: "Light theme" })).toBeVisible();
  await expect.poll(() => ground()).toBe(dark);
  await page.getByRole("button", { name: "Light theme" }).click();
  await expect.poll(ground).toBe(light);
});

test("paper shows text, marks and margin, and nothing of the page around them", async ({ page }) => {
  await annotate(page, article("quarry.txt"));
  await page.keyboard.press("j");
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.locator(".note").first()).toBeVisible();
  for (const chrome of [".top", ".rail", ".side", ".bottom-line", ".messages", ".caret", ".overlay", ".label-bar", ".drawers", ".kind"]) {
    for (const part of await page.locator(chrome).all()) await expect(part, chrome).toBeHidden();
  }
  // Nothing is cut off by a window that scrolls.
  const cut = await page.locator(".pane").evaluate((pane) => getComputedStyle(pane).overflowY);
  expect(cut).toBe("visible");
});
