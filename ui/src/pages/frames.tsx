// Frames, the newest first: of a case worker their own, of who oversees all.
import { Button } from "antd";
import { with_query } from "../api/client";
import type { FrameList, FrameView } from "../api/types";
import { use_load } from "../api/use_load";
import { first_day } from "../base/day_text";
import { roc_instant } from "../base/roc_date";
import { use_speech } from "../i18n";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { Pager, use_pages } from "../shell/pager";
import { row_keys } from "../shell/row_keys";
import { Rows } from "../shell/rows";
import { use_client, use_session } from "../shell/session";
import { FrameState } from "./framing/state";

export function FramesPage() {
  const client = use_client();
  const { view } = use_session();
  const { say } = use_speech();
  const pages = use_pages();
  const load = use_load(() => client.get<FrameList>(with_query("/frames", { next: pages.cursor })), [client, pages.cursor]);
  const orders = view?.roles.includes("case_worker") ?? false;
  const begin = orders && (
    <Button type="primary" href="#/frames/new">
      {say("frame_new")}
    </Button>
  );
  return (
    <Page title={say("frames")} extra={begin}>
      <Card title={say(orders ? "frame_mine" : "frame_all")}>
        <Loaded load={load} rows={8}>
          {(list) =>
            list.items.length === 0 ? (
              <Nothing>{say(orders ? "frame_none" : "frame_none_all")}</Nothing>
            ) : (
              <div onKeyDown={row_keys}>
                <Rows<FrameView>
                  rowKey="id"
                  dataSource={list.items}
                  columns={[
                    {
                      title: say("frame_study"),
                      key: "title",
                      render: (_, row) => (
                        <>
                          <a data-row href={`#/frames/${row.id}`}>
                            {row.title || say("frame_gone_title")}
                          </a>
                          <br />
                          <span className="soft">{row.purpose_zh}</span>
                        </>
                      ),
                    },
                    ...(orders ? [] : [{ title: say("frame_by_whom"), key: "by", render: (_: unknown, row: FrameView) => row.ordered_by.name }]),
                    { title: say("case_number"), dataIndex: "case_number" },
                    { title: say("frame_people"), key: "people", width: 100, align: "right", className: "nums", render: (_, row) => row.people.toLocaleString("en-US") },
                    { title: say("frame_drawn"), key: "drawn", width: 90, align: "right", className: "nums", render: (_, row) => (row.state === "drawn" ? row.drawn.toLocaleString("en-US") : "") },
                    { title: say("frame_ordered_at"), key: "at", className: "one_line nums", render: (_, row) => roc_instant(row.ordered_at) },
                    { title: say("frame_draw_on"), key: "on", className: "one_line nums", render: (_, row) => first_day(row.draw_on) },
                    { title: say("frame_state"), key: "state", width: 130, render: (_, row) => <FrameState of={row} /> },
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
