// A glance at a delivery's manifest (TOML), so that a person sees what the file says before sending it. Only plain
// "key = value" lines are shown; the server reads it properly and decides.

export interface ManifestLine {
  key: string;
  value: string;
}

export function manifest_lines(text: string): ManifestLine[] {
  const found: ManifestLine[] = [];
  let section = "";
  for (const line of text.split(/\r?\n/)) {
    const head = /^\s*\[([A-Za-z0-9_.-]+)\]\s*(#.*)?$/.exec(line);
    if (head) section = `${head[1]}.`;
    const pair = /^\s*([A-Za-z0-9_-]+)\s*=\s*("([^"\\]*)"|'([^']*)'|[^"'#\s[{]+)\s*(#.*)?$/.exec(line);
    if (pair) found.push({ key: section + (pair[1] ?? ""), value: pair[3] ?? pair[4] ?? pair[2] ?? "" });
  }
  return found;
}

export function byte_text(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const units = ["KiB", "MiB", "GiB", "TiB"];
  let amount = bytes / 1024;
  let unit = 0;
  while (amount >= 1024 && unit < units.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  return `${amount.toFixed(amount < 10 ? 1 : 0)} ${units[unit]}`;
}
