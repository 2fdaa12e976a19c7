// Every page of a list, one after the other, up to a limit.
import { with_query, type Client, type Query } from "./client";

export interface Gathered<Row> {
  rows: Row[];
  // The list goes on behind the limit.
  cut: boolean;
}

export async function gather<Row>(client: Client, path: string, asked: Query, page: number, limit: number): Promise<Gathered<Row>> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const part: { items: Row[]; next: string | null } = await client.get<{ items: Row[]; next: string | null }>(with_query(path, { ...asked, cursor, limit: String(page) }));
    rows.push(...part.items);
    cursor = part.next ?? undefined;
  } while (cursor && rows.length < limit);
  return { rows: rows.slice(0, limit), cut: Boolean(cursor) };
}
