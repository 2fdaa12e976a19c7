import { expect } from "../kit.mjs";

export const name = "step-up: an old proof is asked for again, a wrong one changes nothing, a right one lets the act go on";

// What is ended here is a session of one's own, left open on purpose; the act's own guard does not matter to the dialog.
export async function tell(kit, page) {
  await kit.sign_in(page, "controller");
  await kit.context.clearCookies();
  await page.goto(`${kit.url}/`);
  await page.reload();
  const one = await kit.sign_in(page, "controller");
  await page.getByRole("link", { name: "登入安全" }).click();
  const end = page.getByRole("button", { name: /^結束：/ }).first();
  const dialog = page.locator(".step_up");
  const act = async () => {
    await kit.grow_stale(page, "DELETE", "/sessions/*");
    await end.click();
    await page.getByRole("dialog").getByRole("button", { name: "結束" }).click();
    await dialog.getByText("請再次確認是您本人").waitFor();
    const by_password = dialog.getByRole("radio", { name: "密碼", exact: true });
    await dialog.locator("input").first().waitFor();
    if (await by_password.count()) await dialog.getByText("密碼", { exact: true }).first().click();
  };
  const prove = async (password) => {
    await dialog.locator("input[type=password]").fill(password);
    await dialog.getByRole("button", { name: "確認並繼續" }).click();
  };
  await end.waitFor();
  const before = await page.getByRole("button", { name: /^結束：/ }).count();

  await act();
  await kit.look(page, "step-up");
  await prove("not the password");
  await dialog.getByRole("alert").waitFor();
  await kit.look(page, "step-up-wrong");
  await dialog.getByRole("button", { name: /關閉|Close/i }).click();
  await page.getByRole("dialog").getByRole("alert").waitFor();
  await kit.look(page, "step-up-left");
  await page.getByRole("dialog").getByRole("button", { name: "取消" }).click();
  await page.getByRole("button", { name: "首頁" }).or(page.getByRole("link", { name: "首頁" })).first().click();
  await page.getByRole("link", { name: "登入安全" }).click();
  await end.waitFor();
  expect((await page.getByRole("button", { name: /^結束：/ }).count()) === before, "without a proof the act was done all the same");

  await act();
  await prove(one.now);
  await page.getByText("已結束該次登入。").waitFor();
}
