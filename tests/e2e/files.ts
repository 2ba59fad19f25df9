// Files out of the page and into it, and whether an export is what the published schema says.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { expect, type Page } from "@playwright/test";

/** What is downloaded by doing this: the file's name and its text. */
export async function downloaded(page: Page, doing: () => Promise<unknown>): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent("download"), doing()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
}

/** Exports the open article, by the keyboard. */
export async function exported(page: Page): Promise<{ name: string; text: string }> {
  await page.keyboard.press("Control+e");
  return downloaded(page, () => page.getByRole("button", { name: "Download JSON", exact: true }).press("Enter"));
}

/** Hands the page a file, as if it had been chosen. */
export async function choose(page: Page, name: string, content: string | Buffer) {
  const buffer = typeof content === "string" ? Buffer.from(content) : content;
  await page.locator("input[type=file]").setInputFiles({ name, mimeType: "application/octet-stream", buffer });
}

/** Holds an export against the published schema. */
export function expectToFitTheSchema(text: string) {
  const schema = readFileSync(join(__dirname, "../../www/schema/pressmark-1.schema.json"), "utf8");
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(JSON.parse(schema));
  const fits = validate(JSON.parse(text));
  expect(fits, JSON.stringify(validate.errors)).toBe(true);
}
