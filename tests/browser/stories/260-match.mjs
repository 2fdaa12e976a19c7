import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "../kit.mjs";
import { csv, wide, wrong_digit } from "../lists.mjs";

export const name = "match: a list from the rule to the result, cleaned, asked about, read, taken and destroyed";

// Ids as they come from many hands; one wrong, one missing, one twice.
function list(people) {
  const [first, second, third, fourth, ...others] = people.map((one) => one.id);
  return csv([
    ["編號", "身分證字號", "撥付月份", "備註"],
    ["1", wide(first), "115/03", "續領"],
    ["2", ` ${second.toLowerCase()}`, "115/03", ""],
    ["3", third, "115/03", ""],
    ["4", wrong_digit(fourth), "115/03", "待查"],
    ["5", "", "115/03", ""],
    ["6", third, "115/04", ""],
    ...others.slice(0, 14).map((id, at) => [String(at + 7), id, "115/03", ""]),
  ]);
}

const step = (page, name) => page.getByRole("heading", { level: 2, name: new RegExp(name) }).waitFor();
const forth = (page) => page.getByRole("button", { name: "下一步" }).click();

async function rule(kit, page) {
  await kit.go(page, "名冊勾稽");
  await page.getByText("您還沒有勾稽過名冊").waitFor();
  await kit.look(page, "match-none-yet");
  await page.getByRole("link", { name: "開始勾稽" }).click();
  await step(page, "選擇規則");
  await forth(page);
  await page.getByRole("alert").getByText("請選擇一項規則").waitFor();
  await page.getByRole("radio", { name: /溢領追查/ }).check();
  await page.getByRole("region", { name: "溢領追查" }).waitFor();
  await kit.look(page, "match-rule");
  const template = page.waitForEvent("download");
  await page.getByRole("button", { name: "下載空白名冊" }).click();
  const empty = readFileSync(await (await template).path(), "utf8");
  expect(/統一編號/.test(empty) && /撥付月份/.test(empty), "the empty list lacks a column");
  await forth(page);
  await step(page, "上傳名冊");
}

async function upload(kit, page) {
  const input = page.locator("input[type=file]");
  await input.setInputFiles({ name: "清冊.xls", mimeType: "application/vnd.ms-excel", buffer: Buffer.from("x") });
  await page.getByText("舊的 XLS 請先").waitFor();
  await kit.look(page, "match-list");
  // What only calls itself a spreadsheet is refused by the server, in words.
  await input.setInputFiles({ name: "清冊.xlsx", mimeType: "application/zip", buffer: Buffer.from("PK\u0003\u0004 no workbook") });
  await page.locator(".problem").waitFor();
  await input.setInputFiles({ name: "生育津貼撥付清冊.csv", mimeType: "text/csv", buffer: list(kit.examples.all) });
  await page.getByText("已讀取「生育津貼撥付清冊.csv」：20 列、4 欄").waitFor();
  await forth(page);
  await step(page, "對應欄位");
}

async function columns_and_check(kit, page) {
  await page.getByText("必要的欄位都有了").waitFor();
  await kit.look(page, "match-columns");
  await forth(page);
  await step(page, "檢查名冊");
  await page.getByText("名冊 20 列，其中 18 列可以查詢，共 17 人").waitFor();
  await page.getByText("有錯、不會查詢的列（2 處）").waitFor();
  await kit.look(page, "match-check");
  await forth(page);
  await step(page, "核准與案由");
}

async function ask(kit, page) {
  await page.getByText("這次會查 17 人").waitFor();
  await page.getByRole("button", { name: "開始勾稽" }).click();
  await page.getByText("請先勾選確認").waitFor();
  await page.getByLabel("案號或公文文號").fill("生津-115-00260");
  await page.getByLabel("勾稽的事由").fill("115 年 3 月撥付清冊溢領追查");
  await page.getByRole("checkbox", { name: /我已看過/ }).check();
  await kit.look(page, "match-ask");
  await page.getByRole("button", { name: "開始勾稽" }).click();
  await page.getByText("20 列已查完：").waitFor();
  await kit.look(page, "match-result");
}

async function read(kit, page) {
  await page.getByRole("button", { name: "顯示逐列結果" }).click();
  await page.getByRole("cell", { name: "續領" }).waitFor();
  const rows = page.locator("section", { has: page.getByRole("heading", { name: "逐列結果" }) });
  expect((await rows.locator("tbody tr.ant-table-row").count()) === 20, "a row of the list has no result");
  const shown = await rows.innerText();
  expect(!kit.examples.all.slice(0, 18).some((one) => shown.includes(one.id)), "an id is shown in full");
  await kit.look(page, "match-rows");
  await page.getByRole("button", { name: /看這些列：這一列的統號或日期有誤/ }).click();
  await page.getByText("共 2 筆").waitFor();
  const taken = page.waitForEvent("download");
  await page.getByRole("button", { name: "下載 CSV" }).click();
  const file = readFileSync(await (await taken).path(), "utf8");
  expect(file.includes(kit.examples.all[2].id), "the file does not say whom a row is about");
  await page.emulateMedia({ media: "print" });
  expect(await page.locator(".paper_head").getByText("密件").isVisible(), "paper does not bear 密件");
  expect(await page.locator(".paper_foot").getByText("生津-115-00260").isVisible(), "paper does not say the case");
  if (kit.shots) await page.screenshot({ path: join(kit.shots, "match-print.png"), fullPage: true });
  await page.emulateMedia({ media: "screen" });
}

export async function tell(kit, page) {
  await kit.sign_in(page, "worker.women");
  await rule(kit, page);
  await upload(kit, page);
  await columns_and_check(kit, page);
  await ask(kit, page);
  await read(kit, page);
  await page.getByRole("button", { name: "銷毀結果" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "銷毀結果" }).click();
  await page.getByText("這份結果已銷毀或保存期滿").waitFor();
  expect((await page.getByRole("button", { name: "顯示逐列結果" }).count()) === 0, "a destroyed result is offered");
  await page.getByRole("link", { name: "回我的勾稽" }).click();
  await page.getByRole("cell", { name: "已銷毀或期滿" }).waitFor();
  await kit.look(page, "matches");
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { level: 1, name: "Match a list" }).waitFor();
  await kit.look(page, "matches-english");
}
