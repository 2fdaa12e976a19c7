import { Desk, pick } from "../applying.mjs";
import { roc_on } from "../by_api.mjs";
import { expect } from "../kit.mjs";

export const name = "links: the handler of a link changes, and the letter to the bureau is drafted; its review is a paper";

const row_of = (page, text) => page.getByRole("row").filter({ hasText: text });

async function name_handler(page, who, from) {
  await page.getByRole("button", { name: "指定人員" }).click();
  await pick(page, "職務", "承辦人");
  const box = page.getByRole("combobox", { name: "人員", exact: true });
  await box.click();
  await box.fill(who);
  await page.locator(".ant-select-item-option").filter({ hasText: who }).first().click();
  await page.getByLabel("起日").fill(from);
  await page.getByLabel(/^說明/).fill("業務調整。");
}

export async function tell(kit, page) {
  const desk = new Desk(kit, page);
  await desk.as("designated");
  await kit.go(page, "連結作業");
  await page.locator("a[data-row]").first().waitFor();
  await kit.look(page, "links");
  await page.getByRole("link", { name: /^戶籍資料/ }).first().click();
  await page.getByRole("heading", { name: "核准的資料表與欄位" }).waitFor();
  await page.getByRole("heading", { name: "使用情形" }).waitFor();
  await kit.look(page, "link");

  await name_handler(page, "worker.health", roc_on(0));
  await kit.look(page, "link-person");
  await page.locator(".sub_form").getByRole("button", { name: "指定人員" }).click();
  await row_of(page, "worker.health").first().waitFor();
  // The first in a duty is told with the application for the link; a change of it by letter.
  await page.getByRole("button", { name: /^結束：承辦人.*健康/ }).first().click();
  const dialog = page.getByRole("dialog");
  await kit.look(page, "link-person-end");
  await dialog.getByRole("button", { name: "結束", exact: true }).click();
  await dialog.getByText("此欄必填").waitFor();
  await dialog.getByLabel("說明").fill("調任其他業務。");
  await dialog.getByRole("button", { name: "結束", exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
  await name_handler(page, "worker.childcare", roc_on(1));
  await page.locator(".sub_form").getByRole("button", { name: "指定人員" }).click();
  await row_of(page, "worker.childcare").first().waitFor();
  const letters = page.getByRole("region", { name: "函稿" }).or(page.locator(".card").filter({ has: page.getByRole("heading", { name: "函稿", exact: true }) }));
  const letter = letters.getByRole("link", { name: /承辦人/ });
  await letter.first().waitFor();
  await kit.look(page, "link-letter");
  await letter.first().click();
  await page.getByRole("heading", { name: "草稿" }).waitFor();
  const draft = await page.getByLabel("說明").inputValue();
  for (const told of ["承辦人", "健康科承辦人", "托育科承辦人"]) expect(draft.includes(told), `the draft does not say ${told}: ${draft}`);
  await kit.look(page, "link-letter-draft");
  const odt = await kit.download(page, () => page.getByRole("button", { name: "下載 ODT" }).click());
  expect(odt.text.startsWith("PK"), "the ODT is no ODT");
  await page.getByRole("link", { name: /戶籍資料.*承辦人/ }).click();
  await page.getByRole("heading", { name: "核准的資料表與欄位" }).waitFor();

  // The yearly review: what was seen is computed; its record is a paper in both forms.
  await page.getByRole("button", { name: "辦理檢討" }).click();
  await page.getByRole("button", { name: "登錄檢討" }).click();
  await page.getByText("此欄必填").first().waitFor();
  await page.getByRole("radio", { name: "已無需要" }).check();
  await page.getByText("將排定於函知期間屆滿之日終止", { exact: false }).waitFor();
  await kit.look(page, "link-review");
  await page.getByRole("radio", { name: "仍有需要" }).check();
  await page.getByLabel("檢討說明").fill("津貼審核每日使用，無替代方式。");
  await page.getByRole("button", { name: "登錄檢討" }).click();
  await page.getByRole("cell", { name: "津貼審核每日使用，無替代方式。" }).first().waitFor();
  await page.getByText(/查詢 [\d,]+ 次、拒絕 [\d,]+ 次/).first().waitFor();
  const pdf = await kit.download(page, () => page.getByRole("button", { name: /^下載 PDF/ }).first().click());
  expect(pdf.text.startsWith("%PDF"), "the record as PDF is no PDF");
  const record = await kit.download(page, () => page.getByRole("button", { name: /^下載 ODT/ }).first().click());
  expect(record.text.startsWith("PK"), "the record as ODT is no ODT");
  await kit.look(page, "link-reviewed");
  await page.emulateMedia({ media: "print" });
  await kit.look(page, "link-paper");
  await page.emulateMedia({ media: "screen" });

  await desk.as("civil_affairs");
  await kit.go(page, "連結作業");
  await page.getByRole("link", { name: /^戶籍資料/ }).first().click();
  await page.getByRole("heading", { name: "年度檢討" }).waitFor();
  for (const act of ["指定人員", "辦理檢討", "停用", "排定終止"]) {
    expect((await page.getByRole("button", { name: act }).count()) === 0, `the Civil Affairs Bureau can press ${act}`);
  }
  await desk.close();
}
