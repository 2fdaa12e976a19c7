// What the stories share: one Chromium, a fresh profile, sign-in, the accessibility scan, and an eye on the page's own
// policy: whatever it blocks, and whatever throws, fails the story.
import { readFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const axe_source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const flags = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

export class Failed extends Error {}

export function expect(truth, what) {
  if (!truth) throw new Failed(what);
}

export class Kit {
  constructor({ url, sign_ins, examples, delivery, shots }) {
    Object.assign(this, { url: url.replace(/\/$/, ""), sign_ins, examples, delivery, shots });
    this.faults = [];
    this.scanned = [];
  }

  async open() {
    this.profile = mkdtempSync(join(tmpdir(), "menhu-browser-"));
    if (this.shots) mkdirSync(this.shots, { recursive: true });
    this.context = await chromium.launchPersistentContext(this.profile, {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      headless: true,
      args: flags,
      viewport: { width: 1366, height: 768 },
      locale: "zh-TW",
      timezoneId: "Asia/Taipei",
      ignoreHTTPSErrors: true,
      acceptDownloads: true,
    });
    this.context.setDefaultTimeout(15_000);
    await this.context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        console.error(`policy blocked ${event.violatedDirective} ${event.blockedURI}`);
      });
    });
  }

  async close() {
    await this.context?.close();
    if (this.profile) rmSync(this.profile, { recursive: true, force: true });
  }

  // A page of its own for a story, signed out and in Chinese.
  async fresh_page() {
    await this.context.clearCookies();
    const page = await this.context.newPage();
    this.faults = [];
    page.on("pageerror", (error) => this.faults.push(`page threw: ${error.message}`));
    page.on("console", (line) => {
      if (line.type() === "error" && !/Failed to load resource/.test(line.text())) this.faults.push(line.text());
    });
    page.on("request", (request) => {
      const asked = request.url();
      if (!asked.startsWith(this.url) && !/^(data|blob):/.test(asked)) this.faults.push(`asked elsewhere: ${asked}`);
    });
    await page.goto(`${this.url}/`);
    await page.evaluate(() => window.localStorage.clear());
    await page.reload();
    await page.getByLabel("密碼", { exact: true }).waitFor();
    return page;
  }

  account(role) {
    const found = this.sign_ins.find((one) => one.roles.includes(role));
    expect(found, `the sign-ins name nobody who is ${role}`);
    return found;
  }

  async try_sign_in(page, account, password) {
    await page.getByLabel("帳號", { exact: true }).fill(account);
    await page.getByLabel("密碼", { exact: true }).fill(password);
    await page.getByRole("button", { name: "登入", exact: true }).click();
    const inside = page.getByRole("button", { name: "登出" }).first();
    const refused = page.getByRole("alert");
    await inside.or(refused).first().waitFor();
    return inside.isVisible();
  }

  // Signs in; changes the password where the office wants that first. A run after that one knows the changed one too.
  async sign_in(page, role) {
    const one = this.account(role);
    const changed = `${one.password}-Changed1`;
    if (!(await this.try_sign_in(page, one.account, one.password))) {
      expect(await this.try_sign_in(page, one.account, changed), `${one.account} cannot sign in`);
    }
    if (await page.getByText("這是您第一次登入").isVisible()) {
      await page.getByLabel("目前密碼").fill(one.password);
      await page.getByLabel("新密碼", { exact: true }).fill(changed);
      await page.getByLabel("再輸入一次新密碼").fill(changed);
      await page.getByRole("button", { name: "變更密碼" }).click();
    }
    await page.getByRole("navigation").waitFor();
    return one;
  }

  async go(page, title) {
    await page.getByRole("navigation").getByRole("link", { name: title, exact: true }).click();
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
  }

  // A picture, and the scan: no violation of WCAG 2.2 AA, none of axe's best practices.
  async look(page, name) {
    await page.waitForTimeout(150);
    if (this.shots) await page.screenshot({ path: join(this.shots, `${name}.png`) });
    await page.evaluate(axe_source);
    const found = await page.evaluate((wanted) => window.axe.run(document, { runOnly: wanted }), rules);
    this.scanned.push(name);
    const told = found.violations.map((one) => `${one.id} (${one.nodes[0]?.target.join(" ")})`);
    expect(told.length === 0, `${name}: accessibility: ${told.join("; ")}`);
  }

  async download(page, click) {
    const [got] = await Promise.all([page.waitForEvent("download"), click()]);
    const path = join(this.profile, `got-${Date.now()}`);
    await got.saveAs(path);
    return { name: got.suggestedFilename(), text: readFileSync(path, "utf8") };
  }
}
