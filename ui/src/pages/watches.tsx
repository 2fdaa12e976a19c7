// Watches of cases: what changed and waits to be handled, and what is being watched.
import { Button, Tabs } from "antd";
import { useState } from "react";
import { with_query } from "../api/client";
import type { WatchList, WatchView } from "../api/types";
import { use_load } from "../api/use_load";
import { first_day } from "../base/day_text";
import { use_speech } from "../i18n";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { Pager, use_pages } from "../shell/pager";
import { Paper } from "../shell/paper";
import { row_keys } from "../shell/row_keys";
import { Rows } from "../shell/rows";
import { use_client } from "../shell/session";
import { ResultView } from "./query/result";
import { Hits, type LookedUp } from "./watching/hits";
import { WatchState } from "./watching/state";

function Watches() {
  const client = use_client();
  const { say, either } = use_speech();
  const pages = use_pages();
  const load = use_load(() => client.get<WatchList>(with_query("/watches", { next: pages.cursor })), [client, pages.cursor]);
  return (
    <Loaded load={load} rows={6}>
      {(list) =>
        list.items.length === 0 ? (
          <Nothing
            action={
              <Button type="primary" href="#/watches/new">
                {say("watch_new")}
              </Button>
            }
          >
            {say("watch_none")}
          </Nothing>
        ) : (
          <div onKeyDown={row_keys}>
            <Rows<WatchView>
              rowKey="id"
              dataSource={list.items}
              columns={[
                {
                  title: say("watch_case"),
                  key: "case",
                  render: (_, row) => (
                    <>
                      <a data-row href={`#/watches/${row.id}`}>
                        {row.first_case || say("watch_state_destroyed")}
                      </a>
                      {row.people > 1 && <span className="soft one_line"> {say("watch_cases_more", { count: row.people })}</span>}
                      <br />
                      <span className="soft">{either(row.purpose_zh, row.purpose_en)}</span>
                    </>
                  ),
                },
                { title: say("watch_owner"), key: "owner", className: "one_line", render: (_, row) => row.owner.name },
                { title: say("watch_until"), key: "until", className: "one_line nums", render: (_, row) => first_day(row.until) },
                { title: say("watch_waiting"), key: "waiting", align: "right", className: "nums", render: (_, row) => `${row.waiting}／${row.hits}` },
                { title: say("watch_state"), key: "state", render: (_, row) => <WatchState of={row} /> },
              ]}
            />
            <Pager fixed pages={pages} total={list.total} next={list.next} />
          </div>
        )
      }
    </Loaded>
  );
}

export function WatchesPage() {
  const { say } = use_speech();
  const [tab, set_tab] = useState("hits");
  const [found, set_found] = useState<LookedUp | null>(null);
  if (found) return <ResultView key={found.view.id} first={found.view} grant={found.grant} back={{ label: say("watch_back"), go: () => set_found(null) }} />;
  return (
    <Page
      title={say("watches")}
      extra={
        <Button type="primary" href="#/watches/new">
          {say("watch_new")}
        </Button>
      }
    >
      <p className="gap_below">{say("watches_lead")}</p>
      <Tabs
        activeKey={tab}
        onChange={set_tab}
        destroyOnHidden
        items={[
          {
            key: "hits",
            label: say("watch_tab_hits"),
            children: (
              <Card>
                <Hits looked_up={set_found} />
              </Card>
            ),
          },
          {
            key: "watches",
            label: say("watch_tab_watches"),
            children: (
              <Card>
                <Watches />
              </Card>
            ),
          },
        ]}
      />
      <Paper base_date="" facts={[]} mark={say("watches")} />
    </Page>
  );
}
