// The page as it is delivered: it starts from any path, breaks none of its own rules, and says so when it can't start.
import { expect, test } from "./page";

test("the page starts from a folder of a server", async ({ page }) => {
  await page.goto("./");
  await expect(page.locator("html[data-started]")).toBeAttached();
  await expect(page.getByRole("textbox").first()).toBeVisible();
});

test("the policy forbids scripts that are not the page's own", async ({ page, faults }) => {
  await page.goto("./");
  await expect(page.locator("html[data-started]")).toBeAttached();
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.intruder = true";
    document.head.append(script);
  });
  expect(await page.evaluate(() => "intruder" in window)).toBe(false);
  await expect.poll(() => faults.length).toBeGreaterThan(0);
  faults.length = 0;
});

test("a page whose wasm does not arrive says what to do", async ({ page, faults }) => {
  await page.route("**/*_bg.wasm", (route) => route.abort());
  await page.goto("./");
  await expect(page.getByRole("alert")).toContainText("load the page again");
  faults.length = 0;
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("the page says what it needs", async ({ page }) => {
    await page.goto("./");
    // Playwright looks for no text inside <noscript>, but sees its elements.
    await expect(page.locator("noscript p")).toBeVisible();
  });
});
