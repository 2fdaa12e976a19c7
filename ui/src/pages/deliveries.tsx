import { Button, Tag } from "antd";
import type { DeliveryList, DeliveryView } from "../api/types";
import { use_load } from "../api/use_load";
import { roc_date, roc_instant } from "../base/roc_date";
import { message_or, use_speech } from "../i18n";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { Rows } from "../shell/rows";
import { use_client, use_session } from "../shell/session";
import { Calendar, type KindOfTable } from "./delivery_calendar";

const state_colors: Record<string, string> = {
  awaiting_sign_off: "warning",
  awaiting_release: "warning",
  in_use: "success",
  refused: "error",
  importing: "processing",
  uploading: "processing",
};

export function DeliveryState({ state }: { state: string }) {
  const { language } = use_speech();
  return <Tag color={state_colors[state] ?? "default"}>{message_or(language, `state_${state}`, state)}</Tag>;
}

export function count_text(count: number | undefined): string {
  return count === undefined ? "" : count.toLocaleString("en-US");
}

// Only a file of changes is checked for its place among the others.
function kinds_of(deliveries: readonly DeliveryView[]): KindOfTable {
  const checked = deliveries.filter((one) => one.report !== null);
  return new Map(checked.map((one) => [one.table_number, one.report?.checks.some((check) => check.code === "change_sequence") ? "change" : "full"]));
}

export function DeliveriesPage() {
  const client = use_client();
  const { say } = use_speech();
  const acts = use_session().view?.roles.includes("designated_person") ?? false;
  const load = use_load(() => client.get<DeliveryList>("/deliveries"), [client]);
  const fresh = (
    <Button type="primary" href="#/deliveries/new">
      {say("delivery_new")}
    </Button>
  );
  return (
    <Page
      title={say("deliveries")}
      extra={
        <>
          <Button onClick={load.again}>{say("refresh")}</Button>
          {acts && fresh}
        </>
      }
    >
      <Calendar kinds={kinds_of(load.answer?.items ?? [])} />
      <Card title={say("delivery_list")}>
        <Loaded load={load} rows={8}>
          {(list) =>
            list.items.length === 0 ? (
              <Nothing>{say("delivery_none")}</Nothing>
            ) : (
              <Rows<DeliveryView>
                rowKey="id"
                dataSource={list.items}
                pagination={
                  list.items.length > 20
                    ? { defaultPageSize: 20, showSizeChanger: true, showTotal: (count) => say("records_count", { count }) }
                    : false
                }
                columns={[
                  { title: say("delivery_table_number"), dataIndex: "table_number" },
                  { title: say("delivery_sequence"), dataIndex: "sequence", align: "right", className: "nums" },
                  { title: say("delivery_base_date"), dataIndex: "base_date", render: (day: string) => <span className="nums">{roc_date(day)}</span> },
                  { title: say("delivery_layout"), dataIndex: "layout" },
                  { title: say("delivery_state"), dataIndex: "state", render: (state: string) => <DeliveryState state={state} /> },
                  { title: say("delivery_uploaded_at"), dataIndex: "uploaded_at", render: (at: string) => <span className="nums">{roc_instant(at)}</span> },
                  { title: say("delivery_accepted"), key: "accepted", align: "right", className: "nums", render: (_, row) => count_text(row.report?.accepted) },
                  { title: say("delivery_rejected"), key: "rejected", align: "right", className: "nums", render: (_, row) => count_text(row.report?.rejected) },
                  { title: say("delivery_uploaded_by"), dataIndex: "uploaded_by" },
                  { title: say("delivery_signed_by"), dataIndex: "signed_by" },
                  {
                    title: <span className="unseen">{say("delivery_open")}</span>,
                    key: "open",
                    render: (_, row) => (
                      <a
                        href={`#/deliveries/${row.id}`}
                        aria-label={`${say("delivery_open")}：${say("delivery_one", { table: row.table_number, sequence: row.sequence })}`}
                      >
                        {say("delivery_open")}
                      </a>
                    ),
                  },
                ]}
              />
            )
          }
        </Loaded>
      </Card>
    </Page>
  );
}
