import { expect } from "../kit.mjs";
import { csv } from "../lists.mjs";

export const name = "match: who signs out in the middle finds it waiting and takes it up; cancelled, it keeps what was asked";

const forth = (page) => page.getByRole("button", { name: "下一步" }).click();
const step = (page, name) => page.getByRole("heading", { level: 2, name: new RegExp(name) }).waitFor();

// As long as a year of payments, of a few people: it takes a while and few uses. Under a merged head, as offices have it.
function list(people) {
  const rows = Array.from({ length: 200_000 }, (_, at) => [String(at + 1), people[at % people.length].id, "115/03/05", ""]);
  return csv([
    ["桃園市某區公所 115 年撥付清冊", "", "", ""],
    ["序號", "受款人", "", "備註"],
    ["", "身分證字號", "撥付日期", ""],
    ...rows,
  ]);
}

const rows_done = async (page) => Number((await page.getByText(/已查 [\d,]+／200,000 列/).first().innerText()).match(/已查 ([\d,]+)/)[1].replaceAll(",", ""));

export async function tell(kit, page) {
  await kit.sign_in(page, "worker.women");
  await kit.go(page, "名冊勾稽");
  await page.getByRole("link", { name: "開始勾稽" }).click();
  await page.getByRole("radio", { name: /重複申領/ }).check();
  await forth(page);
  await page.locator("input[type=file]").setInputFiles({ name: "全年撥付清冊.csv", mimeType: "text/csv", buffer: list(kit.examples.all.slice(0, 5)) });
  await page.getByText(/已讀取「全年撥付清冊.csv」/).waitFor();
  await forth(page);
  await step(page, "對應欄位");
  await page.getByText("必要的欄位都有了").waitFor();
  await page.getByRole("cell", { name: "受款人身分證字號", exact: true }).waitFor();
  await kit.look(page, "match-columns-merged");
  await forth(page);
  await page.getByText("名冊 200,000 列，其中 200,000 列可以查詢，共 5 人").waitFor();
  await forth(page);
  await step(page, "核准與案由");
  await page.getByRole("radio", { name: /生育津貼審查/ }).check();
  await page.getByLabel("案號或公文文號").fill("生津-115-00263");
  await page.getByLabel("勾稽的事由").fill("全年撥付清冊查重");
  await page.getByRole("checkbox", { name: /我已看過/ }).check();
  await page.getByRole("button", { name: "開始勾稽" }).click();
  await page.getByRole("button", { name: "取消勾稽" }).waitFor();
  const match = page.url();

  // Nobody's absence asks about people: it waits where it stood.
  await kit.sign_out(page);
  await kit.sign_in(page, "worker.women");
  await page.goto(match);
  await page.getByRole("button", { name: "從中斷處繼續" }).waitFor();
  const before = await rows_done(page);
  expect(before < 200_000, "the match did not stop");
  await kit.look(page, "match-waiting");
  await page.getByRole("button", { name: "從中斷處繼續" }).click();
  await page.getByText("已繼續勾稽").waitFor();

  await page.getByRole("button", { name: "取消勾稽" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "取消勾稽" }).click();
  await page.getByText(/已取消，已查/).waitFor();
  const after = await rows_done(page);
  expect(after >= before && after < 200_000, `${before} rows before, ${after} when cancelled`);
  expect((await page.getByRole("button", { name: "從中斷處繼續" }).count()) === 0, "what was cancelled can be taken up");
  await page.getByText(`200,000 列中已查 ${after.toLocaleString("en-US")} 列`).waitFor();
  await kit.look(page, "match-cancelled");
  await page.getByRole("button", { name: "銷毀結果" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "銷毀結果" }).click();
  await page.getByText("這份結果已銷毀或保存期滿").waitFor();
}
