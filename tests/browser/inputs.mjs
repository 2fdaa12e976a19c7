// What the demonstration wrote down: its sign-ins, and people worth asking about.
import { readFileSync } from "node:fs";

// One sign-in a line: account, password, roles; whatever else stands on a line is for people.
export function read_sign_ins(path) {
  const roles = /\b(case_worker|unit_head|account_administrator|designated_person|controller|checker|auditor|ethics_officer|it_staff|civil_affairs|operator)\b/g;
  const found = [];
  for (const line of readFileSync(path, "utf8").split(/\r?\n/)) {
    const cells = line.split(/\t+/).map((cell) => cell.trim());
    const named = [...line.matchAll(roles)].map((hit) => hit[1]);
    if (line.startsWith("#") || named.length === 0 || cells.length < 3) continue;
    found.push({ account: cells[0], password: cells[1], roles: named });
  }
  return found;
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
