// Lists to be matched, for the stories about it: ids of the demonstration, and ids that nobody has.
const letters = "ABCDEFGHJKLMNPQRSTUVXYWZIO";

// The check digit of a national id (戶籍法施行細則: letter to two digits, weights 1 9 8 … 1).
export function id_of(letter, digits) {
  const code = letters.indexOf(letter) + 10;
  const sum = [...digits].reduce((all, digit, place) => all + Number(digit) * (8 - place), Math.floor(code / 10) + (code % 10) * 9);
  return `${letter}${digits}${(10 - (sum % 10)) % 10}`;
}

// Well formed, and of no letter that the demonstration uses.
export const strangers = (count) => Array.from({ length: count }, (_, at) => id_of("Z", `1${String(at).padStart(7, "0")}`));

export const wide = (text) => [...text].map((one) => String.fromCodePoint(one.codePointAt(0) + 0xfee0)).join("");

export function wrong_digit(id) {
  return id.slice(0, -1) + String((Number(id.at(-1)) + 1) % 10);
}

const cell = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export const csv = (rows) => Buffer.from(`\uFEFF${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`);
