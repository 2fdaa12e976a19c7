import { expect } from "../kit.mjs";
import { fill_query, send_query } from "../ask.mjs";

export const name = "a refused query says why, what to do next, a code, and that it is recorded";

export async function tell(kit, page) {
  await kit.sign_in(page, "case_worker");
  await kit.go(page, "查詢");
  const person = kit.examples.somebody();
  await fill_query(page, { subject: { id: "A123456788" } });
  await page.getByLabel("案號").focus();
  await page.getByText("檢查碼不符", { exact: false }).waitFor();
  await kit.look(page, "query-wrong-id");
  await page.getByRole("textbox", { name: /統號/ }).fill(person.id);
  await page.getByLabel("案號").fill("不成案號的案號");
  await send_query(page);
  const told = page.locator(".problem");
  await told.waitFor();
  const text = await told.innerText();
  for (const word of ["此次查詢已被拒絕", "下一步", "這次拒絕也已記錄", "grants."]) {
    expect(text.includes(word), `the refusal does not say “${word}”: ${text}`);
  }
  await kit.look(page, "refused");
  await kit.go(page, "我的存取紀錄");
  await page.getByText("已拒絕").first().waitFor();
}
