import { act, Desk } from "../applying.mjs";
import { get, new_grant, new_purpose, post } from "../by_api.mjs";
import { expect } from "../kit.mjs";
import { link_for_kinship } from "./225-kinship.mjs";

export const name = "kinship query: two present, names compared, chains drawn and told, revealed in a second act, paper, one relation, names that differ";

const asker = "worker.childcare";
const fields = ["PersonId", "PersonName", "BirthDate", "Sex"];
const in_hours = (hours) => new Date(Date.now() + hours * 3600_000).toISOString();

// The names on record, as the case file would have them.
async function parents_of(page, person) {
  const { items } = await get(page, "/grants");
  const grant = items.find((one) => one.operations.includes("household"));
  const reason = "核對申請書所載父母姓名";
  const first = await post(page, "/queries", { grant: grant.id, case_number: grant.case_example, reason, subject: { by: "id", id: person.id } });
  const full = await post(page, `/queries/${first.id}/reveal`, { handle: first.records[0].handle, reason });
  const value = (name) => full.records[0].fields.find((field) => field.name === name)?.value ?? "";
  return { father: value("FatherName"), mother: value("MotherName"), case_number: grant.case_example };
}

export async function tell(kit, page) {
  const desk = new Desk(kit, page);
  const code = `kin-${Date.now().toString(36)}`;
  const person = kit.examples.all.find((one) => one.what_en === "A twin") ?? kit.examples.somebody();
  await link_for_kinship(desk);
  await new_purpose(desk, { code, name: `兒少保護個案${code}`, units: ["childcare"], operations: ["lookup", "kinship"], fields });
  await new_grant(desk, { holder: asker, purpose: code, holding: "kinship", operations: ["lookup", "kinship"], fields });
  await desk.as(asker);
  const me = await get(page, "/session");
  const names = await parents_of(page, person);
  const { items } = await get(page, "/grants");
  const grant = items.find((one) => one.operations.includes("kinship"));

  await desk.as("controller");
  const made = await post(page, "/kinship/authorisations", {
    asker: me.account_id, grant: grant.id, person_id: person.id, father_name: null, mother_name: null, case_number: names.case_number,
    from: in_hours(0), until: in_hours(4), reason: "查明扶養義務人，辦理兒少保護案件。",
  });
  const address = `${kit.url}/#/kinship/${made.id}`;

  await desk.as(asker);
  await page.goto(`${address}/query`);
  await page.getByText("還不能查詢，尚缺：").waitFor();
  await kit.look(page, "kin-not-ready");
  await page.goto(address);
  await page.getByLabel("授權碼").fill(made.code);
  await page.getByRole("button", { name: "開啟", exact: true }).click();
  await page.getByRole("cell", { name: "輸入授權碼開啟" }).waitFor();
  await desk.as("controller");
  await page.goto(address);
  await act(page, "確認在場");
  await page.getByText("條件齊備", { exact: false }).waitFor();

  await desk.as(asker);
  await page.goto(address);
  await page.getByRole("link", { name: "開始查詢" }).click();
  await page.getByRole("heading", { level: 1, name: "親等查詢" }).waitFor();
  await page.getByLabel("被查詢者統一編號").fill(person.id);
  await page.getByLabel("父姓名").fill(names.father);
  await page.getByLabel("母姓名").fill("不是這個人");
  await page.getByLabel("授權碼").fill(made.code);
  await page.getByRole("checkbox", { name: /也包括配偶與姻親/ }).check();
  await kit.look(page, "kin-ask");
  await page.getByRole("button", { name: /^查詢（會被記錄）/ }).click();
  await page.getByText("父母姓名不符，未顯示任何資料").waitFor();
  expect((await page.locator(".kin_picture").count()) === 0, "something is shown though the names differ");
  await kit.look(page, "kin-names-differ");

  const ask = async (other) => {
    await page.getByRole("button", { name: "同案再問" }).click();
    await page.getByLabel("被查詢者統一編號").fill(person.id);
    await page.getByLabel("父姓名").fill(names.father);
    await page.getByLabel("母姓名").fill(names.mother);
    await page.getByLabel("授權碼").fill(made.code);
    if (other) {
      await page.getByText("與另一人的關係", { exact: true }).click();
      await page.getByLabel("另一人統一編號").fill(other);
    }
    await page.getByRole("button", { name: /^查詢（會被記錄）/ }).click();
    await page.getByRole("heading", { level: 1, name: "親等查詢結果" }).waitFor();
  };
  await ask();
  await page.getByRole("img", { name: /親屬關係圖/ }).waitFor();
  const main = await page.locator("main").innerText();
  for (const word of ["父姓名：相符", "母姓名：相符", "直系血親 1 親等", "民法", "資料裡沒有的事"]) expect(main.includes(word), `the answer does not say ${word}`);
  for (const secret of [person.id, person.name, names.father, names.mother]) expect(!main.includes(secret), "somebody is named in full");
  await kit.look(page, "kin-result");
  await page.locator(".kin_relations").scrollIntoViewIfNeeded();
  await page.screenshot({ path: kit.shots ? `${kit.shots}/kin-whole.png` : undefined, fullPage: true });

  await page.getByRole("button", { name: "揭示完整資料" }).nth(1).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("揭示理由").fill("聯繫扶養義務人");
  await dialog.getByRole("button", { name: "確認揭示並記錄" }).click();
  await page.getByText("完整顯示").waitFor();
  const relative = (await page.locator(".record").filter({ hasText: "完整顯示" }).innerText()).match(/[A-Z][12]\d{8}/)?.[0];
  expect(relative, "the revealed card shows no id");

  await page.emulateMedia({ media: "print" });
  expect((await page.locator(".paper_head").innerText()).includes("密件"), "the paper is not marked 密件");
  expect(await page.locator(".kin_picture svg").first().isVisible(), "the picture is not on the paper");
  if (kit.shots) await page.screenshot({ path: `${kit.shots}/kin-paper.png`, fullPage: true });
  await page.emulateMedia({ media: null });

  await ask(relative);
  await page.getByText("二人有 2 親等內的親屬關係").waitFor();
  await kit.look(page, "kin-of-two");
  await desk.close();
}
