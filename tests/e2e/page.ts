// The `test` that all specs use: it fails when the page breaks its Content-Security-Policy, throws, or logs an error.
// A test that provokes one empties `faults` after it has looked at it.
import { test as base, expect } from "@playwright/test";

export { expect };

export const test = base.extend<{ faults: string[] }>({
  faults: [
    async ({ page }, use) => {
      const faults: string[] = [];
      page.on("pageerror", (error) => faults.push(`thrown: ${error.message}`));
      // Chromium logs what the policy stopped as an error, too.
      page.on("console", (message) => {
        if (message.type() === "error") faults.push(`logged: ${message.text()}`);
      });
      await use(faults);
      expect(faults, "the page throws nothing, logs no error and keeps to its policy").toEqual([]);
    },
    { auto: true },
  ],
});
