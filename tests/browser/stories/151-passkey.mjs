import { expect } from "../kit.mjs";

export const name = "passkey: explained where none can work, enrolled, opens the door alone, and opens nothing once removed";

const key = `故事的金鑰 ${Date.now() % 100_000}`;
const by_passkey = (page) => page.getByRole("button", { name: "以通行金鑰登入" }).click();

export async function tell(kit, page) {
  await by_passkey(page);
  const there = page.getByRole("link", { name: /localhost/ });
  await there.waitFor();
  await kit.look(page, "passkey-by-number");
  expect((await there.getAttribute("href"))?.startsWith(kit.named_url), "the way to a page with passkeys is wrong");
  await there.click();
  await page.waitForURL(`${kit.named_url}/**`);

  const device = await kit.authenticator(page);
  await kit.sign_in(page, "ethics_officer");
  await page.getByRole("link", { name: "登入安全" }).click();
  await page.getByRole("button", { name: "新增通行金鑰" }).click();
  await page.getByLabel("名稱").fill(key);
  await kit.look(page, "passkey-add");
  await page.getByRole("button", { name: "開始登錄" }).click();
  await page.getByRole("cell", { name: key, exact: true }).waitFor();
  expect((await device.held()).length === 1, "the device holds no passkey");
  await kit.look(page, "security-with-passkey");
  await kit.sign_out(page);

  // Somebody else at the device: the browser refuses, and the page says so calmly.
  await device.refuse();
  await by_passkey(page);
  await page.getByText("沒有完成通行金鑰的驗證", { exact: false }).waitFor();
  await kit.look(page, "passkey-left");
  await device.accept();
  await by_passkey(page);
  await page.getByRole("navigation").waitFor();
  await page.getByRole("link", { name: "登入安全" }).click();
  const here = page.getByRole("row").filter({ hasText: "這裡" });
  await here.getByText("通行金鑰", { exact: true }).waitFor();

  await page.getByRole("button", { name: `移除：${key}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "移除" }).click();
  await page.getByRole("cell", { name: key, exact: true }).waitFor({ state: "hidden" });
  await kit.sign_out(page);
  await by_passkey(page);
  await page.locator(".problem").waitFor();
  expect((await page.getByRole("navigation").count()) === 0, "a passkey that was removed opened the door");
}
