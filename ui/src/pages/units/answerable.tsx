// Who answered for a unit on a day (L1): the rules ask it years later.
import { Button, Form } from "antd";
import { useState } from "react";
import { with_query } from "../../api/client";
import type { AnswerableView } from "../../api/types";
import { use_load } from "../../api/use_load";
import { roc_date, taipei_day } from "../../base/roc_date";
import { use_speech } from "../../i18n";
import { DayField, iso_day } from "../../shell/day_field";
import { Facts } from "../../shell/facts";
import { Who } from "../../shell/names";
import { Card, Loaded } from "../../shell/page";
import { use_client } from "../../shell/session";

export function Answerable({ unit }: { unit: string }) {
  const client = use_client();
  const { say } = use_speech();
  const [on, set_on] = useState(() => taipei_day(new Date()));
  const load = use_load(() => client.get<AnswerableView>(with_query(`/units/${encodeURIComponent(unit)}/answerable`, { on })), [client, unit, on]);
  return (
    <Card title={say("answerable")}>
      <Form
        layout="inline"
        className="list_filter"
        colon={false}
        requiredMark={false}
        initialValues={{ on: roc_date(on) }}
        onFinish={(typed: { on?: string }) => set_on(iso_day(typed.on) ?? on)}
      >
        <DayField name="on" label={say("answerable_on")} required width={130} />
        <Button htmlType="submit">{say("answerable_show")}</Button>
      </Form>
      <div aria-live="polite">
        <Loaded load={load} rows={2}>
          {(found) => (
            <Facts
              columns={4}
              of={[
                { label: say("answerable_day"), value: <span className="nums">{roc_date(on)}</span> },
                { label: say("duty_head"), value: <Who of={found.head} /> },
                { label: say("duty_deputy"), value: <Who of={found.deputy} /> },
                { label: say("duty_account_administrator"), value: <Who of={found.administrator} /> },
                { label: say("answerable_acting"), value: <Who of={found.acting} /> },
              ]}
            />
          )}
        </Loaded>
      </div>
    </Card>
  );
}
