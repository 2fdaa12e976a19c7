// What a case number of a purpose looks like: `#` is a digit, `@` a letter, `*` one or more characters that are not
// space, `[…]` a part that may be left out; the rest stands for itself (src/grants/case_pattern.h). Here it only helps
// whoever writes a pattern; the server decides.

// null: the pattern cannot be read.
export function case_pattern(pattern: string): RegExp | null {
  if (new TextEncoder().encode(pattern).length > 100) return null;
  if (pattern === "") return /^\s*\S.*$/u;
  let text = "";
  let open = false;
  let within = 0;
  for (const one of pattern) {
    if (one === "[") {
      if (open) return null;
      open = true;
      within = 0;
      text += "(?:";
    } else if (one === "]") {
      if (!open || within === 0) return null;
      open = false;
      text += ")?";
    } else {
      within += 1;
      text += one === "#" ? "[0-9]" : one === "@" ? "[A-Za-z]" : one === "*" ? "[^ \\u0000-\\u001f\\u007f]+" : one.replace(/[\\^$.|?+(){}/]/g, "\\$&");
    }
  }
  return open ? null : new RegExp(`^${text}$`, "u");
}

export function case_fits(pattern: string, number: string): boolean {
  return case_pattern(pattern)?.test(number.trim()) ?? false;
}
