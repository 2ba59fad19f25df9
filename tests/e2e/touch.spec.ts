// A phone: the card is a sheet from below, tags are made from the bar over the keyboard, fingers do what a mouse does.
import type { Page } from "@playwright/test";
import { annotate, article, openStart, proposals, said } from "./desk";
import { expect, test } from "./page";
import { expectMark, marks, place, selected } from "./pane";

test.use({ viewport: { width: 375, height: 812 }, hasTouch: true, isMobile: true });

const WARNED = "“We warned the owners twice,” … “Nobody came to look.”";

async function tap(page: Page, words: string) {
  const { middle } = await place(page, words);
  await page.touchscreen.tap(middle.x, middle.y);
}

/** Selects as a finger does: a touch in the text, then the system's handles. */
async function selectByHandles(page: Page, words: string) {
  await tap(page, words);
  await page.locator("#text").evaluate((text, words) => {
    const paragraph = [...text.querySelectorAll("[data-paragraph]")].find((p) => p.textContent!.includes(words))!;
    const at = paragraph.textContent!.indexOf(words);
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    let [units, from] = [0, null as null | [Node, number]];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const length = node.textContent!.length;
      if (!from && at < units + length) from = [node, at - units];
      if (from && at + words.length <= units + length) {
        getSelection()!.setBaseAndExtent(from[0], from[1], node, at + words.length - units);
        return;
      }
      units += length;
    }
  }, words);
}

test("a tap shows the card as a sheet, and deciding goes on to the next", async ({ page }) => {
  await annotate(page, article("quarry.txt"));
  await tap(page, "warned");
  await expectMark(page, `quote proposed * ${WARNED}`);
  const card = page.locator("#card");
  await expect(card).toBeInViewport();
  const box = (await card.boundingBox())!;
  expect(box.width).toBeGreaterThan(370);
  expect(box.y).toBeGreaterThan(250);
  // The words that were tapped are not behind it.
  await expect.poll(async () => (await place(page, "warned")).middle.y).toBeLessThan(box.y);
  const accept = card.getByRole("button", { name: /^Accept/ });
  const target = (await accept.boundingBox())!;
  expect(target.height).toBeGreaterThanOrEqual(44);
  await accept.tap();
  await expectMark(page, `quote accepted ${WARNED}`);
  await expect.poll(async () => (await marks(page)).filter((mark) => / proposed \* /.test(mark))).toHaveLength(1);
  await card.getByRole("button", { name: /^Reject/ }).tap();
  await expect.poll(() => said(page)).toMatch(/^Rejected/);
  await card.getByRole("button", { name: "Close the card" }).tap();
  await expect(page.locator("#card")).not.toBeInViewport();
});

test("selected text is tagged from the bar of labels", async ({ page }) => {
  await annotate(page, article("quarry.txt"));
  const bar = page.getByRole("region", { name: "Tag the selected text" });
  await expect(bar).toHaveCount(0);
  await selectByHandles(page, "skar Lindgre");
  await expect(bar).toBeInViewport();
  // The handles stay where the finger left them; the words are whole all the same.
  await expect.poll(() => selected(page)).toBe("skar Lindgre");
  await bar.getByRole("button", { name: "Speaker" }).tap();
  await expectMark(page, "speaker accepted * Oskar Lindgren");
  await expect(bar).toHaveCount(0);
});

test("the list and the labels open as drawers, and choosing closes the way to the text", async ({ page }) => {
  await annotate(page, article("quarry.txt"));
  await page.getByRole("button", { name: /^Annotations \(\d+\)/ }).tap();
  const list = page.getByRole("listbox", { name: "Annotations" });
  await expect(list).toBeInViewport();
  await list.getByRole("option", { name: /“My son was/ }).tap();
  await expectMark(page, "quote proposed * “My son was on that terrace,” … “He called me at noon.”");
  await expect(page.locator("#card")).toBeInViewport();
});

test("nothing is wider than the screen", async ({ page }) => {
  await openStart(page);
  const width = () => page.evaluate(() => document.documentElement.scrollWidth);
  await expect.poll(() => width()).toBeLessThanOrEqual(375);
  await page.getByRole("textbox", { name: "Article" }).fill(article("harbour.txt"));
  await page.getByRole("button", { name: "Annotate", exact: true }).tap();
  await proposals(page);
  await expect.poll(() => width()).toBeLessThanOrEqual(375);
  await tap(page, "closer than we were");
  await expect.poll(() => width()).toBeLessThanOrEqual(375);
  await page.getByRole("button", { name: "Export" }).tap();
  await expect(page.getByRole("dialog", { name: "Export" })).toBeVisible();
  await expect.poll(() => width()).toBeLessThanOrEqual(375);
});
