// The `test` that all specs use: it fails when a page breaks its Content-Security-Policy, throws, or logs an error.
// A test that provokes one empties `faults` after it has looked at it.
import { test as base, expect, type Page } from "@playwright/test";

export { expect };

/** Writes down what goes wrong in a page, also in one that the test opens itself. */
export function watch(page: Page, faults: string[]) {
  page.on("pageerror", (error) => faults.push(`thrown: ${error.message}`));
  // Chromium logs what the policy stopped as an error, too.
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`logged: ${message.text()}`);
  });
}

export const test = base.extend<{ faults: string[] }>({
  faults: [
    async ({ page }, use) => {
      const faults: string[] = [];
      watch(page, faults);
      await use(faults);
      expect(faults, "the page throws nothing, logs no error and keeps to its policy").toEqual([]);
    },
    { auto: true },
  ],
});
