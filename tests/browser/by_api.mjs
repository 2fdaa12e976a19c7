// What a story needs to be there before it begins: asked of the server directly, as whoever is signed in on the page.
import { execFileSync } from "node:child_process";
import { request } from "playwright-core";
import { expect } from "./kit.mjs";
import { next_code } from "./totp.mjs";

export async function call(page, method, path, body) {
  const answer = await page.evaluate(
    async ([how, where, what]) => {
      const { csrf } = await (await fetch("/api/v1/session")).json();
      const got = await fetch(`/api/v1${where}`, {
        method: how,
        headers: { "Content-Type": "application/json", "X-Menhu-CSRF": csrf },
        ...(what === undefined ? {} : { body: JSON.stringify(what) }),
      });
      const text = await got.text();
      return { status: got.status, text };
    },
    [method, path, body],
  );
  expect(answer.status < 300, `${method} ${path} answered ${answer.status}: ${answer.text}`);
  return answer.text ? JSON.parse(answer.text) : {};
}

export const get = (page, path) => call(page, "GET", path);
export const post = (page, path, body) => call(page, "POST", path, body);

// What somebody does in another browser meanwhile: in the session of these cookies. `does` gets (method, path, body) => JSON.
export async function beside(kit, cookies, does) {
  const other = await request.newContext({ baseURL: kit.url, ignoreHTTPSErrors: true, storageState: { cookies, origins: [] } });
  try {
    const { csrf } = await (await other.get("/api/v1/session")).json();
    await does(async (method, path, body) => {
      const answer = await other.fetch(`/api/v1${path}`, { method, data: body, headers: { "X-Menhu-CSRF": csrf } });
      expect(answer.ok(), `${method} ${path} answered ${answer.status()}`);
      const text = await answer.text();
      return text ? JSON.parse(text) : {};
    });
  } finally {
    await other.dispose();
  }
}

// A day so many days from today in Taipei, as the wire has it, and as people write it.
export function iso_on(days) {
  return new Date(Date.now() + 8 * 3600_000 + days * 86_400_000).toISOString().slice(0, 10);
}

export function roc_on(days) {
  const [year, month, day] = iso_on(days).split("-");
  return `${Number(year) - 1911}/${month}/${day}`;
}

// A purpose made by the designated person and approved by the head of the agency, from one that is there.
export async function new_purpose(desk, { code, name, units, operations, fields }) {
  const { page } = desk;
  await desk.as("designated");
  const like = await get(page, "/purposes/child-raising");
  await post(page, "/purposes", {
    code,
    name_zh: name,
    name_en: code,
    bases: like.bases.map((basis) => basis.id),
    units,
    fields,
    operations,
    case_pattern: like.case_pattern,
    case_example: like.case_example,
    acknowledgement_zh: like.acknowledgement_zh,
    acknowledgement_en: like.acknowledgement_en,
    codes: [],
  });
  await desk.as("head.agency");
  await post(page, `/purposes/${code}/approve`, { note: "" });
}

// A grant for one holder: applied for, and approved stage by stage by whose turn it is.
export async function new_grant(desk, { holder, purpose, holding, operations, fields, days = 90, total = 100 }) {
  const { page } = desk;
  await desk.as(holder);
  const me = await get(page, "/session");
  const made = await post(page, "/data-applications", {
    kind: "new",
    renews: null,
    purpose,
    holding,
    holders: [me.account_id],
    fields,
    operations,
    population: { kind: "all", districts: [] },
    from: iso_on(0),
    until: iso_on(days),
    expected: { day: 5, month: 50, total },
    hours: null,
    networks: [],
    afterwards: "查詢結果併案附卷，案件歸檔後不另存。",
    reason: "辦理個案所必要，核對當事人資料。",
  });
  for (let stage = 0; stage < 8; stage += 1) {
    const view = await get(page, `/data-applications/${made.id}`);
    if (view.grant) return view.grant;
    const turn = view.stages.find((one) => one.state === "next")?.may_act ?? [];
    expect(turn.length > 0, `nobody can act on the stage ${view.waiting_for}`);
    await desk.as(turn[0].account);
    const seen = await get(page, `/data-applications/${made.id}`);
    await post(page, `/data-applications/${made.id}/approve`, { expects: seen.version, note: "" });
  }
  throw new Error(`no grant came of application ${made.number}`);
}

// Somebody new, made by the administrator at the console; begins with a one-time token and sets a password of one's own.
export async function new_member(kit, desk, account, unit, roles) {
  const admin = kit.account("admin");
  const typed = [admin.now ?? admin.password, ...(kit.secrets.admin ? [await next_code(kit.secrets.admin)] : [])];
  const words = ["account", "create", account, "--display-name", `示範 ${account}`, "--unit", unit, "--roles", roles, "--by", "admin"];
  const said = execFileSync(kit.binary, [...words, "--dir", kit.folder], { input: `${typed.join("\n")}\n`, encoding: "utf8" });
  const token = said.trim().split("\n")[0].split(": ")[1];
  const password = `Xq7-${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
  await desk.leave();
  const done = await desk.page.evaluate(
    async ([one_time, next]) => {
      const send = (where, body, csrf) =>
        fetch(`/api/v1${where}`, { method: "POST", headers: { "Content-Type": "application/json", "X-Menhu-CSRF": csrf }, body: JSON.stringify(body) });
      const session = await (await send("/session/redeem", { token: one_time }, "")).json();
      return (await send("/session/password", { next }, session.csrf)).status;
    },
    [token, password],
  );
  expect(done === 204, `${account} cannot begin: ${done}`);
  kit.sign_ins.push({ account, password, now: password, roles: roles.split(",") });
}
