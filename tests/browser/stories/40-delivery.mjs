import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "../kit.mjs";

export const name = "delivery: a wrong hash is refused; a good one is uploaded, imported, reported, signed off";

async function choose(page, manifest, data) {
  await kit_link(page);
  const files = page.locator("input[type=file]");
  await files.nth(0).setInputFiles(manifest);
  await files.nth(1).setInputFiles(data);
  await page.getByRole("heading", { name: "交付清單的內容" }).waitFor();
}

async function kit_link(page) {
  await page.getByRole("link", { name: "新增交付" }).click();
  await page.getByRole("heading", { level: 1, name: "新增交付" }).waitFor();
}

async function upload_and_import(page) {
  await page.getByRole("button", { name: "登錄並上傳" }).click();
  await page.getByRole("button", { name: "開始檢核與匯入" }).click({ timeout: 60_000 });
}

export async function tell(kit, page) {
  const manifest = join(kit.delivery, "utf8.toml");
  const data = join(kit.delivery, "utf8.txt");
  expect(existsSync(manifest) && existsSync(data), `${kit.delivery} holds no utf8.toml and utf8.txt`);
  await kit.sign_in(page, "designated_person");
  await kit.go(page, "資料交付");
  await kit.look(page, "deliveries");

  // The same file with one digit of its hash changed: nothing of it may be loaded.
  const text = readFileSync(manifest, "utf8");
  const wrong = join(kit.profile, "wrong.toml");
  writeFileSync(wrong, text.replace(/(sha256\s*=\s*")(.)/, (_, head, digit) => head + (digit === "0" ? "1" : "0")));
  await choose(page, wrong, data);
  await kit.look(page, "delivery-new");
  await upload_and_import(page);
  await page.getByText("檢核報告").waitFor({ timeout: 120_000 });
  expect(await page.locator(".facts").getByText("已退回").isVisible(), "a wrong hash was not refused");
  await kit.look(page, "delivery-refused");

  await kit.go(page, "資料交付");
  await choose(page, manifest, data);
  await upload_and_import(page);
  await page.getByRole("heading", { name: "放行" }).waitFor({ timeout: 300_000 });
  await kit.look(page, "delivery-report");
  expect(await page.getByText("待放行").first().isVisible(), "the delivery does not wait for sign-off");
  const rejects = page.getByRole("button", { name: "下載退件明細" });
  if (await rejects.isVisible()) {
    const csv = await kit.download(page, () => rejects.click());
    expect(csv.text.length > 0, "the rejects are empty");
  }
  await page.getByLabel("放行或退回的說明").fill("檢核結果已閱，同意採用。");
  await page.getByRole("button", { name: "放行採用" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "放行採用" }).click();
  await page.locator(".facts").getByText("使用中").waitFor({ timeout: 60_000 });
  await kit.look(page, "delivery-in-use");
}
