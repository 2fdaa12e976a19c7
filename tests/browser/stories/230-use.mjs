import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { act, Desk } from "../applying.mjs";
import { age_grant } from "../age.mjs";
import { fill_query, send_query } from "../ask.mjs";
import { expect } from "../kit.mjs";
import { approved_by, days_on, fill_data, fill_period, fill_purpose, fill_why, next, open_use, part, raising, send } from "../using.mjs";

export const name = "use of data: applied for, sent back, corrected, approved in part, first asked, renewed, expired, ended early";

const worker = "worker.childcare";
const others = ["head.it", "designated"];

async function applied_for(kit, page) {
  await kit.go(page, "使用申請");
  await kit.look(page, "uses-mine");
  await page.getByRole("link", { name: "申請使用資料" }).click();
  await part(page, "用途與使用人");
  // Nothing is sent before each step is right, and what is wrong is said where it stands.
  const me = page.getByRole("checkbox", { name: new RegExp(worker) });
  await me.uncheck();
  await next(page);
  await page.getByText("請至少勾選一項").first().waitFor();
  await me.check();
  await fill_purpose(page, raising);
  await next(page);
  await page.getByText("請至少勾選一項").first().waitFor();
  await kit.look(page, "use-data");
  await fill_data(page, raising);
  await page.getByLabel("每日", { exact: true }).fill("20");
  await page.getByLabel("每月", { exact: true }).fill("10");
  await page.getByLabel("期間內合計").fill("480");
  await next(page);
  await page.getByText("不能少於「每日」的次數").waitFor();
  await kit.look(page, "use-period");
  await fill_period(page, raising);
  const plan = join(kit.profile, "業務計畫書.pdf");
  writeFileSync(plan, "%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n");
  await page.locator("input[type=file]").setInputFiles(plan);
  await page.getByText("業務計畫書.pdf").waitFor();
  await fill_why(page, raising);
  await kit.look(page, "use-review");
  await page.getByRole("button", { name: "送出申請" }).click();
  await page.getByText("請先勾選確認").waitFor();
  const number = await send(page);
  await page.getByRole("cell", { name: "業務計畫書.pdf", exact: true }).waitFor();
  await page.getByRole("heading", { name: "核定人看到的內容" }).waitFor();
  expect((await page.getByRole("button", { name: "核准", exact: true }).count()) === 0, "an applicant can approve");
  await kit.look(page, "use-sent");
  return number;
}

async function sent_back(kit, desk, number) {
  const { page } = desk;
  await desk.as("head.childcare");
  await kit.go(page, "使用申請");
  await page.getByRole("link", { name: number }).waitFor();
  await kit.look(page, "uses-inbox");
  await open_use(kit, page, number);
  for (const told of ["可查詢的人數", "法規依據", "同用途、同單位過去的核准與使用情形"]) await page.getByText(told).first().waitFor();
  await kit.look(page, "use-preview");
  await act(page, "退回補正", "請說明為何需要全戶查詢。");
  await page.locator(".ant-tag").getByText("退回補正").waitFor();

  await desk.as(worker);
  await open_use(kit, page, number);
  await page.getByText("請說明為何需要全戶查詢。").first().waitFor();
  await kit.look(page, "use-sent-back");
  await page.getByRole("link", { name: "補正" }).click();
  await part(page, "用途與使用人");
  for (const one of ["資料與作業", "期間與用量", "理由與處理"]) {
    await next(page);
    await part(page, one);
  }
  expect((await page.getByLabel("申請理由").inputValue()) === raising.reason, "what was written is lost on the way back");
  await page.getByLabel("申請理由").fill(`${raising.reason}全戶查詢用於確認兒童與申請人同戶。`);
  await next(page);
  await part(page, "確認送出");
  await send(page, "重新送出");
}

async function approved_in_part(kit, desk, number) {
  const { page } = desk;
  await desk.as("head.childcare");
  await open_use(kit, page, number);
  await page.getByRole("button", { name: "部分核准" }).click();
  await page.getByRole("heading", { name: "部分核准" }).waitFor();
  await page.getByLabel("縮小的理由").fill("性別與審核無關。");
  await page.getByRole("button", { name: "確認部分核准" }).click();
  await page.getByText("還沒有縮小任何項目", { exact: false }).waitFor();
  await page.locator(".narrow_form").getByRole("checkbox", { name: "性別", exact: true }).uncheck();
  await page.getByLabel("每日額度").fill("2");
  await page.getByText("不核准的資料項目（核准 3／4 項）", { exact: false }).waitFor();
  await kit.look(page, "use-narrow");
  await page.getByRole("button", { name: "確認部分核准" }).click();
  await page.locator(".history").getByText("性別與審核無關。").waitFor();
  await kit.look(page, "use-narrowed");
  await approved_by(kit, desk, number, others);
}

