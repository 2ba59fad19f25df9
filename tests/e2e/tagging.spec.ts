// Tagging and mending by mouse: exact letters, fragments, stacked marks, ends that are dragged, many at once, rejected
// ones, the speakers, and what a paragraph is.
import type { Page } from "@playwright/test";
import { annotate, article, message, progress, said, saved } from "./desk";
import { exported } from "./files";
import { expect, test } from "./page";
import { click, drag, expectMark, expectNoMark, marks, place, reviewTo, selected } from "./pane";

const WARNED = "“We warned the owners twice,” … “Nobody came to look.”";

test.beforeEach(async ({ page }) => annotate(page, article("quarry.txt")));

/** The id of the selected mark. */
const selectedId = (page: Page) => page.locator(".mark.selected").first().getAttribute("data-mark");

/** The chips of the card's links. */
const chips = (page: Page) => page.locator("#card .chip .words").allTextContents();

test("Alt takes the letters as they are, and Ctrl adds a fragment", async ({ page }) => {
  await page.keyboard.down("Alt");
  await drag(page, "skar Lindgre");
  await page.keyboard.up("Alt");
  await expect.poll(() => selected(page)).toBe("skar Lindgre");
  await drag(page, "ayor Oskar Lindgre");
  await expect.poll(() => selected(page)).toBe("Mayor Oskar Lindgren");
  await page.keyboard.down("Control");
  await drag(page, "on Sunda");
  await page.keyboard.up("Control");
  await page.keyboard.press("5");
  await expectMark(page, "claim accepted * Mayor Oskar Lindgren … on Sunday");
  // The fragment can go again by itself.
  await page.getByRole("button", { name: "Remove fragment 2" }).click();
  await expectMark(page, "claim accepted * Mayor Oskar Lindgren");
});

test("spaces at the ends of a drag are not tagged, and a double click takes a word", async ({ page }) => {
  await drag(page, " Oskar Lindgren ");
  await expect.poll(() => selected(page)).toBe("Oskar Lindgren");
  const { middle } = await place(page, "families");
  await page.mouse.dblclick(middle.x, middle.y);
  await expect.poll(() => selected(page)).toBe("families");
  await page.getByRole("button", { name: /^Commitment:/ }).click();
  await expectMark(page, "commitment accepted * families");
});

test("a click cycles through the spans that lie at a point", async ({ page }) => {
  await drag(page, "the owners twice");
  await page.keyboard.press("5");
  await drag(page, "owners");
  await page.keyboard.press("1");
  await page.keyboard.press("Escape");
  const stack = ["speaker accepted * owners", "claim accepted * the owners twice", `quote proposed * ${WARNED}`];
  for (const mark of [...stack, stack[0]]) {
    await click(page, "owners");
    await expectMark(page, mark);
    await expect.poll(() => said(page)).toMatch(new RegExp(`^${mark.split(" ")[0]}`, "i"));
  }
  // A margin note selects its mark, too.
  await page.locator(".note").filter({ hasText: "Agnes Wiik" }).click();
  await expectMark(page, "quote proposed * “My son was on that terrace,” … “He called me at noon.”");
});

test("an end that is dragged keeps the mark's id and its links", async ({ page }) => {
  await reviewTo(page, "the wall had been inspected in March");
  const [id, links] = [await selectedId(page), await chips(page)];
  expect(links).toContain("Emil Sandvik");
  await pull(page, "end", "been");
  await expectMark(page, "quote proposed * the wall had been");
  await pull(page, "start", "Emil");
  await expectMark(page, "quote proposed * Emil Sandvik said the wall had been");
  await expect.poll(() => selectedId(page)).toBe(id);
  await expect.poll(() => chips(page)).toEqual(links);
  await expect(page.locator("#card .why")).toContainText("the wall had been inspected in March");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expectMark(page, "quote proposed * the wall had been inspected in March");
  await expect.poll(() => chips(page)).toEqual(links);
});

/** Drags the handle at an end of the selected mark onto a word. */
async function pull(page: Page, end: "start" | "end", to: string) {
  const { middle } = await place(page, to);
  const knob = (await page.locator(`.handle.${end} .knob`).boundingBox())!;
  const from = { x: knob.x + knob.width / 2, y: knob.y + knob.height / 2 };
  // The knob stands over or under its line: the way to the word's own line is as long.
  const line = (await page.locator(`.handle.${end} line`).boundingBox())!;
  const y = middle.y + from.y - (line.y + line.height / 2);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + middle.x) / 2, y, { steps: 3 });
  await page.mouse.move(middle.x, y, { steps: 3 });
  await page.mouse.up();
}

