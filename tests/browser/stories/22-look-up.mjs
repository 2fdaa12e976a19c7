import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "../kit.mjs";
import { case_number_of, send_query } from "../ask.mjs";

export const name = "look-up: a name within a district, one of the list, its history, a household number, an earlier id, paper";

const grant = /特殊境遇家庭扶助審查/;

async function fill(page, way, subject) {
  await page.getByRole("radio", { name: grant }).check();
  await page.getByLabel("案號").fill(await case_number_of(page));
  await page.getByLabel("查詢事由").fill("審查特殊境遇家庭扶助資格");
  await page.getByRole("radiogroup", { name: "查詢方式" }).getByText(way, { exact: true }).click();
  await subject();
  await page.getByRole("checkbox").check();
}

async function follow(page, label, confirm) {
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(label).fill("與申請書核對為本案申請人");
  await dialog.getByRole("button", { name: confirm }).click();
  await dialog.waitFor({ state: "hidden" });
}

export async function tell(kit, page) {
  await kit.sign_in(page, "worker.women");
  await kit.go(page, "查詢");
  const moved = kit.examples.all.find((one) => one.what_en === "Moved in from another county within the year") ?? kit.examples.somebody();

  // A grant without the operation says so, and the way cannot be chosen.
  await page.getByRole("radio", { name: /生育津貼審查/ }).check();
  expect(await page.getByRole("radio", { name: "姓名（行政區內）" }).isDisabled(), "a search can be chosen without the operation");
  await page.getByText(/這項核准不含/).waitFor();

  const district = { "68000010": "桃園區", "68000020": "中壢區", "68000030": "大溪區", "68000040": "楊梅區", "68000050": "蘆竹區", "68000060": "大園區", "68000070": "龜山區", "68000080": "八德區", "68000090": "龍潭區", "68000100": "平鎮區", "68000110": "新屋區", "68000120": "觀音區", "68000130": "復興區" }[moved.area_code];
  const search = (who) => async () => {
    await page.getByRole("textbox", { name: "姓名", exact: true }).fill(who);
    await page.getByRole("combobox", { name: "行政區" }).click();
    await page.getByRole("combobox", { name: "行政區" }).fill(district);
    await page.keyboard.press("Enter");
  };
  await fill(page, "姓名（行政區內）", search("查無此人氏"));
  await kit.look(page, "search-filled");
  await send_query(page);
  await page.getByText("在這項核准的範圍內查無此人").waitFor();
  await page.getByRole("button", { name: "同案再查一人" }).click();

  await fill(page, "姓名（行政區內）", search(moved.name));
  await send_query(page);
  await page.getByRole("heading", { name: /^同名名單：\d+ 人$/ }).waitFor();
  const table = page.getByRole("table");
  expect(!(await table.innerText()).includes(moved.name), "the list shows the whole name");
  expect(!(await page.content()).includes(moved.id), "the list holds the id");
  await kit.look(page, "search-list");
  await page.getByRole("button", { name: /^開啟第 1 人/ }).click();
  await kit.look(page, "search-open");
  await follow(page, "如何確認是這個人，以及需要資料的理由", "確認開啟並記錄");
  await page.getByRole("heading", { name: "名單中選取的人" }).waitFor();
  const card = page.locator(".record").first();
  await card.getByText("遷徙紀錄").waitFor();
  await card.scrollIntoViewIfNeeded();
  await kit.look(page, "search-opened");
  await card.getByRole("button", { name: "揭示完整資料" }).click();
  await follow(page, "揭示理由", "確認揭示並記錄");
  await card.getByText("完整顯示").waitFor();
  expect((await card.innerText()).includes(moved.name), "the revealed card lacks the name");
  await card.locator(".histories").scrollIntoViewIfNeeded();
  await kit.look(page, "history");
  const number = await card.locator("dt", { hasText: "戶號" }).locator("xpath=following-sibling::dd").innerText();

  await page.emulateMedia({ media: "print" });
  expect((await page.locator(".paper_head").innerText()).includes("密件"), "the paper is not marked 密件");
  const foot = await page.locator(".paper_foot").innerText();
  for (const told of ["worker.women", "特境-115-00001", "特殊境遇家庭扶助審查", "#"]) {
    expect(foot.includes(told), `the paper does not say ${told}`);
  }
  expect(!(await page.locator(".list_open").first().isVisible()), "the paper has buttons");
  await page.emulateMedia({ media: null });
  // A scrolled page would be printed without its foot.
  await page.evaluate(() => window.scrollTo(0, 60));
  await page.pdf({ ...(kit.shots ? { path: join(kit.shots, "look-up.pdf") } : {}), preferCSSPageSize: true });
  expect((await page.evaluate(() => window.scrollY)) === 0, "the paper is printed from a scrolled page");

  await page.getByRole("button", { name: "查詢另一人" }).click();
  await fill(page, "戶號", async () => {
    await page.getByRole("textbox", { name: /戶號/ }).fill("1234");
    await page.getByRole("checkbox").focus();
    await page.getByText("格式不符：1 個英文字母加 7 碼").waitFor();
    await page.getByRole("textbox", { name: /戶號/ }).fill(number.toLowerCase());
  });
  await send_query(page);
  await page.getByRole("heading", { name: /^這一戶 \d+ 人$/ }).waitFor();
  await kit.look(page, "household-number");

  await page.getByRole("button", { name: "查詢另一人" }).click();
  const changed = kit.examples.all.find((one) => one.what_en === "Naturalised, with a foreign resident's number before");
  const row = readFileSync(join(kit.folder, "demo-delivery/big5.dat"), "latin1").split("\r\n").find((one) => one.startsWith(`P${changed.id}`));
  const earlier = row.slice(11, 54).split(";")[0].trim(); // bytes 12 to 54 of the layout
  await fill(page, "統號", () => page.getByRole("textbox", { name: /統號/ }).fill(earlier));
  await send_query(page);
  await page.getByText("您輸入的是這個人的曾用統號").waitFor();
  await kit.look(page, "earlier-id");
}
