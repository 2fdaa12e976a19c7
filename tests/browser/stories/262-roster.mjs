import { expect } from "../kit.mjs";
import { csv } from "../lists.mjs";

export const name = "roster: children of a district by their age, found by conditions and listed with the grant's fields alone";

const forth = (page) => page.getByRole("button", { name: "下一步" }).click();
const step = (page, name) => page.getByRole("heading", { level: 2, name: new RegExp(name) }).waitFor();

export async function tell(kit, page) {
  await kit.sign_in(page, "worker.health");
  await kit.go(page, "名冊勾稽");
  await page.getByRole("link", { name: "開始勾稽" }).click();
  await page.getByRole("radio", { name: /依年齡與里別抽取名冊/ }).check();
  await kit.look(page, "roster-rule");
  await forth(page);
  await page.locator("input[type=file]").setInputFiles({
    name: "抽取條件.csv",
    mimeType: "text/csv",
    buffer: csv([["行政區", "年齡起", "年齡迄"], ["桃園區", "0", "5"]]),
  });
  await page.getByText("已讀取「抽取條件.csv」：1 列、3 欄").waitFor();
  await forth(page);
  await step(page, "對應欄位");
  await forth(page);
  await page.getByText("條件 1 列，其中 1 列可以使用").waitFor();
  await forth(page);
  await step(page, "核准與案由");
  await page.getByText("符合條件的每一人都計一次額度").waitFor();
  await page.getByLabel("案號或公文文號").fill("早療-115-00262");
  await page.getByLabel("勾稽的事由").fill("桃園區未滿六歲兒童造冊");
  await page.getByRole("checkbox", { name: /我已看過/ }).check();
  await kit.look(page, "roster-ask");
  await page.getByRole("button", { name: "開始勾稽" }).click();
  await page.getByText(/^[\d,]+ 列已查完：符合 [\d,]+ 列。$/).waitFor();
  await page.getByRole("button", { name: "顯示逐列結果" }).click();
  await page.getByRole("columnheader", { name: "姓名" }).waitFor();
  expect((await page.getByRole("columnheader", { name: /父|住址|街/ }).count()) === 0, "the roster shows what the grant does not have");
  await kit.look(page, "roster-rows");
}
