// Articles and native records of any size, the same at every run: what the bench pastes and imports.
//
// The sentences are invented. They are of the kinds that news has (speech with its cue and speaker, figures of people
// hurt, promises with a date, plain narration), so that the engine finds about as much as in an article of that length.
import { createHash } from "node:crypto";

/** A small generator of pseudo-random numbers from 0 to 1 (mulberry32): the same seed gives the same article. */
function numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const PEOPLE = [
  ["Marta", "Oyelaran", "Transport Minister"], ["Piotr", "Halvorsen", "Mayor"], ["Ines", "Quiroga", "harbour master"],
  ["Tomas", "Adeyemi", "union chairman"], ["Leila", "Brandvold", "Health Secretary"], ["Yusuf", "Carrow", "police spokesman"],
  ["Greta", "Nakamura", "Professor"], ["Samuel", "Tindale", "opposition leader"], ["Nadia", "Ferreira", "Governor"],
  ["Emil", "Varga", "chief engineer"], ["Rosa", "Lindqvist", "fire chief"], ["Daniel", "Okonkwo", "Senator"],
  ["Hanna", "Strand", "Finance Minister"], ["Viktor", "Almeida", "coach"], ["Aisha", "Beaumont", "hospital director"],
];
const PLACES = ["Varnholt", "Port Sella", "Eastmere", "Kandrin", "Lower Aska", "Tollbridge", "Nyhamn", "Saint Orla"];
const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];
const MATTERS = [
  "the ferry terminal", "the new rail link", "the water works", "the district hospital", "the valley road", "the school roof",
  "the grain harbour", "the flood wall", "the old bridge", "the night bus",
];
const SAYINGS = [
  "We did not expect the water to come so fast, and nobody had told the villages below the dam",
  "There is no reason to close the line before the inspectors have read their own report",
  "People here have waited eleven years for this and they will not wait for another committee",
  "The figures that were shown to the council are not the figures that we sent",
  "It was dark, the alarm was silent and the doors on the river side were locked",
  "Nobody who works in this building was asked what the repairs would mean",
  "I am glad that the talks go on, but a conversation is not an agreement",
  "The money is in the budget and the only thing missing is a decision",
];
const DEEDS = [
  "reopen the crossing", "publish every invoice", "pay the families", "hire forty more nurses", "replace the pumps",
  "rebuild the landing stage", "bring the case before the court", "keep the fares as they are",
];
const SCENES = [
  "The meeting, which had been moved twice, lasted a little over an hour and ended without a vote.",
  "Outside the town hall a crowd of residents stood in the rain with handwritten signs.",
  "Work on the site began in spring after a long dispute over who owned the ground.",
  "The report runs to 312 pages and was sent to the members of the committee late in the evening.",
  "Shops along the quay stayed shut for most of the afternoon while crews cleared the mud.",
  "Two earlier attempts to settle the matter failed, one of them only hours before a deadline.",
  "Trains were running again by noon, though with fewer carriages than usual.",
  "The company, founded in 1962, employs about a tenth of the people in the district.",
];

function sentence(pick, number) {
  const [first, last, role] = pick(PEOPLE);
  const [place, day, matter, saying, deed] = [pick(PLACES), pick(DAYS), pick(MATTERS), pick(SAYINGS), pick(DEEDS)];
  const kinds = [
    () => `“${saying},” ${role} ${first} ${last} said on ${day}.`,
    () => `"${saying}," ${last} told reporters in ${place}.`,
    () => `According to ${first} ${last}, ${matter} was inspected last year and found to be sound.`,
    () => `${role} ${first} ${last} said that ${matter} would stay closed until the end of the month.`,
    () => `The accident near ${place} killed at least ${number(2, 60)} people and injured ${number(10, 400)} others, officials said.`,
    () => `${number(3, 20)} workers were wounded when a wall beside ${matter} gave way on ${day}.`,
    () => `${last} promised to ${deed} by the end of ${day === "Monday" ? "June" : "October"}.`,
    () => `The government of ${place} vowed to ${deed} before the winter.`,
    () => `“${saying},” said ${first} ${last}, adding: “We will ${deed}.”`,
    () => pick(SCENES),
    () => pick(SCENES),
    () => `In ${place}, ${matter} has been a matter of dispute for ${number(2, 30)} years.`,
  ];
  const made = pick(kinds)();
  return made.charAt(0).toUpperCase() + made.slice(1);
}

/** How many words a text has, split at white space. */
export const countWords = (text) => text.split(/\s+/u).filter(Boolean).length;

/** An article of exactly that many words: a headline, then paragraphs of one to four sentences, an empty line between. */
export function article(words, seed = 7) {
  const random = numbers(seed + words);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const number = (least, most) => String(least + Math.floor(random() * (most - least)));
  const paragraphs = [`What the valley was told: ${words} words on the flood and its costs`];
  let left = words - countWords(paragraphs[0]);
  while (left > 0) {
    const sentences = Array.from({ length: 1 + Math.floor(random() * 4) }, () => sentence(pick, number));
    const taken = sentences.join(" ").split(" ").slice(0, left);
    left -= taken.length;
    paragraphs.push(taken.join(" "));
  }
  return paragraphs.join("\n\n");
}

const LABELS = ["speaker", "quote", "casualty", "commitment", "claim", "cue"];
// Two words are left out: the bench tags two words at a time, and a tag that is there already would be refused.
const LENGTHS = [1, 3, 4];
const CONTEXT = 32;

