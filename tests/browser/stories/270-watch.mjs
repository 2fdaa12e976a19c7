import { join } from "node:path";
import { expect } from "../kit.mjs";

export const name = "watch: a change is told at home, looked up in one click, handled; a new watch is ordered, seen on paper, and ended";

async function told(kit, page) {
  await page.getByRole("link", { name: /追蹤的案件有 \d+ 則異動/ }).click();
  await page.getByRole("heading", { level: 1, name: "異動追蹤" }).waitFor();
  const first = page.locator("tbody tr.ant-table-row").first();
  await first.waitFor();
  const shown = await page.locator("main").innerText();
  expect(!kit.examples.all.some((one) => shown.includes(one.id) || shown.includes(one.name)), "who it is stands in the list");
  expect(/特境-115-0000\d/.test(shown), "no case number is shown");
  await kit.look(page, "watch-hits");
  return (await first.locator("strong").first().innerText()).trim();
}

async function looked_up(kit, page, case_number) {
  const row = page.locator("tbody tr.ant-table-row").first();
  await row.getByRole("button", { name: /查詢此人/ }).click();
  await page.getByRole("heading", { level: 1, name: "查詢結果" }).waitFor();
  await page.getByText(case_number).first().waitFor();
  await kit.look(page, "watch-looked-up");
  await page.getByRole("button", { name: "回異動追蹤" }).click();
  const again = page.locator("tbody tr.ant-table-row").first();
  await again.locator(".ant-tag").getByText("已知悉").waitFor();
  const before = await page.locator("tbody tr.ant-table-row").count();
  await again.getByRole("button", { name: /^辦結/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/辦理說明/).fill("已改寄通知書");
  await dialog.getByRole("button", { name: "辦結" }).click();
  await page.getByText("已辦結。").waitFor();
  await page.waitForFunction((count) => document.querySelectorAll("tbody tr.ant-table-row").length < count, before);
  const next = page.locator("tbody tr.ant-table-row").first();
  await next.getByRole("button", { name: /^已知悉/ }).click();
  await next.locator(".ant-tag").getByText("已知悉").waitFor();
  await page.getByText("全部", { exact: true }).click();
  await page.getByText("已改寄通知書").waitFor();
  await kit.look(page, "watch-hits-all");
}

async function ordered(kit, page) {
  await page.getByRole("tab", { name: "追蹤中的案件" }).click();
  await page.getByRole("cell", { name: /特境-115-00001/ }).waitFor();
  await kit.look(page, "watches");
  await page.getByRole("link", { name: "新增追蹤" }).click();
  const field = page.getByLabel("案號與統一編號");
  await field.waitFor();
  await page.getByRole("button", { name: "開始追蹤" }).click();
  await page.getByText("此欄必填").first().waitFor();
  await page.getByRole("radio", { name: /特殊境遇/ }).check();
  await field.fill("特境-115-00270 A12345678");
  await field.blur();
  await page.getByText("第 1 行：統一編號不正確").waitFor();
  await kit.look(page, "watch-new-wrong");
  const [one, two] = kit.examples.all;
  await field.fill(`案號\t統一編號\n特境-115-00270\t${one.id}\n特境-115-00271\t${two.id}`);
  await field.blur();
  await page.getByText("共 2 人").waitFor();
  await page.getByRole("checkbox", { name: "遷入、遷出、住址變更" }).check();
  await page.getByRole("checkbox", { name: "死亡、死亡宣告" }).check();
  await page.getByLabel("追蹤至").fill(await page.evaluate(() => {
    const day = new Date(Date.now() + 20 * 86_400_000);
    return `${day.getFullYear() - 1911}/${day.getMonth() + 1}/${day.getDate()}`;
  }));
  await page.getByLabel("追蹤事由").fill("扶助期間追蹤當事人異動");
  await kit.look(page, "watch-new");
  await page.getByRole("button", { name: "開始追蹤" }).click();
  await page.getByRole("heading", { level: 1, name: /異動追蹤：特殊境遇/ }).waitFor();
  await page.getByRole("cell", { name: "特境-115-00271" }).waitFor();
  const shown = await page.locator("main").innerText();
  expect(!shown.includes(one.id), "an id is shown in full");
  await kit.look(page, "watch-one");
}

export async function tell(kit, page) {
  await kit.sign_in(page, "worker.women");
  const case_number = await told(kit, page);
  await looked_up(kit, page, case_number);
  await ordered(kit, page);
  await page.emulateMedia({ media: "print" });
  expect(await page.locator(".paper_head").getByText("密件").isVisible(), "paper does not bear 密件");
  if (kit.shots) await page.screenshot({ path: join(kit.shots, "watch-print.png"), fullPage: true });
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("button", { name: "停止追蹤" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "停止追蹤" }).click();
  await page.getByText("已停止", { exact: true }).waitFor();
  expect((await page.getByRole("button", { name: "停止追蹤" }).count()) === 0, "an ended watch can be ended");
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { level: 1, name: /^Watch: / }).waitFor();
  await kit.look(page, "watch-one-english");
  await page.getByRole("link", { name: "Back to watches" }).click();
  await page.getByRole("heading", { level: 1, name: "Watches" }).waitFor();
  await kit.look(page, "watch-hits-english");
}
