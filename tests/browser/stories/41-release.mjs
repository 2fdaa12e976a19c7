import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "../kit.mjs";

export const name = "release: a delivery that differs much is signed off by one and released by another; a layout cuts a sample";

// Another city under the next sequence: everybody in it is new.
function other_city(kit, sequence) {
  const into = join(kit.profile, `other-${sequence}`);
  const fixed = existsSync(join(kit.delivery, "big5.toml"));
  execFileSync(kit.binary, ["demo-delivery", "--dir", kit.folder, "--to", into, "--people", "400", "--seed", "77", "--sequence", String(sequence), "--layout", fixed ? "big5" : "utf8"]);
  return fixed ? [join(into, "big5.toml"), join(into, "big5.dat")] : [join(into, "utf8.toml"), join(into, "utf8.txt")];
}

async function bring(kit, page) {
  const sequence = await page.evaluate(async () => {
    const items = (await (await fetch("/api/v1/deliveries")).json()).items;
    return Math.max(...items.filter((one) => one.table_number === "DEMO-P01").map((one) => one.sequence)) + 1;
  });
  const [manifest, data] = other_city(kit, sequence);
  await page.getByRole("link", { name: "新增交付" }).click();
  const files = page.locator("input[type=file]");
  await files.nth(0).setInputFiles(manifest);
  await files.nth(1).setInputFiles(data);
  await page.getByRole("button", { name: "登錄並上傳" }).click();
  await page.getByRole("button", { name: "開始檢核與匯入" }).click({ timeout: 60_000 });
  await page.getByRole("heading", { name: "與使用中資料的差異" }).waitFor({ timeout: 120_000 });
}

async function decide(page, note, label) {
  await page.getByLabel(note).fill("差異與檢核報告均已閱。");
  await page.getByRole("button", { name: label }).click();
  await page.getByRole("dialog").getByRole("button", { name: label }).click();
}

export async function tell(kit, page) {
  await kit.sign_in(page, "designated");
  await kit.go(page, "資料交付");
  await page.getByRole("heading", { name: "應到與已到" }).waitFor();
  await bring(kit, page);
  await page.getByText("放行後須由另一位專責人員覆核").waitFor();
  await kit.look(page, "release-difference");
  const mine = page.url();
  await decide(page, "放行或退回的說明", "放行採用");
  await page.getByText("您不能覆核自己的放行").waitFor();
  expect((await page.getByRole("button", { name: "覆核採用" }).count()) === 0, "who signed is offered the release");
  await kit.look(page, "release-own");

  await kit.sign_out(page);
  await kit.sign_in(page, "designated.second");
  await page.getByText("差異較大，待您覆核放行").first().waitFor();
  await page.goto(mine);
  await page.getByRole("heading", { name: "覆核放行" }).waitFor();
  await kit.look(page, "release-second");
  await decide(page, "覆核或退回的說明", "覆核採用");
  await page.locator(".facts").getByText("使用中").waitFor({ timeout: 60_000 });

  await kit.go(page, "佈局與對照表");
  await kit.look(page, "layouts");
  await page.getByRole("link", { name: /檢視：demo_full_/ }).first().click();
  await page.getByRole("heading", { name: "試用這個佈局" }).waitFor();
  const layout = await page.evaluate(() => window.location.hash.split("/").pop());
  const [, data] = other_city(kit, 900);
  const sample = readFileSync(data).subarray(0, 40_000);
  if (layout === "demo_full_big5") {
    await page.locator("input[type=file]").nth(0).setInputFiles({ name: "sample.dat", mimeType: "application/octet-stream", buffer: sample });
    await page.getByRole("button", { name: "切開來看" }).click();
    await page.getByText("第 2 筆").waitFor();
    await kit.look(page, "layout-sample");
  }
  await page.getByRole("link", { name: "以此擬訂新版" }).click();
  const text = page.getByRole("textbox", { name: "全文" });
  await text.fill((await text.inputValue()).replace(/^encoding = .*$/m, 'encoding = "none"'));
  await page.getByRole("button", { name: "檢查" }).click();
  await page.getByText("修正後才能儲存").waitFor();
  await page.getByRole("button", { name: /跳到第 \d+ 行/ }).first().click();
  await kit.look(page, "layout-edit");
}
