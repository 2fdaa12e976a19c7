import { Desk } from "../applying.mjs";
import { fill_query, send_query } from "../ask.mjs";
import { beside, iso_on, roc_on } from "../by_api.mjs";
import { expect } from "../kit.mjs";

export const name = "a basis ends: on its last day its grants still serve, on the next they stop by themselves, and serve again once it is put right";

const worker = "worker.women";
const basis = "桃園市生育津貼發放作業要點";

async function set_end(kit, desk, day, note) {
  const { page } = desk;
  await desk.as("designated");
  await kit.go(page, "法規依據");
  await page.getByRole("link", { name: basis }).click();
  await page.getByRole("button", { name: "設定施行期間" }).click();
  await page.getByLabel(/^施行末日/).fill(day);
  await page.getByLabel("異動說明").fill(note);
  if (day) {
    await page.getByText("其核准即自動停止", { exact: false }).waitFor();
    await page.getByText("生育津貼審查").first().waitFor();
  }
  await kit.look(page, day ? "basis-ending" : "basis-mended");
  await page.getByRole("button", { name: "儲存施行期間" }).click();
  await page.getByRole("cell", { name: note }).waitFor();
}

async function fill(kit, desk) {
  const { page } = desk;
  await desk.as(worker);
  await kit.go(page, "查詢");
  await fill_query(page, { grant: /生育津貼審查/, subject: { id: kit.examples.somebody().id } });
}

async function ask(kit, desk) {
  await fill(kit, desk);
  await send_query(desk.page);
}

export async function tell(kit, page) {
  const desk = new Desk(kit, page);
  await set_end(kit, desk, roc_on(0), "發布機關公告，適用至今日止。");
  await page.getByText("屆期後僅以此為據的用途與核准自動停止", { exact: false }).waitFor();
  await ask(kit, desk);
  await page.getByText("資料基準日").first().waitFor();
  await kit.go(page, "首頁");
  await page.getByText("即將失效", { exact: false }).first().waitFor();
  await kit.look(page, "basis-ends-todo");

  // It is ended while somebody has a query filled in: what the page offered a minute ago is refused.
  await fill(kit, desk);
  await beside(kit, desk.kept.get("designated"), async (call) => {
    const { items } = await call("GET", "/bases");
    const { id } = items.find((one) => one.title === basis);
    await call("POST", `/bases/${id}/dates`, { from: null, until: iso_on(-1), replaced_by: null, note: "公告更正，適用至昨日止。" });
  });
  await send_query(page);
  const told = page.locator(".problem");
  await told.waitFor();
  const text = await told.innerText();
  expect(/依據/.test(text) && text.includes("這次拒絕也已記錄"), `the refusal does not name the basis, or is not recorded: ${text}`);
  await kit.look(page, "basis-ended-refused");
  await page.reload();
  await page.getByRole("radio", { name: /特殊境遇/ }).waitFor();
  expect((await page.getByRole("radio", { name: /生育津貼審查/ }).count()) === 0, "a grant that has stopped is still offered");

  await desk.as("designated");
  await kit.go(page, "法規依據");
  await page.getByRole("link", { name: basis }).click();
  await page.getByText("本依據已停止適用", { exact: false }).waitFor();
  await kit.look(page, "basis-ended");
  await kit.go(page, "用途");
  await page.getByRole("row").filter({ hasText: "生育津貼審查" }).getByText("停止使用").waitFor();
  await kit.look(page, "purpose-stopped");
  await kit.go(page, "核准總表");
  await page.getByRole("row").filter({ hasText: "生育津貼審查" }).first().getByText("用途停止").waitFor();
  await page.getByRole("link", { name: "生育津貼審查" }).first().click();
  await page.getByText("本核准目前不能使用", { exact: false }).waitFor();

  await set_end(kit, desk, "", "發布機關撤回公告。");
  await ask(kit, desk);
  await page.getByText("資料基準日").first().waitFor();
  await desk.close();
}
