// Lists as people write them in one field: "第四條、第六條", one a line, or with commas.
export function list_words(typed: string | undefined): string[] {
  const found = (typed ?? "")
    .split(/[、，,；;\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== "");
  return [...new Set(found)];
}
