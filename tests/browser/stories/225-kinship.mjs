import { act, Desk, pick } from "../applying.mjs";
import { get, iso_on, new_grant, new_purpose, post } from "../by_api.mjs";
import { expect } from "../kit.mjs";

export const name = "kinship takes two: off without the ministry's letter; registered by a controller, opened by the asker, both present, withdrawn";

const asker = "worker.childcare";
const fields = ["PersonId", "PersonName", "BirthDate"];

export async function link_for_kinship(desk) {
  const { page } = desk;
  await desk.as("designated");
  const { items } = await get(page, "/links");
  if (items.some((one) => one.code === "kinship")) return;
  const units = await get(page, "/units");
  await post(page, "/links", {
    code: "kinship",
    data_class: "kinship",
    name_zh: "親等關聯資料連結作業",
    name_en: "Kinship data",
    provider: "內政部",
    unit: units.items.find((unit) => unit.code === "it").id,
    purpose: "查證親屬關係。",
    letter: "台內戶字第1150000001號",
    letter_on: iso_on(0),
    tables: [{ number: "K1", name: "親等關聯資料", fields }],
    from: iso_on(0),
    until: iso_on(300),
    note: "",
  });
}

export async function tell(kit, page) {
  const desk = new Desk(kit, page);
  const code = `kin-${Date.now().toString(36)}`;
  const there = kit.kinship_link ?? false;
  await desk.as("controller");
  if (!there) {
    await kit.go(page, "親等查詢授權");
    await page.getByText("目前沒有親等查詢授權。").waitFor();
    await kit.look(page, "kinship-none");
    await page.getByRole("link", { name: "登錄授權" }).click();
    await page.getByText("親等查詢尚未開放", { exact: false }).or(page.getByText("沒有包含親等查詢的有效核准", { exact: false })).waitFor();
    await kit.look(page, "kinship-off");
  }
  await link_for_kinship(desk);
  kit.kinship_link = true;
  await new_purpose(desk, { code, name: `兒少保護個案${code}`, units: ["childcare"], operations: ["lookup", "kinship"], fields });
  await new_grant(desk, { holder: asker, purpose: code, holding: "kinship", operations: ["lookup", "kinship"], fields });

  await desk.as("controller");
  await kit.go(page, "親等查詢授權");
  await page.getByRole("link", { name: "登錄授權" }).click();
  await pick(page, "依據的核准", code);
  await pick(page, "查詢人員", asker);
  await page.getByLabel("當事人國民身分證統一編號").fill("A123456788");
  await page.getByLabel("當事人國民身分證統一編號").blur();
  await page.getByText("檢查碼不符", { exact: false }).waitFor();
  await page.getByLabel("當事人國民身分證統一編號").fill(kit.examples.somebody().id);
  await page.getByLabel(/^父姓名/).fill("王大明");
  const example = (await page.getByText(/^例如 /).first().innerText()).replace(/^例如 /, "");
  await page.getByLabel("案號", { exact: true }).fill(example);
  await page.getByLabel("查詢事由").fill("查明扶養義務人，辦理兒少保護案件。");
  await kit.look(page, "kinship-new");
  await page.getByRole("button", { name: "登錄並產生授權碼" }).click();
  await page.getByRole("heading", { name: "授權已登錄" }).waitFor();
  const shown = (await page.locator(".copy_value").innerText()).trim();
  expect(/^[0-9A-Z]{5}-?[0-9A-Z]{5}$/.test(shown), `no code is shown: ${shown}`);
  await kit.look(page, "kinship-code");
  await page.getByRole("link", { name: "檢視授權" }).click();
  await page.getByText("還不能查詢，尚缺：").waitFor();
  expect(!(await page.locator("main").innerText()).includes(shown), "the code is shown a second time");
  const address = await page.evaluate(() => window.location.hash);
  await kit.look(page, "kinship-one");

  // The asker comes by the to-do; a wrong code is counted, the right one opens it in this session.
  await desk.as(asker);
  await page.getByRole("row").filter({ hasText: "親等" }).getByRole("link").first().click();
  await page.getByText("還不能查詢，尚缺：").waitFor();
  await page.goto(`${kit.url}/${address}`);
  await page.getByLabel("授權碼").fill("00000-00000");
  await page.getByRole("button", { name: "開啟", exact: true }).click();
  await page.locator(".problem").waitFor();
  await kit.look(page, "kinship-wrong-code");
  await page.getByLabel("授權碼").fill(shown);
  await page.getByRole("button", { name: "開啟", exact: true }).click();
  await page.getByRole("cell", { name: "輸入授權碼開啟" }).waitFor();
  expect(!(await page.locator("main").innerText()).includes("王大明"), "the asker is told the parents' names");

  await desk.as("controller");
  await page.goto(`${kit.url}/${address}`);
  await act(page, "確認在場");
  await page.getByText("條件齊備", { exact: false }).waitFor();
  await page.getByText(/管控稽核人員在場，剩 1[45] 分鐘/).waitFor();
  await kit.look(page, "kinship-ready");
  await act(page, "撤回", "案件已結。");
  await page.locator(".ant-tag").getByText("已撤回").waitFor();

  await desk.as("auditor");
  await kit.go(page, "親等查詢授權");
  await page.getByRole("row").filter({ hasText: "已撤回" }).first().waitFor();
  expect(!(await page.locator("main").innerText()).includes(example), "an auditor is shown the case number");
  await kit.look(page, "kinship-list");
  await desk.close();
}
