import { act, apply, Desk, fill_who, newcomer, next_step, open_application, open_claim, pick, role_box } from "../applying.mjs";
import { expect } from "../kit.mjs";

export const name = "application: what is wrong is said at once; followed by number and code, withdrawn, refused; the inbox by keyboard";

const said = (page, text) => page.getByText(text, { exact: false }).first().waitFor();

async function wrong_ones(kit, page) {
  await page.getByRole("link", { name: "申請帳號" }).click();
  await page.getByRole("heading", { level: 1, name: "申請帳號" }).waitFor();
  await next_step(page);
  await said(page, "此欄必填");
  await kit.look(page, "apply-who");
  await fill_who(page, { ...newcomer(), account: "1 2" });
  await page.getByLabel("公務電子郵件").fill("nothing");
  await next_step(page);
  await said(page, "電子郵件格式不符");
  await fill_who(page, newcomer());
  await next_step(page);

  // Two roles that may not be one person's: said while one chooses, and no way on.
  await pick(page, "單位", "幼兒托育科");
  await role_box(page, "承辦人").check();
  await role_box(page, "查核人員").check();
  await said(page, "使用者不得兼任查核人員");
  await kit.look(page, "apply-conflict");
  await next_step(page);
  expect(await page.getByRole("heading", { name: /單位與角色/ }).isVisible(), "roles that conflict were taken");
  await role_box(page, "查核人員").uncheck();
  await next_step(page);

  await page.getByLabel("生效日").fill("115/01/01");
  await page.getByLabel("承辦業務與使用需要").fill("辦理育兒津貼資格審核。");
  await page.getByRole("checkbox", { name: "這是臨時帳號" }).check();
  await next_step(page);
  await said(page, "日期不能早於今天");
  await said(page, "此欄必填"); // a temporary account has a last day
  await kit.look(page, "apply-period");
  await page.getByRole("button", { name: "取消" }).click();
  await page.getByLabel("密碼", { exact: true }).waitFor();
}

async function withdrawn(kit, page) {
  const claim = await apply(page, newcomer());
  await open_claim(kit, page, { ...claim, code: claim.code.replace(/.$/, (last) => (last === "0" ? "1" : "0")) });
  await page.locator(".problem").waitFor();
  await kit.look(page, "claim-wrong");
  await open_claim(kit, page, claim);
  await said(page, "待主管核定");
  await kit.look(page, "claim-submitted");
  await act(page, "撤回申請", "填錯單位，重新申請。");
  await page.locator(".ant-tag").getByText("已撤回").waitFor();
  expect((await page.getByRole("button", { name: "撤回申請" }).count()) === 0, "what was withdrawn can be withdrawn again");
}

// Arrow keys go through the list, Enter opens; a person without a mouse gets from the inbox to a decision.
async function by_keyboard(kit, page, number) {
  await kit.go(page, "帳號申請");
  await page.getByRole("link", { name: number }).waitFor();
  await page.locator("a[data-row]").first().focus();
  for (let step = 0; step < 30; step += 1) {
    const here = await page.evaluate(() => document.activeElement?.textContent);
    if (here === number) break;
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: `申請 ${number}` }).waitFor();
  await page.getByRole("button", { name: "不予核准" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByLabel("理由").waitFor();
  await page.waitForFunction(() => document.activeElement?.tagName === "TEXTAREA");
  await page.keyboard.type("非本科業務所需。");
  await kit.look(page, "application-refuse");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.locator(".ant-tag").getByText("不予核准").waitFor();
}

export async function tell(kit, page) {
  const desk = new Desk(kit, page);
  await wrong_ones(kit, page);
  await withdrawn(kit, page);
  await desk.leave();
  const claim = await apply(page, newcomer({ name: "林大同" }));
  await desk.as("unit_head");
  await kit.go(page, "帳號申請");
  await kit.look(page, "applications-inbox");
  await by_keyboard(kit, page, claim.number);
  await kit.look(page, "application-refused");

  // A member applies for a change of rights; whoever applies has no part in deciding.
  await desk.as("case_worker");
  await kit.go(page, "帳號申請");
  await kit.look(page, "applications-mine");
  await desk.leave();
  await open_claim(kit, page, claim);
  await said(page, "非本科業務所需。");
  await kit.look(page, "claim-refused");
  await desk.close();
}
