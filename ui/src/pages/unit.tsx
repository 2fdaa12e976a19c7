// One unit: its duties of office with their dates, its contract, its absences, and who answered on a day.
import { App, Button } from "antd";
import { useState } from "react";
import type { AbsenceView, DutyView, OfficeUnitDetail } from "../api/types";
import { use_load } from "../api/use_load";
import { first_day, last_day, period_text } from "../base/day_text";
import { message_or, use_speech } from "../i18n";
import { Facts } from "../shell/facts";
import { Who } from "../shell/names";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { Rows } from "../shell/rows";
import { use_client } from "../shell/session";
import { Answerable } from "./units/answerable";
import { ChangeContract } from "./units/change_contract";
import { ContractState } from "./units/contract_state";
import { AppointDuty, EndDuty } from "./units/duty_acts";

function Contract({ unit, may_change, again }: { unit: OfficeUnitDetail; may_change: boolean; again: () => void }) {
  const { say } = use_speech();
  const [changing, set_changing] = useState(false);
  const contract = unit.contract;
  if (!contract) return null;
  return (
    <Card
      title={say("contract")}
      extra={
        <>
          <ContractState to={contract.to} />
          {may_change && !changing && (
            <Button size="small" onClick={() => set_changing(true)}>
              {say("contract_change")}
            </Button>
          )}
        </>
      }
    >
      {changing ? (
        <ChangeContract
          unit={unit.id}
          contract={contract}
          done={() => {
            set_changing(false);
            again();
          }}
          cancel={() => set_changing(false)}
        />
      ) : (
        <Facts
          columns={4}
          of={[
            { label: say("contract_number"), value: contract.number },
            { label: say("contract_title"), value: contract.title },
            { label: say("contract_period"), value: period_text(contract.from, contract.to, say("open_end")) },
            { label: say("contract_subcontracting"), value: contract.subcontracting || say("none") },
            { label: say("contract_scope"), value: contract.scope, wide: true },
            { label: say("contract_contact_name"), value: contract.contact_name },
            { label: say("contract_contact_phone"), value: contract.contact_phone },
            { label: say("contract_contact_email"), value: contract.contact_email },
          ]}
        />
      )}
    </Card>
  );
}

function Duties({ unit, may_change, again }: { unit: OfficeUnitDetail; may_change: boolean; again: () => void }) {
  const { say, language } = use_speech();
  const now = new Date().toISOString();
  const over = (duty: DutyView) => duty.until !== null && duty.until <= now;
  return unit.duties.length === 0 ? (
    <Nothing>{say("duties_none")}</Nothing>
  ) : (
    <Rows<DutyView>
      rowKey="id"
      dataSource={[...unit.duties].sort((one, other) => Number(over(one)) - Number(over(other)) || other.from.localeCompare(one.from))}
      columns={[
        { title: say("duty_kind"), dataIndex: "kind", className: "one_line", render: (kind: string) => message_or(language, `duty_${kind}`, kind) },
        { title: say("duty_who"), key: "who", render: (_, row) => <Who of={row.account} /> },
        { title: say("duty_from"), key: "from", render: (_, row) => <span className="nums">{first_day(row.from)}</span> },
        { title: say("duty_until"), key: "until", render: (_, row) => <span className="nums">{last_day(row.until) || say("no_end")}</span> },
        { title: say("duty_note"), dataIndex: "note" },
        ...(may_change
          ? [
              {
                title: <span className="unseen">{say("duty_end")}</span>,
                key: "end",
                width: 80,
                render: (_: unknown, row: DutyView) => (over(row) ? null : <EndDuty duty={row} again={again} />),
              },
            ]
          : []),
      ]}
    />
  );
}

export function UnitPage({ id }: { id: string }) {
  const client = use_client();
  const { say, either, language } = use_speech();
  const { message } = App.useApp();
  const load = use_load(() => client.get<OfficeUnitDetail>(`/units/${encodeURIComponent(id)}`), [client, id]);
  const [appointing, set_appointing] = useState(false);
  const unit = load.answer;
  return (
    <Page
      title={unit ? either(unit.name_zh, unit.name_en) : say("unit")}
      extra={
        <>
          <Button onClick={() => window.print()}>{say("print")}</Button>
          <Button href="#/units">{say("unit_back")}</Button>
        </>
      }
    >
      <Loaded load={load} rows={10}>
        {(found) => (
          <>
            <Card title={say("unit_now")}>
              <Facts
                columns={4}
                of={[
                  { label: say("unit_kind"), value: message_or(language, `unit_kind_${found.kind}`, found.kind) },
                  { label: say("duty_head"), value: <Who of={found.head} /> },
                  { label: say("duty_deputy"), value: <Who of={found.deputy} /> },
                  { label: say("duty_account_administrator"), value: <Who of={found.administrator} /> },
                  { label: say("answerable_acting_now"), value: <Who of={found.acting} /> },
                  { label: say("unit_accounts"), value: say("people_count", { count: found.accounts }) },
                  { label: say("unit_period"), value: period_text(found.from, found.until, say("open_end")) },
                ]}
              />
            </Card>
            <Contract unit={found} may_change={found.may.includes("set_contract")} again={load.again} />
            <Card
              title={say("duties")}
              extra={
                found.may.includes("assign_duty") &&
                !appointing && (
                  <Button size="small" onClick={() => set_appointing(true)}>
                    {say("duty_appoint")}
                  </Button>
                )
              }
            >
              {appointing && (
                <AppointDuty
                  unit={found.id}
                  done={() => {
                    set_appointing(false);
                    message.success(say("duty_appointed_done"));
                    load.again();
                  }}
                  cancel={() => set_appointing(false)}
                />
              )}
              <Duties unit={found} may_change={found.may.includes("assign_duty")} again={load.again} />
            </Card>
            <Answerable unit={found.id} />
            {found.absences.length > 0 && (
              <Card title={say("absences")}>
                <Rows<AbsenceView>
                  rowKey="id"
                  dataSource={found.absences}
                  columns={[
                    { title: say("duty_who"), key: "who", render: (_, row) => <Who of={row.account} /> },
                    { title: say("absence_from"), key: "from", render: (_, row) => <span className="nums">{first_day(row.from)}</span> },
                    { title: say("absence_until"), key: "until", render: (_, row) => <span className="nums">{last_day(row.until)}</span> },
                  ]}
                />
              </Card>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}
