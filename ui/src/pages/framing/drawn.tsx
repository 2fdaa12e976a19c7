// Who was drawn: the match that enters each of them, how far it is, and its rows once they are asked for.
import { Alert, App, Button } from "antd";
import { useState } from "react";
import { with_query } from "../../api/client";
import type { MatchRow, MatchRows, MatchView } from "../../api/types";
import { use_load } from "../../api/use_load";
import { use_speech } from "../../i18n";
import { ActButton } from "../../shell/act_button";
import { Card, Loaded, Nothing } from "../../shell/page";
import { Pager, use_pages } from "../../shell/pager";
import { Paper } from "../../shell/paper";
import { Rows } from "../../shell/rows";
import { use_client } from "../../shell/session";
import { MatchProgress } from "../matching/progress";
import { entries_text, goes_on, is_gone, KeptUntil } from "../matching/state";

function RowsOf({ match }: { match: MatchView }) {
  const client = use_client();
  const { say, either } = use_speech();
  const pages = use_pages();
  const load = use_load(() => client.get<MatchRows>(with_query(`/matches/${encodeURIComponent(match.id)}/rows`, { next: pages.cursor })), [client, match.id, pages.cursor]);
  return (
    <Loaded load={load} rows={8}>
      {(list) =>
        list.items.length === 0 ? (
          <Nothing>{say("frame_rows_none")}</Nothing>
        ) : (
          <>
            <Rows<MatchRow>
              rowKey="row"
              dataSource={list.items}
              loading={load.busy}
              columns={[
                ...list.headers.map((header, place) => ({
                  title: header,
                  key: `value-${place}`,
                  className: place === 0 ? "nums" : "",
                  render: (_: unknown, row: MatchRow) => row.values[place] ?? "",
                })),
                { title: say("frame_row_outcome"), key: "outcome", render: (_, row) => either(row.zh, row.en) },
              ]}
            />
            <Pager fixed pages={pages} total={list.total} next={list.next} />
          </>
        )
      }
    </Loaded>
  );
}

// `changed`: the frame's own key ends with what was drawn.
export function DrawnPeople({ match: id, changed }: { match: string; changed: () => void }) {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const path = `/matches/${encodeURIComponent(id)}`;
  const load = use_load(() => client.get<MatchView>(path), [client, path]);
  const [shown, set_shown] = useState(false);
  return (
    <Loaded load={load} rows={6}>
      {(match) => (
        <>
          {match.state !== "done" && !is_gone(match) && <MatchProgress match={match} again={load.again} put={load.put} />}
          {is_gone(match) && <Alert className="gap_below" type="info" showIcon title={say("match_result_gone")} />}
          {!goes_on(match) && match.may.download && (
            <Card
              title={say("frame_rows")}
              extra={
                <div className="actions">
                  <Button href={`#/matches/${encodeURIComponent(id)}`}>{say("frame_rows_export")}</Button>
                  {match.may.destroy && (
                    <ActButton
                      kind="danger"
                      label={say("match_destroy")}
                      text={say("frame_destroy_text")}
                      reason="none"
                      act={async () => {
                        load.put(await client.post<MatchView>(`${path}/destroy`, {}));
                        message.success(say("match_destroyed"));
                        changed();
                      }}
                    />
                  )}
                </div>
              }
            >
              <p className="gap_below">
                {say("frame_rows_kept")} <KeptUntil of={match} />　{say("match_entries")}：<span className="nums">{entries_text(say, match)}</span>
              </p>
              {shown ? (
                <RowsOf match={match} />
              ) : (
                <div className="match_ask_rows">
                  <p>{say("match_result_show_text")}</p>
                  <Button onClick={() => set_shown(true)}>{say("frame_rows_show")}</Button>
                </div>
              )}
            </Card>
          )}
          <Paper
            base_date={match.base_date}
            facts={[
              [say("match_grant"), match.purpose_zh],
              [say("match_case"), match.case_number],
              [say("match_entries"), entries_text(say, match)],
            ]}
            mark={`${match.case_number} ${match.first_index === null ? "" : `#${match.first_index}`}`}
          />
        </>
      )}
    </Loaded>
  );
}
