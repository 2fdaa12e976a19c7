import { expect } from "../kit.mjs";

export const name = "trail: two pivots of one trail, for a checker";

export async function tell(kit, page) {
  const addresses = [];
  page.on("request", (request) => addresses.push(request.url()));
  page.on("framenavigated", (frame) => addresses.push(frame.url()));
  const worker = kit.account("case_worker").account;
  const person = kit.examples.somebody();
  await kit.sign_in(page, "checker");
  expect(!(await page.getByRole("navigation").getByRole("link", { name: "查詢", exact: true }).isVisible()), "a checker may query");
  await kit.go(page, "查詢軌跡");
  await kit.look(page, "trail");
  await page.getByRole("textbox", { name: "帳號" }).fill(worker);
  await page.getByRole("button", { name: "查軌跡" }).click();
  await page.getByRole("table").waitFor();
  expect((await page.getByRole("table").innerText()).includes(worker), "the trail of an account lacks the account");
  expect((await page.getByRole("table").innerText()).includes("育兒津貼"), "the trail does not name the purpose");
  await kit.look(page, "trail-account");
  const csv = await kit.download(page, () => page.getByRole("button", { name: "下載 CSV" }).click());
  expect(csv.text.includes(worker), "the CSV of the trail lacks the account");

  await page.getByText("依被查詢人", { exact: true }).click();
  await page.getByText("本身也會留下一筆紀錄", { exact: false }).waitFor();
  await page.getByRole("textbox", { name: "統號" }).fill(person.id);
  await page.getByRole("button", { name: "查軌跡" }).click();
  await page.getByRole("table").waitFor();
  const shown = await page.getByRole("table").innerText();
  expect(shown.includes(worker), "the trail of a person lacks who asked");
  expect(!shown.includes(person.id), "the trail shows a whole id");
  expect(!page.url().includes(person.id), "the id is in the address");
  await kit.look(page, "trail-person");
  const about_person = await kit.download(page, () => page.getByRole("button", { name: "下載 CSV" }).click());
  expect(about_person.text.includes(worker), "the CSV of a person's trail lacks who asked");
  expect(!about_person.text.includes(person.id), "the CSV shows a whole id");
  expect(addresses.length > 0, "no address was seen");
  expect(!addresses.some((address) => address.includes(person.id)), "an address that was fetched or shown holds the id");
}
