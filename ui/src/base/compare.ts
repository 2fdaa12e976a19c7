// The order of lists that a page sorts by itself: words by stroke as in a Taiwan index, nothing after something.
const words = new Intl.Collator("zh-Hant-TW-u-co-stroke", { numeric: true });

export function by_words<Row>(of: (row: Row) => string): (one: Row, other: Row) => number {
  return (one, other) => words.compare(of(one), of(other));
}

// Days and instants in one notation sort as text; what has none stands last.
export function by_day<Row>(of: (row: Row) => string | null): (one: Row, other: Row) => number {
  return (one, other) => {
    const first = of(one) ?? "9999";
    const second = of(other) ?? "9999";
    return first < second ? -1 : first > second ? 1 : 0;
  };
}

export function by_number<Row>(of: (row: Row) => number): (one: Row, other: Row) => number {
  return (one, other) => of(one) - of(other);
}

// Does any of the texts hold all the words typed? Case and full-width letters do not matter.
export function holds(texts: readonly string[], typed: string): boolean {
  const plain = (text: string) => text.normalize("NFKC").toLowerCase();
  const body = plain(texts.join("\n"));
  return plain(typed)
    .split(/\s+/)
    .every((word) => body.includes(word));
}
