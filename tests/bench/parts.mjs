// What is measured, a part a function: it opens its pages, measures ours and the floor in turn, and gives the figures and
// their table.
import { importRecord, launch, memory, open, paste } from "./browser.mjs";
import { article, record, stretches } from "./generate.mjs";
import { against, median, ms, percentile, summary, table, thousands } from "./report.mjs";

/** Our time over the floor's, at most. */
const RATIO = 1.25;
/** Milliseconds until 5,000 annotations stand in 100,000 words. */
const LOAD = 300;
/** Megabytes above the floor. */
const MEMORY = 60;
/** Frames in which an article is scrolled through, about. */
const FRAMES = 240;
/** Where «0 annotations» stands, accepting needs something to accept. */
const FEW_PROPOSALS = 60;

const KINDS = ["ours", "floor"];

/** Runs in a browser of its own and closes it, whatever happens. */
async function inBrowser(work) {
  const browser = await launch();
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

/** One page of each kind in one browser, with the record in both. */
async function pagesWith(browser, made, floor) {
  const pages = {};
  for (const kind of KINDS) {
    pages[kind] = await open(browser, kind, floor);
    if (kind === "ours") {
      await importRecord(pages.ours, made);
    } else {
      await pages.floor.evaluate((paragraphs) => window.floor.load(paragraphs), stretches(made));
    }
    const expected = stretches(made).length;
    await pages[kind].waitForFunction((count) => probe.counts().paragraphs >= count, expected);
    await pages[kind].evaluate(() => probe.settle());
  }
  return pages;
}

async function close(pages) {
  for (const page of Object.values(pages)) await page.context().close();
}

// From navigation to a usable paste box

async function start(plan, floor) {
  const times = { first: [], again: [], floor: [] };
  const untilUsable = (page) => page.evaluate(() => probe.usable);
  await inBrowser(async (browser) => {
    for (let round = 0; round < plan.repeat; round += 1) {
      const ours = await open(browser, "ours", floor);
      times.first.push(await untilUsable(ours));
      await ours.reload({ waitUntil: "commit" });
      times.again.push(await untilUsable(ours));
      await ours.context().close();
      const bare = await open(browser, "floor", floor);
      times.floor.push(await untilUsable(bare));
      await bare.context().close();
    }
  });
  const figures = Object.fromEntries(Object.entries(times).map(([name, values]) => [name, summary(values)]));
  const row = (name, { median: middle, p95 }) => [name, ms(middle), ms(p95)];
  return {
    figures,
    text: `## From navigation to a usable paste box\n\nThe box is in the page, laid out and has the focus; ms since navigation began, ${plan.repeat} times.\n\n${
      table(["ms", "median", "p95"], [
        row("first visit (empty cache)", figures.first), row("again (cached)", figures.again), row("floor page", figures.floor),
      ])}`,
  };
}

// From paste to text and proposals

async function pasting(plan, floor) {
  const figures = {};
  const rows = [];
  for (const words of plan.words) {
    const text = article(words);
    const rounds = { ours: [], floor: [] };
    for (let round = 0; round < Math.max(2, Math.ceil(plan.loads / 2)); round += 1) {
      await inBrowser(async (browser) => {
        const ours = await open(browser, "ours", floor);
        await paste(ours, text);
        await ours.evaluate(() => probe.settle());
        await ours.evaluate(() => probe.armPaste("keydown"));
        await ours.keyboard.press("ControlOrMeta+Enter");
        rounds.ours.push(await ours.evaluate(() => probe.result()));
        await ours.context().close();
        const bare = await open(browser, "floor", floor);
        await bare.evaluate((words) => navigator.clipboard.writeText(words), text);
        await bare.evaluate(() => probe.arm("paste", "text"));
        await bare.keyboard.press("ControlOrMeta+v");
        rounds.floor.push(await bare.evaluate(() => probe.result()));
        await bare.context().close();
      });
    }
    const of = (name) => median(rounds.ours.map((round) => round[name]));
    figures[words] = {
      text: of("text"), floor: median(rounds.floor), first: of("first"), all: of("all"), longest: of("longest"), proposals: of("proposals"), rounds,
    };
    const { text: painted, floor: bare, first, all, longest, proposals } = figures[words];
    rows.push([thousands(words), ms(painted), ms(bare), ms(first), ms(all), thousands(proposals), ms(longest)]);
  }
  return {
    figures,
    text: `## From paste to text and proposals\n\nms from Ctrl Enter with the text in the box (floor page: from the paste). «Longest frame» is while proposals come in.\n\n${
      table(["words", "text painted", "floor page", "first proposals in view", "all proposals", "proposals", "longest frame"], rows)}`,
  };
}

// From key or mouse release to the painted change

const EDITS = {
  key: "tag: key",
  button: "tag: button release",
  drag: "drag release",
  accept: "accept → next",
};

/** A person does not press in step with the screen: the press comes at any moment between two frames. */
const anyMoment = (page) => page.waitForTimeout(20 + Math.random() * 1000 / 60);

async function selectByMouse(page, { from, to }) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, to.y);
  await page.mouse.move(to.x, to.y);
}

