// Tells every story to the real pages and ends with a plain verdict: `N passed, N failed`.
//   MENHU_URL       where the server is (https://127.0.0.1:8443)
//   MENHU_DEMO      the folder of the demonstration that it serves, or each by itself:
//   MENHU_SIGN_INS    its sign-ins (demo-sign-ins.txt)
//   MENHU_DELIVERY    the folder of its delivery (demo-delivery), with examples.csv
//   MENHU_BINARY    the program, for what is done at the console (build/release/src/app/menhu)
//   MENHU_SHOTS     where pictures go (none are taken without it)
// `node run.mjs query` runs only the stories whose name holds the word.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Kit } from "./kit.mjs";
import { read_examples, read_sign_ins } from "./inputs.mjs";

const from_env = (name, otherwise) => {
  const value = process.env[name] ?? otherwise;
  if (value === undefined) {
    console.error(`browser: ${name} is not set; see the head of tests/browser/run.mjs`);
    process.exit(2);
  }
  return value;
};

const demo = process.env.MENHU_DEMO;
const delivery = from_env("MENHU_DELIVERY", demo && join(demo, "demo-delivery"));
const sign_ins = from_env("MENHU_SIGN_INS", demo && join(demo, "demo-sign-ins.txt"));
const kit = new Kit({
  url: from_env("MENHU_URL", "https://127.0.0.1:8443"),
  sign_ins: read_sign_ins(sign_ins),
  keep: `${sign_ins}.apps.json`,
  folder: demo ?? "",
  binary: process.env.MENHU_BINARY ?? "../../build/release/src/app/menhu",
  examples: read_examples(join(delivery, "examples.csv")),
  delivery,
  shots: process.env.MENHU_SHOTS ?? "",
});

const folder = new URL("stories/", import.meta.url);
const wanted = process.argv.slice(2);
const chosen = (name) => wanted.length === 0 || wanted.some((word) => name.includes(word));
const files = readdirSync(folder).filter((name) => name.endsWith(".mjs") && chosen(name)).sort();
let passed = 0;
let failed = 0;

await kit.open();
try {
  for (const file of files) {
    const { name, tell } = await import(new URL(file, folder));
    const started = Date.now();
    let page;
    try {
      page = await kit.fresh_page();
      await tell(kit, page);
      if (kit.faults.length > 0) throw new Error(kit.faults.join("; "));
      passed += 1;
      console.log(`ok    ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
    } catch (error) {
      failed += 1;
      console.log(`FAIL  ${name}: ${String(error.message ?? error).split("\n").slice(0, 6).join("\n      ")}`);
      const seen = await page?.locator("main").innerText({ timeout: 1000 }).catch(() => "");
      if (seen) console.log(`      the page says: ${seen.replace(/\s+/g, " ").slice(0, 600)}`);
      if (kit.shots && page) await page.screenshot({ path: join(kit.shots, `failed-${file}.png`) }).catch(() => {});
    } finally {
      await page?.close().catch(() => {});
    }
  }
} finally {
  await kit.close();
}
console.log(`${kit.scanned.length} pages scanned for accessibility`);
console.log(`browser: ${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
