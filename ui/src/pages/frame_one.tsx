// One frame: what was ordered, the number, who was drawn, and how anybody can check that nobody chose them.
import { Alert, Button } from "antd";
import type { FramePlanView, FrameStratumView, FrameView } from "../api/types";
import { use_load } from "../api/use_load";
import { first_day } from "../base/day_text";
import { roc_instant } from "../base/roc_date";
import { use_speech, type Speech } from "../i18n";
import { ActButton } from "../shell/act_button";
import { Facts } from "../shell/facts";
import { Card, Loaded, Page } from "../shell/page";
import { Rows } from "../shell/rows";
import { use_client, use_session } from "../shell/session";
import { DrawnPeople } from "./framing/drawn";
import { DrawNumber } from "./framing/number";
import { FrameProofCard } from "./framing/proof";
import { FrameState } from "./framing/state";
import { bands } from "./framing/typed";

const count = (number: number) => number.toLocaleString("en-US");

// In words: whom it is drawn from, and how many.
function population_text(plan: FramePlanView, { say }: Pick<Speech, "say">): string {
  const ages = plan.age_from === null && plan.age_to === null ? "" : say("frame_ages", { ages: `${plan.age_from ?? 0}–${plan.age_to ?? ""}` });
  const sex = plan.sex === "" ? "" : say(plan.sex === "female" ? "frame_sex_female" : "frame_sex_male");
  const where = plan.districts.length === 0 ? say("frame_districts_all") : plan.districts.map((one) => one.name).join("、");
  return [where, sex, ages].filter(Boolean).join("・");
}

function size_text(plan: FramePlanView, { say }: Pick<Speech, "say">): string {
  if (plan.size_how === "all") return say("frame_how_all");
  return `${say(plan.size_how === "each" ? "frame_how_each" : "frame_how_total")}：${count(plan.size_count)}`;
}

function About({ frame }: { frame: FrameView }) {
  const speech = use_speech();
  const { say, either } = speech;
  const plan = frame.plan;
  return (
    <Card title={say("frame_about")} extra={<FrameState of={frame} />}>
      <Facts
        columns={3}
        of={[
          { label: say("match_grant"), value: frame.purpose_zh },
          { label: say("match_case"), value: frame.case_number },
          { label: say("frame_by_whom"), value: frame.ordered_by.name },
          { label: say("frame_ordered_at"), value: <span className="nums">{roc_instant(frame.ordered_at)}</span> },
          { label: say("base_date"), value: <span className="nums">{first_day(frame.base_date)}</span> },
          { label: say("frame_source"), value: either(frame.source.zh, frame.source.en) },
          { label: say("frame_draw_on"), value: <span className="nums">{first_day(frame.draw_on)}</span> },
          ...(frame.state === "drawn"
            ? [{ label: say("frame_drawn_at"), value: <span className="nums">{frame.drawn_at ? roc_instant(frame.drawn_at) : ""}</span> }]
            : [{ label: say("frame_last_day"), value: <span className="nums">{first_day(frame.last_day)}</span> }]),
          { label: say("frame_excluded"), value: <span className="nums">{count(frame.excluded)}</span> },
          ...(plan
            ? [
                { label: say("frame_part_population"), value: population_text(plan, speech) },
                { label: say("frame_part_size"), value: `${size_text(plan, speech)}${plan.per_household === "one" ? `　${say("frame_household")}` : ""}` },
                {
                  label: say("frame_part_strata"),
                  value: plan.by.length === 0 ? say("frame_by_none") : plan.by.map((way) => (way === "age" ? say("frame_cuts_are", { bands: bands(plan.age_cuts, plan.age_from, plan.age_to).join("、") }) : say(`frame_by_${way}` as "frame_by_sex"))).join("；"),
                },
                { label: say("frame_fields"), value: plan.fields.map((one) => either(one.label_zh, one.label_en)).join("、"), wide: true },
              ]
            : []),
        ]}
      />
    </Card>
  );
}

function Strata({ frame }: { frame: FrameView }) {
  const { say, either } = use_speech();
  const drawn = frame.state === "drawn";
  const short = drawn && frame.strata.some((one) => (one.drawn ?? 0) < one.size);
  const sum = (of: (one: FrameStratumView) => number) => count(frame.strata.reduce((all, one) => all + of(one), 0));
  return (
    <Card title={say("frame_strata")}>
      {frame.merged > 0 && <p className="gap_below">{say("frame_merged", { count: frame.merged })}</p>}
      {frame.left_out > 0 && <p className="gap_below">{say("frame_left_out", { count: frame.left_out })}</p>}
      {short && <Alert className="gap_below" type="warning" showIcon title={say("frame_short")} />}
      {frame.excluded > 0 && <p className="soft gap_below">{say("frame_counts_note")}</p>}
      <Rows<FrameStratumView>
        rowKey="zh"
        dataSource={frame.strata}
        columns={[
          { title: say("frame_stratum"), key: "name", render: (_, one) => either(one.zh, one.en) },
          { title: say("frame_people"), key: "people", width: 120, align: "right", className: "nums", render: (_, one) => count(one.people) },
          { title: say("frame_size"), key: "size", width: 120, align: "right", className: "nums", render: (_, one) => count(one.size) },
          ...(drawn ? [{ title: say("frame_drawn"), key: "drawn", width: 120, align: "right" as const, className: "nums", render: (_: unknown, one: FrameStratumView) => count(one.drawn ?? 0) }] : []),
        ]}
      />
      <p className="nums">
        {say("frame_sum", { people: sum((one) => one.people), size: sum((one) => one.size) })}
        {drawn && `　${say("frame_sum_drawn", { drawn: count(frame.drawn) })}`}
      </p>
    </Card>
  );
}

export function FramePage({ id }: { id: string }) {
  const client = use_client();
  const { view } = use_session();
  const { say } = use_speech();
  const path = `/frames/${encodeURIComponent(id)}`;
  const load = use_load(() => client.get<FrameView>(path), [client, path]);
  const frame = load.answer;
  const mine = frame !== null && frame.ordered_by.id === view?.account_id;
  return (
    <Page
      title={frame?.title ? say("frame_one", { title: frame.title }) : say("frames")}
      extra={
        <>
          {frame && <Button onClick={() => window.print()}>{say("print")}</Button>}
          {frame?.may.cancel && (
            <ActButton label={say("frame_cancel")} text={say("frame_cancel_text")} reason="none" act={async () => load.put(await client.post<FrameView>(`${path}/cancel`, {}))} />
          )}
          <Button href="#/frames">{say("frame_back")}</Button>
        </>
      }
    >
      <Loaded load={load} rows={10}>
        {(found) => (
          <>
            {!found.kept && <Alert className="gap_below" type="info" showIcon title={say(found.state === "lapsed" ? "frame_lapsed" : found.state === "cancelled" ? "frame_cancelled" : "frame_ended")} />}
            {found.may.draw && <DrawNumber frame={found} put={load.put} />}
            {mine && found.match && <DrawnPeople match={found.match} changed={load.again} />}
            {found.strata.length > 0 && <Strata frame={found} />}
            <About frame={found} />
            <FrameProofCard frame={found} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
