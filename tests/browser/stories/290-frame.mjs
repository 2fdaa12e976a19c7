import { expect } from "../kit.mjs";

export const name = "frame: a sample is ordered, drawn by a public number, listed under serial numbers, and drawn again to check";

export async function tell(kit, page) {
  await kit.sign_in(page, "worker.health");
  await kit.go(page, "抽樣");
  await kit.look(page, "frame-none");
  await page.getByRole("link", { name: "申請抽樣" }).click();
  await page.getByLabel("研究名稱").fill("早療家庭需求調查");
  await page.getByLabel("案號或公文文號").fill("早療-115-00290");
  await page.getByLabel("抽樣的事由").fill("委託研究，抽樣訪問早療家庭");
  await page.getByRole("spinbutton", { name: "年齡自（足歲）" }).fill("20");
  await page.getByRole("spinbutton", { name: "年齡至（足歲）" }).fill("64");
  expect(await page.getByRole("checkbox", { name: "性別" }).isDisabled(), "the grant has no sex to divide by");
  await page.getByRole("checkbox", { name: "年齡" }).check();
  await page.getByLabel("年齡分組").fill("35、50");
  await page.getByText("分成：20–34、35–49、50–64 歲").waitFor();
  await page.getByRole("spinbutton", { name: "人數" }).fill("12");
  await page.getByRole("checkbox", { name: "每戶至多一人" }).check();
  await page.getByRole("button", { name: "登錄並申請" }).click();
  await page.getByText("請至少勾一項").waitFor();
  await page.getByRole("checkbox", { name: "姓名" }).check();
  await kit.look(page, "frame-new");
  await page.getByRole("button", { name: "登錄並申請" }).click();
  await page.getByRole("heading", { level: 1, name: "抽樣：早療家庭需求調查" }).waitFor();
  await page.getByText("合計：母體").waitFor();
  await kit.look(page, "frame-ordered");
  // The order's entry comes under a checkpoint within a second or so.
  await page.waitForTimeout(1500);
  await page.getByRole("button", { name: "輸入號碼並抽出" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("台灣彩券今彩 539").fill("3 11 17");
  await dialog.getByRole("button", { name: "輸入號碼並抽出" }).click();
  await dialog.getByText("號碼的寫法與所選的公開號碼不符").waitFor();
  await dialog.getByLabel("台灣彩券今彩 539").fill("38 3 11 17 22");
  await kit.look(page, "frame-number");
  await dialog.getByRole("button", { name: "輸入號碼並抽出" }).click();
  await page.getByRole("button", { name: "顯示名冊" }).click();
  await page.getByRole("columnheader", { name: "序號" }).waitFor();
  expect((await page.getByRole("columnheader", { name: /統號/ }).count()) === 0, "a serial number stands for the id");
  await page.getByText("0012", { exact: true }).waitFor();
  await page.getByRole("button", { name: "重抽核對" }).click();
  await page.getByText("重抽結果相同").waitFor();
  await kit.look(page, "frame-drawn");
  await kit.go(page, "抽樣");
  await page.getByRole("link", { name: "早療家庭需求調查" }).waitFor();
  await kit.look(page, "frame-list");
}
