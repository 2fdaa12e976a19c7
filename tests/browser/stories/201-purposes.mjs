import { act, Desk } from "../applying.mjs";
import { expect } from "../kit.mjs";

export const name = "purposes: made by one, approved by the head of the agency; a change counts once it is approved too";

async function choose(page, label, option) {
  const box = page.getByRole("combobox", { name: label, exact: true });
  await box.click();
  await box.fill(option);
  await page.locator(".ant-select-item-option").filter({ hasText: option }).first().click();
  await page.keyboard.press("Escape");
}

const waiting = (page) => page.getByRole("region", { name: "異動待核定" }).or(page.locator(".waiting_card"));

export async function tell(kit, page) {
  const desk = new Desk(kit, page);
  const mark = Date.now().toString(36);
  const title = `早期療育轉介${mark}`;
  await desk.as("designated");
  await kit.go(page, "用途");
  await page.getByRole("link", { name: "生育津貼審查" }).waitFor();
  await kit.look(page, "purposes");
  await page.getByRole("link", { name: "生育津貼審查" }).click();
  await page.getByRole("heading", { name: "核定內容" }).waitFor();
  await kit.look(page, "purpose");

  await kit.go(page, "用途");
  await page.getByRole("link", { name: "新增用途" }).click();
  await page.getByRole("button", { name: "送核定" }).click();
  await page.getByText("此欄必填").first().waitFor();
  await page.getByLabel("用途名稱").fill(title);
  await page.getByRole("textbox", { name: "代碼" }).fill("Wrong Code");
  await page.getByRole("textbox", { name: "代碼" }).blur();
  await page.getByText("以小寫英文字母、數字與 - 組成", { exact: false }).waitFor();
  await page.getByRole("textbox", { name: "代碼" }).fill(`referral-${mark}`);
  await choose(page, "法規依據", "B10");
  await choose(page, "得使用的單位", "健康管理科");
  for (const field of ["姓名", "出生日期"]) await page.getByRole("checkbox", { name: field, exact: true }).check();
  await page.getByLabel(/^案號格式/).fill("桃婦健字第[*號");
  await page.getByLabel(/^案號格式/).blur();
  await page.getByText("格式無法判讀", { exact: false }).waitFor();
  await page.getByLabel(/^案號格式/).fill("桃婦健字第*號");
  await page.getByLabel(/^案號範例/).fill("桃婦健字第1150000001號");
  await page.getByLabel("使用前的確認文字").fill("我確認本案已有轉介單，且查詢確為轉介所必要。");
  await kit.look(page, "purpose-new");
  await page.getByRole("button", { name: "送核定" }).click();
  await page.getByRole("heading", { name: "新用途待核定" }).waitFor();
  expect((await page.getByRole("button", { name: "核定", exact: true }).count()) === 0, "who made a purpose can approve it");
  await kit.look(page, "purpose-waits");

  await desk.as("head.agency");
  await page.getByText(`用途「${title}」待您核可`, { exact: false }).waitFor();
  await kit.go(page, "用途");
  await page.getByRole("link", { name: title }).click();
  await act(page, "核定", "同意。");
  await page.locator(".ant-tag").getByText("已核定").waitFor();
  await page.getByRole("cell", { name: "同意。" }).waitFor();

  // A change: beside what counts, with what differs marked; refused once, approved the second time.
  await desk.as("designated");
  await kit.go(page, "用途");
  await page.getByRole("link", { name: title }).click();
  await page.getByRole("link", { name: "變更" }).click();
  await page.getByRole("checkbox", { name: "性別", exact: true }).check();
  await page.getByRole("checkbox", { name: "勾稽" }).check();
  await page.getByRole("button", { name: "送核定" }).click();
  await page.getByRole("heading", { name: "異動待核定" }).waitFor();
  expect((await page.locator(".text_table .changed").count()) === 2, "what would change is not marked, or more than that is");
  await kit.look(page, "purpose-changed");
  await desk.as("head.agency");
  await kit.go(page, "用途");
  await page.getByRole("link", { name: title }).click();
  await act(page, "不予核定", "勾稽另案申請。");
  await waiting(page).waitFor({ state: "hidden" });
  await page.locator(".ant-tag").getByText("已核定").waitFor();
  expect(!(await page.locator(".text_table").innerText()).includes("勾稽"), "what was not approved counts");

  await desk.as("designated");
  await kit.go(page, "用途");
  await page.getByRole("link", { name: title }).click();
  await act_on_day(page, "終止用途", "轉介改由他機關辦理。");
  await page.getByText("最後一日").first().waitFor();
  await kit.look(page, "purpose-ended");
  await desk.close();
}

async function act_on_day(page, label, reason) {
  await page.getByRole("button", { name: label, exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("理由").fill(reason);
  await dialog.getByRole("button", { name: label, exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
}
