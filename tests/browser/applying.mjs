// Applying for an account, and whoever acts on it, for the stories about accounts.
import { expect } from "./kit.mjs";

// Somebody whom the office does not know yet; another one at each run.
export function newcomer(more = {}) {
  const mark = `${Date.now().toString(36)}${Math.floor(Math.random() * 36).toString(36)}`;
  return {
    name: "陳小華",
    account: `chen.${mark}`,
    employee_number: `E-${mark}`,
    email: `${mark}@agency.example`,
    unit: "幼兒托育科",
    roles: ["承辦人"],
    reason: "新進承辦人。",
    duties: "辦理育兒津貼資格審核，需查詢設籍與全戶資料。",
    ...more,
  };
}

// Those who act, each signed in once: a story goes from one to the other and back without new codes.
export class Desk {
  constructor(kit, page) {
    this.kit = kit;
    this.page = page;
    this.kept = new Map();
    this.now = null;
  }

  async leave() {
    if (this.now) this.kept.set(this.now, await this.page.context().cookies());
    this.now = null;
    await this.page.context().clearCookies();
    await this.page.goto(`${this.kit.url}/#/`);
    await this.page.reload();
    await this.page.getByLabel("密碼", { exact: true }).waitFor();
  }

  async as(role) {
    await this.leave();
    const cookies = this.kept.get(role);
    if (cookies) {
      await this.page.context().addCookies(cookies);
      await this.page.reload();
      await this.page.getByRole("navigation").waitFor();
    } else {
      await this.kit.sign_in(this.page, role);
    }
    this.now = role;
  }

  async close() {
    for (const role of [...new Set([...this.kept.keys(), ...(this.now ? [this.now] : [])])]) {
      await this.as(role);
      await this.kit.sign_out(this.page);
      this.kept.delete(role);
      this.now = null;
    }
  }
}

export const next_step = (page) => page.getByRole("button", { name: "下一步" }).click();

export async function pick(page, label, option) {
  const box = page.getByRole("combobox", { name: label, exact: true });
  await box.click();
  // A long list shows a part of itself; one that can be searched is searched.
  if (await box.isEditable()) await box.fill(option);
  await page.locator(".ant-select-item-option").filter({ hasText: option }).first().click();
}

export async function fill_who(page, who) {
  await page.getByLabel("姓名", { exact: true }).fill(who.name);
  await page.getByLabel("員工編號").fill(who.employee_number);
  await page.getByLabel("希望的帳號").fill(who.account);
  await page.getByLabel("公務電子郵件").fill(who.email);
}

export const role_box = (page, role) => page.getByRole("checkbox", { name: new RegExp(`^${role}`) });

// From the first step to the last look before it is sent.
export async function fill_application(page, who) {
  await fill_who(page, who);
  await next_step(page);
  await pick(page, "單位", who.unit);
  for (const role of who.roles) await role_box(page, role).check();
  await next_step(page);
  await page.getByLabel("承辦業務與使用需要").fill(who.duties);
  await page.getByLabel("申請理由").fill(who.reason);
  if (who.until) await page.getByLabel(/^到期日/).fill(who.until);
  await next_step(page);
  if (who.training) {
    await page.getByLabel(/^訓練時數/).fill(String(who.training.hours));
    await page.getByLabel("訓練日期").fill(who.training.on);
    await page.getByLabel("證明文件").fill(who.training.evidence);
  }
  await next_step(page);
  await page.getByText("本人因業務需要申請使用戶役政資料", { exact: false }).waitFor();
  await page.getByRole("checkbox", { name: "我已閱讀並同意遵守以上切結。" }).check();
  await next_step(page);
  await page.getByRole("heading", { name: /確認送出/ }).waitFor();
}

// Sends it; answers its number and the code that is shown once.
export async function send_application(page) {
  await page.getByRole("button", { name: "送出申請" }).click();
  await page.getByRole("heading", { name: "申請已送出" }).waitFor();
  const [number, code] = await page.locator(".copy_value").allInnerTexts();
  expect(number && code, "no number or no code is shown");
  return { number, code };
}

export async function apply(page, who) {
  await page.getByRole("link", { name: "申請帳號" }).click();
  await fill_application(page, who);
  const claim = await send_application(page);
  await page.getByRole("checkbox", { name: "我已記下申請編號與領取碼" }).check();
  await page.getByRole("button", { name: "完成" }).click();
  return claim;
}

// By number and code, from whichever page.
export async function open_claim(kit, page, { number, code }) {
  await page.goto(`${kit.url}/#/`);
  await page.goto(`${kit.url}/#/apply/status`);
  await page.getByLabel("申請編號").fill(number);
  await page.getByLabel("領取碼").fill(code);
  await page.getByRole("button", { name: "查看申請" }).click();
}

export async function open_application(kit, page, number) {
  await kit.go(page, "帳號申請");
  await page.getByRole("link", { name: number }).click();
  await page.getByRole("heading", { level: 1, name: `申請 ${number}` }).waitFor();
  await page.getByRole("heading", { name: "核准後的變更" }).waitFor();
}

// Presses the button of an act, gives its reason where one is wanted, and confirms.
export async function act(page, label, reason = "") {
  await page.getByRole("button", { name: label, exact: true }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  if (reason) await dialog.getByRole("textbox").fill(reason);
  await dialog.getByRole("button", { name: label, exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
}
