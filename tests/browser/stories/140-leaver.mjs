import { act, Desk, pick } from "../applying.mjs";
import { expect } from "../kit.mjs";

export const name = "leaver: every effect with its clause before it is done; the letter within seven days; taken back; what was looked up before";

const holder = "worker.health";

const days_on = (days) => {
  const at = new Date(Date.now() + 8 * 3600_000 + days * 86_400_000);
  return `${at.getUTCFullYear() - 1911}/${String(at.getUTCMonth() + 1).padStart(2, "0")}/${String(at.getUTCDate()).padStart(2, "0")}`;
};

async function pick_person(page, label, text) {
  await page.getByRole("combobox", { name: label }).click();
  await page.getByRole("combobox", { name: label }).fill(text);
  await page.locator(".ant-select-item-option").filter({ hasText: text }).first().click();
}

async function foresee(kit, page) {
  await kit.go(page, "人員異動");
  await page.getByRole("link", { name: "辦理人員異動" }).click();
  await pick_person(page, "人員", holder);
  await page.getByText("退休", { exact: true }).click();
  await page.getByLabel("生效日").fill(days_on(10));
  await page.getByRole("button", { name: "檢視影響" }).click();
  await page.getByRole("heading", { name: "各項影響與依據" }).waitFor();
}

const confirm = async (page) => {
  await page.getByLabel("事由").fill("屆齡退休，桃人字第1150000001號。");
  await page.getByRole("button", { name: "確認辦理" }).click();
  await page.getByRole("heading", { name: "異動內容" }).waitFor();
};

export async function tell(kit, page) {
  const desk = new Desk(kit, page);
  await desk.as("account_administrator");

  // The handler of a link: when that changes, the provider is told by letter within seven days (U3).
  await kit.go(page, "單位與職務");
  await page.getByRole("link", { name: "健康管理科" }).click();
  await page.getByRole("button", { name: "指定職務" }).click();
  await pick(page, "職務", "連結作業承辦人");
  await pick_person(page, "人員", holder);
  await page.getByRole("button", { name: "指定職務" }).last().click();
  await page.getByRole("cell", { name: "連結作業承辦人" }).first().waitFor();
  await kit.look(page, "unit-duty");

  await foresee(kit, page);
  const effects = await page.locator(".leaver_effects table").first().innerText();
  expect(/F2\.2|U3/.test(effects), `the effects name no clause: ${effects}`);
  await kit.look(page, "leaver-preview");
  await page.getByRole("button", { name: "確認辦理" }).click();
  await page.getByText("此欄必填").waitFor();
  await confirm(page);
  await page.locator(".ant-tag").getByText("已排定").waitFor();
  await kit.look(page, "leaver");

  await page.getByRole("link", { name: "函稿 1" }).click();
  await page.getByRole("heading", { name: "草稿" }).waitFor();
  const draft = await page.getByLabel("說明").inputValue();
  expect(draft.includes("退休"), `the draft does not say what happened: ${draft}`);
  await kit.look(page, "letter-draft");
  await page.getByLabel("主旨").fill("函知本局健康管理科連結作業承辦人異動，請查照。");
  await page.getByRole("button", { name: "儲存草稿" }).click();
  await page.getByText("草稿已儲存。").waitFor();
  const odt = await kit.download(page, () => page.getByRole("button", { name: "下載 ODT" }).click());
  expect(odt.text.startsWith("PK"), "the ODT is no ODT");
  const pdf = await kit.download(page, () => page.getByRole("button", { name: "下載 PDF" }).click());
  expect(pdf.text.startsWith("%PDF"), "the PDF is no PDF");
  await kit.go(page, "函稿");
  await page.getByRole("link", { name: /健康管理科連結作業承辦人異動/ }).first().waitFor();
  await kit.look(page, "letters");

  // Taken back before the day: the account stays as it is, the draft becomes void.
  await kit.go(page, "人員異動");
  await page.locator("a[data-row]").first().click();
  await page.getByRole("heading", { name: "異動內容" }).waitFor();
  await act(page, "撤銷", "延後退休。");
  await page.locator(".ant-tag").getByText("已撤銷").waitFor();
  await page.getByRole("link", { name: "函稿 1" }).click();
  await page.locator(".ant-tag").getByText("作廢").waitFor();

  // One that went out: its number stays, and nobody changes it any more.
  await foresee(kit, page);
  await confirm(page);
  await page.getByRole("link", { name: "函稿 1" }).click();
  await page.getByLabel("發文字號").fill("桃婦健字第1150001234號");
  await page.getByRole("button", { name: "登錄已發文" }).click();
  await page.locator(".ant-tag").getByText("已發文").waitFor();
  await page.getByText("桃婦健字第1150001234號").waitFor();
  expect((await page.getByRole("button", { name: "儲存草稿" }).count()) === 0, "a letter that was sent can be changed");
  await kit.look(page, "letter-sent");
  await page.getByRole("link", { name: "檢視" }).click();
  await act(page, "撤銷", "延後退休。");

  // The head sees what a leaver of the section looked up before; reading it is recorded.
  await desk.as("unit_head");
  await kit.go(page, "人員異動");
  await page.getByRole("link", { name: /即將離職承辦人/ }).first().click();
  await page.getByRole("heading", { name: /生效前的存取紀錄/ }).waitFor();
  await kit.look(page, "leaver-accesses");
  await desk.close();
}
