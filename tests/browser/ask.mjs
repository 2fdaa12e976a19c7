// Filling the query form, for the stories that ask.
export const case_number_of = async (page) => {
  const hint = (await page.getByLabel("案號").getAttribute("placeholder")) ?? "";
  return hint.replace(/^例如\s*/, "") || "桃婦字第1150000001號";
};

export async function fill_query(page, { grant, subject, case_number, reason = "審核津貼之設籍資格" }) {
  const choice = grant ? page.getByRole("radio", { name: grant }) : page.locator(".grant_choice input").first();
  await choice.check();
  await page.getByLabel("案號").fill(case_number ?? (await case_number_of(page)));
  await page.getByLabel("查詢事由").fill(reason);
  if (subject.id) {
    await page.getByRole("textbox", { name: /統號/ }).fill(subject.id);
  } else {
    await page.getByText("姓名與出生日期", { exact: true }).click();
    await page.getByRole("textbox", { name: "姓名", exact: true }).fill(subject.name);
    await page.getByRole("textbox", { name: "出生日期" }).fill(subject.birth);
  }
  await page.getByRole("checkbox").check();
}

export const send_query = (page) => page.getByRole("button", { name: /送出查詢/ }).click();
