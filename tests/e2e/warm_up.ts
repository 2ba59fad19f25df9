// Opens the page once before all tests. The first start of a browser on a machine (font caches, the disk) can take
// half a minute, and the test that came first would pay for it.
import { chromium, type FullConfig } from "@playwright/test";

const PATIENCE_MS = 180_000;

export default async function warmUp(config: FullConfig) {
  const { launchOptions, baseURL } = config.projects[0].use;
  const browser = await chromium.launch(launchOptions);
  const page = await browser.newPage();
  await page.goto(baseURL!, { timeout: PATIENCE_MS });
  await page.locator("html[data-started]").waitFor({ state: "attached", timeout: PATIENCE_MS });
  await browser.close();
}
