import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { get, post, iso_on, roc_on } from "../by_api.mjs";
import { expect } from "../kit.mjs";

export const name = "copies: a recipient's key compared, the letter confirmed, a match exported and opened with the real key, its end";

// A match of one child, ready to be exported, made beside the page.
async function matched(kit, page, grant) {
  const child = kit.examples.all.find((one) => /^[A-Z][12]/.test(one.id));
  const list = await page.evaluate(
    async ([text]) => {
      const { csrf } = await (await fetch("/api/v1/session")).json();
      const answer = await fetch("/api/v1/match/lists?name=%E5%90%8D%E5%86%8A.csv", {
        method: "POST",
        headers: { "Content-Type": "application/octet-stream", "X-Menhu-CSRF": csrf },
        body: text,
      });
      return answer.json();
    },
    [`姓名,兒童身分證字號\n某,${child.id}\n`],
  );
  const match = await post(page, "/matches", {
    list: list.id, rule: "early_intervention", grant: grant.id, case_number: "早療-115-00280", reason: "每月核對個案設籍情形",
    on: iso_on(0), sheet: list.sheet, header_row: list.header_row, columns: [{ index: 1, role: "child" }],
  });
  for (let tries = 0; tries < 100; ++tries) {
    if ((await get(page, `/matches/${match.id}`)).state === "done") return { match, child };
    await page.waitForTimeout(100);
  }
  throw new Error("the match did not end");
}

async function recipient(kit, page, key) {
  await kit.sign_out(page);
  await kit.sign_in(page, "designated");
  await kit.go(page, "複製核准");
  await page.getByRole("link", { name: "收件人" }).click();
  await page.getByRole("link", { name: "登記收件人" }).click();
  await page.getByRole("button", { name: "登記收件人" }).click();
  await page.getByText("此欄必填").first().waitFor();
  await page.getByLabel("機關（構）與單位").fill("某大學社會工作學系");
  await page.getByLabel("姓名").fill("林研究員");
  await page.getByLabel("核對指紋的聯絡方式").fill("查號臺取得之總機轉本人");
  await page.getByLabel("age 公開金鑰").fill(`${key.slice(0, -1)}${key.endsWith("q") ? "p" : "q"}`);
  await page.getByLabel("至", { exact: true }).fill(roc_on(90));
  await page.getByRole("button", { name: "登記收件人" }).click();
  await page.getByText("這不是可用的 age 公開金鑰").waitFor();
  await page.getByLabel("age 公開金鑰").fill(key);
  await kit.look(page, "copy-recipient-new");
  await page.getByRole("button", { name: "登記收件人" }).click();
  await page.getByText("待另一人核對").waitFor();
  await kit.look(page, "copy-recipients");
}

async function letter(kit, page, purpose) {
  await page.getByRole("link", { name: "回複製核准" }).click();
  await page.getByRole("link", { name: "登錄核准函" }).click();
  await page.getByLabel("核准函字號").fill("桃民戶字第1150028001號");
  await page.getByLabel("發文日期").fill(roc_on(-3));
  await page.getByLabel("使用核准").click();
  await page.getByTitle(new RegExp(purpose)).first().click();
  await page.getByLabel("核准的資料範圍").fill("早療個案設籍勾稽結果");
  await page.getByLabel("收件人").click();
  await page.getByTitle("某大學社會工作學系 林研究員").click();
  await page.keyboard.press("Escape");
  await page.getByLabel("每份至多人數").fill("100");
  await page.getByLabel("可製作至").fill(roc_on(30));
  await page.getByLabel("複本應銷毀日").fill(roc_on(60));
  await kit.look(page, "copy-approval-new");
  await page.getByRole("button", { name: "登錄核准函" }).click();
  await page.getByText("待另一人確認").waitFor();
}

