// Ages an account in the database of the test installation: as if it had been opened and last used so many days ago. What
// an account may do is rows that are only added; the guard of that table is put aside for it and put back. For the
// embedded database alone, and for nothing but a test: in an installation, time does this.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const day_ms = 86_400_000;
const quoted = (text) => `'${text.replaceAll("'", "''")}'`;

export function age_account(folder, account, days) {
  const path = join(folder, "menhu.db");
  if (!existsSync(path)) throw new Error(`no database at ${path}`);
  const ask = (sql) => execFileSync("sqlite3", ["-cmd", ".timeout 10000", path, sql], { encoding: "utf8" }).trim();
  const guards = JSON.parse(
    execFileSync(
      "sqlite3",
      ["-json", "-cmd", ".timeout 10000", path, "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'people_account_terms'"],
      { encoding: "utf8" },
    ) || "[]",
  );
  const whose = `(SELECT id FROM people_accounts WHERE name = ${quoted(account)})`;
  const back = days * day_ms;
  ask(
    [
      "BEGIN IMMEDIATE",
      ...guards.map(({ name }) => `DROP TRIGGER ${name}`),
      `UPDATE people_account_terms SET from_at = from_at - ${back}, valid_from = valid_from - ${back} WHERE account_id = ${whose}`,
      `UPDATE people_accounts SET last_signed_in = last_signed_in - ${back} WHERE id = ${whose}`,
      ...guards.map(({ sql }) => sql),
      "COMMIT",
    ].join(";\n") + ";",
  );
}

// As if the grants with this quota in all had been issued so many days ago.
export function age_grant(folder, days, quota_total) {
  const path = join(folder, "menhu.db");
  if (!existsSync(path)) throw new Error(`no database at ${path}`);
  const back = days * day_ms;
  execFileSync("sqlite3", [
    "-cmd",
    ".timeout 10000",
    path,
    `UPDATE grants_grants SET valid_from = valid_from - ${back}, valid_until = valid_until - ${back} WHERE quota_total = ${Number(quota_total)}`,
  ]);
}