async function first_asked(kit, desk) {
  const { page } = desk;
  await desk.as(worker);
  await kit.go(page, "我的核准");
  const row = page.getByRole("row").filter({ hasText: raising.purpose }).filter({ hasText: "0／480" });
  await row.waitFor();
  expect((await row.innerText()).includes("0／2"), "the grant has not the quota that was approved");
  await row.getByRole("button", { name: /^檢視/ }).click();
  await page.getByText("使用時段").waitFor();
  await kit.look(page, "my-grants");
  await kit.go(page, "查詢");
  const mine = page.getByRole("radio", { name: new RegExp(`${raising.purpose}.*${days_on(raising.until)}`) });
  const person = kit.examples.somebody();
  await mine.check();
  expect(!(await page.locator(".think").innerText()).includes("性別"), "what was not approved would be shown");
  await fill_query(page, { grant: new RegExp(`${raising.purpose}.*${days_on(raising.until)}`), subject: { id: person.id } });
  await send_query(page);
  await page.getByRole("heading", { level: 1, name: "查詢結果" }).waitFor();
  expect(!(await page.locator(".record").first().innerText()).includes("性別"), "what was not approved is shown");
  await kit.look(page, "use-first-query");
}

async function renewed(kit, desk) {
  const { page } = desk;
  await kit.go(page, "我的核准");
  const row = page.getByRole("row").filter({ hasText: raising.purpose }).filter({ hasText: "1／480" });
  await row.getByRole("link", { name: /^續期/ }).click();
  await page.getByText("已帶入原核准的內容", { exact: false }).waitFor();
  await kit.look(page, "use-renewal");
  await next(page);
  await part(page, "資料與作業");
  expect(!(await page.getByRole("checkbox", { name: "性別", exact: true }).isChecked()), "the renewal asks for what was not granted");
  expect(await page.getByRole("checkbox", { name: "姓名", exact: true }).isChecked(), "the renewal forgot what was granted");
  await next(page);
  await part(page, "期間與用量");
  expect((await page.getByLabel("生效日").inputValue()) === days_on(raising.until + 1), "the renewal does not begin after the grant");
  await next(page);
  await part(page, "理由與處理");
  await page.getByLabel("申請理由").fill("業務持續辦理，續期使用。");
  await page.getByLabel("資料使用後之處理方式").fill(raising.afterwards);
  await next(page);
  await part(page, "確認送出");
  const number = await send(page);
  await page.getByText("續期", { exact: true }).first().waitFor();
  await approved_by(kit, desk, number, ["head.childcare", ...others]);
  await kit.look(page, "use-renewed");
}

// Twenty-one days later: the first has expired, the renewal has begun.
async function expired(kit, desk) {
  const { page } = desk;
  age_grant(kit.folder, raising.until + 1, raising.total);
  await desk.as(worker);
  await kit.go(page, "我的核准");
  await page.getByText(/^全部（/).click();
  await page.locator(".ant-tag").getByText("已到期").first().waitFor();
  await kit.look(page, "use-expired");
  await page.emulateMedia({ media: "print" });
  expect(!(await page.locator(".side").isVisible()), "the menu is on the paper");
  await kit.look(page, "use-expired-print");
  await page.emulateMedia({ media: null });

  // What is no longer needed is ended before its time.
  const renewal = page.getByRole("row").filter({ hasText: "0／480" });
  await renewal.getByRole("button", { name: /^提前終止/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("業務移由他科辦理。");
  await dialog.getByRole("button", { name: "提前終止", exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
  await renewal.locator(".ant-tag").getByText("已終止").waitFor();
}

export async function tell(kit, page) {
  const desk = new Desk(kit, page);
  await desk.as(worker);
  const number = await applied_for(kit, page);
  await sent_back(kit, desk, number);
  await approved_in_part(kit, desk, number);
  await first_asked(kit, desk);
  await renewed(kit, desk);
  await expired(kit, desk);
  await desk.close();
}
