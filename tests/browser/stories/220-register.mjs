import { act, Desk, pick } from "../applying.mjs";
import { expect } from "../kit.mjs";

export const name = "register of grants: filtered, sorted, downloaded; one suspended and resumed, with its history";

export async function tell(kit, page) {
  const desk = new Desk(kit, page);
  await desk.as("auditor");
  await kit.go(page, "核准總表");
  await page.locator("a[data-row]").first().waitFor();
  const all = await page.locator("a[data-row]").count();
  expect(all > 3, `the register shows ${all} grants`);
  await kit.look(page, "register");
  await page.getByRole("columnheader", { name: "有效至" }).click();
  await page.waitForFunction(() => document.querySelector("th[aria-sort=ascending]"));
  const ends = (await page.locator("tbody tr td:nth-child(6)").allInnerTexts()).filter((one) => one.includes("/"));
  expect([...ends].sort().join() === ends.join(), `not sorted by end: ${ends}`);
  const csv = await kit.download(page, () => page.getByRole("button", { name: "下載 CSV" }).click());
  expect(csv.text.includes("worker.women") || csv.text.includes("婦女"), "the register as CSV names nobody");
  await pick(page, "用途", "生育津貼審查");
  await page.getByRole("button", { name: "套用條件" }).click();
  await page.waitForFunction((before) => document.querySelectorAll("a[data-row]").length < before, all);
  for (const title of await page.locator("a[data-row]").allInnerTexts()) expect(title === "生育津貼審查", `the filter lets ${title} through`);
  await page.getByLabel("申請編號、用途").fill("查無此人");
  await page.getByRole("button", { name: "套用條件" }).click();
  await page.getByText("沒有符合條件的核准。").waitFor();
  await kit.look(page, "register-none");
  await page.getByRole("button", { name: "清除條件" }).click();
  await page.getByRole("link", { name: "生育津貼審查" }).first().click();
  await page.getByRole("heading", { name: "狀態歷程" }).waitFor();
  await page.getByRole("cell", { name: "核發" }).waitFor();
  expect((await page.getByRole("button", { name: "停用" }).count()) === 0, "an auditor can suspend a grant");
  await kit.look(page, "grant");
  await page.emulateMedia({ media: "print" });
  await kit.look(page, "grant-paper");
  await page.emulateMedia({ media: "screen" });

  await desk.as("admin");
  await kit.go(page, "核准總表");
  await page.getByRole("link", { name: "生育津貼審查" }).first().click();
  await act(page, "停用", "查核期間暫停使用。");
  await page.locator(".ant-tag").getByText("已停用").waitFor();
  await page.getByRole("cell", { name: "查核期間暫停使用。" }).first().waitFor();
  await kit.look(page, "grant-suspended");
  await act(page, "恢復使用", "查核完畢，無異常。");
  await page.locator(".ant-tag").getByText("有效").waitFor();
  await desk.close();
}
