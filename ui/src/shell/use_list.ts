// A list that the server filters, sorts and pages: what is asked for, its answer, and that each new question begins on
// the first page.
import { useCallback, useState, type Key } from "react";
import { with_query, type Query } from "../api/client";
import { use_load, type Load } from "../api/use_load";
import { use_pages, type Pages } from "./pager";
import { use_client } from "./session";

interface Sorted {
  order?: "ascend" | "descend" | null;
  columnKey?: Key;
}

export interface List<Answer, Filter> {
  load: Load<Answer>;
  pages: Pages;
  filter: Filter;
  // Filter and order as the address has them, without the page: what a download asks for.
  asked: Query;
  apply: (filter: Filter) => void;
  // For `onChange` of a table whose sorted columns bear the server's names as keys.
  sorted: (paging: unknown, filters: unknown, by: Sorted | Sorted[]) => void;
}

// `first` is read once; `always` is asked for whatever the filter.
export function use_list<Answer, Filter extends object>(path: string, first: () => Filter, always: Query = {}): List<Answer, Filter> {
  const client = use_client();
  const pages = use_pages();
  const [filter, set_filter] = useState<Filter>(first);
  const [sort, set_sort] = useState<string | undefined>();
  const asked: Query = { ...always, ...(filter as Query), sort };
  const address = with_query(path, { ...asked, cursor: pages.cursor, limit: String(pages.size) });
  // The same filter, applied again, asks again.
  const load = use_load(() => client.get<Answer>(address), [client, address, filter]);
  const { reset } = pages;
  const apply = useCallback(
    (wanted: Filter) => {
      reset();
      set_filter(wanted);
    },
    [reset],
  );
  const sorted = useCallback(
    (_: unknown, __: unknown, by: Sorted | Sorted[]) => {
      const one = Array.isArray(by) ? by[0] : by;
      reset();
      set_sort(one?.order ? `${one.order === "descend" ? "-" : ""}${String(one.columnKey)}` : undefined);
    },
    [reset],
  );
  return { load, pages, filter, asked, apply, sorted };
}
