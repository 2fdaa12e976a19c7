// The register of copies: what left, to whom, until when, and that it was destroyed (S2.4, S3.1).
import { Button } from "antd";
import { useState } from "react";
import type { CopyList, CopyRow } from "../../api/types";
import { with_query } from "../../api/client";
import { use_load } from "../../api/use_load";
import { last_day } from "../../base/day_text";
import { roc_instant } from "../../base/roc_date";
import { message_or, use_speech } from "../../i18n";
import { FilterPick } from "../../shell/filter";
import { ListCsv } from "../../shell/list_csv";
import { Card, Loaded, Nothing, Page } from "../../shell/page";
import { Pager, use_pages } from "../../shell/pager";
import { row_keys } from "../../shell/row_keys";
import { Rows } from "../../shell/rows";
import { use_client } from "../../shell/session";
import { CopyState, copy_states } from "./state";

export function CopiesPage() {
  const client = use_client();
  const { say, either, language } = use_speech();
  const pages = use_pages();
  const [state, set_state] = useState<string | undefined>();
  const load = use_load(() => client.get<CopyList>(with_query("/copies", { state, next: pages.cursor })), [client, state, pages.cursor]);
  const kind = (row: CopyRow) => message_or(language, `copy_kind_${row.kind}`, row.kind);
  const of = (row: CopyRow) => message_or(language, `copy_of_${row.of}`, row.of);
  const to = (row: CopyRow) => (row.recipient ? `${row.recipient.organisation} ${row.recipient.name}` : row.unit.name);
  return (
    <Page
      title={say("copies")}
      extra={
        <>
          <ListCsv
            file="copies"
            head={[say("copy_kind"), say("copy_of"), say("copy_approval_grant"), say("copy_to"), say("copy_approval_letter"), say("copy_people"), say("copy_made_by"), say("copy_made_at"), say("copy_destroy_by"), say("copy_state"), say("copy_end_certificate")]}
            rows={(load.answer?.items ?? []).map((row) => [
              kind(row),
              of(row),
              either(row.purpose_zh, row.purpose_en),
              to(row),
              row.letter_number,
              String(row.people),
              row.made_by.name,
              roc_instant(row.made_at),
              last_day(row.destroy_by),
              message_or(language, `copy_state_${row.state}`, row.state),
              row.end?.certificate ?? "",
            ])}
          />
          <Button href="#/copy-approvals">{say("copy_approvals")}</Button>
          <Button onClick={() => window.print()}>{say("print")}</Button>
        </>
      }
    >
      <Card>
        <p className="soft gap_below">{say("copies_text")}</p>
        <div className="list_filter">
          <FilterPick
            label={say("copy_state")}
            all={say("copy_all_states")}
            width={180}
            value={state}
            choose={(one) => {
              pages.reset();
              set_state(one);
            }}
            options={copy_states.map((one) => ({ value: one, label: say(`copy_state_${one}`) }))}
          />
        </div>
        <Loaded load={load} rows={6}>
          {(list) =>
            list.items.length === 0 ? (
              <Nothing>{say(state ? "list_nothing_fits" : "copies_none")}</Nothing>
            ) : (
              <div onKeyDown={row_keys}>
                <Rows<CopyRow>
                  rowKey="id"
                  dataSource={list.items}
                  loading={load.busy}
                  columns={[
                    {
                      title: say("copy_kind"),
                      key: "kind",
                      className: "one_line",
                      render: (_, row) => (
                        <a data-row href={`#/copies/${row.id}`}>
                          {kind(row)}
                        </a>
                      ),
                    },
                    { title: say("copy_of"), key: "of", render: (_, row) => of(row) },
                    { title: say("copy_approval_grant"), key: "grant", render: (_, row) => either(row.purpose_zh, row.purpose_en) },
                    { title: say("copy_to"), key: "to", render: (_, row) => to(row) },
                    { title: say("copy_people"), key: "people", align: "right", className: "nums", render: (_, row) => row.people.toLocaleString("en-US") },
                    { title: say("copy_made_by"), key: "by", className: "one_line", render: (_, row) => row.made_by.name },
                    { title: say("copy_made_at"), key: "at", className: "nums", render: (_, row) => roc_instant(row.made_at) },
                    { title: say("copy_destroy_by"), key: "until", className: "nums", render: (_, row) => last_day(row.destroy_by) },
                    { title: say("copy_state"), key: "state", className: "one_line", render: (_, row) => <CopyState of={row} /> },
                  ]}
                />
                <Pager fixed pages={pages} total={list.total} next={list.next} />
              </div>
            )
          }
        </Loaded>
      </Card>
    </Page>
  );
}
