// Doubts about a delivery: what the provider was asked to look into, and how many days are left for it.
import { App, Button, Form, Input, Tag } from "antd";
import { useState } from "react";
import type { CalendarMade, DeliveryView, DoubtList, DoubtView } from "../api/types";
import { use_act } from "../api/use_act";
import { use_load } from "../api/use_load";
import { roc_date, roc_instant } from "../base/roc_date";
import { use_speech } from "../i18n";
import { FormModal } from "../shell/form_modal";
import { Card, Loaded } from "../shell/page";
import { Rows } from "../shell/rows";
import { use_client, use_session } from "../shell/session";

interface Typed {
  letter_number?: string;
  text: string;
}

function Raise({ delivery, close, done }: { delivery: string; close: () => void; done: () => void }) {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const act = use_act();
  const [form] = Form.useForm<Typed>();
  const send = (typed: Typed) =>
    act.run(async () => {
      await client.post<CalendarMade>(`/deliveries/${encodeURIComponent(delivery)}/doubts`, { letter_number: typed.letter_number?.trim() ?? "", text: typed.text.trim() });
      message.success(say("doubt_saved"));
      done();
    });
  return (
    <FormModal title={say("doubt_raise")} ok={say("doubt_save")} act={act} form={form} close={close} width={560}>
      <Form form={form} name="doubt" layout="vertical" requiredMark={false} onFinish={(typed: Typed) => void send(typed)}>
        <Form.Item name="text" label={say("doubt_words")} rules={[{ required: true, whitespace: true, message: say("error_required") }]}>
          <Input.TextArea rows={4} maxLength={2000} showCount />
        </Form.Item>
        <Form.Item name="letter_number" label={say("if_wanted", { label: say("notice_letter") })}>
          <Input maxLength={60} />
        </Form.Item>
      </Form>
    </FormModal>
  );
}

export function Doubts({ delivery }: { delivery: DeliveryView }) {
  const client = use_client();
  const { say } = use_speech();
  const acts = use_session().view?.roles.includes("designated_person") ?? false;
  const [raising, set_raising] = useState(false);
  const load = use_load(() => client.get<DoubtList>(`/deliveries/${encodeURIComponent(delivery.id)}/doubts`), [client, delivery.id]);
  return (
    <Card
      title={say("doubts")}
      extra={
        acts && (
          <Button size="small" onClick={() => set_raising(true)}>
            {say("doubt_raise")}
          </Button>
        )
      }
    >
      <Loaded load={load} rows={2}>
        {(list) => (
          <>
            <p className="gap_below">
              {say("doubt_by", { day: roc_date(list.raise_by) })}{" "}
              <Tag color={list.days_left < 0 ? "default" : "warning"}>
                {list.days_left < 0 ? say("doubt_over") : list.days_left === 0 ? say("due_today") : say("days_left", { count: list.days_left })}
              </Tag>
            </p>
            {list.items.length > 0 && (
              <Rows<DoubtView>
                rowKey="id"
                dataSource={list.items}
                columns={[
                  { title: say("doubt_at"), dataIndex: "raised_at", width: 170, render: (at: string) => <span className="nums">{roc_instant(at)}</span> },
                  { title: say("notice_letter"), dataIndex: "letter_number", width: 200 },
                  { title: say("doubt_words"), dataIndex: "text" },
                  { title: say("notice_by"), dataIndex: "raised_by", width: 160 },
                ]}
              />
            )}
            {raising && (
              <Raise
                delivery={delivery.id}
                close={() => set_raising(false)}
                done={() => {
                  set_raising(false);
                  load.again();
                }}
              />
            )}
          </>
        )}
      </Loaded>
    </Card>
  );
}
