// Raw bytes as people read them: in pairs, with the spaces a fixed field ends in counted and not shown one by one.
export interface RawBytes {
  shown: string; // "48 e6 a1 8c"
  padding: number; // spaces after it, where there are more than a few
}

const few = 4;

export function raw_bytes(hex: string): RawBytes {
  const bytes = hex.match(/../g) ?? [];
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === "20") end -= 1;
  const padding = bytes.length - end;
  return padding > few ? { shown: bytes.slice(0, end).join(" "), padding } : { shown: bytes.join(" "), padding: 0 };
}
