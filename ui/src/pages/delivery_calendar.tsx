// What was due and what came: the rhythm of each table with its last periods, and the provider's notices with their days.
import { App, Button, Form, Input, InputNumber, Select, Tag } from "antd";
import { useState } from "react";
import type { CalendarMade, DeliveryCalendar, NoticeView, ScheduleView, SlotView } from "../api/types";
import { use_act } from "../api/use_act";
import { use_load } from "../api/use_load";
import { roc_date, taipei_day } from "../base/roc_date";
import { use_speech } from "../i18n";
import { DatedAct } from "../shell/dated_act";
import { DayField, iso_day } from "../shell/day_field";
import { FormModal } from "../shell/form_modal";
import { Card, Loaded } from "../shell/page";
import { Rows } from "../shell/rows";
import { use_client, use_session } from "../shell/session";

const tones: Record<string, string> = { came: "slot_good", late: "slot_late", missing: "slot_bad", ahead: "slot_ahead" };

function use_period() {
  // The period as people call it: 115/11 for a month, the first day of a week, the day.
  return (rhythm: string, slot: SlotView) => (rhythm === "month" ? roc_date(slot.from).replace(/\/\d+$/, "") : roc_date(slot.from));
}

function Slot({ rhythm, slot }: { rhythm: string; slot: SlotView }) {
  const { say } = use_speech();
  const period = use_period()(rhythm, slot);
  const words =
    slot.state === "late" ? say("slot_late", { count: slot.days }) : slot.state === "missing" ? say("slot_missing", { count: slot.days }) : say(slot.state === "came" ? "slot_came" : "slot_ahead", { day: roc_date(slot.due) });
  return (
    <li className={`slot ${tones[slot.state] ?? ""}`}>
      <span className="slot_period nums">{slot.delivery ? <a href={`#/deliveries/${slot.delivery}`}>{period}</a> : period}</span>
      <span className="slot_words">{words}</span>
    </li>
  );
}

function Schedule({ of, acts, done }: { of: ScheduleView; acts: boolean; done: () => void }) {
  const client = use_client();
  const { say } = use_speech();
  const kind = say(of.kind === "change" ? "schedule_change" : "schedule_full");
  const when = of.rhythm === "month" ? say("schedule_monthly", { day: of.due_day }) : of.rhythm === "week" ? say("schedule_weekly", { day: say(`weekday_${of.due_day}` as "weekday_1") }) : say("schedule_daily");
  return (
    <div className="schedule">
      <div className="schedule_head">
        <strong>{of.table_number}</strong>
        <span>{kind}</span>
        <span>{when}</span>
        {of.until && <span className="soft">{say("schedule_until", { day: roc_date(of.until) })}</span>}
        {acts && !of.until && (
          <DatedAct
            size="small"
            label={say("schedule_end")}
            of={`${of.table_number} ${kind}`}
            text={say("schedule_end_text")}
            day_label={say("schedule_end_day")}
            note_label={say("act_reason")}
            act={async (until) => {
              await client.post(`/delivery-calendar/schedules/${encodeURIComponent(of.id)}/end`, { until });
              done();
            }}
          />
        )}
      </div>
      <ol className="slots">
        {of.slots.map((slot) => (
          <Slot key={slot.from} rhythm={of.rhythm} slot={slot} />
        ))}
      </ol>
    </div>
  );
}

function Notices({ notices }: { notices: readonly NoticeView[] }) {
  const { say } = use_speech();
  return (
    <Rows<NoticeView>
      rowKey="id"
      dataSource={[...notices]}
      columns={[
        { title: say("delivery_table_number"), dataIndex: "table_number" },
        { title: say("notice_on"), dataIndex: "notified_on", render: (day: string) => <span className="nums">{roc_date(day)}</span> },
        { title: say("notice_letter"), dataIndex: "letter_number" },
        { title: say("notice_fetch_by"), dataIndex: "fetch_by", render: (day: string) => <span className="nums">{roc_date(day)}</span> },
        {
          title: say("delivery_state"),
          key: "state",
          render: (_, row) =>
            row.delivery ? (
              <a href={`#/deliveries/${row.delivery}`}>{say("notice_fetched")}</a>
            ) : (
              <Tag color={row.days_left < 0 ? "error" : "warning"}>
                {row.days_left < 0 ? say("notice_over", { count: -row.days_left }) : row.days_left === 0 ? say("due_today") : say("days_left", { count: row.days_left })}
              </Tag>
            ),
        },
        { title: say("notice_by"), dataIndex: "registered_by" },
      ]}
    />
  );
}

const options_of = (tables: readonly string[]) => tables.map((table) => ({ value: table, label: table }));

// As which kind of file a table was delivered so far.
export type KindOfTable = ReadonlyMap<string, "full" | "change">;

interface TypedSchedule {
  table_number: string;
  kind: "full" | "change";
  rhythm: "month" | "week" | "day";
  due_day: number | null;
  from: string;
}

