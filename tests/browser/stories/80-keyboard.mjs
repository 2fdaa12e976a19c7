import { expect } from "../kit.mjs";

export const name = "keyboard: skip link, landmarks, focus that can be seen, pages that are not one's own";

export async function tell(kit, page) {
  await kit.sign_in(page, "case_worker");
  await page.reload();
  await page.getByRole("navigation").waitFor();
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "跳到主要內容" });
  expect(await skip.evaluate((link) => link === document.activeElement), "the first Tab does not reach the skip link");
  const ring = await skip.evaluate((link) => getComputedStyle(link).outlineStyle);
  expect(ring !== "none", "the focus cannot be seen");
  await page.keyboard.press("Enter");
  const where = await page.evaluate(() => document.activeElement?.id);
  expect(where === "main", `the skip link leads to ${where}`);
  expect((await page.getByText(":::").count()) === 4, "a ::: landmark is missing");
  await page.goto(`${kit.url}/#/trail`);
  await page.getByRole("heading", { name: "您的角色不使用這一頁" }).waitFor();
  await kit.look(page, "not-allowed");
  await page.goto(`${kit.url}/#/no-such-page`);
  await page.getByRole("heading", { name: "沒有這一頁" }).waitFor();
  await kit.look(page, "no-such-page");
}
