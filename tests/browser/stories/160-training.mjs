import { expect } from "../kit.mjs";

export const name = "training: one's own claim counts once the head confirmed it; a withdrawn one counts no more";

const course = `資安通識 ${Date.now()}`;

async function enter(page, { on, hours }) {
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("訓練日期").fill(on);
  await dialog.getByLabel("時數").fill(hours);
  await dialog.getByLabel("課程名稱").fill(course);
  await dialog.getByLabel("佐證").fill("簽到表第 12 號");
  await dialog.getByRole("button", { name: "登錄", exact: true }).click();
}

export async function tell(kit, page) {
  const worker = await kit.sign_in(page, "case_worker");
  await kit.go(page, "教育訓練");
  await page.getByRole("heading", { name: "我的訓練紀錄" }).waitFor();
  await page.getByRole("button", { name: "登錄訓練" }).click();
  await enter(page, { on: "115/13/40", hours: "0" });
  await page.getByText("不是有效的民國日期", { exact: false }).waitFor();
  await kit.look(page, "training-enter-wrong");
  await enter(page, { on: "115/2/3", hours: "3" });
  const row = page.getByRole("row").filter({ hasText: course });
  await row.getByText("待確認").waitFor();
  await kit.look(page, "training-mine");
  expect((await row.getByRole("button", { name: /確認/ }).count()) === 0, "one may confirm one's own training");
  await kit.sign_out(page);

  await kit.sign_in(page, "account_administrator");
  await kit.go(page, "教育訓練");
  await page.getByRole("table").waitFor();
  await page.getByRole("textbox", { name: "帳號或姓名" }).fill(worker.account);
  const person = page.getByRole("row").filter({ hasText: worker.account }).first();
  await person.getByRole("button", { name: /檢視/ }).click();
  await row.getByRole("button", { name: `確認：${course}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "確認" }).click();
  await page.getByText("訓練紀錄已確認。").waitFor();
  await kit.look(page, "training-register");
  const csv = await kit.download(page, () => page.getByRole("button", { name: "下載 CSV" }).click());
  expect(csv.text.includes(course), "the spreadsheet does not hold the training");
  const again = page.getByRole("row").filter({ hasText: course }).first();
  await again.getByRole("button", { name: `撤銷：${course}` }).click();
  await page.getByRole("dialog").getByLabel("撤銷理由").fill("課程時數重複登錄");
  await page.getByRole("dialog").getByRole("button", { name: "撤銷" }).click();
  await page.getByText("已撤銷").first().waitFor();
  await page.getByText("撤銷理由：課程時數重複登錄").first().waitFor();
  await kit.look(page, "training-withdrawn");
}
