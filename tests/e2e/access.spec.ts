// Every screen and every sheet for those who do not see it or do not use a mouse: axe finds nothing, in both themes and
// both widths; landmarks, live words, the way of the focus, and stillness where it is wanted.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { annotate, article, message, openStart, said } from "./desk";
import { choose } from "./files";
import { expect, test } from "./page";
import { drag, expectMark, marks, reviewTo } from "./pane";

const WARNED = "“We warned the owners twice,” … “Nobody came to look.”";

async function expectNothingFound(page: Page, screen: string) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}\n${node.failureSummary}`));
  expect.soft(found, screen).toEqual([]);
}

const wide = { width: 1440, height: 900 };
const narrow = { width: 375, height: 812 };

for (const colorScheme of ["light", "dark"] as const) {
  for (const viewport of [wide, narrow]) {
    test.describe(`${colorScheme}, ${viewport.width} px`, () => {
      // Fading takes no time, so that no colour is met half-way.
      test.use({ colorScheme, viewport, contextOptions: { reducedMotion: "reduce" } });

      test("axe finds nothing on any screen", async ({ page }) => {
        test.slow();
        await openStart(page);
        await expectNothingFound(page, "start, empty");
        await page.getByRole("textbox", { name: "Article" }).fill(" ");
        await page.keyboard.press("Control+Enter");
        await expect(message(page, "There is no text in it.")).toBeVisible();
        await expectNothingFound(page, "start, with an error");

        await annotate(page, article("quarry.txt"));
        await expectNothingFound(page, "workbench, nothing selected");
        await reviewTo(page, WARNED);
        await expectNothingFound(page, "workbench, a quote selected");
        await page.keyboard.press("l");
        await expect(page.getByRole("combobox", { name: /^Type a name/ })).toBeFocused();
        await expectNothingFound(page, "workbench, a link under way");
        await page.keyboard.press("Escape");
        await page.keyboard.press("a");
        await reviewTo(page, "“My son was on that terrace,” … “He called me at noon.”");
        await page.keyboard.press("x");
        await drag(page, "lose the easter");
        await expectNothingFound(page, "workbench, text selected");
        await page.keyboard.press("1");
        await expectMark(page, "speaker accepted * close the eastern");
        await expectNothingFound(page, "workbench, a speaker selected");
        await page.keyboard.press("3");
        await expectNothingFound(page, "workbench, a casualty selected");
        await page.keyboard.press("5");
        await expectNothingFound(page, "workbench, a claim selected");
        if (viewport === narrow) {
          await page.keyboard.press("Escape");
          await page.getByRole("button", { name: /^Annotations/ }).click();
          await expectNothingFound(page, "the list as a drawer");
          await page.getByRole("button", { name: "Labels and articles" }).click();
          await expectNothingFound(page, "labels as a drawer");
        } else {
          await page.getByRole("combobox", { name: "State" }).selectOption("all");
          await expectNothingFound(page, "the list with rejected ones");
          await page.getByRole("button", { name: "Change Tove Brandal" }).click();
          await page.getByRole("button", { name: "What is a quote" }).click();
          await expectNothingFound(page, "a speaker's entry and a guideline");
        }

        await page.getByRole("button", { name: "Export" }).click();
        await expect(page.getByRole("dialog", { name: "Export" })).toBeVisible();
        await expectNothingFound(page, "export");
        await page.keyboard.press("Escape");
        await page.getByRole("button", { name: "All keys" }).click();
        await expect(page.getByRole("dialog", { name: "All keys" })).toBeVisible();
        await expectNothingFound(page, "help");
        await page.keyboard.press("Escape");
        if (viewport === wide) {
          await page.getByTitle("The article's details").click();
          await expect(page.getByRole("dialog")).toBeVisible();
          await expectNothingFound(page, "details");
          await page.keyboard.press("Escape");
        }
        await choose(page, "two.jsonl", `${JSON.stringify(record("One."))}\n${JSON.stringify(record("Two."))}\n{"format":\n`);
        await expect(page.getByRole("dialog", { name: "Import" })).toBeVisible();
        await expectNothingFound(page, "import");
        await page.keyboard.press("Escape");

        await page.goto("./");
        await expect(page.getByRole("heading", { name: "Your articles" })).toBeVisible();
        await page.getByRole("button", { name: "Delete Quarry Collapse Kills Three As Union Demands Answers" }).click();
        await expect(message(page, "was deleted")).toBeVisible();
        await expectNothingFound(page, "start, with articles and a note");
        await message(page, "was deleted").getByRole("button", { name: "Dismiss" }).click();
        await page.getByText(/^Recently deleted/).click();
        await expectNothingFound(page, "start, with what was deleted");
        await page.goto("./#/article/nowhere");
        await expect(page.getByRole("heading", { name: "This article is not here" })).toBeVisible();
        await expectNothingFound(page, "a missing article");
      });
    });
  }
}

function record(text: string) {
  return { format: "pressmark", version: 1, offset_unit: "codepoint", document: { id: "", title: text, text }, speakers: [], spans: [], links: [] };
}

test("landmarks and headings lead through the workbench", async ({ page }) => {
  await annotate(page, article("quarry.txt"));
  await expect(page.getByRole("banner")).toHaveCount(1);
  await expect(page.getByRole("main")).toHaveCount(1);
  await expect(page.getByRole("complementary", { name: "Labels, speakers and articles" })).toBeVisible();
  await expect(page.getByRole("complementary", { name: "Selected annotation and list" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Quarry Collapse Kills Three As Union Demands Answers");
  await expect(page).toHaveTitle(/^Quarry Collapse .* – Pressmark$/);
});

test("what a key did is said aloud, also when the words are the same again", async ({ page }) => {
  await annotate(page, article("quarry.txt"));
  await reviewTo(page, WARNED);
  await page.keyboard.press("a");
  await expect.poll(() => said(page)).toMatch(/^Accepted the quote with its speaker and cue\. 3 of \d+ reviewed\. Next: \S+, proposed, /);
  const region = page.locator(".aloud[role=status] > span");
  await page.keyboard.press("Control+z");
  const spoken = () => region.evaluateAll((spans) => spans.findIndex((span) => span.textContent !== ""));
  await page.keyboard.press("Control+z");
  await expect(region.filter({ hasText: "Nothing more." })).toHaveCount(1);
  const first = await spoken();
  await page.keyboard.press("Control+z");
  await expect.poll(spoken).not.toBe(first);
});

test("the focus comes back after each dialog", async ({ page }) => {
  await annotate(page, article("quarry.txt"));
  const cases: [string, string, string][] = [
    ["#text", "?", "All keys"],
    ["#text", "Control+e", "Export"],
    [".top button[title='All keys']", "Enter", "All keys"],
    [".top .title", "Enter", "Article"],
  ];
  for (const [from, key, dialog] of cases) {
    await page.locator(from).focus();
    await page.keyboard.press(key);
    const open = page.getByRole("dialog", { name: dialog });
    await expect(open).toBeVisible();
    // The focus is kept inside.
    for (let step = 0; step < 3; step += 1) await page.keyboard.press("Shift+Tab");
    expect(await page.evaluate(() => document.activeElement === document.body || !!document.activeElement?.closest("dialog"))).toBe(true);
    await page.keyboard.press("Escape");
    await expect(open).toHaveCount(0);
    await expect(page.locator(from)).toBeFocused();
  }
});

test("deciding by the card's buttons keeps the focus on the card", async ({ page }) => {
  await annotate(page, article("quarry.txt"));
  await reviewTo(page, WARNED);
  await page.getByRole("button", { name: /^Accept\b/ }).first().focus();
  await page.keyboard.press("Enter");
  await expectMark(page, `quote accepted ${WARNED}`);
  expect(await page.evaluate(() => !!document.activeElement?.closest("#card"))).toBe(true);
});

test.describe("with reduced motion", () => {
  test.use({ contextOptions: { reducedMotion: "reduce" } });
  test("nothing moves by itself", async ({ page }) => {
    await annotate(page, `${article("quarry.txt")}\n${"A line that takes some room.\n\n".repeat(60)}“We stay,” said Ana Ortiz.`);
    await page.keyboard.press("k");
    await expect.poll(async () => (await marks(page)).findLast((mark) => mark.includes(" * "))).toContain("Ana Ortiz");
    const moving = await page.evaluate(() =>
      document.getAnimations().filter((animation) => {
        const { duration, iterations } = animation.effect!.getComputedTiming();
        return (duration as number) > 1 || iterations === Infinity;
      }).length,
    );
    expect(moving).toBe(0);
    // At once, not on the way there.
    const mark = page.locator(".mark.selected").first();
    await expect(mark).toBeInViewport();
  });
});