/** A pair of words that was not tagged yet; scrolls on when none is left in view. */
async function nextPair(page, used) {
  for (let screens = 0; screens < 40; screens += 1) {
    const pairs = await page.evaluate(() => probe.pairs());
    for (const pair of pairs) {
      const key = `${pair.paragraph} ${pair.start}`;
      if (used.has(key)) continue;
      used.add(key);
      return pair;
    }
    await page.evaluate(() => probe.scrollBy(0.8));
    await page.evaluate(() => probe.settle());
  }
  throw new Error("no two words are left to be tagged");
}

async function timedTag(page, kind, way, used) {
  const pair = await nextPair(page, used);
  if (kind === "floor") await page.evaluate((is) => window.floor.wrapOnRelease(is), way === "drag");
  const words = await page.evaluate((at) => probe.wordsOf(at), pair);
  await selectByMouse(page, pair);
  if (way === "drag") {
    await page.evaluate(([type, argument]) => probe.arm(type, "release", argument), ["pointerup", { words, pair }]);
    await anyMoment(page);
    await page.mouse.up();
    const time = await page.evaluate(() => probe.result());
    if (kind === "ours") await page.keyboard.press("Escape");
    await page.evaluate(() => probe.settle());
    return time;
  }
  await page.mouse.up();
  await page.evaluate(() => probe.settle());
  if (way === "key") {
    await page.evaluate((argument) => probe.arm("keydown", "tag", argument), pair);
    await anyMoment(page);
    await page.keyboard.press(kind === "ours" ? "5" : "1");
  } else {
    const button = kind === "ours" ? page.getByRole("button", { name: /^Claim|Tag as claim/i }).first() : page.locator("#mark");
    await button.hover();
    await page.mouse.down();
    await page.evaluate((argument) => probe.arm("pointerup", "tag", argument), pair);
    await anyMoment(page);
    await page.mouse.up();
  }
  const time = await page.evaluate(() => probe.result());
  await page.evaluate(() => probe.settle());
  return time;
}

async function timedAccept(page) {
  await page.evaluate(() => probe.arm("keydown", "next"));
  await anyMoment(page);
  await page.keyboard.press("a");
  const time = await page.evaluate(() => probe.result());
  await page.evaluate(() => probe.settle());
  return time;
}

