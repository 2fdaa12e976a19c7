// What contractors destroy when their use of the data is over: within one month, recorded, told by letter (U1.3).
import { Button, Select, Tag } from "antd";
import { useState } from "react";
import type { DestructionList, DestructionRow } from "../api/types";
import { use_load } from "../api/use_load";
import { by_day, by_words } from "../base/compare";
import { first_day, last_day } from "../base/day_text";
import { days_until } from "../base/due";
import { message_or, use_speech } from "../i18n";
import { ListCsv } from "../shell/list_csv";
import { long_rows } from "../shell/long_rows";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { row_keys } from "../shell/row_keys";
import { Rows } from "../shell/rows";
import { use_client } from "../shell/session";

const states = ["due", "overdue", "done"] as const;
const colors: Record<string, string> = { due: "processing", overdue: "error", done: "success" };

export function DestructionState({ of }: { of: Pick<DestructionRow, "state" | "due"> }) {
  const { say, language } = use_speech();
  const days = days_until(of.due, new Date()) ?? 0;
  return (
    <>
      <Tag color={colors[of.state] ?? "default"}>{message_or(language, `destruction_state_${of.state}`, of.state)}</Tag>
      {of.state === "due" && <Tag color={days <= 7 ? "warning" : "default"}>{days === 0 ? say("due_today") : say("days_later", { count: days })}</Tag>}
      {of.state === "overdue" && <Tag color="error">{say("days_overdue", { count: -days })}</Tag>}
    </>
  );
}

export function DestructionsPage() {
  const client = use_client();
  const { say, either, language } = use_speech();
  const load = use_load(() => client.get<DestructionList>("/destructions"), [client]);
  const [state, set_state] = useState<string | undefined>();
  const rows = (load.answer?.items ?? []).filter((row) => !state || row.state === state);
  return (
    <Page
      title={say("destructions")}
      extra={
        <>
          <ListCsv
            file="destructions"
            head={[say("destruction_unit"), say("destruction_managing"), say("destruction_cause"), say("destruction_ended"), say("destruction_due"), say("destruction_state"), say("destruction_on"), say("destruction_letter")]}
            rows={rows.map((row) => [
              row.unit.name,
              row.managing_unit?.name ?? "",
              either(row.what_zh, row.what_en),
              last_day(row.ended_on),
              last_day(row.due),
              message_or(language, `destruction_state_${row.state}`, row.state),
              first_day(row.done?.destroyed_on),
              row.done?.letter_number ?? "",
            ])}
          />
          <Button onClick={() => window.print()}>{say("print")}</Button>
        </>
      }
    >
      <Card>
        <p className="soft gap_below">{say("destructions_text")}</p>
        <div className="list_filter">
          <Select
            allowClear
            aria-label={say("destruction_state")}
            placeholder={say("kinship_all_states")}
            style={{ width: 150 }}
            value={state}
            onChange={set_state}
            getPopupContainer={(field: HTMLElement) => field.parentElement ?? document.body}
            options={states.map((one) => ({ value: one as string, label: say(`destruction_state_${one}`) }))}
          />
        </div>
        <Loaded load={load} rows={6}>
          {(list) =>
            rows.length === 0 ? (
              <Nothing>{say(list.items.length === 0 ? "destructions_none" : "list_nothing_fits")}</Nothing>
            ) : (
              <div onKeyDown={row_keys}>
                <Rows<DestructionRow>
                  rowKey="id"
                  dataSource={rows}
                  pagination={long_rows(rows.length, say)}
                  columns={[
                    {
                      title: say("destruction_unit"),
                      key: "unit",
                      sorter: by_words((row) => row.unit.name),
                      render: (_, row) => (
                        <a data-row href={`#/destructions/${row.id}`}>
                          {row.unit.name}
                        </a>
                      ),
                    },
                    { title: say("destruction_managing"), key: "managing", render: (_, row) => row.managing_unit?.name },
                    { title: say("destruction_cause"), key: "cause", render: (_, row) => either(row.what_zh, row.what_en) },
                    { title: say("destruction_ended"), key: "ended", className: "nums", sorter: by_day((row) => row.ended_on), render: (_, row) => last_day(row.ended_on) },
                    { title: say("destruction_due"), key: "due", className: "nums", sorter: by_day((row) => row.due), render: (_, row) => last_day(row.due) },
                    { title: say("destruction_state"), key: "state", className: "one_line", render: (_, row) => <DestructionState of={row} /> },
                    { title: say("destruction_on"), key: "on", className: "nums", render: (_, row) => first_day(row.done?.destroyed_on) },
                    { title: say("destruction_letter"), key: "letter", render: (_, row) => row.done?.letter_number },
                  ]}
                />
              </div>
            )
          }
        </Loaded>
      </Card>
    </Page>
  );
}
