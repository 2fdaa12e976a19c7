import { expect } from "../kit.mjs";
import { fill_query, send_query } from "../ask.mjs";
import { roc } from "../inputs.mjs";

export const name = "query by name and birth date in years of the Republic; nobody found is an answer with a receipt";

export async function tell(kit, page) {
  await kit.sign_in(page, "case_worker");
  await kit.go(page, "查詢");
  const person = kit.examples.somebody();
  await fill_query(page, { subject: { name: person.name, birth: roc(person.birth_date) } });
  await send_query(page);
  await page.locator(".record").first().waitFor();
  await page.getByRole("button", { name: "查詢另一人" }).click();
  await fill_query(page, { subject: { name: "查無此人氏", birth: "079/2/29" } });
  await send_query(page);
  await page.getByText("不是有效的民國日期", { exact: false }).waitFor();
  await page.getByRole("textbox", { name: "出生日期" }).fill("790228");
  await send_query(page);
  await page.getByText("在這項核准的範圍內查無此人").waitFor();
  expect(await page.getByRole("button", { name: "下載收據" }).isVisible(), "nobody found, and no receipt");
  await kit.look(page, "nobody");
}
