// Applying to use data, and whoever decides on it, for the stories about grants.
import { act } from "./applying.mjs";
import { expect } from "./kit.mjs";

export const days_on = (days) => {
  const at = new Date(Date.now() + 8 * 3600_000 + days * 86_400_000);
  return `${at.getUTCFullYear() - 1911}/${String(at.getUTCMonth() + 1).padStart(2, "0")}/${String(at.getUTCDate()).padStart(2, "0")}`;
};

const box = (page, name) => page.getByRole("checkbox", { name, exact: true });
export const next = (page) => page.getByRole("button", { name: "下一步" }).click();
export const part = (page, name) => page.getByRole("heading", { level: 2, name: new RegExp(name) }).waitFor();

export const raising = {
  purpose: "育有未滿二歲兒童育兒津貼審查",
  fields: ["姓名", "統號", "出生日期", "性別"],
  operations: ["查詢個人", "全戶查詢"],
  from: 0,
  until: 20,
  day: 20,
  month: 200,
  total: 480,
  reason: "辦理育兒津貼資格審核，須核對申請人與兒童之設籍。",
  afterwards: "查詢結果附卷，依檔案保存年限保管；不另行留存，用畢即銷毀。",
};

export async function fill_purpose(page, wanted) {
  await page.getByRole("radio", { name: new RegExp(wanted.purpose) }).check();
  await next(page);
  await part(page, "資料與作業");
}

export async function fill_data(page, wanted) {
  for (const field of wanted.fields) await box(page, field).check();
  for (const operation of wanted.operations) await box(page, operation).check();
  await page.getByText(wanted.districts ? "指定行政區" : "全市", { exact: true }).click();
  for (const district of wanted.districts ?? []) await box(page, district).check();
  await next(page);
  await part(page, "期間與用量");
}

export async function fill_period(page, wanted) {
  await page.getByLabel("生效日").fill(days_on(wanted.from));
  await page.getByLabel("迄日").fill(days_on(wanted.until));
  await page.getByLabel("每日", { exact: true }).fill(String(wanted.day));
  await page.getByLabel("每月", { exact: true }).fill(String(wanted.month));
  await page.getByLabel("期間內合計").fill(String(wanted.total));
  await next(page);
  await part(page, "理由與處理");
}

export async function fill_why(page, wanted) {
  await page.getByLabel("申請理由").fill(wanted.reason);
  await page.getByLabel("資料使用後之處理方式").fill(wanted.afterwards);
  await next(page);
  await part(page, "確認送出");
}

// Sends it; answers its number.
export async function send(page, label = "送出申請") {
  await page.getByRole("checkbox", { name: /以上內容正確/ }).check();
  await page.getByRole("button", { name: label }).click();
  const heading = page.getByRole("heading", { level: 1, name: /^使用申請 \d+-D\d+/ });
  await heading.waitFor();
  return (await heading.innerText()).replace("使用申請 ", "").trim();
}

export async function apply_for(kit, page, wanted = raising) {
  await kit.go(page, "使用申請");
  await page.getByRole("link", { name: "申請使用資料" }).click();
  await part(page, "用途與使用人");
  await fill_purpose(page, wanted);
  await fill_data(page, wanted);
  await fill_period(page, wanted);
  await fill_why(page, wanted);
  return send(page);
}

export async function open_use(kit, page, number) {
  await kit.go(page, "使用申請");
  await page.getByRole("link", { name: number }).first().click();
  await page.getByRole("heading", { level: 1, name: `使用申請 ${number}` }).waitFor();
}

// Everybody whose turn it is, one after the other.
export async function approved_by(kit, desk, number, whom) {
  for (const one of whom) {
    await desk.as(one);
    await open_use(kit, desk.page, number);
    await desk.page.getByRole("heading", { name: "核定前檢視" }).waitFor();
    await act(desk.page, "核准");
    await desk.page.getByText("核定人看到的內容").or(desk.page.locator(".ant-tag").getByText("已核准")).first().waitFor();
  }
  expect(await desk.page.locator(".ant-tag").getByText("已核准").first().isVisible(), `${number} is not approved after ${whom.join(", ")}`);
}
