// Codes of an authenticator app (RFC 6238: SHA-1, 30 seconds, 6 digits), for the stories that sign in with one.
import { createHmac } from "node:crypto";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function bytes_of(secret) {
  const bits = [...secret.replace(/[\s=]/g, "")].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from(bits.match(/.{8}/g).map((eight) => parseInt(eight, 2)));
}

export function code_at(secret, ms) {
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(ms / 30_000)));
  const mac = createHmac("sha1", bytes_of(secret)).update(step).digest();
  const place = mac[19] & 15;
  return String((mac.readUInt32BE(place) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

// A code is good once. This one was not given before in this run; it waits for the next if it must.
const given = new Map();
export async function next_code(secret) {
  for (;;) {
    const step = Math.floor(Date.now() / 30_000);
    if ((given.get(secret) ?? 0) < step) {
      given.set(secret, step);
      return code_at(secret, step * 30_000);
    }
    await new Promise((wake) => setTimeout(wake, (step + 1) * 30_000 - Date.now() + 50));
  }
}
