// Which lines of a text are new, and which are gone, against another. For texts of a few thousand lines: what is the same
// at both ends is passed over, the rest costs lines times lines.
export interface DiffLine {
  mark: "+" | "-";
  // In the text that has it, from 1.
  line: number;
  text: string;
}

const most_cells = 4_000_000;

export function line_diff(before: string, after: string): DiffLine[] {
  const old = before.split(/\r?\n/);
  const now = after.split(/\r?\n/);
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  let old_end = old.length;
  let now_end = now.length;
  while (old_end > start && now_end > start && old[old_end - 1] === now[now_end - 1]) {
    old_end -= 1;
    now_end -= 1;
  }
  const gone = (at: number): DiffLine => ({ mark: "-", line: at + 1, text: old[at] ?? "" });
  const fresh = (at: number): DiffLine => ({ mark: "+", line: at + 1, text: now[at] ?? "" });
  const rows = old_end - start;
  const columns = now_end - start;
  const out: DiffLine[] = [];
  if ((rows + 1) * (columns + 1) > most_cells) {
    for (let at = start; at < old_end; at += 1) out.push(gone(at));
    for (let at = start; at < now_end; at += 1) out.push(fresh(at));
    return out;
  }
  // same[r][c]: how many lines the rests from r and c have in common at most.
  const width = columns + 1;
  const same = new Uint32Array((rows + 1) * width);
  for (let r = rows - 1; r >= 0; r -= 1) {
    for (let c = columns - 1; c >= 0; c -= 1) {
      const equal = old[start + r] === now[start + c];
      same[r * width + c] = equal
        ? (same[(r + 1) * width + c + 1] ?? 0) + 1
        : Math.max(same[(r + 1) * width + c] ?? 0, same[r * width + c + 1] ?? 0);
    }
  }
  let r = 0;
  let c = 0;
  while (r < rows || c < columns) {
    if (r < rows && c < columns && old[start + r] === now[start + c]) {
      r += 1;
      c += 1;
    } else if (c === columns || (r < rows && (same[(r + 1) * width + c] ?? 0) >= (same[r * width + c + 1] ?? 0))) {
      out.push(gone(start + r));
      r += 1;
    } else {
      out.push(fresh(start + c));
      c += 1;
    }
  }
  return out;
}
