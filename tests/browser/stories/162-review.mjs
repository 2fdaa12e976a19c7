import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "../kit.mjs";

export const name = "review: every account decided, sent back once, signed by the head after a fresh proof; the record verifies";

async function open_review(kit, page, who, state) {
  const one = await kit.sign_in(page, who);
  await kit.go(page, "帳號清查");
  await page.getByRole("table").waitFor();
  await page.getByRole("row").filter({ hasText: state }).first().getByRole("link", { name: /^開啟/ }).click();
  await page.getByRole("heading", { name: "逐筆清查" }).waitFor();
  await page.locator(".review_lines").getByRole("table").waitFor();
  return one;
}

async function confirm(page, name) {
  await page.getByRole("dialog").getByRole("button", { name, exact: true }).click();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
}

// Keeps every line that is still open and this person's to decide, with a reason.
async function keep_rest(page) {
  await page.getByRole("combobox", { name: "決定" }).click();
  await page.locator(".ant-select-item").filter({ hasText: "未決定" }).click();
  await page.getByRole("button", { name: "篩選" }).click();
  for (;;) {
    await page.waitForTimeout(700);
    const open = page.getByRole("checkbox", { name: /^選取 / }).and(page.locator(":enabled"));
    const count = await open.count();
    if (count === 0) return;
    await page.getByRole("checkbox", { name: "選取本頁全部" }).check();
    await page.getByText(/已選 \d+ 個帳號/).waitFor();
    await page.getByRole("button", { name: "保留", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(/^說明/).fill("業務仍需使用，已向單位主管確認");
    await confirm(page, "儲存決定");
  }
}

async function submit(page) {
  await page.getByRole("button", { name: "送主管核定" }).click();
  await confirm(page, "送主管核定");
  await page.getByText("已送核，等待主管核定。").waitFor();
}

export async function tell(kit, page) {
  await open_review(kit, page, "admin", "清查中");
  await kit.look(page, "review");
  expect(await page.getByRole("button", { name: "送主管核定" }).isDisabled(), "a review with open lines can be submitted");
  await page.getByRole("button", { name: "比對人事名冊" }).click();
  const compare = page.getByRole("dialog");
  const wrong = join(kit.profile, "personnel-wrong.csv");
  writeFileSync(wrong, "employee_number,name\nE1,x\n");
  await compare.locator("input[type=file]").setInputFiles(wrong);
  await compare.getByRole("button", { name: "上傳並比對" }).click();
  await compare.locator(".problem").getByText("人事名冊格式不符", { exact: false }).waitFor();
  await kit.look(page, "review-personnel-wrong");
  const good = join(kit.profile, "personnel.csv");
  writeFileSync(good, "employee_number,name,unit_code,status\nE9999,示範 離職者,childcare,離職\n");
  await compare.locator("input[type=file]").setInputFiles(good);
  await compare.getByRole("button", { name: "上傳並比對" }).click();
  await page.getByText("名冊 1 人", { exact: false }).waitFor();
  await compare.waitFor({ state: "hidden" });

  await page.getByRole("button", { name: "無建議者一次保留" }).click();
  await confirm(page, "無建議者一次保留");
  await keep_rest(page);
  await kit.look(page, "review-own-line-left");
  await kit.sign_out(page);

  // Nobody decides the own line: those of administrators are for each other, or for the head.
  await open_review(kit, page, "head.agency", "清查中");
  await keep_rest(page);
  expect((await page.getByRole("button", { name: "核定", exact: true }).count()) === 0, "the head signs what was not submitted");
  await kit.sign_out(page);

  await open_review(kit, page, "admin", "清查中");
  await submit(page);
  await kit.sign_out(page);
  const head = await open_review(kit, page, "head.agency", "待主管核定");
  await page.getByRole("button", { name: "退回重辦" }).click();
  await page.getByRole("dialog").getByLabel("退回理由").fill("請再確認即將離職人員的帳號。");
  await confirm(page, "退回重辦");
  await page.getByText("上次送核已退回：請再確認即將離職人員的帳號。").waitFor();
  await kit.look(page, "review-sent-back");
  await kit.sign_out(page);
  await open_review(kit, page, "admin", "清查中");
  await submit(page);
  await kit.look(page, "review-submitted");
  await kit.sign_out(page);

  await open_review(kit, page, "head.agency", "待主管核定");
  await kit.grow_stale(page, "POST", "/reviews/*/sign");
  await page.getByRole("button", { name: "核定", exact: true }).click();
  await kit.look(page, "review-sign");
  await page.getByRole("dialog").getByRole("button", { name: "核定", exact: true }).click();
  const proof = page.locator(".step_up");
  await proof.locator("input[type=password]").fill(head.now);
  await proof.getByRole("button", { name: "確認並繼續" }).click();
  await page.getByRole("heading", { name: "清查紀錄" }).waitFor();
  await page.getByRole("button", { name: "驗證紀錄" }).click();
  await page.getByText("驗證相符", { exact: false }).waitFor();
  await kit.look(page, "review-signed");
  const digest = (await page.locator(".digest").innerText()).trim();
  const json = await kit.download(page, () => page.getByRole("button", { name: "下載 JSON" }).click());
  expect(createHash("sha256").update(json.bytes).digest("hex") === digest, "the record is not what its digest says");
  const pdf = await kit.download(page, () => page.getByRole("button", { name: "下載 PDF" }).click());
  expect(pdf.text.startsWith("%PDF-"), "the record as PDF is no PDF");
  await kit.sign_out(page);

  await open_review(kit, page, "auditor", "已核定");
  expect((await page.getByRole("checkbox").count()) === 0, "who only reads can pick accounts");
  await page.emulateMedia({ media: "print" });
  await kit.look(page, "review-paper");
  await page.emulateMedia({ media: "screen" });
}
