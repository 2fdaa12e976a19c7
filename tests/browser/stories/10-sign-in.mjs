import { expect } from "../kit.mjs";

export const name = "sign-in: wrong ones are told apart by nothing, a right one opens the to-do list";

export async function tell(kit, page) {
  await kit.look(page, "sign-in");
  const answers = [];
  for (const account of [kit.account("case_worker").account, `nobody-${Date.now()}`]) {
    expect(!(await kit.try_sign_in(page, account, "not the password")), "a wrong password opened the door");
    answers.push((await page.locator(".problem strong").first().innerText()).trim());
  }
  expect(answers[0] === answers[1], `a known and an unknown account are told apart: ${answers.join(" / ")}`);
  await kit.look(page, "sign-in-wrong");
  await kit.sign_in(page, "case_worker");
  await page.getByRole("heading", { name: "待辦事項" }).waitFor();
  await kit.look(page, "home");
  expect(!page.url().includes("?"), "something is in the address that does not belong there");
  await page.getByRole("button", { name: "登出" }).click();
  await page.getByText("您已登出。").waitFor();
}
