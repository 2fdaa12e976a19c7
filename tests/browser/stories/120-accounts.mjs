import { act, Desk, pick } from "../applying.mjs";
import { expect } from "../kit.mjs";

export const name = "accounts: found, sorted, downloaded; suspended at once and restored; a recovery code is shown once";

const holder = "worker.health";

async function find(kit, page, text) {
  await kit.go(page, "帳號管理");
  await page.getByLabel("姓名或帳號").fill(text);
  await page.getByRole("button", { name: "套用條件" }).click();
}

export async function tell(kit, page) {
  const desk = new Desk(kit, page);
  await desk.as("account_administrator");
  await kit.go(page, "帳號管理");
  await page.getByRole("table").waitFor();
  await kit.look(page, "accounts");
  await pick(page, "角色", "承辦人");
  await page.getByRole("button", { name: "套用條件" }).click();
  await page.getByText(holder).waitFor();
  await page.waitForFunction(() => !document.querySelector("tbody")?.textContent?.includes("稽核人員"));
  const csv = await kit.download(page, () => page.getByRole("button", { name: "下載 CSV" }).click());
  expect(csv.text.includes(holder) && !csv.text.includes("head.childcare"), "the CSV is not what the list shows");
  await page.getByRole("button", { name: "清除條件" }).click();
  await page.getByRole("columnheader", { name: /姓名／帳號/ }).click();
  await page.getByRole("table").waitFor();

  await find(kit, page, holder);
  await page.locator("a[data-row]").first().waitFor();
  await page.waitForFunction((wanted) => [...document.querySelectorAll("tbody tr.ant-table-row")].every((row) => row.textContent?.includes(wanted)), holder);
  await page.locator("a[data-row]").first().click();
  await page.getByRole("heading", { level: 1, name: new RegExp(holder) }).waitFor();
  await page.getByRole("heading", { name: "權限歷程" }).waitFor();
  await kit.look(page, "account");

  await act(page, "立即停用", "疑似帳號外借，先停用查證。");
  const state = page.locator(".card_head .ant-tag");
  await state.getByText("已停用").waitFor();
  await page.getByRole("cell", { name: "已停用" }).waitFor();
  await kit.look(page, "account-suspended");
  await act(page, "恢復", "查證後並無外借。");
  await state.getByText("使用中").waitFor();
  await act(page, "結束登入");

  await act(page, "復原登入", "遺失手機，已當面確認身分。");
  await page.getByRole("heading", { name: /的一次性代碼/ }).waitFor();
  const code = await page.locator(".copy_value").innerText();
  await kit.look(page, "account-recovery");
  await page.getByRole("button", { name: "已交付" }).click();
  await page.reload();
  await page.getByRole("heading", { name: "權限歷程" }).waitFor();
  expect(!(await page.locator("body").innerText()).includes(code), "a recovery code is shown again");

  // One's own account: nothing to press.
  await find(kit, page, "admin");
  await page.locator("a[data-row]").filter({ hasText: "帳號管理者" }).first().click();
  await page.getByText("自己的帳號不能由自己停用", { exact: false }).waitFor();
  expect((await page.getByRole("button", { name: "立即停用" }).count()) === 0, "one may suspend oneself");

  // An auditor reads, and does nothing.
  await desk.as("auditor");
  await find(kit, page, holder);
  await page.locator("a[data-row]").filter({ hasText: "健康科" }).first().click();
  await page.getByRole("heading", { name: "權限歷程" }).waitFor();
  expect((await page.getByRole("button", { name: "立即停用" }).count()) === 0, "an auditor may suspend");
  await desk.close();
}