async function editing(plan, floor) {
  const figures = [];
  for (const words of plan.words) {
    const text = article(words);
    for (const annotations of plan.annotations) {
      const cell = { words, annotations, edits: {} };
      const run = async (made, edits) => inBrowser(async (browser) => {
        const pages = await pagesWith(browser, made, floor);
        const used = { ours: new Set(), floor: new Set() };
        for (const edit of edits) {
          const times = { ours: [], floor: [] };
          if (edit === "accept") {
            for (const kind of KINDS) {
              await pages[kind].evaluate(() => probe.scrollTo(0));
              // The first press selects the first proposal on the floor page; ours has a key for it.
              await pages[kind].keyboard.press(kind === "ours" ? "j" : "a");
              await pages[kind].evaluate(() => probe.settle());
            }
          }
          // The first round warms both up and is not counted.
          for (let round = -1; round < plan.repeat; round += 1) {
            for (const kind of KINDS) {
              const page = pages[kind];
              await page.bringToFront();
              const time = edit === "accept" ? await timedAccept(page) : await timedTag(page, kind, edit, used[kind]);
              if (round >= 0) times[kind].push(time);
            }
          }
          const [ours, bare] = [summary(times.ours), summary(times.floor)];
          cell.edits[edit] = { ours, floor: bare, ratio: ours.median / bare.median };
        }
        await close(pages);
      });
      const tags = ["key", "button", "drag"];
      if (annotations === 0) {
        await run(record(text, 0), tags);
        await run(record(text, FEW_PROPOSALS, 1), ["accept"]);
      } else {
        await run(record(text, annotations), [...tags, "accept"]);
      }
      figures.push(cell);
      console.error(`  ${thousands(words)} words, ${thousands(annotations)} annotations: ${
        Object.entries(cell.edits).map(([name, { ratio, ours }]) => `${name} ${ms(ours.median)} ms ×${ratio.toFixed(2)}`).join(", ")}`);
    }
  }
  const rows = figures.flatMap(({ words, annotations, edits }) => Object.entries(edits).map(([name, { ours, floor: bare, ratio }]) => [
    `${EDITS[name]}`, thousands(words), thousands(annotations), ms(ours.median), ms(ours.p95), ms(bare.median), ms(bare.p95), against(ratio, RATIO),
  ]));
  rows.sort((one, other) => Object.values(EDITS).indexOf(one[0]) - Object.values(EDITS).indexOf(other[0]));
  const over = rows.filter((row) => row.at(-1).includes("over")).length;
  return {
    figures,
    text: `## From key or mouse release to the painted change\n\n${
      [
        `ms to the second animation frame after the event, ours and floor page in turn, ${plan.repeat} times each; the ratio is of medians, its bar ${RATIO}.`,
        "Tag: two words are selected with the mouse, then the label's key is pressed or its button let go, until they are painted as tagged (the floor page wraps them in a `<mark>`).",
        "Drag release: until the words are painted as selected (the floor page wraps them at once).",
        `Accept: until the next proposal is selected and in view; in the rows of 0 annotations there are ${FEW_PROPOSALS} proposals.`,
      ].join("\n")}\n\n${
      table(["what", "words", "annotations", "ours", "p95", "floor", "p95", "ratio"], rows)}\n\n${
      over === 0 ? "Every cell is within the bar." : `Over the bar: ${over} of ${rows.length} cells.`}`,
  };
}

// Scrolling through

async function scrolling(plan, floor) {
  const figures = [];
  for (const words of plan.words) {
    const made = record(article(words), plan.most.annotations);
    const times = { ours: [], floor: [] };
    const frames = { ours: [], floor: [] };
    for (let round = 0; round < 3; round += 1) {
      await inBrowser(async (browser) => {
        const pages = await pagesWith(browser, made, floor);
        for (const kind of KINDS) {
          await pages[kind].bringToFront();
          const { lengths } = await pages[kind].evaluate((most) => probe.scrollThrough(most), FRAMES);
          times[kind].push(Math.max(...lengths));
          frames[kind].push(...lengths);
        }
        await close(pages);
      });
    }
    figures.push({
      words,
      annotations: plan.most.annotations,
      ours: { longest: median(times.ours), p99: percentile(frames.ours, 0.99), rounds: times.ours },
      floor: { longest: median(times.floor), p99: percentile(frames.floor, 0.99), rounds: times.floor },
    });
  }
  const rows = figures.map(({ words, annotations, ours, floor: bare }) => [
    thousands(words), thousands(annotations), `${ms(ours.longest)}${ours.longest > bare.longest ? " **over**" : ""}`, ms(bare.longest), ms(ours.p99), ms(bare.p99),
  ]);
  return {
    figures,
    text: `## The longest frame while scrolling through\n\nms; through the whole article in about ${FRAMES} steps of a frame each, in a page just loaded; the median of three such runs. Bar: no more than the floor's.\n\n${
      table(["words", "annotations", "ours, longest", "floor, longest", "ours, p99", "floor, p99"], rows)}`,
  };
}

// Loading

