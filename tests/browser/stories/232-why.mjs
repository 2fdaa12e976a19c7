import { Desk } from "../applying.mjs";
import { fill_query, send_query } from "../ask.mjs";
import { expect } from "../kit.mjs";

export const name = "why: each rule with its clause, as it stood then, for the officer and for a checker; on paper too";

async function open_why(page, row) {
  await row.getByRole("link", { name: /^為什麼/ }).click();
  await page.getByRole("heading", { level: 1, name: /號紀錄的准駁理由/ }).waitFor();
  await page.getByRole("heading", { name: "逐條判斷" }).waitFor();
}

export async function tell(kit, page) {
  const desk = new Desk(kit, page);
  await desk.as("worker.childcare");
  await kit.go(page, "查詢");
  await fill_query(page, { subject: { id: kit.examples.somebody().id }, case_number: "不是案號" });
  await send_query(page);
  await page.locator(".problem").getByText("此次查詢已被拒絕").waitFor();
  await kit.go(page, "我的存取紀錄");
  await open_why(page, page.getByRole("row").filter({ hasText: "已拒絕" }).first());
  const failed = page.locator(".why_failed");
  expect((await failed.count()) === 1, "a refusal has one rule that failed");
  expect((await page.locator(".why_passed").count()) > 3, "no rule before it passed");
  expect((await page.locator(".why_not_reached").count()) > 0, "rules after the one that failed were asked");
  expect(/依據/.test(await failed.innerText()), "the rule that failed names no clause");
  await kit.look(page, "why-refused");
  await page.emulateMedia({ media: "print" });
  await kit.look(page, "why-print");
  await page.emulateMedia({ media: null });

  await kit.go(page, "查詢");
  await fill_query(page, { subject: { id: kit.examples.somebody().id } });
  await send_query(page);
  await page.getByRole("heading", { level: 1, name: "查詢結果" }).waitFor();
  const index = (await page.locator(".receipt_index strong").first().innerText()).trim();

  await desk.as("checker");
  await kit.go(page, "查詢軌跡");
  await page.getByRole("textbox", { name: "帳號", exact: true }).fill("worker.childcare");
  await page.getByRole("button", { name: "查軌跡" }).click();
  await open_why(page, page.getByRole("row").filter({ has: page.getByRole("link", { name: `為什麼 ${index}`, exact: true }) }));
  expect((await page.locator(".why_failed").count()) === 0, "what was answered has a rule that failed");
  expect((await page.locator(".why_passed").count()) > 8, "what was answered passed hardly any rule");
  await kit.look(page, "why-answered");
  await page.getByRole("button", { name: "返回" }).click();
  await page.getByRole("heading", { level: 1, name: "查詢軌跡" }).waitFor();
  await desk.close();
}
