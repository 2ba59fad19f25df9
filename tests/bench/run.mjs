// The page bench: `cargo xtask bench page` builds and serves the page and runs this. Words after `--`:
//   --quick          fewer repetitions and sizes, to see that it works
//   --only A,B       of: start, paste, edit, scroll, load, memory
//   --repeat N       repetitions of each edit (11)
//   --words A,B and --annotations A,B    these sizes only
// Tables go to standard output, and with all single figures to target/bench/. What is worth keeping goes into benches/RESULTS.md.
// A figure over its bar is printed as such and fails nothing: the bench measures, tests judge.
import { execFileSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { cpus, release, totalmem, type } from "node:os";
import { parseArgs } from "node:util";
import { launch, serveFloor } from "./browser.mjs";
import { PARTS } from "./parts.mjs";

const { values: options } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    only: { type: "string", default: "" },
    repeat: { type: "string", default: "" },
    words: { type: "string", default: "" },
    annotations: { type: "string", default: "" },
  },
});
const wanted = options.only ? options.only.split(",") : Object.keys(PARTS);
const unknown = wanted.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`There is no part «${unknown.join(", ")}»: the parts are ${Object.keys(PARTS).join(", ")}.`);
  process.exit(2);
}
const sizes = (named, otherwise) => (named ? named.split(",").map(Number) : otherwise);
const plan = {
  repeat: Number(options.repeat) || (options.quick ? 5 : 11),
  loads: options.quick ? 2 : 5,
  words: sizes(options.words, options.quick ? [1000, 10_000] : [1000, 10_000, 100_000]),
  annotations: sizes(options.annotations, options.quick ? [0, 1000] : [0, 1000, 5000]),
  most: options.quick ? { words: 10_000, annotations: 1000 } : { words: 100_000, annotations: 5000 },
};

const floor = await serveFloor();
const browser = await launch();
const about = {
  when: new Date().toISOString(),
  command: `cargo xtask bench page${process.argv.length > 2 ? ` -- ${process.argv.slice(2).join(" ")}` : ""}`,
  machine: `${cpus().length} × ${cpus()[0].model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}`,
  browser: `Chromium ${browser.version()}, headless, 1440 × 900`,
  commit: commit(),
};
await browser.close();

const results = { about };
const texts = [
  "# The page, measured",
  [
    `- ${about.when}, commit ${about.commit}`,
    `- ${about.machine}`,
    `- ${about.browser}`,
    `- \`${about.command}\``,
  ].join("\n"),
];
console.log(texts.join("\n\n"));
let failed = false;
for (const name of wanted) {
  const started = Date.now();
  let text;
  try {
    ({ figures: results[name], text } = await PARTS[name](plan, floor));
  } catch (error) {
    failed = true;
    results[name] = { error: error.message };
    text = `## ${name}\n\nNot measured: ${error.message.split("\n", 1)[0]}`;
    console.error(error);
  }
  texts.push(text);
  console.log(`\n${text}`);
  console.error(`(${name}: ${Math.round((Date.now() - started) / 1000)} s)`);
}
floor.stop();

const folder = new URL("../../target/bench/", import.meta.url);
await mkdir(folder, { recursive: true });
await writeFile(new URL("latest.json", folder), `${JSON.stringify(results, rounded, 1)}\n`);
await writeFile(new URL("latest.md", folder), `${texts.join("\n\n")}\n`);
process.exitCode = failed ? 1 : 0;

function rounded(_, value) {
  return typeof value === "number" ? Math.round(value * 100) / 100 : value;
}

function commit() {
  try {
    const git = (...words) => execFileSync("git", words, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    return git("rev-parse", "--short", "HEAD");
  } catch {
    return "unknown";
  }
}
