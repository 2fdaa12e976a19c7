import { expect } from "../kit.mjs";
import { csv, strangers } from "../lists.mjs";

export const name = "match: a column is asked about; a list longer than the grant is warned of, stops, and says why";

const forth = (page) => page.getByRole("button", { name: "下一步" }).click();
const step = (page, name) => page.getByRole("heading", { level: 2, name: new RegExp(name) }).waitFor();

// Dragged from a folder into the box.
async function drop(page, name, bytes) {
  const held = await page.evaluateHandle(
    ([name, text]) => {
      const data = new DataTransfer();
      data.items.add(new File([text], name, { type: "text/csv" }));
      return data;
    },
    [name, bytes.toString("utf8")],
  );
  const box = page.locator(".drop_file");
  await box.dispatchEvent("dragover", { dataTransfer: held });
  await page.getByText("放開以上傳").waitFor();
  await box.dispatchEvent("drop", { dataTransfer: held });
}

export async function tell(kit, page) {
  await kit.sign_in(page, "worker.women");
  await kit.go(page, "名冊勾稽");
  await page.getByRole("link", { name: "開始勾稽" }).click();
  await page.getByRole("radio", { name: /重複申領/ }).check();
  await forth(page);
  // What the page cannot tell by itself it asks, and does not go on without an answer.
  await drop(page, "合併清冊.csv", csv([["順序", "號碼"], ...strangers(320).map((id, at) => [String(at + 1), id])]));
  await page.getByText("已讀取「合併清冊.csv」：320 列、2 欄").waitFor();
  await forth(page);
  await step(page, "對應欄位");
  await forth(page);
  await page.getByRole("alert").getByText(/還缺少必要的欄位/).waitFor();
  await kit.look(page, "match-columns-asked");
  await page.getByRole("button", { name: /^號碼：是不是/ }).click();
  await page.getByText("必要的欄位都有了").waitFor();
  await forth(page);
  await page.getByText("名冊 320 列，其中 320 列可以查詢，共 320 人").waitFor();
  await forth(page);
  await step(page, "核准與案由");
  await page.getByRole("radio", { name: /生育津貼審查/ }).check();
  await page.getByText("超過這項核准剩下的額度").waitFor();
  await page.getByLabel("案號或公文文號").fill("生津-115-00261");
  await page.getByLabel("勾稽的事由").fill("各項清冊合併查重");
  await page.getByRole("checkbox", { name: /我已看過/ }).check();
  await kit.look(page, "match-ask-over");
  await page.getByRole("button", { name: "開始勾稽" }).click();
  await page.getByText(/勾稽中斷，已查 \d+／320 列/).waitFor();
  await kit.look(page, "match-stopped");
  // Going on is possible once there are uses again; until then it stops again, and nobody is asked about twice.
  const stopped = await page.getByText(/勾稽中斷，已查/).innerText();
  await page.getByRole("button", { name: "從中斷處繼續" }).click();
  await page.getByText("已繼續勾稽").waitFor();
  await page.getByText(stopped, { exact: true }).waitFor();
  expect(await page.getByRole("button", { name: "銷毀結果" }).isVisible(), "what was asked cannot be destroyed");
  await page.getByRole("link", { name: "回我的勾稽" }).click();
  await page.getByRole("cell", { name: "中斷" }).waitFor();
  await kit.look(page, "matches-stopped");
  await kit.go(page, "首頁");
  await page.getByRole("cell", { name: /^勾稽「重複申領」中斷/ }).waitFor();
  await kit.look(page, "match-to-do");
}
