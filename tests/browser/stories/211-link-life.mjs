import { act, Desk, pick } from "../applying.mjs";
import { roc_on } from "../by_api.mjs";
import { expect } from "../kit.mjs";

export const name = "a link's life: registered from its letter, changed, suspended, renewed, its ending planned and taken back";

const fact = (page, label) => page.locator(".plain_facts > div").filter({ has: page.locator("dt", { hasText: new RegExp(`^${label}$`) }) }).locator("dd");

export async function tell(kit, page) {
  const desk = new Desk(kit, page);
  const mark = Date.now().toString(36);
  const title = `異動通報連結${mark}`;
  await desk.as("designated");
  await kit.go(page, "連結作業");
  await page.getByRole("link", { name: "登錄連結作業" }).click();
  await page.getByRole("button", { name: "登錄", exact: true }).click();
  await page.getByText("此欄必填").first().waitFor();
  await page.getByLabel("連結作業名稱").fill(title);
  await page.getByLabel("資料提供機關").fill("桃園市政府民政局");
  await pick(page, "資料種類", "異動資料");
  await page.getByRole("textbox", { name: "代碼" }).fill(`change-${mark}`);
  await pick(page, "資料管理單位", "資訊單位");
  await page.getByLabel("連結目的").fill("接收戶籍異動通報，更新津貼請領資格。");
  await page.getByLabel("核准函文號").fill("台內戶字第1110099999號");
  await page.getByLabel("核准函日期").fill(roc_on(-1700));
  await page.getByLabel("起始日").fill(roc_on(-1690));
  await page.getByLabel("截止日").fill(roc_on(60));
  await page.getByLabel("資料表編號").fill("RLDF010");
  await page.getByLabel("資料表名稱").fill("異動通報檔");
  await page.getByRole("checkbox", { name: "姓名", exact: true }).check();
  await page.getByRole("button", { name: "增加資料表" }).click();
  await page.getByRole("button", { name: "移除：2" }).click();
  await kit.look(page, "link-new");
  await page.getByRole("button", { name: "登錄", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  await page.getByText(/剩 6[01] 天/).first().waitFor();
  await kit.look(page, "link-registered");

  await page.getByRole("link", { name: "變更" }).click();
  await page.getByRole("checkbox", { name: "出生日期", exact: true }).check();
  await page.getByLabel("變更說明").fill("依函增列欄位。");
  await kit.look(page, "link-change");
  await page.getByRole("button", { name: "儲存變更" }).click();
  await page.getByRole("cell", { name: "依函增列欄位。" }).waitFor();
  await page.locator(".chip").getByText("出生日期").waitFor();

  await act(page, "停用", "提供機關通知暫停介接。");
  await page.locator(".ant-tag").getByText("已停用").waitFor();
  await act(page, "恢復使用", "介接已恢復。");
  await page.locator(".ant-tag").getByText("使用中").waitFor();

  // Within three months of its end it is renewed, by a new letter and no longer than the rules allow.
  await page.getByRole("link", { name: "展延" }).click();
  await page.getByLabel("新核准函文號").fill("台內戶字第1150012345號");
  await page.getByLabel("核准函日期").fill(roc_on(-3));
  await page.getByLabel("展延至").fill(roc_on(30));
  await page.getByLabel("展延至").blur();
  await page.getByText("須晚於目前的截止日").waitFor();
  await kit.look(page, "link-renew");
  await page.getByLabel("展延至").fill(roc_on(4000));
  await page.getByRole("button", { name: "登錄展延" }).click();
  await page.locator(".problem").waitFor();
  await page.getByLabel("展延至").fill(roc_on(800));
  await page.getByRole("button", { name: "登錄展延" }).click();
  await page.getByText("台內戶字第1150012345號").first().waitFor();
  expect((await fact(page, "核准期間").innerText()).endsWith(roc_on(800)), "the renewed term is not shown");

  await page.getByRole("button", { name: "排定終止" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("最後一日").fill(roc_on(5));
  await dialog.getByLabel("最後一日").blur();
  await dialog.getByText("須預留函知期間", { exact: false }).waitFor();
  await kit.look(page, "link-ending");
  await dialog.getByLabel("最後一日").fill(roc_on(50));
  await dialog.getByLabel("理由").fill("業務移由他機關辦理。");
  await dialog.getByRole("button", { name: "排定終止" }).click();
  await dialog.waitFor({ state: "hidden" });
  expect((await fact(page, "排定終止，最後一日").innerText()) === roc_on(50), "the planned ending is not shown");
  await page.getByRole("link", { name: /終止/ }).first().waitFor();
  await kit.look(page, "link-ends");
  await act(page, "撤銷終止", "業務仍須辦理。");
  await page.getByText("排定終止，最後一日").waitFor({ state: "hidden" });
  await act(page, "停用", "尚未開始使用。");
  await desk.close();
}
