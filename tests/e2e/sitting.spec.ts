// The whole job on one article: paste, review, tag, edit, link, undo; the browser is killed in the middle and everything
// is there again; what is exported is the same after an import elsewhere.
import { annotate, article, message, openStart, paste, progress, proposals, said, saved } from "./desk";
import { choose, expectToFitTheSchema, exported } from "./files";
import { freshProfile, kill, start } from "./own_browser";
import { expect, test, watch } from "./page";
import { drag, expectMark, expectNoMark, marks, reviewTo, selected, textOf } from "./pane";

const SPRING = '"We are closer than we were in spring, and nobody left the table in anger,"';
const LISTENED = "“The owners listened,” … “but listening does not repair a single lifeboat.”";

test("a whole job survives a killed browser and a move to another computer", async ({ page: elsewhere, faults }) => {
  const profile = freshProfile("sitting");
  let { context, page } = await start(profile);
  watch(page, faults);
  let kept: string[] = [];
  let address = "";

  await test.step("paste", async () => {
    await openStart(page);
    await paste(page, article("harbour.txt"));
    await page.keyboard.press("Control+Enter");
    await proposals(page);
    // The page adds nothing to the text and drops nothing of it.
    await expect.poll(() => textOf(page)).toBe(article("harbour.txt"));
    await expectMark(page, `quote proposed ${SPRING}`);
    await expect.poll(async () => (await progress(page)).reviewed).toBe(0);
  });

  await test.step("review by keyboard", async () => {
    await reviewTo(page, SPRING);
    await page.keyboard.press("a");
    await expectMark(page, `quote accepted ${SPRING}`);
    await expectMark(page, "speaker accepted Oyelaran");
    await expectMark(page, "cue accepted told");
    await expect.poll(async () => (await progress(page)).reviewed).toBe(3);
    await expect.poll(() => said(page)).toMatch(/^Accepted the quote with its speaker and cue\. 3 of \d+ reviewed\. Next: /);
    await reviewTo(page, LISTENED);
    await page.keyboard.press("x");
    await expectNoMark(page, `quote proposed ${LISTENED}`);
    // Rejected is not gone: it is one more that is reviewed.
    await expect.poll(async () => (await progress(page)).reviewed).toBeGreaterThan(3);
  });

  await test.step("edit in the card", async () => {
    const words = 'two sailors are still missing and "the sea has not given anything back."';
    await reviewTo(page, words);
    await page.keyboard.press("e");
    const card = page.getByRole("region", { name: "Quote, proposed" });
    await expect(card.locator(":focus")).toHaveCount(1);
    await card.getByLabel("Attitude").selectOption("belief");
    await expect(card.getByLabel("Attitude")).toHaveValue("belief");
    await page.keyboard.press("Escape");
    await expect(page.locator("#text")).toBeFocused();
    await page.keyboard.press("n");
    await page.keyboard.type("ask him again");
    await page.keyboard.press("Escape");
    await page.keyboard.press("a");
    await expectMark(page, `quote accepted ${words}`);
  });

  await test.step("tag by mouse, the words whole", async () => {
    await drag(page, "he harbour master, Captai");
    await expect.poll(() => selected(page)).toBe("the harbour master, Captain");
    await page.keyboard.press("Escape");
    await drag(page, "eputy Minister Piotr Halvors");
    await expect.poll(() => selected(page)).toBe("Deputy Minister Piotr Halvorsen");
    await page.keyboard.press("1");
    await expectMark(page, "speaker accepted * Deputy Minister Piotr Halvorsen");
    await expect(page.getByRole("region", { name: "Speaker, accepted" })).toBeVisible();
  });

  await test.step("tag by keyboard", async () => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+Home");
    // To the first paragraph of text: over headline and byline.
    await page.keyboard.press("Control+ArrowDown");
    await page.keyboard.press("Control+ArrowDown");
    await page.keyboard.press("End");
    for (let word = 0; word < 4; word += 1) await page.keyboard.press("Shift+ArrowLeft");
    await expect.poll(() => selected(page)).toBe("left 37 others injured.");
    await page.keyboard.press("3");
    await expectMark(page, "casualty accepted * left 37 others injured.");
    const card = page.getByRole("region", { name: "Casualty, accepted" });
    await card.getByRole("checkbox", { name: "injured" }).check();
    await card.getByRole("checkbox", { name: "killed" }).uncheck();
    await card.getByLabel("At least", { exact: true }).fill("37");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Escape");
  });

  await test.step("link by L", async () => {
    await page.keyboard.press("l");
    await page.keyboard.type("Oyel");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("region", { name: "Casualty, accepted" }).getByRole("button", { name: "Marta Oyelaran", exact: true })).toBeVisible();
    await expect.poll(() => said(page)).toMatch(/^Linked: /);
  });

  await test.step("undo and redo", async () => {
    const before = await marks(page);
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await expect(page.getByRole("button", { name: "Remove the link to Marta Oyelaran" })).toHaveCount(0);
    await page.keyboard.press("Shift+Control+z");
    await page.keyboard.press("Shift+Control+z");
    await expect(page.getByRole("button", { name: "Remove the link to Marta Oyelaran" })).toHaveCount(1);
    await expect.poll(() => marks(page)).toEqual(before);
  });

  await test.step("the browser is killed in the middle of the work", async () => {
    await saved(page);
    kept = await marks(page);
    address = page.url();
    // A selection under way, and a look at the export: neither is work that was acknowledged.
    await page.keyboard.press("Shift+ArrowLeft");
    await page.keyboard.press("Control+e");
    await kill(context);
  });

  await test.step("it is all there, and undo goes on", async () => {
    ({ context, page } = await start(profile));
    watch(page, faults);
    await page.goto(address);
    await expect.poll(() => marks(page)).toEqual(kept);
    await expect(page.getByRole("region", { name: "Casualty, accepted" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Remove the link to Marta Oyelaran" })).toHaveCount(1);
    await page.keyboard.press("Control+z");
    await expect(page.getByRole("button", { name: "Remove the link to Marta Oyelaran" })).toHaveCount(0);
    await expect.poll(() => said(page)).toMatch(/^Undone: link casualty/);
    // Back to before the first decision, and all the way forth again.
    const undo = page.getByRole("button", { name: /^(Undo:|Nothing to undo)/ });
    while ((await undo.getAttribute("aria-disabled")) === "false") await page.keyboard.press("Control+z");
    await expectMark(page, `quote proposed * ${SPRING}`);
    await expect.poll(async () => (await progress(page)).reviewed).toBe(0);
    const redo = page.getByRole("button", { name: /^(Redo:|Nothing to redo)/ });
    while ((await redo.getAttribute("aria-disabled")) === "false") await page.keyboard.press("Control+y");
    const undecorated = (list: string[]) => list.map((mark) => mark.replace(" * ", " "));
    expect(undecorated(await marks(page))).toEqual(undecorated(kept));
  });

  await test.step("export, and import in an empty browser: the same", async () => {
    const first = await exported(page);
    expect(first.name).toMatch(/^\d{4}-\d\d-\d\d harbour-talks-end-without-a-deal.*\.pressmark\.json$/);
    await expect(message(page, "is in your downloads")).toBeVisible();
    expectToFitTheSchema(first.text);
    const record = JSON.parse(first.text);
    const wordsOf = (span: any) => span.fragments.map((fragment: any) => fragment.exact).join(" … ");
    const state = (words: string) => record.spans.find((span: any) => wordsOf(span) === words)?.state;
    expect(state(SPRING)).toBe("accepted");
    expect(state(LISTENED)).toBe("rejected");
    expect(record.spans.map((span: any) => span.note)).toContain("ask him again");

    await openStart(elsewhere);
    await choose(elsewhere, first.name, first.text);
    await expect.poll(() => marks(elsewhere)).toHaveLength(kept.length);
    await saved(elsewhere);
    const second = await exported(elsewhere);
    expect(second.text).toBe(first.text);
    await context.close();
  });
});

test("an import is still the same after the page was loaded again", async ({ page }) => {
  await annotate(page, "“We will rebuild,” said Ana Ortiz. “By May.”\n\nTwo people were hurt, the police said.");
  await page.keyboard.press("j");
  await page.keyboard.press("a");
  await saved(page);
  const before = await exported(page);
  await page.reload();
  await expect.poll(() => marks(page)).not.toHaveLength(0);
  const after = await exported(page);
  expect(after.text).toBe(before.text);
});