async function loading(plan, floor) {
  const { words, annotations } = plan.most;
  const made = record(article(words), annotations);
  const size = Buffer.byteLength(JSON.stringify(made));
  const times = { file: [], device: [], floor: [] };
  for (let round = 0; round < plan.loads; round += 1) {
    await inBrowser(async (browser) => {
      const ours = await open(browser, "ours", floor);
      await ours.evaluate(() => probe.arm("change", "marks"));
      await importRecord(ours, made);
      times.file.push(await ours.evaluate(() => probe.result()));
      // Opened again from the device: the article stands in the list of the start screen.
      await ours.getByText("Saved on this device").waitFor();
      await ours.getByRole("link", { name: "Pressmark" }).click();
      const link = ours.locator(".your-articles a").first();
      await link.waitFor();
      await ours.evaluate(() => probe.settle());
      await link.hover();
      await ours.evaluate(() => probe.arm("click", "marks"));
      await link.click();
      times.device.push(await ours.evaluate(() => probe.result()));
      await ours.context().close();

      const bare = await open(browser, "floor", floor);
      await bare.evaluate((paragraphs) => {
        addEventListener("loadnow", () => window.floor.load(paragraphs));
        probe.arm("loadnow", "marks");
      }, stretches(made));
      await bare.evaluate(() => dispatchEvent(new Event("loadnow")));
      times.floor.push(await bare.evaluate(() => probe.result()));
      await bare.context().close();
    });
  }
  const figures = { words, annotations, bytes: size, ...Object.fromEntries(Object.entries(times).map(([name, values]) => [name, summary(values)])) };
  const row = (name, { median: middle, p95 }, bar) => [name, `${ms(middle)}${bar && middle > bar ? " **over**" : ""}`, ms(p95)];
  return {
    figures,
    text: `## Loading ${thousands(annotations)} annotations into ${thousands(words)} words\n\n${
      [
        `ms until the text with its marks is painted and can be scrolled, ${plan.loads} times; bar ${LOAD}.`,
        `File: from the moment the page is handed the file (${(size / 2 ** 20).toFixed(1)} MB), so reading it, parsing the JSON, and checking every span's words are in it.`,
        "Device: from the click on the article in the list, so reading IndexedDB and parsing are in it. Floor page: from the paragraphs as arrays in memory.",
      ].join("\n")}\n\n${
      table(["ms", "median", "p95"], [row("file", figures.file, LOAD), row("device", figures.device, LOAD), row("floor page", figures.floor)])}`,
  };
}

// Memory

async function weighing(plan, floor) {
  const { words, annotations } = plan.most;
  const made = record(article(words), annotations);
  const rounds = { ours: [], floor: [] };
  for (let round = 0; round < 3; round += 1) {
    for (const kind of KINDS) {
      // A browser for each page: its process holds nothing else.
      await inBrowser(async (browser) => {
        const page = await open(browser, kind, floor);
        if (kind === "ours") await importRecord(page, made);
        else await page.evaluate((paragraphs) => window.floor.load(paragraphs), stretches(made));
        await page.waitForFunction(() => probe.counts().marks > 0);
        if (kind === "ours") await page.getByText("Saved on this device").waitFor();
        await page.evaluate(() => probe.settle());
        rounds[kind].push({ ...(await memory(browser, page)), elements: await page.evaluate(() => probe.elements()) });
      });
    }
  }
  const of = (kind) => Object.fromEntries(["pss", "anonymous", "heap", "elements"].map((name) => [name, median(rounds[kind].map((round) => round[name]))]));
  const [ours, bare] = [of("ours"), of("floor")];
  const figures = { words, annotations, ours, floor: bare, above: ours.pss - bare.pss, rounds };
  const row = (name, weight) => [name, weight.pss.toFixed(1), weight.anonymous.toFixed(1), weight.heap.toFixed(1), thousands(weight.elements)];
  return {
    figures,
    text: `## Memory of the page's process\n\nMB (2²⁰ bytes) of the renderer process after garbage collection, with ${thousands(words)} words and ${thousands(annotations)} annotations; the wasm and the engine's worker are in it. The median of three browsers each. Bar: ${MEMORY} above the floor page's.\n\n${
      table(["page", "proportional set", "of that anonymous", "JS heap", "elements"], [row("ours", ours), row("floor page", bare)])}\n\nAbove the floor: ${against(figures.above, MEMORY, 1)} MB.`,
  };
}

export const PARTS = { start, paste: pasting, edit: editing, scroll: scrolling, load: loading, memory: weighing };
