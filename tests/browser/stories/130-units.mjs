import { Desk, pick } from "../applying.mjs";
import { expect } from "../kit.mjs";

export const name = "units: a contractor with its contract, duties with their dates, who answered on a day, and a head who is away";

const fact = (page, label) => page.locator(".plain_facts > div").filter({ has: page.locator("dt", { hasText: new RegExp(`^${label}$`) }) }).locator("dd");

export async function tell(kit, page) {
  const desk = new Desk(kit, page);
  const mark = Date.now().toString(36);
  await desk.as("account_administrator");
  await kit.go(page, "單位與職務");
  await page.getByRole("link", { name: "幼兒托育科" }).waitFor();
  await kit.look(page, "units");

  await page.getByRole("link", { name: "新增委辦機構" }).click();
  await page.getByLabel("機構名稱").fill(`好好資訊${mark}`);
  await page.getByLabel("單位代碼").fill("Wrong Code");
  await page.getByRole("button", { name: "新增", exact: true }).click();
  await page.getByText("以小寫英文字母開頭", { exact: false }).waitFor();
  await kit.look(page, "contractor-new");
  await page.getByLabel("單位代碼").fill(`vendor-${mark}`);
  await pick(page, "委辦單位", "資訊單位");
  await page.getByLabel("契約編號").fill("桃婦約字第115-032號");
  await page.getByLabel("契約名稱").fill("戶役政資料應用系統維護");
  await page.getByLabel("委託範圍").fill("系統維護與資料轉檔，僅限局內操作。");
  await page.getByLabel("契約起日").fill("115/01/01");
  await page.getByLabel("契約迄日").fill("118/12/31");
  await page.getByLabel("聯絡人").fill("王經理");
  await page.getByLabel("聯絡電話").fill("03-1234567");
  await page.getByLabel("聯絡信箱").fill("pm@vendor.example");
  await page.getByRole("button", { name: "新增", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: `好好資訊${mark}` }).waitFor();
  await page.getByText("115/01/01–118/12/31").first().waitFor();
  await kit.look(page, "contractor");
  await page.getByRole("button", { name: "變更契約" }).click();
  await page.getByLabel("契約迄日").fill("117/12/31");
  await page.getByRole("button", { name: "儲存契約" }).click();
  await page.getByText("115/01/01–117/12/31").first().waitFor();

  // Who answered on a day: by the calendar, with the keyboard alone.
  await kit.go(page, "單位與職務");
  await page.getByRole("link", { name: "幼兒托育科" }).click();
  await page.getByRole("heading", { name: "某日由誰負責" }).waitFor();
  expect((await fact(page, "當日實際核定人").innerText()).includes("head.childcare"), "the head of the section does not answer for it today");
  await page.getByRole("button", { name: "開啟日曆" }).first().focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await kit.look(page, "unit-calendar");
  await page.keyboard.press("Shift+PageUp");
  await page.keyboard.press("Enter");
  const day = await page.getByLabel("日期", { exact: true }).inputValue();
  await page.getByRole("button", { name: "查看" }).click();
  await page.waitForFunction((wanted) => [...document.querySelectorAll(".plain_facts dd")].some((one) => one.textContent === wanted), day);
  expect((await fact(page, "當日實際核定人").innerText()).trim() === "未指定", "somebody answered for the section before it had a head");
  await kit.look(page, "unit-answerable");

  // A head who is away, and is back early.
  await desk.as("unit_head");
  await kit.go(page, "不在與代理");
  const [today] = await page.evaluate(() => {
    const at = new Date(Date.now() + 8 * 3600_000);
    return [`${at.getUTCFullYear() - 1911}/${at.getUTCMonth() + 1}/${at.getUTCDate()}`];
  });
  await page.getByLabel("迄日").fill("110/01/01");
  await page.getByLabel("事由").fill("公差");
  await page.getByRole("button", { name: "登錄", exact: true }).click();
  await page.getByText("不能早於起日").waitFor();
  await page.getByLabel("迄日").fill(today);
  await page.getByRole("button", { name: "登錄", exact: true }).click();
  await page.getByRole("cell", { name: "不在", exact: true }).waitFor();
  await kit.look(page, "absences");
  await page.getByRole("button", { name: /^提早結束/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "提早結束" }).click();
  await page.getByRole("cell", { name: "不在", exact: true }).waitFor({ state: "hidden" });
  await desk.close();
}
