// Changes of people who are watched, with what can be done about each. Who it is stands nowhere here: that is a look-up.
import { App, Button, Segmented } from "antd";
import { useState } from "react";
import { with_query } from "../../api/client";
import type { GrantList, GrantView, QueryView, WatchHitList, WatchHitView } from "../../api/types";
import { use_act } from "../../api/use_act";
import { use_load } from "../../api/use_load";
import { first_day } from "../../base/day_text";
import { roc_instant } from "../../base/roc_date";
import { use_speech } from "../../i18n";
import { ActButton } from "../../shell/act_button";
import { Loaded, Nothing } from "../../shell/page";
import { Pager, use_pages } from "../../shell/pager";
import { ProblemAbove } from "../../shell/problem_notice";
import { Rows } from "../../shell/rows";
import { use_client } from "../../shell/session";
import { HitState } from "./state";

export interface LookedUp {
  view: QueryView;
  grant: GrantView | null;
}

type Which = "waiting" | "all";

function What({ of }: { of: WatchHitView }) {
  const { say, either } = use_speech();
  if (of.why) {
    return (
      <>
        <strong>{say("hit_stopped")}</strong>
        <p className="soft">
          {either(of.why.zh, of.why.en)} {either(of.why.next_zh, of.why.next_en)}
        </p>
      </>
    );
  }
  return (
    <>
      <strong>{of.kinds.map((kind) => either(kind.zh, kind.en)).join(either("、", ", "))}</strong>
      {of.note && <p className="soft">{of.note}</p>}
    </>
  );
}

function Acts({ of, again, look, busy }: { of: WatchHitView; again: () => void; look: () => void; busy: boolean }) {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const seeing = use_act();
  const path = `/watch-hits/${encodeURIComponent(of.id)}`;
  return (
    <div className="row_acts">
      {of.may.look_up && (
        <Button size="small" type={of.state === "open" ? "primary" : "default"} title={say("hit_look_up_hint")} aria-label={`${say("hit_look_up")} ${of.case_number}`} loading={busy} onClick={look}>
          {say("hit_look_up")}
        </Button>
      )}
      {of.state === "open" && (
        <Button
          size="small"
          aria-label={`${say("hit_see")} ${of.case_number}`}
          disabled={seeing.busy}
          onClick={() =>
            void seeing.run(async () => {
              await client.post(`${path}/seen`, {});
              again();
            })
          }
        >
          {say("hit_see")}
        </Button>
      )}
      {of.may.take_up && (
        <ActButton
          size="small"
          kind="primary"
          label={say("hit_take_up")}
          of={first_day(of.base_date)}
          text={say("hit_take_up_text")}
          reason="none"
          act={async () => {
            await client.post(`${path}/take-up`, {});
            message.success(say("hit_take_up_done"));
            again();
          }}
        />
      )}
      {of.may.handle && (
        <ActButton
          size="small"
          kind="default"
          label={say("hit_handle")}
          of={of.case_number}
          text={say("hit_handle_text")}
          reason="optional"
          reason_label={say("hit_note")}
          act={async (note) => {
            await client.post(`${path}/handled`, { note });
            message.success(say("hit_handled_done"));
            again();
          }}
        />
      )}
    </div>
  );
}

// `watch`: only those of one.
export function Hits({ watch, looked_up }: { watch?: string; looked_up: (found: LookedUp) => void }) {
  const client = use_client();
  const { say, either } = use_speech();
  const [which, set_which] = useState<Which>(watch ? "all" : "waiting");
  const [asked, set_asked] = useState<string | null>(null);
  const pages = use_pages();
  const act = use_act();
  const load = use_load(() => client.get<WatchHitList>(with_query("/watch-hits", { watch, which, next: pages.cursor })), [client, watch, which, pages.cursor]);
  const look = (hit: WatchHitView) => {
    set_asked(hit.id);
    void act.run(async () => {
      const view = await client.post<QueryView>(`/watch-hits/${encodeURIComponent(hit.id)}/look-up`, {});
      const grants = (await client.get<GrantList>("/grants")).items;
      looked_up({ view, grant: grants.find((one) => one.id === view.grant) ?? null });
    });
  };
  return (
    <>
      {!watch && (
        <Segmented<Which>
          className="gap_below"
          aria-label={say("watch_hits_which")}
          value={which}
          onChange={(next) => {
            set_which(next);
            pages.reset();
          }}
          options={[
            { value: "waiting", label: say("watch_hits_waiting") },
            { value: "all", label: say("watch_hits_all") },
          ]}
        />
      )}
      <ProblemAbove problem={act.problem} title={act.problem?.status === 403 ? say("refused_title") : undefined} />
      <Loaded load={load} rows={6}>
        {(list) =>
          list.items.length === 0 ? (
            <Nothing>
              {which === "all" ? say("watch_hits_none_all") : say("watch_hits_none")}
              <br />
              {say("watch_hits_none_text")}
            </Nothing>
          ) : (
            <>
              <Rows<WatchHitView>
                rowKey="id"
                dataSource={list.items}
                columns={[
                  {
                    title: say("watch_case"),
                    key: "case",
                    render: (_, row) => (
                      <>
                        {row.case_number ? <strong className="one_line">{row.case_number}</strong> : <span className="soft">－</span>}
                        <br />
                        <span className="soft">{either(row.purpose_zh, row.purpose_en)}</span>
                      </>
                    ),
                  },
                  { title: say("watch_events"), key: "what", render: (_, row) => <What of={row} /> },
                  { title: say("watch_base_date"), key: "base", className: "one_line nums", render: (_, row) => first_day(row.base_date) },
                  {
                    title: say("watch_told_at"),
                    key: "at",
                    className: "nums",
                    render: (_, row) => (
                      <>
                        <span className="one_line">{roc_instant(row.made_at).slice(0, -3)}</span>
                        <br />
                        <span className="soft one_line">
                          {say("watch_entry")} {row.index.toLocaleString("en-US")}
                        </span>
                      </>
                    ),
                  },
                  {
                    title: say("watch_state"),
                    key: "state",
                    render: (_, row) => (
                      <>
                        <HitState of={row} />
                        {row.acted_by && row.acted_at && <p className="soft nums">{say("hit_by", { name: row.acted_by.name, at: roc_instant(row.acted_at).slice(0, -3) })}</p>}
                      </>
                    ),
                  },
                  {
                    title: <span className="unseen">{say("watch_acts")}</span>,
                    key: "acts",
                    render: (_, row) => <Acts of={row} again={load.again} look={() => look(row)} busy={act.busy && asked === row.id} />,
                  },
                ]}
              />
              <Pager fixed pages={pages} total={list.total} next={list.next} />
              <p className="soft">{say("watch_hits_recorded")}</p>
            </>
          )
        }
      </Loaded>
    </>
  );
}
