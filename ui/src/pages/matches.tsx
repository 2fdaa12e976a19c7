// My matches, the newest first: how far each is, and how long its result is kept.
import { Button, Progress } from "antd";
import { useEffect } from "react";
import { with_query } from "../api/client";
import { use_load } from "../api/use_load";
import { roc_instant } from "../base/roc_date";
import { use_speech } from "../i18n";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { Pager, use_pages } from "../shell/pager";
import { row_keys } from "../shell/row_keys";
import { Rows } from "../shell/rows";
import { use_client } from "../shell/session";
import { goes_on, KeptUntil, MatchState } from "./matching/state";
import type { MatchList, MatchView } from "../api/types";

const again_ms = 3000;

export function MatchesPage() {
  const client = use_client();
  const { say, either } = use_speech();
  const pages = use_pages();
  const load = use_load(() => client.get<MatchList>(with_query("/matches", { next: pages.cursor })), [client, pages.cursor]);
  const { answer, again } = load;
  const moving = answer?.items.some(goes_on) ?? false;
  useEffect(() => {
    if (!moving) return;
    const wait = window.setTimeout(again, again_ms);
    return () => window.clearTimeout(wait);
  }, [moving, answer, again]);
  const begin = (
    <Button type="primary" href="#/matches/new">
      {say("match_new")}
    </Button>
  );
  return (
    <Page title={say("matches")} extra={begin}>
      <Card title={say("match_mine")}>
        <Loaded load={load} rows={8}>
          {(list) =>
            list.items.length === 0 ? (
              <Nothing>{say("match_none")}</Nothing>
            ) : (
              <div onKeyDown={row_keys}>
                <Rows<MatchView>
                  rowKey="id"
                  dataSource={list.items}
                  columns={[
                    {
                      title: say("match_rule"),
                      key: "rule",
                      render: (_, row) => (
                        <>
                          <a data-row href={`#/matches/${row.id}`}>
                            {either(row.rule_name_zh, row.rule_name_en)}
                          </a>
                          <br />
                          <span className="soft">{row.file}</span>
                        </>
                      ),
                    },
                    { title: say("match_case"), dataIndex: "case_number" },
                    { title: say("match_rows"), key: "rows", width: 90, align: "right", className: "nums", render: (_, row) => row.rows.toLocaleString("en-US") },
                    { title: say("match_began"), key: "began", className: "one_line nums", render: (_, row) => (row.began_at ? roc_instant(row.began_at) : "") },
                    {
                      title: say("match_state"),
                      key: "state",
                      width: 150,
                      render: (_, row) => (
                        <>
                          <MatchState of={row} />
                          {row.state === "running" && (
                            <Progress aria-label={`${say("match_progress")}：${row.file}`} size="small" percent={row.rows === 0 ? 0 : Math.floor((row.done / row.rows) * 100)} />
                          )}
                        </>
                      ),
                    },
                    { title: say("match_keeps"), key: "keeps", render: (_, row) => (goes_on(row) ? "" : <KeptUntil of={row} />) },
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
