import { Desk, pick } from "../applying.mjs";
import { roc_on } from "../by_api.mjs";
import { expect } from "../kit.mjs";

export const name = "legal bases: found, sorted, downloaded, added, given their days; who only reads changes nothing";

export async function tell(kit, page) {
  const desk = new Desk(kit, page);
  const mark = Date.now().toString(36);
  await desk.as("designated");
  await kit.go(page, "法規依據");
  await page.getByRole("link", { name: "特殊境遇家庭扶助條例" }).waitFor();
  await kit.look(page, "bases");
  const csv = await kit.download(page, () => page.getByRole("button", { name: "下載 CSV" }).click());
  expect(csv.text.startsWith("\uFEFF") && csv.text.includes("B05"), "the list as CSV does not name B05");
  expect(csv.text.split("\r\n").length > 20, "the list as CSV is not all of it");

  // By the keyboard: to the first row, down one, and open it.
  await page.getByLabel("名稱或編號").fill("津貼");
  await page.locator("a[data-row]").first().waitFor();
  const found = await page.locator("a[data-row]").allInnerTexts();
  expect(found.length > 1 && found.every((title) => title.includes("津貼")), `the filter lets others through: ${found}`);
  await page.locator("a[data-row]").first().focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: found[1] }).waitFor();
  await page.getByRole("heading", { name: "以此為據的用途" }).waitFor();
  await kit.look(page, "basis");

  await kit.go(page, "法規依據");
  await page.getByRole("link", { name: "新增法規依據" }).click();
  await page.getByRole("button", { name: "新增", exact: true }).click();
  await page.getByText("此欄必填").waitFor();
  await page.getByLabel("法規或計畫名稱").fill(`桃園市婦女培力計畫${mark}`);
  await page.getByLabel(/^條次/).fill("第三點、第五點");
  await page.getByLabel(/^施行日/).fill(roc_on(0));
  await page.getByLabel(/^施行末日/).fill(roc_on(-1));
  await page.getByRole("button", { name: "新增", exact: true }).click();
  await page.getByText("不能早於起日").waitFor();
  await kit.look(page, "basis-new");
  await page.getByLabel(/^施行末日/).fill("");
  await page.getByRole("button", { name: "新增", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: `桃園市婦女培力計畫${mark}` }).waitFor();
  await page.getByText("機關增列").waitFor();
  await page.getByText("第三點、第五點").waitFor();

  await page.getByRole("button", { name: "設定施行期間" }).click();
  await page.getByLabel(/^施行末日/).fill(roc_on(20));
  await pick(page, "由何者取代（選填）", "B07");
  await page.getByRole("button", { name: "儲存施行期間" }).click();
  await page.getByText("此欄必填").waitFor();
  await page.getByLabel("異動說明").fill("府婦字第1150000123號函廢止。");
  await kit.look(page, "basis-dates");
  await page.getByRole("button", { name: "儲存施行期間" }).click();
  await page.getByText("剩 20 天").first().waitFor();
  await page.getByRole("cell", { name: "府婦字第1150000123號函廢止。" }).waitFor();
  await page.getByRole("link", { name: "B07" }).first().waitFor();
  await kit.look(page, "basis-dated");
  await page.emulateMedia({ media: "print" });
  await kit.look(page, "basis-paper");
  await page.emulateMedia({ media: "screen" });

  await desk.as("auditor");
  await kit.go(page, "法規依據");
  await page.getByRole("link", { name: "特殊境遇家庭扶助條例" }).waitFor();
  expect((await page.getByRole("link", { name: "新增法規依據" }).count()) === 0, "an auditor can add a basis");
  await page.getByRole("link", { name: "特殊境遇家庭扶助條例" }).click();
  await page.getByRole("heading", { name: "異動歷程" }).waitFor();
  expect((await page.getByRole("button", { name: "設定施行期間" }).count()) === 0, "an auditor can set a basis's days");
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { level: 1, name: "Act of Assistance for Family in Hardship" }).waitFor();
  await kit.look(page, "basis-en");
  await page.getByRole("button", { name: "中文" }).click();
  await desk.close();
}
