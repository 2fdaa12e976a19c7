import { age_account } from "../age.mjs";
import { act, apply, Desk, newcomer, next_step, open_application, open_claim, pick, role_box } from "../applying.mjs";
import { expect } from "../kit.mjs";

export const name =
  "the life of an account: applied for, sent back, corrected, approved, first sign-in with a passkey, another role, idle soon, left; and its trail";

const state = (page, text) => page.locator(".ant-tag").getByText(text, { exact: true }).first().waitFor();

export async function tell(kit, page) {
  const desk = new Desk(kit, page);
  const who = newcomer({ duties: "查詢戶籍。", training: { hours: 3, on: "115/05/05", evidence: "終身學習 115-0042" } });

  // Applied for without an account.
  const claim = await apply(page, who);

  // The head of the section sends it back.
  await desk.as("unit_head");
  await open_application(kit, page, claim.number);
  await kit.look(page, "life-1-preview");
  await act(page, "退回補正", "請寫明承辦業務與需要全戶資料的理由。");
  await state(page, "退回補正");

  // The applicant corrects it.
  await desk.leave();
  await open_claim(kit, page, claim);
  await page.getByText("請寫明承辦業務與需要全戶資料的理由。").first().waitFor();
  await kit.look(page, "life-2-sent-back");
  await page.getByRole("button", { name: "補正" }).click();
  await next_step(page);
  await next_step(page);
  await page.getByLabel("承辦業務與使用需要").fill("辦理育兒津貼資格審核，須確認兒童與父母之設籍及同戶情形。");
  await next_step(page);
  await next_step(page);
  await page.getByRole("checkbox", { name: "我已閱讀並同意遵守以上切結。" }).check();
  await next_step(page);
  await kit.look(page, "life-3-corrected");
  await page.getByRole("button", { name: "重新送出" }).click();
  await state(page, "待主管核定");

  // Endorsed by the head, carried out by the administrator: two people.
  await desk.as("unit_head");
  await open_application(kit, page, claim.number);
  await act(page, "核定");
  await state(page, "已核定，待辦理");
  await desk.as("account_administrator");
  await open_application(kit, page, claim.number);
  await kit.look(page, "life-4-to-carry-out");
  await act(page, "辦理");
  await state(page, "已辦妥");
  await kit.look(page, "life-5-carried-out");

  // The first sign-in: with the claim code, straight to a passkey. Passkeys live under a name, not under a number.
  await desk.leave();
  const named = { ...kit, url: kit.named_url };
  const device = await kit.authenticator(page);
  await open_claim(named, page, claim);
  await page.getByRole("heading", { name: "帳號已經可以使用" }).waitFor();
  await kit.look(page, "life-6-start");
  await page.getByRole("button", { name: "開始使用" }).click();
  await page.getByRole("heading", { name: "設定登入方式" }).waitFor();
  await kit.look(page, "life-7-enrol");
  const way = page.getByRole("radio", { name: /通行金鑰/ });
  if (await way.count()) await way.check();
  await page.getByRole("button", { name: /繼續|開始登錄/ }).first().click();
  await page.getByRole("navigation").waitFor();
  expect((await device.held()).length === 1, "the device holds no passkey");
  await kit.look(page, "life-8-home");
  await kit.sign_out(page);
  await page.getByRole("button", { name: "以通行金鑰登入" }).click();
  await page.getByRole("navigation").waitFor();

  // Another role, applied for by the holder.
  await kit.go(page, "帳號申請");
  await page.getByRole("link", { name: "提出申請" }).click();
  await page.getByRole("heading", { name: /步驟 1/ }).waitFor();
  await next_step(page);
  await role_box(page, "專責人員").check();
  await next_step(page);
  await page.getByLabel("承辦業務與使用需要").fill("辦理育兒津貼資格審核，兼辦資料交付。");
  await page.getByLabel("申請理由").fill("專責人員出缺，奉派兼辦。");
  await next_step(page);
  await page.getByRole("checkbox", { name: "我已閱讀並同意遵守以上切結。" }).check();
  await next_step(page);
  await page.getByRole("button", { name: "送出申請" }).click();
  await state(page, "待主管核定");
  const change = (await page.getByRole("heading", { level: 1 }).innerText()).replace("申請 ", "");
  await kit.sign_out(page);

  await desk.as("unit_head");
  await open_application(kit, page, change);
  await page.locator(".changed").first().waitFor();
  await kit.look(page, "life-9-change");
  await act(page, "核定");
  await state(page, "已核定，待辦理");
  await desk.as("account_administrator");
  await open_application(kit, page, change);
  await act(page, "辦理");
  await state(page, "已辦妥");

  // Unused for long: the administrator is warned in time. The clock is the server's, so the account is aged in the
  // database of this installation.
  age_account(kit.folder, who.account, 75);
  await kit.go(page, "帳號管理");
  await pick(page, "註記", "即將閒置停用");
  await page.getByLabel("姓名或帳號").fill(who.account);
  await page.getByRole("button", { name: "套用條件" }).click();
  await page.waitForFunction((wanted) => document.querySelector("tbody")?.textContent?.includes(wanted), who.account);
  await page.locator("tbody").getByText("即將閒置停用").first().waitFor();
  await kit.look(page, "life-10-idle-soon");
  await kit.go(page, "首頁");
  await page.getByText("閒置", { exact: false }).first().waitFor();
  await kit.look(page, "life-10-home");

  // The last day: in one motion, at once.
  await kit.go(page, "帳號管理");
  await page.getByLabel("姓名或帳號").fill(who.account);
  await page.getByRole("button", { name: "套用條件" }).click();
  await page.waitForFunction((wanted) => document.querySelectorAll("tbody tr.ant-table-row").length === 1 && document.querySelector("tbody")?.textContent?.includes(wanted), who.account);
  await page.locator("a[data-row]").first().click();
  await page.getByRole("heading", { name: "權限歷程" }).waitFor();
  await page.getByRole("main").getByRole("link", { name: "人員異動" }).click();
  await page.getByText("離職", { exact: true }).click();
  await page.getByRole("button", { name: "檢視影響" }).click();
  await page.getByRole("heading", { name: "各項影響與依據" }).waitFor();
  await kit.look(page, "life-11-leaver");
  await page.getByLabel("事由").fill("辭職，桃人字第1150000002號。");
  await page.getByRole("button", { name: "確認辦理" }).click();
  await state(page, "已生效");
  await kit.look(page, "life-12-left");

  // Its rights, term after term; and nobody gets in any more.
  await kit.go(page, "帳號管理");
  await page.getByLabel("姓名或帳號").fill(who.account);
  await page.getByRole("button", { name: "套用條件" }).click();
  await page.waitForFunction((wanted) => document.querySelectorAll("tbody tr.ant-table-row").length === 1 && document.querySelector("tbody")?.textContent?.includes(wanted), who.account);
  await page.locator("a[data-row]").first().click();
  await page.getByRole("heading", { name: "權限歷程" }).waitFor();
  const terms = await page.locator("section", { hasText: "權限歷程" }).locator("tbody tr.ant-table-row").count();
  expect(terms >= 3, `an account that was opened, changed and ended has ${terms} terms`);
  await kit.look(page, "life-13-terms");
  await desk.leave();
  await page.goto(`${kit.named_url}/`);
  await page.getByRole("button", { name: "以通行金鑰登入" }).click();
  await page.locator(".problem").waitFor();

  // Its trail, for a checker.
  await desk.as("checker");
  await kit.go(page, "查詢軌跡");
  await page.getByRole("textbox", { name: "帳號" }).fill(who.account);
  await page.getByRole("button", { name: "查軌跡" }).click();
  await page.getByRole("table").waitFor();
  const trail = await page.getByRole("table").innerText();
  for (const kind of ["登入", "登錄通行金鑰", "送出帳號申請"]) expect(trail.includes(kind), `the trail lacks ${kind}`);
  await kit.look(page, "life-14-trail");
  await desk.close();
}
