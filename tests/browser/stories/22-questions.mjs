import { expect } from "../kit.mjs";
import { case_number_of } from "../ask.mjs";

export const name = "questions: yes, no and cannot tell, with rule, days, what is missing, paper; nothing of the person is shown";

async function fill(page, { question, subject, other, reason = "審核津貼之設籍資格" }) {
  if (await page.locator(".grant_choice input").count()) await page.locator(".grant_choice input").first().check();
  await page.getByRole("radio", { name: question }).check();
  await page.getByRole("textbox", { name: "對象統一編號" }).or(page.getByRole("textbox", { name: "父或母的統一編號" })).fill(subject);
  if (other) await page.getByRole("textbox", { name: "子女的統一編號" }).or(page.getByRole("textbox", { name: "另一人統一編號" })).fill(other);
  await page.getByLabel("案號").fill(await case_number_of(page));
  await page.getByLabel("查詢事由").fill(reason);
}
const send = (page) => page.getByRole("button", { name: /送出問題/ }).click();

export async function tell(kit, page) {
  await kit.sign_in(page, "case_worker");
  await kit.go(page, "問答");
  await page.getByRole("radio", { name: "某日是否生存" }).waitFor();
  await kit.look(page, "question");
  await send(page);
  await page.getByText("此欄必填").first().waitFor();
  const person = kit.examples.somebody();
  await fill(page, { question: "設籍是否連續滿一定期間", subject: person.id });
  await kit.look(page, "question-filled");
  await send(page);
  await page.getByRole("heading", { level: 1, name: "答案" }).waitFor();
  const told = await page.locator("main").innerText();
  expect(!told.includes(person.id) && !told.includes(person.name), "the answer names the person");
  expect(!page.url().includes(person.id), "the id is in the address");
  await page.getByText("是", { exact: true }).waitFor();
  for (const word of ["判定依據", "資料基準日", "收據", "民法第120、121條"]) expect(told.includes(word), `the answer does not say ${word}`);
  await kit.look(page, "answer");

  await page.emulateMedia({ media: "print" });
  expect((await page.locator(".paper_head").innerText()).includes("密件"), "the paper is not marked 密件");
  await page.emulateMedia({ media: null });

  await page.getByRole("button", { name: "同案再問" }).click();
  expect((await page.getByLabel("案號").inputValue()) !== "", "the case was forgotten");
  await fill(page, { question: "某日是否生存", subject: "A123456789" });
  await send(page);
  await page.getByText("無法判定", { exact: true }).waitFor();
  await page.getByText("此人不在本市資料中").first().waitFor();
  await kit.look(page, "answer-cannot-tell");

  await page.getByRole("button", { name: "新的問題" }).click();
  await fill(page, { question: "是否為另一人之父母", subject: "A123456789", other: person.id });
  await kit.look(page, "question-of-two");
  await send(page);
  await page.getByRole("heading", { level: 1, name: "答案" }).waitFor();
  await kit.look(page, "answer-of-two");
}