/** Where each word of a text lies, with the paragraph it stands in. Offsets are code points: the texts hold no astral ones. */
function wordsOf(text) {
  if (/[\u{10000}-\u{10ffff}]/u.test(text)) throw new Error("the bench's articles hold no characters beyond the BMP");
  const words = [];
  let paragraph = 0;
  let end = 0;
  for (const match of text.matchAll(/\S+/gu)) {
    if (text.slice(end, match.index).includes("\n")) paragraph += 1;
    end = match.index + match[0].length;
    words.push({ start: match.index, end, paragraph });
  }
  return words;
}

const two = (number) => String(number).padStart(2, "0");

/**
 * A native record with that many annotations of all labels, spread evenly over the article and over each other when
 * there are more than words. `share` of them are proposals, in the order of the text; quotes have their speaker.
 */
export function record(text, annotations, share = 0.6) {
  const words = wordsOf(text);
  const made = [];
  const speakers = PEOPLE.map(([first, last, role], index) => (
    { id: `s${index + 1}`, name: `${first} ${last}`, role, affiliation: "", same_as: "" }
  ));
  for (let index = 0; index < annotations; index += 1) {
    const round = Math.floor(index / words.length);
    const inRound = Math.min(words.length, annotations - round * words.length);
    // Every word in a full round; evenly apart in one that is not.
    const at = Math.floor(((index % words.length) * words.length) / inRound);
    const label = LABELS[(index + round) % LABELS.length];
    const length = LENGTHS[(index + Math.floor(round / LABELS.length)) % LENGTHS.length];
    const first = words[at];
    let last = first;
    for (const word of words.slice(at, at + length)) if (word.paragraph === first.paragraph) last = word;
    made.push({ label, start: first.start, end: last.end, index });
  }
  made.sort((one, other) => one.start - other.start || other.end - one.end || one.index - other.index);
  const seen = new Set();
  const spans = [];
  const links = [];
  let speaker = null;
  for (const [order, { label, start, end }] of made.entries()) {
    const key = `${label} ${start} ${end}`;
    // At a paragraph's end two lengths can come to the same stretch; another label keeps the number what was asked for.
    const free = seen.has(key) ? LABELS.find((other) => !seen.has(`${other} ${start} ${end}`)) : label;
    if (!free) throw new Error(`no label is left for ${start}–${end}`);
    seen.add(`${free} ${start} ${end}`);
    const proposed = Math.floor((order + 1) * share) > Math.floor(order * share);
    const id = `a${order + 1}`;
    const attributes = {};
    if (free === "speaker") attributes.speaker_id = speakers[order % speakers.length].id;
    if (free === "quote") attributes.quote_type = "direct";
    if (free === "casualty") Object.assign(attributes, { casualty_type: ["killed"], count_text: "12", count_min: 12, count_max: 12 });
    if (free === "commitment") attributes.act = "promise";
    spans.push({
      id,
      label: free,
      state: proposed ? "proposed" : "accepted",
      attributes,
      fragments: [{
        start,
        end,
        exact: text.slice(start, end),
        prefix: text.slice(Math.max(0, start - CONTEXT), start),
        suffix: text.slice(end, end + CONTEXT),
      }],
      origin: proposed
        ? { kind: "suggested", rule: `${free}.bench`, score: 0.5 + (order % 50) / 100, reason: "Made for the bench." }
        : { kind: "manual" },
      author: "",
      created: `2026-11-24T${two(Math.floor(order / 3600) % 24)}:${two(Math.floor(order / 60) % 60)}:${two(order % 60)}Z`,
      note: "",
    });
    if (free === "speaker") speaker = id;
    if (free === "quote" && speaker) links.push({ id: `l${links.length + 1}`, type: "source", from: id, to: speaker, state: proposed ? "proposed" : "accepted" });
  }
  const sha256 = createHash("sha256").update(text).digest("hex");
  return {
    format: "pressmark",
    version: 1,
    offset_unit: "codepoint",
    document: { id: `bench-${words.length}-${annotations}-${Math.round(share * 100)}`, title: text.split("\n", 1)[0], url: "", published: "2026-11-24", lang: "en", text, sha256 },
    speakers,
    spans,
    links,
  };
}

/**
 * The article as the floor page is handed it: paragraphs of stretches, each with its text and whether annotations lie
 * over it: the fewest elements that can show the record.
 */
export function stretches({ document: { text }, spans }) {
  const edges = new Map();
  const at = (offset) => edges.get(offset) ?? edges.set(offset, { open: 0, proposed: 0 }).get(offset);
  for (const { fragments, state } of spans) {
    for (const { start, end } of fragments) {
      const proposed = state === "proposed" ? 1 : 0;
      at(start).open += 1;
      at(start).proposed += proposed;
      at(end).open -= 1;
      at(end).proposed -= proposed;
    }
  }
  const offsets = [...edges.keys()].sort((one, other) => one - other);
  const paragraphs = [];
  let next = 0;
  let open = 0;
  let proposed = 0;
  for (const match of text.matchAll(/[^\n]+/gu)) {
    const [begin, finish] = [match.index, match.index + match[0].length];
    const runs = [];
    let from = begin;
    const close = (to) => {
      if (to > from) runs.push([text.slice(from, to), open === 0 ? 0 : proposed > 0 ? 2 : 1]);
      from = to;
    };
    while (next < offsets.length && offsets[next] <= finish) {
      close(offsets[next]);
      open += edges.get(offsets[next]).open;
      proposed += edges.get(offsets[next]).proposed;
      next += 1;
    }
    close(finish);
    paragraphs.push(runs);
  }
  return paragraphs;
}
