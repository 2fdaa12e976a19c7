// What the stories share: one Chromium, a fresh profile, sign-in, the accessibility scan, and an eye on the page's own
// policy: whatever it blocks, and whatever throws, fails the story.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { next_code } from "./totp.mjs";

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
  // `keep`: a file in which the secrets of authenticator apps are kept for the next run on the same server.
  // `folder`: the installation that is asked, and `binary` its program: for what no page does (age.mjs, the console).
  constructor({ url, sign_ins, examples, delivery, shots, keep = "", folder = "", binary = "" }) {
    Object.assign(this, { url: url.replace(/\/$/, ""), sign_ins, examples, delivery, shots, keep, folder, binary });
    this.secrets = keep && existsSync(keep) ? JSON.parse(readFileSync(keep, "utf8")) : {};
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
      const ours = asked.startsWith(this.url) || asked.startsWith(this.named_url);
      if (!ours && !/^(data|blob):/.test(asked)) this.faults.push(`asked elsewhere: ${asked}`);
    });
    await page.goto(`${this.url}/`);
    await page.evaluate(() => window.localStorage.clear());
    await page.reload();
    await page.getByLabel("密碼", { exact: true }).waitFor();
    return page;
  }

  // The first who has the role, or who is called so.
  account(role) {
    const found = this.sign_ins.find((one) => one.roles.includes(role) || one.account === role);
    expect(found, `the sign-ins name nobody who is ${role}`);
    return found;
  }

  async try_sign_in(page, account, password) {
    await page.getByLabel("帳號", { exact: true }).fill(account);
    await page.getByLabel("密碼", { exact: true }).fill(password);
    // A problem that is shown from an attempt before is gone when the answer to this one has come.
    const answered = page.waitForResponse((answer) => answer.url().endsWith("/api/v1/session") && answer.request().method() === "POST");
    await page.getByRole("button", { name: "登入", exact: true }).click();
    await answered;
    const inside = page.getByRole("button", { name: "登出" }).or(page.getByRole("heading", { name: "第二步驗證" })).first();
    const refused = page.locator(".problem");
    await inside.or(refused).first().waitFor();
    return inside.isVisible();
  }

  // Signs in; does first what the office wants first: a password of one's own, a second factor. A run after that one
  // knows them too.
  async sign_in(page, role) {
    const one = this.account(role);
    const changed = `${one.password}-Changed1`;
    one.now ??= one.password;
    if (!(await this.try_sign_in(page, one.account, one.now))) {
      one.now = changed;
      expect(await this.try_sign_in(page, one.account, one.now), `${one.account} cannot sign in`);
    }
    await this.do_first(page, one, changed);
    return one;
  }

  async do_first(page, one, changed) {
    const inside = page.getByRole("navigation");
    const second = page.getByRole("heading", { name: "第二步驗證" });
    const enrol = page.getByRole("heading", { name: "設定登入方式" });
    const first = page.getByText("這是您第一次登入");
    for (;;) {
      await inside.or(second).or(enrol).or(first).first().waitFor();
      if (await inside.isVisible()) return;
      if (await second.isVisible()) await this.give_code(page, one.account);
      else if (await enrol.isVisible()) await this.enrol_app(page, one.account);
      else {
        await this.change_password(page, one.now, changed);
        one.now = changed;
      }
    }
  }

  async sign_out(page) {
    await page.getByRole("button", { name: "登出" }).click();
    await page.getByText("您已登出。").waitFor();
  }

  async change_password(page, current, next) {
    await page.getByLabel("目前密碼").fill(current);
    await page.getByLabel("新密碼", { exact: true }).fill(next);
    await page.getByLabel("再輸入一次新密碼").fill(next);
    await page.getByRole("button", { name: "變更密碼" }).click();
    await page.getByText("這是您第一次登入").waitFor({ state: "hidden" });
  }

  async give_code(page, account) {
    expect(this.secrets[account], `the authenticator app of ${account} was set up by somebody else`);
    await page.getByLabel("驗證碼").fill(await next_code(this.secrets[account]));
    await page.getByRole("button", { name: "驗證", exact: true }).click();
    await page.getByRole("heading", { name: "第二步驗證" }).waitFor({ state: "hidden" });
  }

  // On the page that wants a second factor, or after "set up an authenticator app" on one's own.
  async enrol_app(page, account) {
    const app = page.getByRole("radio", { name: /驗證器應用程式/ });
    const picture = page.getByRole("img", { name: /設定圖碼/ });
    await app.or(picture).first().waitFor();
    if (await app.isVisible()) await app.check();
    await picture.waitFor();
    const secret = (await page.locator(".totp_secret").innerText()).replace(/\s/g, "");
    this.remember(account, secret);
    await page.getByLabel(/輸入應用程式上顯示的/).fill(await next_code(secret));
    await page.getByRole("button", { name: "確認並啟用" }).click();
    await picture.waitFor({ state: "hidden" });
  }

  remember(account, secret) {
    this.secrets[account] = secret;
    if (this.keep) writeFileSync(this.keep, JSON.stringify(this.secrets), { mode: 0o600 });
  }

  forget(account) {
    delete this.secrets[account];
    if (this.keep) writeFileSync(this.keep, JSON.stringify(this.secrets), { mode: 0o600 });
  }

  // The same server by its name: passkeys are bound to a domain.
  get named_url() {
    return this.url.replace("//127.0.0.1", "//localhost");
  }

  // A device that holds passkeys and needs no touch (WebAuthn's own extension for tests, by the browser's debug line).
  async authenticator(page) {
    const line = await this.context.newCDPSession(page);
    await line.send("WebAuthn.enable");
    const { authenticatorId } = await line.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    return {
      held: async () => (await line.send("WebAuthn.getCredentials", { authenticatorId })).credentials,
      // Whoever stands before it is not its owner.
      refuse: () => line.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false }),
      accept: () => line.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: true }),
    };
  }

  // Lets the page's next such request meet an answer that wants a fresh proof; what follows is the server's.
  async grow_stale(page, method, path) {
    let met = false;
    await page.route(`**/api/v1${path}`, (route) => {
      if (met || route.request().method() !== method) return route.fallback();
      met = true;
      return route.fulfill({
        status: 403,
        contentType: "application/problem+json",
        body: JSON.stringify({ status: 403, code: "people.step_up_needed", detail: "", next: "" }),
      });
    });
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
    const bytes = readFileSync(path);
    return { name: got.suggestedFilename(), text: bytes.toString("utf8"), bytes };
  }
}
