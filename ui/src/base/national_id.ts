// The check of a national id (統一編號) and of both forms of the foreign residents' id (統一證號), as far as a page may
// help the person who types it: the server decides. New form: second character 8 or 9; old form: two letters.

const letter_values: Record<string, number> = {
  A: 10, B: 11, C: 12, D: 13, E: 14, F: 15, G: 16, H: 17, I: 34, J: 18, K: 19, L: 20, M: 21,
  N: 22, O: 35, P: 23, Q: 24, R: 25, S: 26, T: 27, U: 28, V: 29, W: 32, X: 30, Y: 31, Z: 33,
};

export type IdCheck = "good" | "empty" | "shape" | "check_digit";

// Width and case as people type them: full-width to half-width, blanks away, capitals.
export function tidy_id(text: string): string {
  return text
    .replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\s　-]/g, "")
    .toUpperCase();
}

export function check_id(text: string): IdCheck {
  const id = tidy_id(text);
  if (id === "") return "empty";
  if (!/^[A-Z]([1289][0-9]{8}|[A-D][0-9]{8})$/.test(id)) return "shape";
  const first = letter_values[id[0] ?? ""] ?? 0;
  const second = id[1] ?? "";
  const second_digit = /[0-9]/.test(second) ? Number(second) : (letter_values[second] ?? 0) % 10;
  const digits = [second_digit, ...[...id.slice(2)].map(Number)];
  const weights = [8, 7, 6, 5, 4, 3, 2, 1, 1];
  const sum = digits.reduce(
    (total, digit, place) => total + digit * (weights[place] ?? 0),
    Math.floor(first / 10) + (first % 10) * 9,
  );
  return sum % 10 === 0 ? "good" : "check_digit";
}
