import { expect } from "../kit.mjs";

export const name = "roster: of any day, made when it is asked for, as a table and as papers";

export async function tell(kit, page) {
  await kit.sign_in(page, "auditor");
  await kit.go(page, "使用者清冊");
  expect((await page.getByRole("table").count()) === 0, "the roster is shown before it was asked for");
  await page.getByRole("button", { name: "產生清冊" }).click();
  await page.getByRole("table").waitFor();
  await kit.look(page, "roster");
  const text = await page.getByRole("status").first().innerText();
  expect(/共 [\d,]+ 人/.test(text), "the roster does not say how many");
  const csv = await kit.download(page, () => page.getByRole("button", { name: "下載 CSV" }).click());
  expect(csv.text.includes(kit.account("case_worker").account), "the roster as CSV does not name a case worker");
  const pdf = await kit.download(page, () => page.getByRole("button", { name: "下載 PDF" }).click());
  expect(pdf.text.startsWith("%PDF-"), "the roster as PDF is no PDF");
  const ods = await kit.download(page, () => page.getByRole("button", { name: "下載 ODS" }).click());
  expect(ods.text.startsWith("PK"), "the roster as ODS is no ODS");

  // Long ago nobody could use anything.
  await page.getByLabel("基準日").fill("100/1/1");
  await page.getByRole("button", { name: "產生清冊" }).click();
  await page.getByText("這一天沒有符合條件的使用者。").waitFor();
  await kit.look(page, "roster-empty");
  await kit.sign_out(page);
  await kit.sign_in(page, "case_worker");
  await page.goto(`${kit.url}/#/roster`);
  await page.getByRole("heading", { name: "您的角色不使用這一頁" }).waitFor();
}
