import { expect } from "../kit.mjs";

export const name = "language: English on request, kept, and back";

export async function tell(kit, page) {
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await kit.look(page, "sign-in-en");
  await page.getByRole("button", { name: "中文" }).click();
  await kit.sign_in(page, "case_worker");
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { name: "To do" }).waitFor();
  expect((await page.locator("html").getAttribute("lang")) === "en", "the page does not say that it is in English");
  await kit.look(page, "home-en");
  await page.reload();
  await page.getByRole("navigation").getByRole("link", { name: "Query" }).click();
  await page.getByText("Think before you look").waitFor();
  await kit.look(page, "query-en");
  await page.getByRole("button", { name: "中文" }).click();
  await page.getByText("查詢前，請先確認").waitFor();
  expect((await page.locator("html").getAttribute("lang")) === "zh-Hant-TW", "the page does not say that it is in Chinese");
}