test("all like this are proposed, with their number, in one step", async ({ page }) => {
  await drag(page, "terrace");
  await page.keyboard.press("5");
  await page.keyboard.press("t");
  await expect.poll(() => said(page)).toContain("1 claim");
  await expect.poll(async () => (await marks(page)).filter((mark) => /^claim proposed .*terrace$/.test(mark))).toHaveLength(1);
  await page.keyboard.press("Control+z");
  await expect.poll(async () => (await marks(page)).filter((mark) => /^claim proposed .*terrace$/.test(mark))).toHaveLength(0);
  await expectMark(page, "claim accepted * terrace");
  await drag(page, "newsletter");
  await page.keyboard.press("5");
  await page.keyboard.press("t");
  await expect(message(page, "These words stand nowhere else untagged.")).toBeVisible();
});

test("rejected ones are shown on demand and brought back", async ({ page }) => {
  await reviewTo(page, WARNED);
  await page.keyboard.press("x");
  await expect.poll(async () => (await marks(page)).join("\n")).not.toContain(WARNED);
  await page.getByRole("combobox", { name: "State" }).selectOption("rejected");
  await expectMark(page, `quote rejected ${WARNED}`);
  await page.getByRole("option", { name: /^Quote, rejected/ }).click();
  await expectMark(page, `quote rejected * ${WARNED}`);
  await page.locator("#card").getByRole("button", { name: /^Restore/ }).click();
  await expectMark(page, `quote proposed * ${WARNED}`);
  await page.getByRole("button", { name: "Show all" }).click();
  await expectMark(page, `quote proposed * ${WARNED}`);
});

test("all of a label above a score are accepted in one step", async ({ page }) => {
  const before = await marks(page);
  await page.getByRole("combobox", { name: "Label" }).selectOption("speaker");
  const least = page.getByRole("combobox", { name: "How often they must be right" });
  const button = page.getByRole("button", { name: /^Accept \d+ speakers?$/ });
  const count = async () => Number((await button.textContent())!.match(/\d+/)![0]);
  await least.selectOption("0");
  const all = await count();
  await least.selectOption("0.8");
  const sure = await count();
  expect(sure).toBeGreaterThan(0);
  expect(sure).toBeLessThan(all);
  await button.click();
  const accepted = async () => (await marks(page)).filter((mark) => mark.startsWith("speaker accepted")).length;
  await expect.poll(accepted).toBe(sure);
  await expect.poll(async () => (await progress(page)).reviewed).toBe(sure);
  await expect.poll(async () => (await marks(page)).filter((mark) => mark.startsWith("quote accepted"))).toEqual([]);
  await page.locator("#text").focus();
  await page.keyboard.press("Control+z");
  await expect.poll(() => marks(page)).toEqual(before);
});

test("a speaker is renamed and merged, and every mention follows", async ({ page }) => {
  const rail = page.getByRole("region", { name: "Speakers" });
  await rail.getByRole("button", { name: "Change Agnes Wiik" }).click();
  await rail.getByLabel("Name").fill("Agnes M. Wiik");
  await rail.getByLabel("Role").fill("mother of a miner");
  await rail.getByLabel("Belongs to").focus();
  await expect(page.locator(".note").filter({ hasText: "Agnes M. Wiik" })).toHaveCount(1);
  await expect(rail.getByRole("button", { name: /^Agnes M. Wiik: 1 quotes/ })).toContainText("mother of a miner");
  await rail.getByRole("button", { name: "Change Agnes M. Wiik" }).click();

  await rail.getByRole("button", { name: "Change Tove Brandal" }).click();
  await rail.getByLabel("Same as").selectOption({ label: "Emil Sandvik" });
  await rail.getByRole("button", { name: "Merge into Emil Sandvik" }).click();
  await expect(rail.getByRole("button", { name: /^Tove Brandal/ })).toHaveCount(0);
  await reviewTo(page, WARNED);
  await expect.poll(() => chips(page)).toContain("Emil Sandvik");
  // One shows what is theirs.
  await rail.getByRole("button", { name: /^Emil Sandvik:/ }).click();
  const list = page.getByRole("listbox", { name: "Annotations" });
  await expect(list.getByRole("option", { name: /^Quote, proposed: “We warned/ })).toBeVisible();
  await expect(list.getByRole("option", { name: /Agnes/ })).toHaveCount(0);
  await page.locator("#text").focus();
  await page.keyboard.press("Control+z");
  await expect(rail.getByRole("button", { name: /^Tove Brandal/ })).toHaveCount(1);
});

