// The stopwatch, put into both pages before their own scripts run. It reads the page and changes nothing in it.
//
// A time runs from the event's own time stamp to the animation frame after the one that painted the change: the change
// stands in the DOM when a frame begins, that frame paints it, and the next one stops the watch.
"use strict";

(() => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => resolve(performance.now())));

  /** What differs between the pages: where the text stands, and what a tag and a selected proposal look like there. */
  const KINDS = {
    ours: {
      paragraphs: "p[data-paragraph]",
      tag: ".mark.claim",
      mark: ".mark",
      proposed: ".mark.proposed",
      selected: ".mark.selected",
      name: (mark) => mark.dataset.mark,
      // Marks far from the window are not drawn; the list says how many there are.
      count: () => Number(document.querySelector(".shown")?.textContent.match(/\d+/)?.[0] ?? 0),
    },
    floor: {
      paragraphs: "#pane > p",
      tag: "mark:not([class])",
      mark: "mark",
      proposed: "mark.proposed",
      selected: "mark.selected",
      name: (mark) => mark,
    },
  };

  /** Milliseconds after which a measurement is given up. */
  const LIMIT = 60_000;

  let kind = KINDS.ours;
  let running = null;

  const paragraphs = () => document.querySelectorAll(kind.paragraphs);

  function pane() {
    for (let element = paragraphs()[0]; element; element = element.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(element).overflowY)) return element;
    }
    return document.scrollingElement;
  }

  /** The part of the window where text can be seen and hit. */
  function view() {
    const element = pane();
    if (element === document.scrollingElement) return { top: 0, bottom: innerHeight };
    const { top, bottom } = element.getBoundingClientRect();
    return { top: Math.max(0, top), bottom: Math.min(innerHeight, bottom) };
  }

  const isInView = (element) => {
    const { top, bottom } = view();
    return [...element.getClientRects()].some((rect) => rect.bottom > top && rect.top < bottom && rect.width > 0);
  };

  /** The text nodes of a paragraph that hold words. */
  function textNodes(paragraph) {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(".gap")) nodes.push(walker.currentNode);
    return nodes;
  }

  /** A place in a paragraph's text, in UTF-16 units, as a node and an offset in it. */
  function place(nodes, at, isEnd) {
    let left = at;
    for (const node of nodes) {
      if (left < node.length || (isEnd && left === node.length)) return [node, left];
      left -= node.length;
    }
    return null;
  }

  function rangeOf(paragraph, start, end) {
    const nodes = textNodes(paragraph);
    const [from, to] = [place(nodes, start, false), place(nodes, end, true)];
    const range = document.createRange();
    range.setStart(...from);
    range.setEnd(...to);
    return range;
  }

  /** Pairs of words in view that lie on one line and under nothing: where to press and where to let go. */
  function pairs() {
    const { top, bottom } = view();
    const found = [];
    for (const [index, paragraph] of paragraphs().entries()) {
      const box = paragraph.getBoundingClientRect();
      if (box.bottom < top || box.top > bottom) continue;
      const text = textNodes(paragraph).map((node) => node.data).join("");
      const words = [...text.matchAll(/\S+/gu)];
      // Every third word stays free, so that no two tags touch.
      for (let at = 1; at + 1 < words.length; at += 3) {
        const [one, two] = [words[at], words[at + 1]];
        // Whole words only: a mark that ends before a full stop is not what was dragged over.
        if (![one, two].every((word) => /^[\p{L}\p{N}]{3,}$/u.test(word[0]))) continue;
        const [start, end] = [one.index, two.index + two[0].length];
        const rects = [...rangeOf(paragraph, start, end).getClientRects()].filter((rect) => rect.width > 0);
        const first = rects[0];
        const last = rects.at(-1);
        if (!first || Math.abs(first.top - last.top) > 8 || first.top < top + 8 || last.bottom > bottom - 8) continue;
        const y = first.top + first.height / 2;
        const from = { x: first.left + 2, y };
        const to = { x: last.right - 2, y };
        if (![from, to].every((point) => paragraph.contains(document.elementFromPoint(point.x, point.y)))) continue;
        found.push({ paragraph: index, start, end, from, to });
      }
    }
    return found;
  }

  /** Whether all of a stretch is tagged. */
  function isTagged({ paragraph: index, start, end }) {
    const range = rangeOf(paragraphs()[index], start, end);
    return [range.startContainer, range.endContainer].every((node) => node.parentElement.closest(kind.tag));
  }

  /** A sign of what is selected as text: it changes when the release has been taken in. */
  const selectedText = () => String(document.getSelection());

  const waits = {
    tag: (pair) => () => isTagged(pair),
    release: ({ words, pair }) => () => (kind === KINDS.floor ? isTagged(pair) : selectedText().trim() === words),
    next: () => {
      const before = document.querySelector(kind.selected);
      const name = before && kind.name(before);
      return () => [...document.querySelectorAll(kind.selected)].some((mark) => kind.name(mark) !== name && isInView(mark));
    },
    text: () => () => paragraphs().length > 0,
    marks: () => () => document.querySelector(kind.mark) !== null,
  };

  /** The animation frame after the first one that begins with the condition true: the change has been painted by then. */
  async function painted(isThere) {
    do await frame();
    while (!isThere());
    return frame();
  }

  /** Keeps frames coming until it is stopped, as on a screen where something always moves. */
  function keepTicking() {
    let on = true;
    const tick = () => on && requestAnimationFrame(tick);
    tick();
    return () => { on = false; };
  }

  /**
   * Runs at the next event of this type, before the page's own listeners; the answer is kept for `result`.
   *
   * Frames tick from now on: an idle browser sometimes gives its first frame at once and sometimes at the next tick,
   * and which of the two would say more about the time between two measurements than about the page.
   */
  function atNext(type, measure) {
    const stop = keepTicking();
    running = new Promise((resolve, reject) => {
      addEventListener(type, (event) => {
        const late = setTimeout(() => reject(new Error(`nothing came of the ${type} within ${LIMIT / 1000} s`)), LIMIT);
        measure(event.timeStamp).then(resolve, reject).finally(() => {
          clearTimeout(late);
          stop();
        });
      }, { capture: true, once: true });
    });
    // It is awaited later; until then a failure is not an unhandled one.
    running.catch(() => {});
  }

  const proposalInView = () => {
    const { top, bottom } = view();
    for (const paragraph of paragraphs()) {
      const box = paragraph.getBoundingClientRect();
      if (box.top > bottom) return false;
      if (box.bottom > top && [...paragraph.querySelectorAll(kind.proposed)].some(isInView)) return true;
    }
    return false;
  };

  /** The frame in which the last proposal came: none comes for some seconds after it. */
  async function proposalsAtRest() {
    const QUIET = 3000;
    let [count, changed] = [0, performance.now()];
    for (;;) {
      const now = await frame();
      const there = kind.count();
      // Painted by the frame after, as everywhere.
      if (there !== count) [count, changed] = [there, await frame()];
      if (count > 0 && now - changed > QUIET) return changed;
    }
  }

  /** Watches how long frames are until it is stopped. */
  function lengthsOfFrames() {
    const lengths = [];
    let [before, on] = [performance.now(), true];
    const step = () => {
      const now = performance.now();
      lengths.push(now - before);
      before = now;
      if (on) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
    return { stop: () => { on = false; return lengths; } };
  }

  /** When the paste box is in the page, laid out and has the focus: ms since navigation began. */
  const usable = new Promise((resolve) => {
    const look = () => {
      const box = document.querySelector("textarea");
      const is = box && box === document.activeElement && !box.disabled && box.getClientRects().length > 0;
      if (is) resolve(performance.now());
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });

  window.probe = {
    usable,
    be: (name) => { kind = KINDS[name]; },

    /** Milliseconds from the next event of this type until what is waited for is painted. */
    arm(type, wait, argument) {
      const isThere = waits[wait](argument);
      atNext(type, async (started) => (await painted(isThere)) - started);
    },

    /** From the next event of this type: until text, the first proposals in view, and the last proposal are painted. */
    armPaste(type) {
      atNext(type, async (started) => {
        const text = await painted(waits.text());
        const frames = lengthsOfFrames();
        const [first, all] = await Promise.all([painted(proposalInView), proposalsAtRest()]);
        return {
          text: text - started,
          first: first - started,
          all: all - started,
          longest: Math.max(...frames.stop()),
          proposals: kind.count(),
        };
      });
    },

    result: () => running,

    pairs,
    isTagged,
    wordsOf: ({ paragraph, start, end }) => String(rangeOf(paragraphs()[paragraph], start, end)),
    counts: () => ({ paragraphs: paragraphs().length, marks: document.querySelectorAll(kind.mark).length }),
    elements: () => document.querySelectorAll("*").length,

    /** Waits until the page has painted and has nothing to do. */
    async settle() {
      await frame();
      await frame();
      await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 2000 }));
    },

    scrollTo(share) {
      const element = pane();
      element.scrollTop = (element.scrollHeight - element.clientHeight) * share;
    },
    scrollBy(screens) {
      const element = pane();
      element.scrollTop += element.clientHeight * screens;
    },

    /** Scrolls through the whole article, a step a frame; all frames' lengths in ms. */
    async scrollThrough(most) {
      const element = pane();
      element.scrollTop = 0;
      await probe.settle();
      const step = Math.max(120, Math.ceil(element.scrollHeight / most));
      const lengths = [];
      let before = await frame();
      for (let frames = 0; frames < most * 2; frames += 1) {
        const was = element.scrollTop;
        element.scrollTop = was + step;
        const now = await frame();
        lengths.push(now - before);
        before = now;
        if (element.scrollTop <= was) break;
      }
      return { step, lengths };
    },
  };
})();