function AddSchedule({ tables, kinds, close, done }: { tables: readonly string[]; kinds: KindOfTable; close: () => void; done: () => void }) {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const act = use_act();
  const [form] = Form.useForm<TypedSchedule>();
  const rhythm = Form.useWatch("rhythm", form) ?? "month";
  const send = (typed: TypedSchedule) =>
    act.run(async () => {
      await client.post<CalendarMade>("/delivery-calendar/schedules", {
        table_number: typed.table_number,
        kind: typed.kind,
        rhythm: typed.rhythm,
        due_day: typed.rhythm === "day" ? 0 : (typed.due_day ?? 1),
        from: iso_day(typed.from) ?? "",
      });
      message.success(say("schedule_saved"));
      done();
    });
  return (
    <FormModal title={say("schedule_set")} ok={say("schedule_save")} act={act} form={form} close={close}>
      <Form
        form={form}
        name="schedule"
        layout="vertical"
        requiredMark={false}
        initialValues={{ table_number: tables[0], kind: kinds.get(tables[0] ?? "") ?? "full", rhythm: "month", due_day: 5, from: roc_date(taipei_day(new Date())) }}
        onFinish={(typed: TypedSchedule) => void send(typed)}
        onValuesChange={(changed: Partial<TypedSchedule>) => {
          const kind = kinds.get(changed.table_number ?? "");
          if (kind) form.setFieldValue("kind", kind);
        }}
      >
        <Form.Item name="table_number" label={say("delivery_table_number")} rules={[{ required: true, message: say("error_required") }]}>
          <Select options={options_of(tables)} />
        </Form.Item>
        <Form.Item name="kind" label={say("schedule_kind")}>
          <Select options={[{ value: "full", label: say("schedule_full") }, { value: "change", label: say("schedule_change") }]} />
        </Form.Item>
        <Form.Item name="rhythm" label={say("schedule_rhythm")}>
          <Select options={(["month", "week", "day"] as const).map((one) => ({ value: one, label: say(`rhythm_${one}`) }))} />
        </Form.Item>
        {rhythm !== "day" && (
          <Form.Item name="due_day" label={say(rhythm === "month" ? "schedule_due_month" : "schedule_due_week")} rules={[{ required: true, message: say("error_required") }]}>
            <InputNumber min={1} max={rhythm === "month" ? 28 : 7} />
          </Form.Item>
        )}
        <DayField name="from" label={say("schedule_from")} required hint />
      </Form>
    </FormModal>
  );
}

interface TypedNotice {
  table_number: string;
  notified_on: string;
  letter_number?: string;
}

function AddNotice({ tables, close, done }: { tables: readonly string[]; close: () => void; done: () => void }) {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const act = use_act();
  const [form] = Form.useForm<TypedNotice>();
  const send = (typed: TypedNotice) =>
    act.run(async () => {
      await client.post<CalendarMade>("/delivery-calendar/notices", {
        table_number: typed.table_number,
        notified_on: iso_day(typed.notified_on) ?? "",
        letter_number: typed.letter_number?.trim() ?? "",
      });
      message.success(say("notice_saved"));
      done();
    });
  return (
    <FormModal title={say("notice_add")} ok={say("notice_save")} act={act} form={form} close={close}>
      <p className="gap_below">{say("notice_text")}</p>
      <Form
        form={form}
        name="notice"
        layout="vertical"
        requiredMark={false}
        initialValues={{ table_number: tables[0], notified_on: roc_date(taipei_day(new Date())) }}
        onFinish={(typed: TypedNotice) => void send(typed)}
      >
        <Form.Item name="table_number" label={say("delivery_table_number")} rules={[{ required: true, message: say("error_required") }]}>
          <Select options={options_of(tables)} />
        </Form.Item>
        <DayField name="notified_on" label={say("notice_on")} required hint />
        <Form.Item name="letter_number" label={say("if_wanted", { label: say("notice_letter") })}>
          <Input maxLength={60} />
        </Form.Item>
      </Form>
    </FormModal>
  );
}

export function Calendar({ kinds }: { kinds: KindOfTable }) {
  const client = use_client();
  const { say } = use_speech();
  const acts = use_session().view?.roles.includes("designated_person") ?? false;
  const [adding, set_adding] = useState<"schedule" | "notice" | null>(null);
  const load = use_load(() => client.get<DeliveryCalendar>("/delivery-calendar"), [client]);
  const done = () => {
    set_adding(null);
    load.again();
  };
  return (
    <Card
      title={say("calendar")}
      extra={
        acts && (
          <>
            <Button size="small" onClick={() => set_adding("notice")}>
              {say("notice_add")}
            </Button>{" "}
            <Button size="small" onClick={() => set_adding("schedule")}>
              {say("schedule_set")}
            </Button>
          </>
        )
      }
    >
      <Loaded load={load} rows={3}>
        {(calendar) => (
          <>
            {calendar.schedules.length === 0 && <p className="soft">{say("calendar_none")}</p>}
            {calendar.schedules.map((one) => (
              <Schedule key={one.id} of={one} acts={acts} done={load.again} />
            ))}
            {calendar.notices.length > 0 && (
              <>
                <h3 className="sub_title gap_above">{say("notices")}</h3>
                <Notices notices={calendar.notices} />
              </>
            )}
            {adding === "schedule" && <AddSchedule tables={calendar.tables} kinds={kinds} close={() => set_adding(null)} done={done} />}
            {adding === "notice" && <AddNotice tables={calendar.tables} close={() => set_adding(null)} done={done} />}
          </>
        )}
      </Loaded>
    </Card>
  );
}
