// One watch: under what, until when, whom, and what has changed.
import { Alert, App, Button } from "antd";
import { useState } from "react";
import { with_query } from "../api/client";
import type { WatchedList, WatchedPersonView, WatchForm, WatchView } from "../api/types";
import { use_load } from "../api/use_load";
import { first_day } from "../base/day_text";
import { roc_instant } from "../base/roc_date";
import { use_speech } from "../i18n";
import { ActButton } from "../shell/act_button";
import { Facts } from "../shell/facts";
import { Card, Loaded, Page } from "../shell/page";
import { Pager, use_pages } from "../shell/pager";
import { Paper } from "../shell/paper";
import { Rows } from "../shell/rows";
import { use_client } from "../shell/session";
import { ResultView } from "./query/result";
import { Hits, type LookedUp } from "./watching/hits";
import { WatchState } from "./watching/state";

function Whom({ id }: { id: string }) {
  const client = use_client();
  const { say } = use_speech();
  const pages = use_pages();
  const load = use_load(() => client.get<WatchedList>(with_query(`/watches/${encodeURIComponent(id)}/people`, { next: pages.cursor })), [client, id, pages.cursor]);
  return (
    <Card title={say("watch_whom")}>
      <p className="soft gap_below">{say("watch_whom_text")}</p>
      <Loaded load={load} rows={3}>
        {(list) => (
          <>
            <Rows<WatchedPersonView>
              rowKey="position"
              dataSource={list.items}
              columns={[
                { title: say("watch_number"), dataIndex: "position", width: 70, align: "right", className: "nums" },
                { title: say("watch_case"), dataIndex: "case_number" },
                { title: say("watch_id"), dataIndex: "id", className: "nums" },
              ]}
            />
            <Pager fixed pages={pages} total={list.total} next={list.next} />
          </>
        )}
      </Loaded>
    </Card>
  );
}

function About({ watch, form }: { watch: WatchView; form: WatchForm }) {
  const { say, either } = use_speech();
  const groups = form.groups.filter((one) => watch.groups.includes(one.code)).map((one) => either(one.zh, one.en));
  return (
    <Card title={say("watch_about")} extra={<WatchState of={watch} />}>
      <Facts
        columns={4}
        of={[
          { label: say("watch_purpose"), value: either(watch.purpose_zh, watch.purpose_en) },
          { label: say("watch_owner"), value: watch.owner.name },
          { label: say("watch_since"), value: <span className="nums">{roc_instant(watch.from)}</span> },
          { label: say("watch_until"), value: <span className="nums">{first_day(watch.until)}</span> },
          { label: say("watch_people"), value: <span className="nums">{watch.people}</span> },
          ...(watch.ended_at ? [{ label: say("watch_ended_at"), value: <span className="nums">{roc_instant(watch.ended_at)}</span> }] : []),
          ...(watch.reason ? [{ label: say("watch_reason"), value: watch.reason, wide: true }] : []),
          { label: say("watch_groups"), value: groups.join(either("；", "; ")), wide: true },
        ]}
      />
    </Card>
  );
}

export function WatchPage({ id }: { id: string }) {
  const client = use_client();
  const { say, either } = use_speech();
  const { message } = App.useApp();
  const [found, set_found] = useState<LookedUp | null>(null);
  const path = `/watches/${encodeURIComponent(id)}`;
  const load = use_load(
    async () => {
      const [watch, form] = await Promise.all([client.get<WatchView>(path), client.get<WatchForm>("/watch/form")]);
      return { watch, form };
    },
    [client, path],
  );
  const watch = load.answer?.watch;
  const act = (word: string, done: string) => async () => {
    await client.post(`${path}/${word}`, {});
    message.success(done);
    load.again();
  };
  if (found) return <ResultView key={found.view.id} first={found.view} grant={found.grant} back={{ label: say("watch_back"), go: () => set_found(null) }} />;
  return (
    <Page
      title={watch ? say("watch_one", { purpose: either(watch.purpose_zh, watch.purpose_en) }) : say("watches")}
      extra={
        <>
          {watch?.may.take_over && <ActButton kind="primary" label={say("watch_take_over")} text={say("watch_take_over_text")} reason="none" act={act("take-over", say("watch_taken_over_done"))} />}
          {watch?.may.end && (
            <ActButton
              kind="danger"
              label={say("watch_end")}
              text={say("watch_end_text", { kept: either(load.answer?.form.kept_zh ?? "", load.answer?.form.kept_en ?? "") })}
              reason="none"
              act={act("end", say("watch_ended_done"))}
            />
          )}
          <Button onClick={() => window.print()}>{say("print")}</Button>
          <Button href="#/watches">{say("watch_back")}</Button>
        </>
      }
    >
      <Loaded load={load} rows={10}>
        {(answer) => (
          <>
            {answer.watch.state === "halted" && <Alert className="gap_below" type="warning" showIcon title={say("watch_halted_text")} />}
            {answer.watch.state === "destroyed" && <Alert className="gap_below" type="info" showIcon title={say("watch_destroyed_text")} />}
            <About watch={answer.watch} form={answer.form} />
            <Card title={say("watch_hits_of")}>
              <Hits watch={id} looked_up={set_found} />
            </Card>
            {answer.watch.state !== "destroyed" && <Whom id={id} />}
            <Paper base_date="" facts={[[say("watch_purpose"), either(answer.watch.purpose_zh, answer.watch.purpose_en)], [say("watch_case"), answer.watch.first_case]]} mark={answer.watch.first_case} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
