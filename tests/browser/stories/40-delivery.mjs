import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "../kit.mjs";
import { next_delivery } from "../next_delivery.mjs";

export const name = "delivery: a wrong hash is refused; a good one is uploaded over a bad line, imported, reported, signed off";

async function choose(page, manifest, data) {
  await page.getByRole("link", { name: "新增交付" }).click();
  await page.getByRole("heading", { level: 1, name: "新增交付" }).waitFor();
  const files = page.locator("input[type=file]");
  await files.nth(0).setInputFiles(manifest);
  await files.nth(1).setInputFiles(data);
  await page.getByRole("heading", { name: "交付清單的內容" }).waitFor();
}

async function upload_and_import(page) {
  await page.getByRole("button", { name: "登錄並上傳" }).click();
  await page.getByRole("button", { name: "開始檢核與匯入" }).click({ timeout: 60_000 });
}

// The sequence after the highest in the list.
async function next_sequence(page) {
  await page.getByRole("table").waitFor();
  const shown = await page.locator("tbody tr.ant-table-row td:nth-child(2)").allInnerTexts();
  return Math.max(...shown.map(Number)) + 1;
}

export async function tell(kit, page) {
  await kit.sign_in(page, "designated_person");
  await kit.go(page, "資料交付");
  await kit.look(page, "deliveries");
  const { manifest, data, text } = next_delivery(kit.delivery, await next_sequence(page), kit.profile);

  // The same file with one digit of its hash changed: nothing of it may be loaded.
  const wrong = join(kit.profile, "wrong.toml");
  writeFileSync(wrong, text.replace(/(sha256 = ")(.)/, (_, head, digit) => head + (digit === "0" ? "1" : "0")));
  await choose(page, wrong, data);
  await kit.look(page, "delivery-new");
  await upload_and_import(page);
  await page.getByRole("heading", { name: "檢核報告" }).waitFor({ timeout: 120_000 });
  expect(await page.locator(".facts").getByText("已退回").isVisible(), "a wrong hash was not refused");
  await kit.look(page, "delivery-refused");

  await page.getByText("沒有載入任何資料", { exact: false }).waitFor();

  // A line that is down: the page says so, keeps the delivery, and goes on from where the server stands.
  await kit.go(page, "資料交付");
  await choose(page, manifest, data);
  await page.route("**/api/v1/deliveries/*/file", (route) =>
    route.request().method() === "PUT" ? route.abort() : route.continue(),
  );
  await page.getByRole("button", { name: "登錄並上傳" }).click();
  await page.getByText("與伺服器的連線中斷").waitFor({ timeout: 30_000 });
  await kit.look(page, "delivery-line-down");
  await page.unroute("**/api/v1/deliveries/*/file");
  await page.getByRole("button", { name: "續傳" }).click();
  await page.getByRole("button", { name: "開始檢核與匯入" }).click({ timeout: 60_000 });
  await page.getByRole("heading", { name: "放行" }).waitFor({ timeout: 300_000 });
  await kit.look(page, "delivery-report");
  expect(await page.getByText("待放行").first().isVisible(), "the delivery does not wait for sign-off");
  const csv = await kit.download(page, () => page.getByRole("button", { name: "下載退件明細" }).click());
  expect(csv.text.includes("bad_id"), "the rejects do not tell of the wrong id");
  await page.getByLabel("放行或退回的說明").fill("檢核結果已閱，同意採用。");
  await page.getByRole("button", { name: "放行採用" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "放行採用" }).click();
  // The people of a year ago differ much from the data in use: it takes a second person.
  await page.locator(".facts").getByText("待覆核").waitFor({ timeout: 60_000 });
  const delivery = page.url();
  await kit.sign_out(page);
  await kit.sign_in(page, "designated.second");
  await page.goto(delivery);
  await page.getByLabel("覆核或退回的說明").fill("差異與檢核報告均已閱。");
  await page.getByRole("button", { name: "覆核採用" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "覆核採用" }).click();
  await page.locator(".facts").getByText("使用中").waitFor({ timeout: 60_000 });
  await kit.look(page, "delivery-in-use");
}
