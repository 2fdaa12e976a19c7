import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "../kit.mjs";
import { fill_query, send_query } from "../ask.mjs";

export const name = "attachments: what was revealed goes into the case file, is found by file and by case, its paper said, its file destroyed";

async function attach(kit, page) {
  await kit.sign_in(page, "case_worker");
  await kit.go(page, "查詢");
  const person = kit.examples.somebody();
  await fill_query(page, { subject: { id: person.id } });
  await send_query(page);
  const first = page.locator(".record").first();
  await first.getByRole("button", { name: "揭示完整資料" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("揭示理由").fill("與申請書所載地址核對");
  await dialog.getByRole("button", { name: "確認揭示並記錄" }).click();
  await first.getByText("完整顯示").waitFor();
  await page.getByRole("button", { name: "附卷", exact: true }).click();
  await dialog.getByText("附哪一份結果").waitFor();
  await dialog.getByRole("button", { name: "登載並下載" }).click();
  await dialog.getByText("此欄必填").waitFor();
  await dialog.getByRole("radio", { name: /保存電子檔/ }).check();
  await dialog.getByLabel("附卷事由").fill("審核育兒津貼申請，附佐證");
  await kit.look(page, "attach");
  const taken = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "登載並下載" }).click();
  const path = await (await taken).path();
  await page.getByText("已附卷並登載").waitFor();
  const bytes = readFileSync(path);
  expect(bytes.subarray(0, 5).toString() === "%PDF-", "what was downloaded is no PDF");
  return bytes;
}

async function find(kit, page, bytes) {
  await kit.go(page, "附卷登記");
  await page.getByRole("table").waitFor();
  await page.getByText("未登載").first().waitFor();
  await kit.look(page, "attachments");
  const file = (buffer) => page.locator("input[type=file]").setInputFiles({ name: "附卷.pdf", mimeType: "application/pdf", buffer });
  await file(Buffer.concat([bytes, Buffer.from(" ")]));
  await page.getByText("登記中沒有與這個檔案相同的附卷").waitFor();
  await file(bytes);
  await page.getByText("這個檔案與登記相符，沒有更動").waitFor();
  await kit.look(page, "attachments-checked");
  await page.getByRole("textbox", { name: "案號" }).fill("沒有這個案號");
  await page.getByRole("button", { name: "查詢", exact: true }).click();
  await page.getByText("沒有符合條件的資料").waitFor();
  await page.getByRole("textbox", { name: "案號" }).fill("");
  await page.getByRole("button", { name: "查詢", exact: true }).click();
  await page.locator("a[data-row]").first().click();
  await page.getByRole("heading", { level: 1, name: /^附卷 / }).waitFor();
}

async function end(kit, page) {
  await page.getByRole("button", { name: "登載紙本去向" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: "已銷毀至不能辨識" }).check();
  await kit.look(page, "attachment-paper");
  await dialog.getByRole("button", { name: "登載紙本去向" }).click();
  await page.getByText("已登載紙本去向").waitFor();
  await kit.look(page, "attachment");
  await page.getByRole("button", { name: "銷毀電子檔" }).click();
  await dialog.getByRole("button", { name: "銷毀電子檔" }).click();
  await page.locator(".ant-message").getByText("電子檔已銷毀").waitFor();
  expect((await page.getByRole("button", { name: "下載 PDF" }).count()) === 0, "a destroyed file is offered");
}

export async function tell(kit, page) {
  const bytes = await attach(kit, page);
  await find(kit, page, bytes);
  await end(kit, page);
  await page.getByRole("button", { name: "English" }).click();
  await page.getByText("Destroyed", { exact: true }).first().waitFor();
  await kit.look(page, "attachment-english");
  await page.emulateMedia({ media: "print" });
  if (kit.shots) await page.screenshot({ path: join(kit.shots, "attachment-print.png"), fullPage: true });
  await page.emulateMedia({ media: null });
}