async function second(kit, page, key) {
  await kit.sign_out(page);
  await kit.sign_in(page, "designated.second");
  await page.getByRole("link", { name: /的金鑰待您以另一管道核對指紋後確認/ }).click();
  await page.getByText("待核對，不顯示").waitFor();
  await page.getByRole("button", { name: /核對指紋/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("查號臺取得之總機轉本人").waitFor();
  await dialog.getByLabel("收件人唸出的指紋").fill("0".repeat(32));
  await dialog.getByLabel("核對的方式與對象").fill("查號臺取得總機，轉接本人");
  await dialog.getByRole("button", { name: "核對指紋" }).click();
  await dialog.getByText("指紋與登記的公開金鑰不符").waitFor();
  await kit.look(page, "copy-compare");
  await dialog.getByLabel("收件人唸出的指紋").fill(createHash("sha256").update(key).digest("hex").slice(0, 32));
  await dialog.getByRole("button", { name: "核對指紋" }).click();
  await page.getByText("可使用").waitFor();
  await page.getByRole("link", { name: "回複製核准" }).click();
  await page.getByRole("button", { name: /^確認/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "確認" }).click();
  await page.getByText("生效中").waitFor();
  await kit.look(page, "copy-approvals");
}

async function exported(kit, page, match, child, folder) {
  await page.goto(`${kit.url}/#/matches/${match.id}`);
  await page.getByRole("link", { name: "匯出給收件人" }).click();
  await page.getByText("尚可製作 1 份，每份至多 100 人").waitFor();
  await page.getByLabel("匯出的事由").fill("交付委託研究單位核對");
  await page.getByRole("radio", { name: "CSV" }).check();
  await kit.look(page, "copy-export");
  await page.getByRole("button", { name: "加密並匯出" }).click();
  await page.getByText("待領取").waitFor();
  const taken = page.waitForEvent("download");
  await page.getByRole("button", { name: "領取加密檔" }).click();
  const path = await (await taken).path();
  expect(!readFileSync(path).includes(child.id), "the file is not encrypted");
  const text = execFileSync("/usr/bin/age", ["-d", "-i", join(folder, "key"), path], { encoding: "utf8" });
  for (const wanted of [child.id, "密件", "桃民戶字第1150028001號", "某大學社會工作學系 林研究員", "早療-115-00280"]) {
    expect(text.includes(wanted), `the copy does not say ${wanted}`);
  }
  await page.getByText("在外").waitFor();
  await kit.look(page, "copy-one");
}

async function ended(kit, page) {
  await page.getByRole("button", { name: "登錄銷毀" }).click();
  await page.getByText("此欄必填").first().waitFor();
  await page.getByLabel("銷毀日").fill(roc_on(0));
  await page.getByLabel("銷毀方式").fill("檔案刪除並覆寫");
  await page.getByLabel("監銷人或在場人").fill("陳見證");
  await page.getByLabel("收件人的銷毀證明").fill("某大學社工字第115001號函");
  await page.getByRole("button", { name: "登錄銷毀" }).click();
  await page.getByRole("heading", { name: "銷毀紀錄" }).waitFor();
  await page.getByRole("link", { name: "回複本登記簿" }).click();
  await page.getByRole("cell", { name: "已銷毀" }).first().waitFor();
  await kit.look(page, "copies");
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { level: 1, name: "Register of copies" }).waitFor();
  await kit.look(page, "copies-english");
}

export async function tell(kit, page) {
  const folder = mkdtempSync(join(tmpdir(), "menhu-copies-"));
  try {
    execFileSync("/usr/bin/age-keygen", ["-o", join(folder, "key")], { stdio: "ignore" });
    const key = execFileSync("/usr/bin/age-keygen", ["-y", join(folder, "key")], { encoding: "utf8" }).trim();
    await kit.sign_in(page, "worker.health");
    const grant = (await get(page, "/grants")).items.find((one) => one.operations.includes("export"));
    const { match, child } = await matched(kit, page, grant);
    await recipient(kit, page, key);
    await letter(kit, page, grant.purpose_zh);
    await second(kit, page, key);
    await kit.sign_out(page);
    await kit.sign_in(page, "worker.health");
    await exported(kit, page, match, child, folder);
    await ended(kit, page);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
