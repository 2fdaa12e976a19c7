import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { act, Desk, pick } from "../applying.mjs";
import { fill_query, send_query } from "../ask.mjs";
import { expect } from "../kit.mjs";

export const name = "case list: loaded with its rejected lines told, asked only about what is on it, cleared";

const purpose = "生育津貼審查";

export async function tell(kit, page) {
  const desk = new Desk(kit, page);
  await desk.as("worker.women");
  await kit.go(page, "查詢");
  await page.getByRole("radio", { name: purpose }).check();
  const known = ((await page.getByLabel("案號").getAttribute("placeholder")) ?? "").replace(/^例如\s*/, "");
  const other = known.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));

  await desk.as("designated");
  await kit.go(page, "案件清單");
  await page.getByText("選擇用途後", { exact: false }).waitFor();
  await kit.look(page, "cases-start");
  await pick(page, "用途", purpose);
  await page.getByText("未載入", { exact: true }).waitFor();
  const list = join(kit.profile, "cases.csv");
  writeFileSync(list, `\uFEFF案號,立案日,結案日\r\n${known},115/01/05,\r\nXX,115/01/05,\r\n${known},115/01/06,\r\n`);
  await page.locator("input[type=file]").setInputFiles(list);
  await page.getByRole("button", { name: "載入", exact: true }).click();
  await page.getByText("已載入 1 件", { exact: false }).waitFor();
  expect((await page.getByRole("cell", { name: /^\d+$/ }).allInnerTexts()).join() === "3,4", "the rejected lines are not told");
  await kit.look(page, "cases-loaded");

  await desk.as("worker.women");
  await kit.go(page, "查詢");
  const subject = { id: kit.examples.somebody().id };
  await fill_query(page, { grant: purpose, subject, case_number: other });
  await send_query(page);
  await page.locator(".problem").getByText("此次查詢已被拒絕").waitFor();
  await kit.look(page, "cases-refused");
  await page.getByLabel("案號").fill(known);
  await send_query(page);
  await page.getByRole("heading", { level: 1, name: "查詢結果" }).waitFor();

  await desk.as("designated");
  await kit.go(page, "案件清單");
  await pick(page, "用途", purpose);
  await act(page, "清除清單");
  await page.getByText("未載入", { exact: true }).waitFor();
  await desk.close();
}
