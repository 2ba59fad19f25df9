// README's picture: the first sample under review, as an editor has it on the screen. `cargo xtask picture` runs it.
import { chromium } from "@playwright/test";

const { PRESSMARK_URL: address, PRESSMARK_CHROMIUM: executablePath, PRESSMARK_PICTURE: path } = process.env;
if (!address || !path) {
  console.error("PRESSMARK_URL or PRESSMARK_PICTURE is not set: take the picture with `cargo xtask picture`.");
  process.exit(2);
}
const args = (process.env.PRESSMARK_CHROMIUM_FLAGS ?? "").split(" ").filter(Boolean);
/** So many proposals are accepted, so that the picture shows both kinds of marks. */
const ACCEPTED = 4;

const browser = await chromium.launch({ executablePath, args });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: "light", reducedMotion: "reduce", locale: "en-GB" });
await page.goto(address);
await page.getByRole("button", { name: "Try a sample" }).click();
await page.locator(".mark.proposed").first().waitFor();
await page.keyboard.press("j");
for (let n = 0; n < ACCEPTED; n += 1) {
  await page.keyboard.press("a");
}
// On to a quote: its card has most to show.
const label = page.locator(".card > header .badge").first();
await label.waitFor();
for (let n = 0; n < 20 && !(await label.textContent()).includes("Quote"); n += 1) {
  await page.keyboard.press("j");
}
await page.getByText("Saved on this device").waitFor();
await page.screenshot({ path, animations: "disabled" });
await browser.close();
