import { expect } from "../kit.mjs";

export const name = "second factor: an app is set up with a code that works, then no password alone opens the door";

export async function tell(kit, page) {
  const one = await kit.sign_in(page, "it_staff");
  const had = Boolean(kit.secrets[one.account]);
  if (!had) {
    await page.getByRole("link", { name: "登入安全" }).click();
    await page.getByRole("button", { name: "設定驗證器應用程式" }).click();
    await page.getByRole("img", { name: /設定圖碼/ }).waitFor();
    await kit.look(page, "totp-set-up");
    await page.getByLabel(/輸入應用程式上顯示的/).fill("000000");
    await page.getByRole("button", { name: "確認並啟用" }).click();
    await page.getByRole("dialog").getByRole("alert").waitFor();
    await kit.enrol_app(page, one.account);
    await page.getByText("啟用日期").waitFor();
    await kit.look(page, "security-with-app");
  }
  await kit.sign_out(page);

  expect(await kit.try_sign_in(page, one.account, one.now), "the password is not taken");
  await page.getByRole("heading", { name: "第二步驗證" }).waitFor();
  await kit.look(page, "second-step");
  // A page that is loaded again is still before the second step, and no other page opens.
  await page.goto(`${kit.url}/#/accesses`);
  await page.reload();
  await page.getByRole("heading", { name: "第二步驗證" }).waitFor();
  expect((await page.getByRole("navigation").count()) === 0, "half a sign-in shows the menu");
  await page.getByLabel("驗證碼").fill("000000");
  await page.getByRole("button", { name: "驗證", exact: true }).click();
  await page.getByRole("alert").waitFor();
  expect(await page.getByRole("heading", { name: "第二步驗證" }).isVisible(), "a wrong code opened the door");
  await kit.look(page, "second-step-wrong");
  await kit.give_code(page, one.account);
  await page.getByRole("navigation").waitFor();

  if (had) return;
  await page.getByRole("link", { name: "登入安全" }).click();
  await page.getByRole("button", { name: "移除：驗證器應用程式" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "移除" }).click();
  await page.getByText("尚未設定。").waitFor();
  kit.forget(one.account);
}
