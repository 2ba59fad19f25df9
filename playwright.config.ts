// How the end-to-end tests run. `cargo xtask test e2e` builds the page, serves it and names both in the environment.
import { defineConfig } from "@playwright/test";

const address = process.env.PRESSMARK_URL;
if (!address) {
  throw new Error("PRESSMARK_URL is not set: run the end-to-end tests with `cargo xtask test e2e`.");
}

export default defineConfig({
  testDir: "tests/e2e",
  globalSetup: "./tests/e2e/warm_up.ts",
  outputDir: "target/e2e",
  fullyParallel: true,
  workers: 2,
  // A test that passes at the second try is a broken test.
  retries: 0,
  forbidOnly: !!process.env.CI,
  timeout: 60_000,
  // Long enough for a machine that builds beside the tests: a state is waited for, never a time.
  expect: { timeout: 20_000 },
  reporter: "list",
  use: {
    baseURL: address,
    // What can not be worked is named, instead of the whole test running out of time.
    actionTimeout: 15_000,
    locale: "en-GB",
    timezoneId: "UTC",
    screenshot: "only-on-failure",
    trace: "off",
    video: "off",
    launchOptions: {
      executablePath: process.env.PRESSMARK_CHROMIUM,
      args: (process.env.PRESSMARK_CHROMIUM_FLAGS ?? "").split(" ").filter(Boolean),
    },
  },
  projects: [{ name: "desktop", use: { browserName: "chromium", viewport: { width: 1440, height: 900 } } }],
});
