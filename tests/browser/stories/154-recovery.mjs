import { expect } from "../kit.mjs";

export const name = "recovery: a one-time code from the administrator opens nothing but one's own new sign-in, and works once";

async function redeem(page, code) {
  await page.getByRole("link", { name: /我有一次性代碼/ }).click();
  await page.getByRole("textbox", { name: "一次性代碼" }).fill(code);
  await page.getByRole("button", { name: "使用代碼" }).click();
}

export async function tell(kit, page) {
  // Somebody whom no other story needs.
  const { account } = kit.account("operator");
  await kit.sign_in(page, "admin");
  await kit.go(page, "帳號管理");
  await page.getByLabel("姓名或帳號").fill(account);
  await page.getByRole("button", { name: "套用條件" }).click();
  await page.getByText("共 1 筆").waitFor();
  await page.getByRole("row").filter({ hasText: account }).getByRole("link").click();
  await page.getByRole("button", { name: "復原登入" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("手機遺失，本人到場核對職員證。");
  await dialog.getByRole("button", { name: "復原登入" }).click();
  const code = (await page.locator(".copy_value").innerText()).trim();
  await kit.sign_out(page);

  await redeem(page, "ABCD-EFGH-JKMN-PQRS-TVWX-YZ01-23");
  await page.locator(".problem").waitFor();
  await kit.look(page, "redeem-wrong");
  // As people copy it: in small letters, with spaces.
  await page.getByRole("textbox", { name: "一次性代碼" }).fill(` ${code.toLowerCase().replaceAll("-", " ")} `);
  await page.getByRole("button", { name: "使用代碼" }).click();
  await page.getByRole("heading", { name: "設定登入方式" }).waitFor();
  await page.goto(`${kit.url}/#/trail`);
  await page.reload();
  await page.getByRole("heading", { name: "設定登入方式" }).waitFor();
  expect((await page.getByRole("navigation").count()) === 0, "a one-time code shows the menu");
  await page.getByRole("radio", { name: /^密碼/ }).check();
  await kit.look(page, "enrol");
  const password = `Recovered-${Date.now()}`;
  await page.getByLabel("新密碼", { exact: true }).fill("short");
  await page.getByLabel("再輸入一次新密碼").fill("other");
  await page.getByRole("button", { name: "繼續" }).click();
  await page.getByText("新密碼至少 12 個字元").waitFor();
  await kit.look(page, "enrol-wrong");
  await page.getByLabel("新密碼", { exact: true }).fill(password);
  await page.getByLabel("再輸入一次新密碼").fill(password);
  await page.getByRole("button", { name: "繼續" }).click();
  await page.getByRole("radio", { name: /^密碼/ }).waitFor({ state: "hidden" });
  await kit.do_first(page, { account, now: password }, password);
  await kit.sign_out(page);

  await redeem(page, code);
  await page.locator(".problem").waitFor();
  await page.getByRole("link", { name: "回到登入" }).click();
  expect(await kit.try_sign_in(page, account, password), "the new password does not open the door");
}
