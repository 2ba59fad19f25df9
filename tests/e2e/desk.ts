// Coming to the desk: the start screen, an article pasted or imported, the engine's proposals, and «saved».
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";

/** A browser that compiles the page while the machine is busy with other things takes its time. */
const START_MS = 45_000;

/** An article of `articles/`. */
export function article(name: string): string {
  return readFileSync(join(__dirname, "articles", name), "utf8");
}

/** The start screen, ready for a paste. */
export async function openStart(page: Page) {
  await page.goto("./");
  await expect(page.getByRole("textbox", { name: "Article" })).toBeFocused({ timeout: START_MS });
}

/** Pastes as Ctrl+V does, from the clipboard, into what has the focus. */
export async function paste(page: Page, text: string) {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.keyboard.press("Control+v");
}

/** Hands something to the page as a paste onto it, without the system's clipboard: what no clipboard of a test can hold. */
export async function pasteData(page: Page, data: Record<string, string>) {
  await page.evaluate((data) => {
    const transfer = new DataTransfer();
    for (const [type, text] of Object.entries(data)) transfer.setData(type, text);
    const target = document.activeElement ?? document.body;
    target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true }));
  }, data);
}

/** The text becomes an article; its proposals are there and everything is saved. */
export async function annotate(page: Page, text: string) {
  await openStart(page);
  await page.getByRole("textbox", { name: "Article" }).fill(text);
  await page.keyboard.press("Control+Enter");
  await proposals(page);
  await saved(page);
}

/** Waits until the engine's proposals are in the page. */
export async function proposals(page: Page) {
  await expect(page.locator(".review-words")).toHaveText(/ of \d+ reviewed/);
}

/** Waits until the page says that everything is on the device. */
export async function saved(page: Page) {
  await expect(page.locator(".saved.yes")).toBeAttached();
}

/** «9 of 24 reviewed», as numbers. */
export async function progress(page: Page): Promise<{ reviewed: number; total: number }> {
  const words = (await page.locator(".review-words").textContent()) ?? "";
  const [reviewed, total] = words.match(/\d+/g)?.map(Number) ?? [NaN, NaN];
  return { reviewed, total };
}

/** What a screen reader was told last. */
export async function said(page: Page): Promise<string> {
  return ((await page.locator(".aloud[role=status]").textContent()) ?? "").trim();
}

/** A message of the page with these words. */
export function message(page: Page, words: string | RegExp) {
  return page.getByRole("region", { name: "Messages" }).locator(".message").filter({ hasText: words });
}
