// A browser process of a test's own, with a profile that outlives it: to be killed in the middle of the work.
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { chromium, test, type BrowserContext, type Page } from "@playwright/test";

/** A fresh folder for a profile. */
export function freshProfile(name: string): string {
  const folder = join(test.info().project.outputDir, "profiles", name);
  rmSync(folder, { recursive: true, force: true });
  return folder;
}

/** Starts a browser with that profile, set up as all the others are. */
export async function start(profile: string): Promise<{ context: BrowserContext; page: Page }> {
  const { launchOptions, baseURL, locale, timezoneId, viewport } = test.info().project.use;
  const context = await chromium.launchPersistentContext(profile, { ...launchOptions, baseURL, locale, timezoneId, viewport });
  return { context, page: context.pages()[0] ?? (await context.newPage()) };
}

/** Kills the browser's main process; it has no time to put anything in order. */
export async function kill(context: BrowserContext) {
  const session = await context.browser()!.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const main = processInfo.find((process: { type: string }) => process.type === "browser")!;
  const gone = once(context, "close");
  process.kill(main.id, "SIGKILL");
  await gone;
}
