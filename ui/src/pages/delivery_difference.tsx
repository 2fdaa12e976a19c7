// What a delivery would change of the data in use, by district and by field; and the second person's release.
import { Alert } from "antd";
import type { ComparisonCounts, ComparisonDistrict, ComparisonField, ComparisonView, DeliveryDifference, DeliveryView, EventCount, ReleaseView } from "../api/types";
import { use_load } from "../api/use_load";
import { roc_date } from "../base/roc_date";
import { use_speech, type MessageKey } from "../i18n";
import { Card, Loaded } from "../shell/page";
import { Rows } from "../shell/rows";
import { use_client, use_session } from "../shell/session";
import { SignOff } from "./delivery_sign_off";

const columns = ["before", "new", "arrived", "left", "gone", "changed", "unchanged", "after"] as const satisfies readonly (keyof ComparisonCounts)[];

interface DistrictRow {
  key: string;
  name: string;
  counts: ComparisonCounts;
}

function Districts({ comparison }: { comparison: ComparisonView }) {
  const { say, either } = use_speech();
  const rows: DistrictRow[] = comparison.districts.map((one: ComparisonDistrict) => ({ key: one.code, name: either(one.name_zh, one.name_en), counts: one.counts }));
  rows.push({ key: "all", name: say("difference_all"), counts: comparison.all });
  return (
    <Rows<DistrictRow>
      rowKey="key"
      dataSource={rows}
      rowClassName={(row) => (row.key === "all" ? "sum_row" : "")}
      columns={[
        { title: say("difference_district"), dataIndex: "name" },
        ...columns.map((column) => ({
          title: say(`difference_${column}` satisfies MessageKey),
          key: column,
          align: "right" as const,
          className: "nums",
          render: (_: unknown, row: DistrictRow) => (row.key === "all" && (column === "arrived" || column === "left") ? "–" : row.counts[column].toLocaleString("en-US")),
        })),
      ]}
    />
  );
}

function Fields({ fields }: { fields: readonly ComparisonField[] }) {
  const { say, either } = use_speech();
  return (
    <details className="unfold">
      <summary>{say("difference_fields")}</summary>
      <Rows<ComparisonField>
        rowKey="name"
        className="narrow_table"
        dataSource={[...fields]}
        columns={[
          { title: say("difference_field"), key: "field", render: (_, row) => either(row.label_zh, row.label_en) },
          { title: say("difference_people"), dataIndex: "people", width: 140, align: "right", className: "nums", render: (people: number) => people.toLocaleString("en-US") },
        ]}
      />
    </details>
  );
}

function Events({ events }: { events: readonly EventCount[] }) {
  const { say, either } = use_speech();
  return (
    <Card title={say("changes_by_event")}>
      <Rows<EventCount>
        rowKey="code"
        className="narrow_table"
        dataSource={[...events]}
        columns={[
          { title: say("changes_event"), key: "event", render: (_, row) => either(row.label_zh, row.label_en) },
          { title: say("changes_count"), dataIndex: "count", width: 140, align: "right", className: "nums", render: (count: number) => count.toLocaleString("en-US") },
        ]}
      />
    </Card>
  );
}

function Compared({ comparison, release, waits }: { comparison: ComparisonView; release: ReleaseView; waits: boolean }) {
  const { say, either } = use_speech();
  if (comparison.problem) return <Alert type="warning" showIcon title={say("difference_problem", { code: comparison.problem })} />;
  return (
    <>
      <p className="difference_sentence">{either(comparison.sentence_zh.replace(comparison.with_base_date, roc_date(comparison.with_base_date)), comparison.sentence_en)}</p>
      {waits && (
        <Alert
          className="gap_below"
          type={comparison.exceeds ? "warning" : "success"}
          showIcon
          title={say(comparison.exceeds ? "difference_over" : "difference_within", { threshold: release.threshold })}
        />
      )}
      <Districts comparison={comparison} />
      <p className="more">{say("difference_note")}</p>
      {comparison.fields.length > 0 && <Fields fields={comparison.fields} />}
    </>
  );
}

function Release({ delivery, release, done }: { delivery: DeliveryView; release: ReleaseView; done: () => void }) {
  const { say } = use_speech();
  const acts = use_session().view?.roles.includes("designated_person") ?? false;
  if (release.may) return <SignOff delivery={delivery} step="release" text={say("release_text", { who: release.signed_by })} done={done} />;
  return (
    <Card title={say("release")}>
      <Alert type="info" showIcon title={acts ? say("release_own") : say("release_waits", { who: release.signed_by })} />
    </Card>
  );
}

export function Difference({ delivery, done }: { delivery: DeliveryView; done: () => void }) {
  const client = use_client();
  const { say } = use_speech();
  const load = use_load(
    () => client.get<DeliveryDifference>(`/deliveries/${encodeURIComponent(delivery.id)}/difference`),
    [client, delivery.id, delivery.state],
  );
  const waits = delivery.state === "awaiting_sign_off" || delivery.state === "awaiting_release";
  return (
    <Loaded load={load} rows={6}>
      {({ comparison, events, release }) => (
        <>
          {(comparison || waits) && (
            <Card title={say(delivery.state === "in_use" || delivery.state === "superseded" ? "difference_former" : "difference")}>
              {comparison ? <Compared comparison={comparison} release={release} waits={waits} /> : <p>{say("difference_none")}</p>}
            </Card>
          )}
          {events.length > 0 && <Events events={events} />}
          {release.state === "awaiting" && <Release delivery={delivery} release={release} done={done} />}
        </>
      )}
    </Loaded>
  );
}
