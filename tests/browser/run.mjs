// Tells every story to the real pages and ends with a plain verdict: `N passed, N failed`.
//   MENHU_URL       where the server is (https://127.0.0.1:8443)
//   MENHU_SIGN_INS  the file of sign-ins that the demonstration wrote
//   MENHU_EXAMPLES  the examples.csv of the demonstration city
//   MENHU_DELIVERY  a folder with the next delivery: utf8.toml, utf8.txt
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

const kit = new Kit({
  url: from_env("MENHU_URL", "https://127.0.0.1:8443"),
  sign_ins: read_sign_ins(from_env("MENHU_SIGN_INS")),
  examples: read_examples(from_env("MENHU_EXAMPLES")),
  delivery: from_env("MENHU_DELIVERY"),
  shots: process.env.MENHU_SHOTS ?? "",
});

const folder = new URL("stories/", import.meta.url);
const wanted = process.argv[2] ?? "";
const files = readdirSync(folder).filter((name) => name.endsWith(".mjs") && name.includes(wanted)).sort();
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
      if (kit.shots && page) await page.screenshot({ path: join(kit.shots, `failed-${file}.png`) }).catch(() => {});
    } finally {
      await page?.close().catch(() => {});
    }
  }
} finally {
  await kit.close();
}
console.log(`browser: ${kit.scanned.length} pages scanned; ${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
