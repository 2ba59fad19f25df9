// The card's fields and buttons: what is typed is never lost, what is refused says so, and the focus never is.
import { annotate, article, message, openStart, progress, proposals, said, saved } from "./desk";
import { choose, exported } from "./files";
import { expect, test } from "./page";
import { drag, expectMark, marks, reviewTo } from "./pane";
import type { Page } from "@playwright/test";

const WARNED = "“We warned the owners twice,” … “Nobody came to look.”";
const SHORT = "Four people were hurt on Monday.\n\n“We will rebuild,” said Ana Ortiz. “We will stay,” said Ben Lund.";

const note = (page: Page) => page.getByRole("textbox", { name: "Note" });

/** Imports an article that nothing is marked in. */
async function importPlain(page: Page, published: string) {
  await openStart(page);
  const document = { id: "plain", title: "Rebuilding", url: "", published, lang: "en", text: SHORT };
  const record = { format: "pressmark", version: 1, offset_unit: "codepoint", document, speakers: [], spans: [], links: [] };
  await choose(page, "plain.json", JSON.stringify(record));
}

test("Ctrl+S stores what is being typed before it says «saved»", async ({ page }) => {
  await annotate(page, article("quarry.txt"));
  await reviewTo(page, WARNED);
  await page.keyboard.press("n");
  await page.keyboard.type("ask the owners");
  await page.keyboard.press("Control+s");
  await expect(message(page, /^It is (being|already) saved on this device\./)).toBeVisible();
  await saved(page);
  await page.reload();
  await expect(note(page)).toHaveValue("ask the owners");
});

test("leaving the page with words in a field asks first", async ({ page }) => {
  await annotate(page, article("quarry.txt"));
  await reviewTo(page, WARNED);
  await page.keyboard.press("n");
  await page.keyboard.type("half a tho");
  const asked = page.waitForEvent("dialog");
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  await expect(note(page)).toHaveValue("half a tho");
});

test("words in a field outlive what another tab changes meanwhile", async ({ page, context }) => {
  await annotate(page, article("quarry.txt"));
  await reviewTo(page, WARNED);
  const other = await context.newPage();
  await other.goto(page.url());
  await expectMark(other, `quote proposed * ${WARNED}`);
  await page.bringToFront();
  await page.keyboard.press("n");
  await page.keyboard.type("half a tho");
  await other.bringToFront();
  await other.keyboard.press("a");
  await expectMark(page, `quote accepted * ${WARNED}`);
  await page.bringToFront();
  await expect(note(page)).toHaveValue("half a tho");
});

test("a figure that is none is refused, stays to be mended, and the stored one stays", async ({ page }) => {
  await annotate(page, SHORT);
  await drag(page, "Four people were hurt");
  await page.keyboard.press("3");
  const least = page.locator("#card").getByLabel("At least", { exact: true });
  await least.fill("4");
  await page.keyboard.press("Tab");
  await expect(least).not.toHaveAttribute("data-unkept");
  await least.fill("fourish");
  await page.keyboard.press("Tab");
  await expect(message(page, "«At least» must be a whole number from 0 up.")).toBeVisible();
  await expect(least).toHaveValue("fourish");
  await expect(least).toHaveAttribute("aria-invalid", "true");
  await least.focus();
  await page.keyboard.press("Escape");
  await expect(least).toHaveValue("4");
  await expect(least).not.toHaveAttribute("aria-invalid");
});

test("speakers are merged by a button, not by an arrow in the menu", async ({ page }) => {
  await annotate(page, SHORT);
  await page.getByRole("button", { name: "Change Ana Ortiz" }).click();
  const form = page.locator(".registry .form");
  await form.getByLabel("Same as").focus();
  await page.keyboard.press("ArrowDown");
  await expect(form.getByLabel("Same as")).not.toHaveValue("");
  await expect(page.getByRole("button", { name: /^Change / })).toHaveCount(2);
  // Esc folds the form, and the name that was emptied stands as it was.
  await form.getByLabel("Name").fill("");
  await page.keyboard.press("Escape");
  await expect(form).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Change Ana Ortiz" })).toBeFocused();
  await page.keyboard.press("Enter");
  await form.getByLabel("Same as").selectOption({ label: "Ben Lund" });
  await form.getByRole("button", { name: "Merge into Ben Lund" }).click();
  await expect(page.getByRole("button", { name: /^Change / })).toHaveCount(1);
  await expect(page.locator("#text")).toBeFocused();
});

test("what a paragraph is changes by Enter, not by an arrow in the menu", async ({ page }) => {
  await annotate(page, SHORT);
  const kind = page.getByLabel("What paragraph 1 is");
  const undo = page.getByRole("button", { name: /^(Undo:|Nothing to undo)/ });
  await page.locator("#text").focus();
  await page.keyboard.press("Control+Home");
  await kind.focus();
  await page.keyboard.press("ArrowUp");
  await expect(kind).not.toHaveValue("body");
  await expect(undo).toHaveAttribute("aria-disabled", "true");
  await page.keyboard.press("Escape");
  await expect(kind).toHaveValue("body");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(undo).toHaveAttribute("aria-disabled", "false");
});

