import { Desk } from "../applying.mjs";
import { fill_query, send_query } from "../ask.mjs";
import { expect } from "../kit.mjs";

export const name = "conflict of interest: taken off in one click and a confirmation, refused afterwards, handed to a colleague, withdrawn by the head";

const worker = "worker.childcare";
const colleague = "worker.leaving";

// Not the one about whom the other stories ask.
const relative = (kit) => kit.examples.all.filter((one) => /^[\u4e00-\u9fff]{3}$/.test(one.name)).at(-1);

async function ask(page, person) {
  // The grant that the colleague holds, too.
  await fill_query(page, { grant: /剩 1\d\d 天/, subject: { id: person.id } });
  await send_query(page);
}

export async function tell(kit, page) {
  const desk = new Desk(kit, page);
  const person = relative(kit);
  await desk.as(worker);
  await kit.go(page, "查詢");
  await ask(page, person);
  await page.getByRole("heading", { level: 1, name: "查詢結果" }).waitFor();
  const number = (await page.locator(".result_band dd").first().innerText()).trim();
  const card = page.locator(".record").first();
  await card.waitFor();
  const shown = await card.locator(".record_fields").innerText();
  await card.getByRole("button", { name: "這是我的親屬，請把我換下" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("您不能再查詢此人", { exact: false }).waitFor();
  await kit.look(page, "conflict-declare");
  // Whoever wants a colleague picks one; the confirmation alone is enough.
  await dialog.getByRole("combobox", { name: /^交由/ }).click();
  await page.locator(".ant-select-item-option").filter({ hasText: colleague }).click();
  await dialog.getByRole("button", { name: "確認迴避" }).click();
  await page.getByText("已登錄迴避", { exact: false }).waitFor();
  const left = await page.locator("main").innerText();
  expect(!left.includes(shown.split("\n")[1] ?? shown), "something of the person is left on the page");
  expect((await page.locator(".record").count()) === 0, "a card is left on the page");
  await kit.look(page, "conflict-declared");

  // From now on refused, and the refusal is recorded.
  await page.getByRole("button", { name: "查詢另一人" }).click();
  await ask(page, person);
  await page.locator(".problem").getByText("此次查詢已被拒絕").waitFor();
  await kit.look(page, "conflict-refused");
  await kit.go(page, "利害關係迴避");
  await page.getByRole("row").filter({ hasText: "即將離職" }).first().waitFor();
  await kit.look(page, "conflicts-mine");

  await desk.as(colleague);
  await kit.go(page, "首頁");
  await kit.look(page, "conflict-todo");
  await kit.go(page, "利害關係迴避");
  await page.getByRole("tab", { name: /^待接手/ }).click();
  const waiting = page.getByRole("row").filter({ hasText: worker });
  expect((await waiting.first().innerText()).includes(number), "the colleague does not see which case it is");
  await kit.look(page, "conflicts-take");
  await waiting.first().getByRole("button", { name: /^接手/ }).click();
  await dialog.getByRole("button", { name: "接手", exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
  await page.getByRole("tab", { name: /^他人聲明的/ }).click();
  await page.locator(".ant-tag").getByText("已接手").first().waitFor();

  await desk.as("head.childcare");
  await kit.go(page, "利害關係迴避");
  await page.getByRole("tab", { name: /^他人聲明的/ }).click();
  await kit.look(page, "conflicts-head");
  await page.getByRole("button", { name: /^撤銷聲明/ }).first().click();
  await dialog.getByRole("textbox").fill("查證為同名，並無親屬關係。");
  await dialog.getByRole("button", { name: "撤銷聲明", exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
  await page.locator(".ant-tag").getByText("已撤銷").first().waitFor();

  await desk.as(worker);
  await kit.go(page, "查詢");
  await ask(page, person);
  await page.getByRole("heading", { level: 1, name: "查詢結果" }).waitFor();
  await desk.close();
}
