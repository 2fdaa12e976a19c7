import { expect } from "../kit.mjs";
import { fill_query, send_query } from "../ask.mjs";

export const name = "query: think, ask, reveal, household, receipt, paper";

export async function tell(kit, page) {
  await kit.sign_in(page, "case_worker");
  await kit.go(page, "查詢");
  await kit.look(page, "query");
  const person = kit.examples.somebody();
  await fill_query(page, { subject: { id: person.id } });
  for (const told of ["用途", "法規依據", "將顯示的資料項目", "對象範圍", "這次查詢會被記錄"]) {
    expect(await page.getByText(told).first().isVisible(), `the form does not say ${told}`);
  }
  await kit.look(page, "query-filled");
  await send_query(page);
  await page.getByRole("heading", { level: 1, name: "查詢結果" }).waitFor();
  const first = page.locator(".record").first();
  await first.waitFor();
  expect(!(await first.innerText()).includes(person.id), "the first answer shows the whole id");
  expect(!page.url().includes(person.id), "the id is in the address");
  await kit.look(page, "result");

  await first.getByRole("button", { name: "揭示完整資料" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  await dialog.getByRole("button", { name: "確認揭示並記錄" }).click();
  await dialog.getByText("此欄必填").waitFor();
  await kit.look(page, "reveal");
  await dialog.getByLabel("揭示理由").fill("與申請書所載地址核對");
  await dialog.getByRole("button", { name: "確認揭示並記錄" }).click();
  await first.getByText("完整顯示").waitFor();
  expect((await first.innerText()).includes(person.name), "the revealed card lacks the name");
  await kit.look(page, "revealed");

  const household = first.getByRole("button", { name: "全戶成員" });
  if (await household.isVisible()) {
    await household.click();
    await dialog.getByRole("textbox").fill("確認同戶共同生活之成員");
    await dialog.getByRole("button", { name: "確認查詢並記錄" }).click();
    await page.getByRole("heading", { name: "全戶成員" }).waitFor();
    await kit.look(page, "household");
  }

  const proof = await kit.download(page, () => page.getByRole("button", { name: "下載收據" }).first().click());
  expect(proof.name.endsWith(".tlog-proof"), `the receipt is called ${proof.name}`);
  expect(/^c2sp\.org\/tlog-proof@v1\n/.test(proof.text), "the receipt is no tlog-proof");

  await page.emulateMedia({ media: "print" });
  expect((await page.locator(".paper_head").innerText()).includes("密件"), "the paper is not marked 密件");
  expect(await page.locator(".paper_mark").isVisible(), "the paper has no watermark");
  expect(!(await page.locator(".side").isVisible()), "the menu is on the paper");
  await page.emulateMedia({ media: null });

  await page.getByRole("button", { name: "同案再查一人" }).click();
  await page.getByLabel("案號").waitFor();
  expect((await page.getByLabel("案號").inputValue()) !== "", "the case was forgotten");
  expect((await page.getByRole("textbox", { name: /統號/ }).inputValue()) === "", "the person was kept");
  expect(!(await page.getByRole("checkbox").isChecked()), "the promise was kept for another person");
  await kit.go(page, "我的存取紀錄");
  await page.getByRole("table").waitFor();
  await kit.look(page, "accesses");
  const csv = await kit.download(page, () => page.getByRole("button", { name: "下載 CSV" }).click());
  expect(csv.text.startsWith("\uFEFF") && !csv.text.includes(person.id), "the CSV is not as it should be");
}