test("a button of the card that goes leaves the focus to the text", async ({ page }) => {
  await annotate(page, "“We will rebuild,” said Ana Ortiz.");
  await page.keyboard.press("j");
  await page.locator("#card").getByRole("button", { name: /^Delete/ }).focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("#text")).toBeFocused();
  await page.keyboard.press("Control+z");
  for (let left = 1; left > 0; ) {
    const { reviewed, total } = await progress(page).catch(() => ({ reviewed: 0, total: 0 }));
    if (Number.isNaN(reviewed)) break;
    left = total - reviewed;
    await page.keyboard.press("j");
    const accept = page.locator("#card").getByRole("button", { name: /^Accept\b/ });
    await accept.focus();
    await page.keyboard.press("Space");
    await expect(page.locator(".review-words")).not.toHaveText(`${reviewed} of ${total} reviewed`);
  }
  // The next press takes nothing back.
  await expect(page.locator(".review-words")).toHaveText("all reviewed");
  await page.keyboard.press("Space");
  await expect(page.locator("#text")).toBeFocused();
  await expect(page.locator(".review-words")).toHaveText("all reviewed");
});

test("a link's target is taken by a click alone, as assistive technology clicks", async ({ page }) => {
  await annotate(page, SHORT);
  await reviewTo(page, "“We will stay,”");
  await page.keyboard.press("l");
  const option = page.getByRole("listbox", { name: "Type a name, or click in the text" }).getByRole("option", { name: /^Ana Ortiz/ }).first();
  await option.dispatchEvent("pointerdown");
  await expect(option).toBeVisible();
  await option.dispatchEvent("click");
  await expect(page.getByRole("button", { name: "Remove the link to Ana Ortiz" })).toHaveCount(1);
});

test("the place in the text is kept by browsers that do not say when scrolling ends", async ({ page }) => {
  await page.addInitScript(() => addEventListener("scrollend", (event) => event.stopImmediatePropagation(), { capture: true }));
  const lines = Array.from({ length: 80 }, (_, n) => `Line ${n} of a long report that goes on for a while.`);
  await annotate(page, [SHORT, ...lines].join("\n\n"));
  await page.getByText("Line 50 of").evaluate((line) => line.scrollIntoView({ block: "start" }));
  const places = () =>
    page.evaluate(
      () =>
        new Promise<number[]>((done) => {
          const open = indexedDB.open("pressmark");
          open.onsuccess = () => {
            const all = open.result.transaction("summaries").objectStore("summaries").getAll();
            all.onsuccess = () => {
              done(all.result.map((summary) => JSON.parse(summary).place.paragraph));
              open.result.close();
            };
          };
        }),
    );
  await expect.poll(places).toEqual([expect.any(Number)]);
  await expect.poll(async () => (await places())[0]).toBeGreaterThan(40);
  await page.reload();
  await expect(page.getByText("Line 50 of")).toBeInViewport();
});

test("an article without proposals that is imported gets them, and more can be asked for", async ({ page }) => {
  await importPlain(page, "");
  await proposals(page);
  await expect.poll(() => said(page)).toMatch(/^\d+ new proposals\.$/);
  const found = await marks(page);
  await page.keyboard.press("j");
  const first = await page.locator("#card blockquote").first().textContent();
  await page.keyboard.press("Delete");
  await expect.poll(() => marks(page)).toHaveLength(found.length - 1);
  await page.getByTitle("The article's details").click();
  await page.getByRole("button", { name: "Propose again" }).click();
  await expect.poll(() => marks(page)).toHaveLength(found.length);
  await expect.poll(() => said(page)).toBe("1 new proposal.");
  expect((await marks(page)).some((mark) => mark.endsWith(first!))).toBe(true);
});

test("a time of publication that the details cannot show stays as it is", async ({ page }) => {
  await importPlain(page, "2026-05-03T10:00:00Z");
  await page.getByTitle("The article's details").click();
  const sheet = page.getByRole("dialog", { name: "Article" });
  await sheet.getByLabel("Title").fill("What they will do");
  await sheet.getByRole("button", { name: "Done" }).click();
  await expect(page.getByTitle("The article's details")).toHaveText("What they will do");
  await page.locator("#text").focus();
  expect((await exported(page)).text).toContain("2026-05-03T10:00:00Z");
});

test("the card and the list speak in plain words", async ({ page }) => {
  await annotate(page, SHORT);
  await reviewTo(page, "“We will rebuild,”");
  await expect(page.locator("#card .badge.state")).toHaveText(/^proposed · \d+ in 10$/);
  await expect(page.getByLabel("How often they must be right")).toContainText("9 times in 10");
  await page.keyboard.press("5");
  const worth = page.locator("#card").getByRole("radiogroup", { name: "Worth checking" });
  await expect(worth.getByRole("radio", { name: "a fact, but no" })).toHaveValue("UFS");
});

test("an article that was left at its top is scrolled from there without going back", async ({ page }) => {
  // Paragraphs whose height nobody can guess, so that the text changes its size as they come into view.
  const lines = Array.from({ length: 120 }, (_, n) => `Line ${n}. ${"iii lll ".repeat((n * 7) % 90)}`);
  await annotate(page, [SHORT, ...lines].join("\n\n"));
  await page.reload();
  await expect(page.locator("#text")).toBeFocused();
  await page.locator("#text").hover({ position: { x: 200, y: 60 } });
  const top = () => page.locator("main.pane").evaluate((pane) => pane.scrollTop);
  for (let turn = 1; turn <= 8; turn += 1) {
    const before = await top();
    await page.mouse.wheel(0, 700);
    await expect.poll(top).toBeGreaterThan(before + 300);
  }
});