test("what a paragraph is can be overruled, and is asked of the engine again", async ({ page }) => {
  const wiik = page.locator(".row", { hasText: "Agnes Wiik" });
  const { middle } = await place(page, "Agnes Wiik");
  await page.mouse.move(middle.x, middle.y);
  const menu = page.getByRole("combobox", { name: /^What .*paragraph \d+ is$/ });
  await menu.selectOption("furniture");
  await expect(wiik).toHaveClass(/furniture/);
  await expect.poll(() => said(page)).toBe("This paragraph is furniture now.");
  await saved(page);
  await page.reload();
  await expect(wiik).toHaveClass(/furniture/);
  await page.locator("#text").focus();
  await page.keyboard.press("Control+z");
  await expect(wiik).toHaveClass(/body/);
});

test("the help sheet lists the keys that are bound, and they can be changed", async ({ page }) => {
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "All keys" });
  for (const [what, key] of [["Next proposal", "J"], ["Accept", "A"], ["Caret a word back", "←"], ["Undo", "Ctrl Z"], ["Propose all like this", "T"]]) {
    await expect(sheet.getByRole("button", { name: `${what}: ${key}. Change`, exact: true })).toBeVisible();
  }
  await sheet.getByRole("button", { name: "Accept: A. Change", exact: true }).click();
  await page.keyboard.press("y");
  await expect(sheet.getByRole("button", { name: "Accept: Y. Change", exact: true })).toBeVisible();
  // A key that goes to another command is said where it is missed.
  await sheet.getByRole("button", { name: "Reject: X. Change", exact: true }).click();
  await page.keyboard.press("j");
  await expect(sheet.getByRole("button", { name: "Next proposal: no key, as J is «Reject». Change", exact: true })).toBeVisible();
  await sheet.getByRole("button", { name: "Reject: J. Change", exact: true }).click();
  await page.keyboard.press("x");
  await expect(sheet.getByRole("button", { name: "Next proposal: J. Change", exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await reviewTo(page, WARNED);
  const accept = page.locator("#card").getByRole("button", { name: "Accept", exact: true });
  await expect(accept).toContainText("Y");
  await expect(accept).toHaveAttribute("aria-keyshortcuts", "Y");
  await page.keyboard.press("a");
  await expectMark(page, `quote proposed * ${WARNED}`);
  await page.keyboard.press("y");
  await expectMark(page, `quote accepted ${WARNED}`);
  // Kept for the next time, and single letters can be switched off.
  await page.reload();
  await expect.poll(() => marks(page)).not.toHaveLength(0);
  await page.keyboard.press("?");
  await expect(sheet.getByRole("button", { name: "Accept: Y. Change", exact: true })).toBeVisible();
  await sheet.getByRole("checkbox", { name: "Single letters are keys" }).uncheck();
  await page.keyboard.press("Escape");
  const before = await marks(page);
  await page.keyboard.press("j");
  await page.keyboard.press("y");
  await expect.poll(() => marks(page)).toEqual(before);
  await page.getByRole("button", { name: "All keys" }).click();
  await sheet.getByRole("checkbox", { name: "Single letters are keys" }).check();
  await sheet.getByRole("button", { name: "All keys as they were" }).click();
  await expect(sheet.getByRole("button", { name: "Accept: A. Change", exact: true })).toBeVisible();
});

test("a deleted mark comes back with its links", async ({ page }) => {
  await reviewTo(page, WARNED);
  const links = await chips(page);
  await page.keyboard.press("Delete");
  await expect.poll(async () => (await marks(page)).join("\n")).not.toContain(WARNED);
  await page.keyboard.press("Control+z");
  await expectMark(page, `quote proposed * ${WARNED}`);
  await expect.poll(() => chips(page)).toEqual(links);
  await expectNoMark(page, `quote proposed ${WARNED}`);
  const record = JSON.parse((await exported(page)).text);
  expect(record.spans.some((span: any) => span.fragments.length === 2)).toBe(true);
});
