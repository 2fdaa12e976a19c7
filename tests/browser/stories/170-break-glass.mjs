import { execFileSync } from "node:child_process";
import { Desk } from "../applying.mjs";
import { expect } from "../kit.mjs";

export const name = "break-glass: an emergency account stays before the eyes of those concerned until one says what was found";

export async function tell(kit, page) {
  const reason = `帳號管理者均不在，須停用遺失手機者的帳號（${Date.now().toString(36)}）。`;
  const said = execFileSync(kit.binary, ["account", "break-glass", "--dir", kit.folder, "--reason", reason], { encoding: "utf8" });
  expect(/break-glass/.test(said), `the console does not name the account: ${said}`);

  const desk = new Desk(kit, page);
  await desk.as("case_worker");
  await kit.go(page, "首頁");
  await page.getByRole("heading", { name: "待辦事項" }).waitFor();
  expect((await page.getByText("緊急帳號").count()) === 0, "those whom it does not concern are told");

  await desk.as("unit_head");
  const notice = page.locator(".break_glass").filter({ hasText: reason });
  await notice.waitFor();
  await kit.look(page, "break-glass");
  await kit.go(page, "帳號申請");
  await notice.waitFor(); // on every page
  await notice.getByRole("button", { name: "確認知悉" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "確認知悉" }).click();
  await dialog.getByText("此欄必填").waitFor();
  await dialog.getByRole("textbox").fill("已查證：僅停用一個帳號，無其他使用。");
  await dialog.getByRole("button", { name: "確認知悉" }).click();
  await notice.waitFor({ state: "hidden" });

  // Acknowledged once, it bothers nobody else.
  await desk.as("auditor");
  await page.getByRole("navigation").waitFor();
  await page.waitForLoadState("networkidle");
  expect((await notice.count()) === 0, "what was acknowledged is told again");
  await page.goto(`${kit.url}/#/break-glass`);
  await page.getByRole("row").filter({ hasText: reason }).getByText("已查證：僅停用一個帳號", { exact: false }).waitFor();
  await kit.look(page, "break-glass-list");
  await desk.close();
}
