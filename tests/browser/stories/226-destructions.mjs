import { age_grant } from "../age.mjs";
import { Desk } from "../applying.mjs";
import { get, iso_on, new_grant, new_member, new_purpose, post, roc_on } from "../by_api.mjs";
import { expect } from "../kit.mjs";

export const name = "destructions: a contractor's last grant ends, the duty is told, and the agency records it with evidence and letter";

const fields = ["PersonId", "PersonName", "BirthDate"];

export async function tell(kit, page) {
  const desk = new Desk(kit, page);
  const mark = Date.now() % 1_000_000;
  const code = `upkeep-${mark}`;
  await desk.as("designated");
  await kit.go(page, "委辦資料銷毀");
  await page.getByText("委辦機構使用完畢的資料", { exact: false }).waitFor();
  await kit.look(page, "destructions-before");
  const firm = `firm-${mark}`;
  const [head, holder] = [`${firm}.head`, `${firm}.worker`];
  await desk.as("admin");
  const units = await get(page, "/units");
  const contract = { number: `115-C-${mark}`, title: "津貼系統維運", scope: "系統維護與資料轉檔。", from: iso_on(-30), to: iso_on(200), subcontracting: "", contact_name: "王經理", contact_phone: "03-1234567", contact_email: "pm@firm.example" };
  const made = await post(page, "/units", { code: firm, name_zh: `好好資訊${mark}`, name_en: firm, parent: units.items.find((unit) => unit.code === "it").id, contract });
  await new_member(kit, desk, head, firm, "unit_head");
  await new_member(kit, desk, holder, firm, "case_worker");
  await desk.as(head);
  const { account_id } = await get(page, "/session");
  await desk.as("admin");
  await post(page, `/units/${made.id}/duties`, { kind: "head", account: account_id, from: iso_on(0), until: null, note: "" });
  await new_purpose(desk, { code, name: `津貼系統維運${mark}`, units: [firm], operations: ["lookup"], fields });
  const total = 100 + mark;
  const grant = await new_grant(desk, { holder, purpose: code, holding: "household", operations: ["lookup"], fields, days: 20, total });
  age_grant(kit.folder, 10, total);
  await desk.as(head);
  await post(page, `/grants/${grant}/end`, { reason: "維運項目已完成。" });

  // The contractor sees what it has to do, and records nothing itself.
  await desk.as(holder);
  await kit.go(page, "首頁");
  const todo = page.getByRole("row").filter({ hasText: "銷毀" });
  await todo.first().getByRole("link").click();
  await page.getByRole("heading", { name: "銷毀義務" }).waitFor();
  await page.getByText("由專責人員或委辦單位主管登錄", { exact: false }).waitFor();
  expect((await page.getByRole("button", { name: "登錄為已銷毀" }).count()) === 0, "a contractor records its own destruction");
  await kit.look(page, "destruction-contractor");

  await desk.as("designated");
  await kit.go(page, "委辦資料銷毀");
  const row = page.getByRole("row").filter({ hasText: `好好資訊${mark}` });
  await row.first().waitFor();
  await kit.look(page, "destructions");
  await row.first().getByRole("link").click();
  await page.getByRole("button", { name: "登錄為已銷毀" }).click();
  await page.getByText("此欄必填").first().waitFor();
  await page.getByLabel("銷毀日期").fill(roc_on(3));
  await page.getByLabel("銷毀日期").blur();
  await page.getByText("不能晚於今天").waitFor();
  await kit.look(page, "destruction");
  await page.getByLabel("銷毀日期").fill(roc_on(0));
  await page.getByLabel("銷毀方式").fill("磁碟覆寫三次、紙本碎紙");
  await page.getByLabel("銷毀範圍").fill("轉檔中間檔三份、列印紙本一百二十頁。");
  await page.getByLabel("備份與複本").fill("備份磁帶一捲消磁。");
  await page.getByLabel("監毀人").fill("資訊單位承辦人");
  await page.getByLabel("來函文號").fill("示資字第1150000031號");
  await page.getByLabel("來函日期").fill(roc_on(0));
  await page.getByLabel("佐證").fill("照片六張、覆寫紀錄一份。");
  await page.getByRole("button", { name: "登錄為已銷毀" }).click();
  await page.getByRole("heading", { name: "銷毀紀錄" }).waitFor();
  await page.locator(".ant-tag").getByText("已銷毀").waitFor();
  expect((await page.getByRole("button", { name: "登錄為已銷毀" }).count()) === 0, "what is recorded can be recorded again");
  await kit.look(page, "destruction-done");
  await page.emulateMedia({ media: "print" });
  await kit.look(page, "destruction-paper");
  await page.emulateMedia({ media: "screen" });

  await desk.as("auditor");
  await kit.go(page, "委辦資料銷毀");
  await page.getByText("示資字第1150000031號").first().waitFor();
  const open = (await get(page, "/destructions?state=open")).items;
  expect(!open.some((one) => one.unit.id === made.id), "what is recorded is still open");
  await desk.close();
}
