// What the demonstration wrote down: its sign-ins, and people worth asking about.
import { readFileSync } from "node:fs";

// Which roles each account has is in the plan of the demonstration office.
function planned_roles() {
  const plan = readFileSync(new URL("../../data/demo/plan.toml", import.meta.url), "utf8");
  const found = new Map();
  for (const part of plan.split(/^\[\[accounts\]\]$/m).slice(1)) {
    const name = /^name = "([^"]+)"$/m.exec(part)?.[1];
    const roles = /^roles = \[([^\]]*)\]$/m.exec(part)?.[1];
    if (name && roles) found.set(name, [...roles.matchAll(/"([^"]+)"/g)].map((role) => role[1]));
  }
  return found;
}

// One sign-in a line: account, password, and what is for people; separated by tabs.
export function read_sign_ins(path) {
  const roles = planned_roles();
  return readFileSync(path, "utf8")
    .split(/\r?\n/)
    .filter((line) => !line.startsWith("#") && line.includes("\t"))
    .map((line) => line.split("\t"))
    .map(([account, password]) => ({ account, password, roles: roles.get(account) ?? [] }));
}

function csv_rows(text) {
  return text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .filter((line) => line !== "")
    .map((line) => [...line.matchAll(/("((?:[^"]|"")*)"|[^,]*)(,|$)/g)].map((cell) => (cell[2] ?? cell[1]).replace(/""/g, '"')));
}

export function read_examples(path) {
  const [head, ...rows] = csv_rows(readFileSync(path, "utf8"));
  const all = rows.map((row) => Object.fromEntries(head.map((name, place) => [name, row[place] ?? ""])));
  return {
    all,
    // Somebody plain: a name of Han characters that any system shows.
    somebody: () => all.find((one) => /^[\u4e00-\u9fff]{3}$/.test(one.name)) ?? all[0],
  };
}

// "1990-05-17" → "79/5/17"
export function roc(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return year > 1911 ? `${year - 1911}/${month}/${day}` : `民前${1912 - year}/${month}/${day}`;
}
