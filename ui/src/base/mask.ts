// How a masked value is shown and read aloud. The server masks; the page never sees what lies behind. Here only: which
// runs of a value are masks, so that the page can set them apart and a screen reader need not read "circle circle".

export interface MaskRun {
  text: string;
  masked: boolean;
}

const mask_characters = /（已遮蔽）|[○〇＊*●]+/g;

export function mask_runs(value: string): MaskRun[] {
  const runs: MaskRun[] = [];
  let from = 0;
  for (const found of value.matchAll(mask_characters)) {
    if (found.index > from) runs.push({ text: value.slice(from, found.index), masked: false });
    runs.push({ text: found[0], masked: true });
    from = found.index + found[0].length;
  }
  if (from < value.length) runs.push({ text: value.slice(from), masked: false });
  return runs;
}

// An id as the server masks it, for what was typed here and must not stay on the page: "H12*****04".
export function masked_id(id: string): string {
  return id.length < 7 ? id.replace(/./g, "*") : `${id.slice(0, 3)}${"*".repeat(id.length - 5)}${id.slice(-2)}`;
}
