import { expect } from "../kit.mjs";

export const name = "sessions: being signed in elsewhere is said, listed and ended";

export async function tell(kit, page) {
  await kit.sign_in(page, "checker");
  const elsewhere = await kit.context.cookies();
  await kit.context.clearCookies();
  await page.goto(`${kit.url}/`);
  await page.reload();
  await kit.sign_in(page, "checker");
  await page.getByText("您的帳號在其他地方也登入中", { exact: false }).waitFor();
  await kit.look(page, "signed-in-elsewhere");
  await page.getByRole("link", { name: "查看登入中的裝置" }).click();
  await page.getByRole("heading", { name: "登入中的裝置" }).waitFor();
  await page.getByRole("button", { name: /^結束：/ }).first().waitFor();
  await kit.look(page, "security-sessions");
  await page.getByRole("button", { name: /^結束：/ }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: "結束" }).click();
  await page.getByText("已結束該次登入。").waitFor();
  const others = page.getByRole("button", { name: "結束其他所有登入" });
  if (await others.isVisible()) {
    await others.click();
    await page.getByRole("dialog").getByRole("button", { name: "結束其他所有登入" }).click();
    await others.waitFor({ state: "hidden" });
  }
  expect((await page.getByRole("row").filter({ hasText: "這裡" }).count()) === 1, "the session here is not in the list");

  await kit.context.clearCookies();
  await kit.context.addCookies(elsewhere);
  await page.reload();
  await page.getByLabel("密碼", { exact: true }).waitFor();
}
