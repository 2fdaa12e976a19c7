// Menhu's reading of ids beside two validators of others, on a million strings from a seed: `node compare.mjs <read_ids>
// [strings] [seed]`. Every disagreement must be one of the kinds that are explained below; each of those must occur, so
// that none is a dead letter. Closes with `N passed, N failed`.
import { spawnSync } from "node:child_process";
import { isIdCardNumber } from "taiwan-id-validator";
import { validateTwid } from "validid/twid";

const [reader, count = "1000000", seed = "20261101"] = process.argv.slice(2);

// mulberry32 (public domain): the same strings everywhere.
let state = Number(seed) >>> 0;
function chance() {
  state = (state + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
}
const below = (most) => Math.floor(chance() * most);
const one_of = (list) => list[below(list.length)];
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const digits = (length) => Array.from({ length }, () => below(10)).join("");

const shapes = [
  () => one_of(letters) + one_of("12") + digits(8),
  () => one_of(letters) + one_of("89") + digits(8),
  () => one_of(letters) + one_of("ABCD") + digits(8),
  () => one_of(letters) + one_of("12") + digits(7),
  () => one_of(letters) + one_of(letters) + digits(8),
  () => one_of(letters) + digits(9),
];
// What a hand or a program does to a number.
const spoil = [
  (id) => id.toLowerCase(),
  (id) => ` ${id}`,
  (id) => `${id.slice(0, 4)} ${id.slice(4)}`,
  (id) => id.replace(/[A-Z0-9]/g, (c) => String.fromCodePoint(c.codePointAt(0) + 0xfee0)),
  (id) => id.slice(0, -1),
  (id) => id + digits(1),
  (id) => id.replace(/\d/, "O"),
  (id) => id.slice(0, 3) + id[4] + id[3] + id.slice(5),
  (id) => `${id}\u200b`,
];
const printable = () => Array.from({ length: below(14) }, () => String.fromCharCode(32 + below(95))).join("");

function next_string() {
  const sort = below(20);
  if (sort === 0) return printable();
  const id = one_of(shapes)();
  return sort < 5 ? one_of(spoil)(id) : id;
}

const strings = Array.from({ length: Number(count) }, next_string);
const ours = spawnSync(reader, { input: `${strings.join("\n")}\n`, encoding: "utf8", maxBuffer: 1 << 28 });
if (ours.status !== 0) throw new Error(`${reader} ended with ${ours.status}: ${ours.error ?? ours.stderr}`);
const read = ours.stdout.split("\n");
if (read.length !== strings.length + 1) throw new Error(`${strings.length} strings went in, ${read.length - 1} answers came out`);

const theirs = {
  "taiwan-id-validator": (text) => isIdCardNumber(text),
  validid: (text) => validateTwid(text).ok,
};

// Why one may differ. `when` sees the string and what Menhu reads in it.
const both = Object.keys(theirs);
const explained = [
  {
    why: "ids of nine characters, from before check digits: registers still hold some (戶籍法施行細則 4)",
    of: both,
    when: (_, read) => read.startsWith("national_nine"),
  },
  {
    why: "Menhu forgives spaces, full width and small letters, and says so",
    of: both,
    when: (_, read) => read.endsWith(" forgiven"),
  },
];

let failed = 0;
let passed = 0;
for (const [name, valid] of Object.entries(theirs)) {
  const seen = new Map();
  let agreed = 0;
  const unexplained = [];
  strings.forEach((text, index) => {
    const mine = / (as_written|forgiven)$/.test(read[index]);
    if (mine === Boolean(valid(text))) {
      agreed += 1;
      return;
    }
    const why = explained.find((one) => one.of.includes(name) && one.when(text, read[index]));
    if (why) seen.set(why.why, (seen.get(why.why) ?? 0) + 1);
    else unexplained.push(`${JSON.stringify(text)}: Menhu ${read[index]}, ${name} ${!mine ? "valid" : "not valid"}`);
  });
  console.log(`${name}: ${agreed} of ${strings.length} agree`);
  for (const [why, times] of seen) console.log(`  differs ${times} times: ${why}`);
  for (const line of unexplained.slice(0, 20)) console.log(`  UNEXPLAINED ${line}`);
  if (unexplained.length > 20) console.log(`  and ${unexplained.length - 20} more`);
  const idle = explained.filter((one) => one.of.includes(name) && !seen.has(one.why));
  for (const one of idle) console.log(`  EXPLAINED, BUT NEVER SEEN: ${one.why}`);
  if (unexplained.length === 0 && idle.length === 0) passed += 1;
  else failed += 1;
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
