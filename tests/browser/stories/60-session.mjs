import { expect } from "../kit.mjs";

export const name = "session: a warning, one extension, then only a farewell";

// The server's own limits are too long for a test; what it says of them is brought nearer on the way to the page. The
// extension itself is the server's.
export async function tell(kit, page) {
  await kit.sign_in(page, "case_worker");
  let left_ms = 20_000;
  await page.route("**/api/v1/session", async (route) => {
    if (route.request().method() !== "GET") return route.continue();
    const answer = await route.fetch();
    const view = await answer.json();
    const soon = new Date(Date.now() + left_ms).toISOString();
    return route.fulfill({ response: answer, json: { ...view, idle_expires_at: soon, absolute_expires_at: soon } });
  });
  await page.reload();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("即將自動登出").waitFor();
  await kit.look(page, "session-warning");
  await dialog.getByRole("button", { name: "繼續使用" }).click();
  await dialog.waitFor({ state: "hidden" });
  left_ms = 9_000;
  await page.reload();
  await dialog.getByText("不能再延長", { exact: false }).waitFor();
  expect(!(await dialog.getByRole("button", { name: "繼續使用" }).isVisible()), "a second extension is offered");
  await kit.look(page, "session-warning-last");
  await page.unroute("**/api/v1/session");
  await dialog.getByRole("button", { name: "登出" }).click();
  await page.getByText("您已登出。").waitFor();
}
