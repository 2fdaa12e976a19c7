import { act, Desk } from "../applying.mjs";
import { beside } from "../by_api.mjs";
import { expect } from "../kit.mjs";
import { apply_for, open_use, raising } from "../using.mjs";

export const name = "two at once: who was slower is told what happened, and nothing is decided twice; withdrawn and refused ones end; the inbox by keyboard";

export async function tell(kit, page) {
  const desk = new Desk(kit, page);
  await desk.as("worker.childcare");
  const number = await apply_for(kit, page, { ...raising, until: 100, districts: ["中壢區", "桃園區"] });
  const gone = await apply_for(kit, page, { ...raising, until: 100 });
  await kit.look(page, "use-waiting");

  // The head has the page open while the applicant withdraws.
  await desk.as("head.childcare");
  await open_use(kit, page, number);
  await page.getByRole("button", { name: "核准", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  await beside(kit, desk.kept.get("worker.childcare"), async (call) => {
    const list = await call("GET", "/data-applications?box=mine");
    const row = list.items.find((found) => found.number === number);
    await call("POST", `/data-applications/${row.id}/withdraw`, { expects: row.version, reason: "改以他案辦理。" });
  });
  await dialog.getByRole("button", { name: "核准", exact: true }).click();
  await page.getByText("您的處理未生效", { exact: false }).waitFor();
  await dialog.waitFor({ state: "hidden" });
  await page.locator(".ant-tag").getByText("已撤回").first().waitFor();
  expect((await page.getByRole("button", { name: "核准", exact: true }).count()) === 0, "what was withdrawn can be approved");
  await kit.look(page, "use-moved");

  // By keyboard from the inbox to a refusal.
  await kit.go(page, "使用申請");
  await page.getByRole("link", { name: gone }).waitFor();
  await page.locator("a[data-row]").first().focus();
  for (let step = 0; step < 30 && (await page.evaluate(() => document.activeElement?.textContent)) !== gone; step += 1) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: `使用申請 ${gone}` }).waitFor();
  await page.getByRole("button", { name: "不予核准" }).waitFor();
  await act(page, "不予核准", "已有相同用途的核准。");
  await page.locator(".ant-tag").getByText("不予核准").first().waitFor();
  await kit.look(page, "use-refused");
  await page.getByRole("button", { name: "English" }).click();
  await page.getByText("Refused").first().waitFor();
  await kit.look(page, "use-refused-english");
  await page.getByRole("button", { name: "中文" }).click();
  await desk.close();
}
