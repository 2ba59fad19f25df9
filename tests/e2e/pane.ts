// The text pane as plain notation, and places in it for the pointer.
import { expect, type Page } from "@playwright/test";

/**
 * All annotations that are drawn, in the order of the text: «quote proposed * “We will,” … “by May.”». The star is the
 * selected one, an ellipsis parts fragments.
 */
export async function marks(page: Page): Promise<string[]> {
  return page.locator("#text").evaluate((text) => {
    const found = new Map<string, { head: string; words: string; end: number }>();
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    let at = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const holder = node.parentElement!.closest("[data-paragraph]");
      if (!holder) continue;
      const words = node.textContent!;
      for (let mark = node.parentElement!.closest(".mark"); mark; mark = mark.parentElement!.closest(".mark")) {
        const id = mark.getAttribute("data-mark")!;
        const [, label, state] = mark.classList;
        const star = mark.classList.contains("selected") ? " *" : "";
        const known = found.get(id);
        if (known) {
          known.words += (known.end === at ? "" : " … ") + words;
          known.end = at + words.length;
        } else {
          found.set(id, { head: `${label} ${state}${star}`, words, end: at + words.length });
        }
      }
      at += words.length;
    }
    return [...found.values()].map(({ head, words }) => `${head} ${words}`);
  });
}

/** Waits for an annotation in that notation. */
export async function expectMark(page: Page, mark: string) {
  await expect.poll(() => marks(page), { message: mark }).toContain(mark);
}

/** Waits until there is no such annotation. */
export async function expectNoMark(page: Page, mark: string) {
  await expect.poll(() => marks(page), { message: `no ${mark}` }).not.toContain(mark);
}

/** The article's text as the page holds it. */
export async function textOf(page: Page): Promise<string> {
  const paragraphs = await page.locator("#text [data-paragraph]").allTextContents();
  return paragraphs.join("");
}

/** What is selected in the browser. */
export async function selected(page: Page): Promise<string> {
  return page.evaluate(() => String(getSelection()));
}

type Point = { x: number; y: number };

/** Where words stand on the screen, brought into view: just inside their first and their last letter. */
export async function place(page: Page, words: string): Promise<{ start: Point; middle: Point; end: Point }> {
  const rects = () =>
    page.locator("#text").evaluate((text, words) => {
      // Margin notes stand in the pane, too: only paragraphs count.
      const nodes: { node: Text; start: number }[] = [];
      let all = "";
      for (const paragraph of text.querySelectorAll("[data-paragraph]")) {
        const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          nodes.push({ node: node as Text, start: all.length });
          all += node.textContent;
        }
      }
      const at = all.indexOf(words);
      if (at < 0) throw new Error(`the article does not say «${words}»`);
      const locate = (unit: number) => {
        const { node, start } = nodes.findLast(({ start }) => start <= unit)!;
        return { node, offset: unit - start };
      };
      const [first, last] = [locate(at), locate(at + words.length - 1)];
      first.node.parentElement!.scrollIntoView({ block: "center", behavior: "instant" });
      const range = document.createRange();
      range.setStart(first.node, first.offset);
      range.setEnd(last.node, last.offset + 1);
      const rects = [...range.getClientRects()].filter((rect) => rect.width > 0);
      const [head, tail] = [rects[0], rects[rects.length - 1]];
      return {
        start: { x: head.left + 1, y: head.top + head.height / 2 },
        middle: { x: head.left + head.width / 2, y: head.top + head.height / 2 },
        end: { x: tail.right - 1, y: tail.top + tail.height / 2 },
      };
    }, words);
  // Rows that were never laid out take their true height when they come into view: the place settles.
  let last = await rects();
  await expect
    .poll(async () => {
      const before = JSON.stringify(last);
      last = await rects();
      return JSON.stringify(last) === before;
    })
    .toBe(true);
  return last;
}

/** Drags over words, from the first letter given to the last. */
export async function drag(page: Page, words: string) {
  const { start, end } = await place(page, words);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 });
  await page.mouse.move(end.x, end.y, { steps: 4 });
  await page.mouse.up();
}

/** Clicks in the middle of words. */
export async function click(page: Page, words: string) {
  const { middle } = await place(page, words);
  await page.mouse.click(middle.x, middle.y);
}

/** Presses J until the proposal with these words is selected. */
export async function reviewTo(page: Page, words: string) {
  // Marks may look alike: «said» is the cue of many a quote.
  const current = () =>
    page.evaluate(() => document.querySelector("#text .mark.selected")?.getAttribute("data-mark") ?? "nothing");
  const met = new Set<string>();
  for (let at = await current(); ; at = await current()) {
    if ((await marks(page)).some((mark) => mark.endsWith(` proposed * ${words}`))) return;
    expect(met, `a proposal «${words}»`).not.toContain(at);
    met.add(at);
    await page.keyboard.press("j");
    await expect.poll(current, { message: "J goes on" }).not.toBe(at);
  }
}

/** Walks the caret to the start of words, by keys alone. */
export async function walkTo(page: Page, words: string) {
  const behindCaret = () =>
    page.evaluate((length) => {
      const { focusNode, focusOffset } = getSelection()!;
      const range = document.createRange();
      range.setStart(focusNode!, focusOffset);
      range.setEndAfter(document.getElementById("text")!.lastChild!);
      return range.toString().slice(0, length);
    }, words.length);
  const text = await textOf(page);
  const before = text.slice(0, text.indexOf(words));
  await page.keyboard.press("Control+Home");
  // A paragraph each blank line, then word by word.
  for (const _ of before.matchAll(/\n{2,}/g)) await page.keyboard.press("Control+ArrowDown");
  for (let word = 0; word < 200 && (await behindCaret()) !== words; word += 1) await page.keyboard.press("ArrowRight");
  expect(await behindCaret()).toBe(words);
}
