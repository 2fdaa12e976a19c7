// Signs in at an outside provider with the real browser, which keeps or leaves out cookies by its own rules, and says
// what came of it. Told by tests/functional/story_openid.py.
//   node outside.mjs https://127.0.0.1:8443 "name of the provider" person
import { chromium } from "playwright-core";

const [origin, provider, person] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  headless: true,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
});
const faults = [];
try {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: "zh-TW" });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  page.on("console", (line) => {
    if (/Content Security Policy|SameSite/i.test(line.text())) faults.push(line.text());
  });
  await page.goto(`${origin}/`);
  await page.getByRole("link", { name: new RegExp(provider) }).click();
  await page.getByLabel("Name").fill(person);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(`${origin}/**`);
  const answer = await page.evaluate(async () => {
    const got = await fetch("/api/v1/session");
    return { status: got.status, ...(await got.json()) };
  });
  await page.waitForLoadState("networkidle");
  const cookies = (await context.cookies(origin)).filter((one) => one.name.startsWith("__Host-menhu"));
  console.log(
    JSON.stringify({
      status: answer.status,
      account: answer.account,
      code: answer.code,
      text: (await page.locator("body").innerText()).slice(0, 600),
      cookies: cookies.map((one) => `${one.name} ${one.sameSite}`),
      faults,
    }),
  );
} finally {
  await browser.close();
}
