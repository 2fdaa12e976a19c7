// The delivery after the one that the demonstration made: the same people under the next sequence, one id of them with a
// wrong check digit, so that there is something to reject. Works on either demonstration layout.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const wrong_digit = (id) => id.slice(0, 9) + String((Number(id[9]) + 1) % 10);

// Fixed width, CRLF; columns as in data/layouts/demo_full_big5.toml.
function change_fixed(bytes, sequence) {
  bytes.write(String(sequence).padStart(6, "0"), 9, "latin1");
  const record = bytes.indexOf("\r\nP", Math.floor(bytes.length / 2)) + 2;
  const id = bytes.toString("latin1", record + 1, record + 11);
  bytes.write(wrong_digit(id), record + 1, "latin1");
  return bytes;
}

function change_delimited(bytes, sequence) {
  const lines = bytes.toString("utf8").split("\n");
  lines[0] = lines[0].split("|").map((cell, place) => (place === 2 ? String(sequence) : cell)).join("|");
  const middle = Math.floor(lines.length / 2);
  lines[middle] = lines[middle].split("|").map((cell, place) => (place === 1 ? wrong_digit(cell) : cell)).join("|");
  return Buffer.from(lines.join("\n"));
}

// Writes manifest and data file into `into`; answers their paths.
export function next_delivery(folder, sequence, into) {
  const fixed = existsSync(join(folder, "big5.toml"));
  const from = fixed ? ["big5.toml", "big5.dat"] : ["utf8.toml", "utf8.txt"];
  const [old_manifest, old_data] = from.map((name) => readFileSync(join(folder, name)));
  const bytes = fixed ? change_fixed(old_data, sequence) : change_delimited(old_data, sequence);
  const digest = createHash("sha256").update(bytes).digest("hex");
  const text = old_manifest
    .toString("utf8")
    .replace(/^sequence = .*$/m, `sequence = ${sequence}`)
    .replace(/^bytes = .*$/m, `bytes = ${bytes.length}`)
    .replace(/^sha256 = .*$/m, `sha256 = "${digest}"`);
  const manifest = join(into, `next-${sequence}.toml`);
  const data = join(into, `next-${sequence}.data`);
  writeFileSync(manifest, text);
  writeFileSync(data, bytes);
  return { manifest, data, text };
}
