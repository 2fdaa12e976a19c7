// The rows of a result. Nothing is shown before it is asked for, because reading is recorded; another filter or page is
// another reading.
import { Button } from "antd";
import { useEffect, useRef, useState } from "react";
import { with_query } from "../../api/client";
import { use_load } from "../../api/use_load";
import { roc_date } from "../../base/roc_date";
import { use_speech } from "../../i18n";
import { FilterPick } from "../../shell/filter";
import { Card, Loaded, Nothing } from "../../shell/page";
import { Pager, use_pages } from "../../shell/pager";
import { Rows } from "../../shell/rows";
import { use_client } from "../../shell/session";
import type { MatchDay, MatchRow, MatchRows, MatchView } from "../../api/types";
import { AttachRows } from "../attaching/rows_button";
import { Verdict } from "./verdict";

// As much of a day as is known; what is no day stays as it is.
function day_text(day: MatchDay): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(day.value) ? roc_date(day.value) : day.value;
}

interface RowsOfProps {
  match: MatchView;
  // "" for all.
  outcome: string;
}

function RowsOf({ match, outcome }: RowsOfProps) {
  const client = use_client();
  const { say, either } = use_speech();
  const pages = use_pages();
  // Of this page: another page is another reading, and another choice.
  const [chosen, set_chosen] = useState<number[]>([]);
  useEffect(() => set_chosen([]), [pages.cursor]);
  const load = use_load(
    () => client.get<MatchRows>(with_query(`/matches/${encodeURIComponent(match.id)}/rows`, { outcome, next: pages.cursor })),
    [client, match.id, outcome, pages.cursor],
  );
  return (
    <Loaded load={load} rows={8}>
      {(list) =>
        list.items.length === 0 ? (
          <Nothing>{say("match_result_none")}</Nothing>
        ) : (
          <>
            {match.may.case_file && (
              <div className="attach_rows">
                <AttachRows match={match.id} case_number={match.case_number} positions={chosen} />
              </div>
            )}
            <Rows<MatchRow>
              rowKey="position"
              rowSelection={
                match.may.case_file
                  ? {
                      columnWidth: 36,
                      selectedRowKeys: chosen,
                      onChange: (keys) => set_chosen(keys.map(Number)),
                      getCheckboxProps: (row) => ({ "aria-label": say("attach_pick_row", { row: row.row }) }) as object,
                      getTitleCheckboxProps: () => ({ "aria-label": say("attach_pick_all") }) as object,
                    }
                  : undefined
              }
              dataSource={list.items}
              loading={load.busy}
              columns={[
                { title: say("match_check_row"), dataIndex: "row", width: 70, align: "right", className: "nums" },
                { title: say("match_result_key"), dataIndex: "key", width: 120, className: "nums one_line" },
                {
                  title: say("match_result_outcome"),
                  key: "outcome",
                  render: (_, row) => (
                    <>
                      <Verdict of={row.verdict} />
                      {either(row.zh, row.en)}
                    </>
                  ),
                },
                {
                  title: say("match_result_days"),
                  key: "days",
                  render: (_, row) => (
                    <ul>
                      {row.days.map((day) => (
                        <li key={day.label_zh + day.value}>
                          <span className="soft">{either(day.label_zh, day.label_en)}</span> <span className="nums">{day_text(day)}</span>
                        </li>
                      ))}
                    </ul>
                  ),
                },
                ...list.headers.map((header, place) => ({
                  title: header || say("match_columns_unnamed", { number: place + 1 }),
                  key: `value-${place}`,
                  render: (_: unknown, row: MatchRow) => row.values[place] ?? "",
                })),
              ]}
            />
            <Pager fixed pages={pages} total={list.total} next={list.next} />
          </>
        )
      }
    </Loaded>
  );
}

interface ResultRowsProps {
  match: MatchView;
  // "" for all; null while nobody has asked.
  outcome: string | null;
  choose: (outcome: string) => void;
}

export function ResultRows({ match, outcome, choose }: ResultRowsProps) {
  const { say, either } = use_speech();
  const place = useRef<HTMLDivElement>(null);
  // "See these rows" leads to them; the filter, which stands here, keeps the focus.
  useEffect(() => {
    if (outcome === null || place.current?.contains(document.activeElement)) return;
    place.current?.scrollIntoView({ block: "start" });
    place.current?.focus({ preventScroll: true });
  }, [outcome]);
  return (
    <div ref={place} tabIndex={-1} className="match_rows">
      <Card title={say("match_result_rows")}>
        {outcome === null ? (
          <div className="match_ask_rows">
            <p>{say("match_result_show_text")}</p>
            <Button onClick={() => choose("")}>{say("match_result_show")}</Button>
          </div>
        ) : (
          <>
            <div className="list_filter">
              <FilterPick
                label={say("match_result_filter")}
                all={say("match_result_all")}
                width={420}
                value={outcome || undefined}
                choose={(one) => choose(one ?? "")}
                options={match.counts
                  .filter((one) => one.count > 0)
                  .map((one) => ({ value: one.code, label: `${either(one.zh, one.en)}（${one.count.toLocaleString("en-US")}）` }))}
              />
            </div>
            <RowsOf key={outcome} match={match} outcome={outcome} />
          </>
        )}
      </Card>
    </div>
  );
}
