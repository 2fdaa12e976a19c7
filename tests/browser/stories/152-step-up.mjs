import { expect } from "../kit.mjs";

export const name = "step-up: an old proof is asked for again, a wrong one changes nothing, a right one lets the act go on";

export async function tell(kit, page) {
  const one = await kit.sign_in(page, "controller");
  await page.getByRole("link", { name: "我的帳號安全" }).click();
  await page.getByRole("heading", { name: "驗證器應用程式" }).waitFor();
  const had = Boolean(kit.secrets[one.account]);
  if (!had) {
    await page.getByRole("button", { name: "設定驗證器應用程式" }).click();
    await kit.enrol_app(page, one.account);
  }
  const remove = page.getByRole("button", { name: "移除：驗證器應用程式" });
  await remove.waitFor();

  await kit.grow_stale(page, "DELETE", "/credentials/totp");
  await remove.click();
  await page.getByRole("dialog").getByRole("button", { name: "移除" }).click();
  const dialog = page.locator(".step_up");
  await dialog.getByText("請再次確認是您本人").waitFor();
  await kit.look(page, "step-up");
  await dialog.getByText("密碼", { exact: true }).first().click();
  await dialog.locator("input[type=password]").fill("not the password");
  await dialog.getByRole("button", { name: "確認並繼續" }).click();
  await dialog.getByRole("alert").waitFor();
  await kit.look(page, "step-up-wrong");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").getByRole("alert").waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "取消" }).click();
  expect(await page.getByText("啟用日期").isVisible(), "without a proof the act was done all the same");

  await kit.grow_stale(page, "DELETE", "/credentials/totp");
  await remove.click();
  await page.getByRole("dialog").getByRole("button", { name: "移除" }).click();
  await dialog.getByText("密碼", { exact: true }).first().click();
  for (const password of [one.password, `${one.password}-Changed1`]) {
    if (!(await dialog.isVisible())) break;
    await dialog.locator("input[type=password]").fill(password);
    await dialog.getByRole("button", { name: "確認並繼續" }).click();
    await page.waitForTimeout(1500);
  }
  await page.getByText("尚未設定。").waitFor();
  kit.forget(one.account);
}
