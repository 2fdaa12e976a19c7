// One legal basis: its text, its days, what rests on it, and every state it was in.
import { Alert, Button } from "antd";
import { useState } from "react";
import type { BasisFull, BasisVersionView, PurposeName } from "../api/types";
import { use_load } from "../api/use_load";
import { first_day, last_day, period_text } from "../base/day_text";
import { message_or, use_speech } from "../i18n";
import { Facts } from "../shell/facts";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { Rows } from "../shell/rows";
import { use_client } from "../shell/session";
import { BasisDates } from "./catalogue/basis_dates";
import { BasisState } from "./catalogue/states";
import { VersionBy, version_at } from "./catalogue/versions";

export function BasisLink({ id }: { id: string }) {
  return <a href={`#/bases/${encodeURIComponent(id)}`}>{id}</a>;
}

export function BasisPage({ id }: { id: string }) {
  const client = use_client();
  const { say, either, language } = use_speech();
  const load = use_load(() => client.get<BasisFull>(`/bases/${encodeURIComponent(id)}`), [client, id]);
  const [setting, set_setting] = useState(false);
  const basis = load.answer;
  return (
    <Page
      title={basis ? either(basis.title, basis.title_en) : say("basis")}
      extra={
        <>
          <Button onClick={() => window.print()}>{say("print")}</Button>
          <Button href="#/bases">{say("bases_back")}</Button>
        </>
      }
    >
      <Loaded load={load} rows={8}>
        {(found) => (
          <>
            {found.ends_soon && found.purposes_on_it.length > 0 && (
              <Alert className="gap_below" type="warning" showIcon title={say("basis_ends_soon", { day: last_day(found.until) })} />
            )}
            {found.state === "ended" && found.purposes_on_it.length > 0 && (
              <Alert className="gap_below" type="error" showIcon title={say("basis_ended_text")} />
            )}
            <Card
              title={say("basis_facts")}
              extra={
                <>
                  <BasisState of={found} />
                  {found.may.includes("dates") && !setting && (
                    <Button size="small" onClick={() => set_setting(true)}>
                      {say("basis_dates")}
                    </Button>
                  )}
                </>
              }
            >
              {setting && (
                <BasisDates
                  basis={found}
                  done={() => {
                    set_setting(false);
                    load.again();
                  }}
                  cancel={() => set_setting(false)}
                />
              )}
              <Facts
                columns={4}
                of={[
                  { label: say("basis_id"), value: found.id },
                  { label: say("basis_from"), value: <span className="nums">{first_day(found.from) || say("basis_from_unknown")}</span> },
                  { label: say("basis_until"), value: <span className="nums">{last_day(found.until) || say("no_end")}</span> },
                  { label: say("basis_origin"), value: message_or(language, `basis_origin_${found.origin}`, found.origin) },
                  { label: say("basis_articles"), value: found.articles.join("、") || say("basis_whole") },
                  { label: say("basis_replaced_by"), value: found.replaced_by ? <BasisLink id={found.replaced_by} /> : say("none") },
                  { label: say("basis_title_en"), value: found.title_en, wide: true },
                  ...(found.text ? [{ label: say("basis_text"), value: found.text, wide: true }] : []),
                ]}
              />
            </Card>
            <Card title={say("basis_purposes_on_it")}>
              {found.purposes_on_it.length === 0 ? (
                <Nothing>{say("basis_no_purposes")}</Nothing>
              ) : (
                <Rows<PurposeName>
                  rowKey="code"
                  dataSource={found.purposes_on_it}
                  columns={[
                    {
                      title: say("purpose_name"),
                      key: "name",
                      render: (_, row) => <a href={`#/purposes/${encodeURIComponent(row.code)}`}>{either(row.name_zh, row.name_en)}</a>,
                    },
                    { title: say("purpose_code"), dataIndex: "code" },
                  ]}
                />
              )}
            </Card>
            <Card title={say("versions")}>
              <Rows<BasisVersionView>
                rowKey="number"
                dataSource={[...found.versions].sort((one, other) => other.number - one.number)}
                columns={[
                  { title: say("version_number"), dataIndex: "number", width: 60, align: "right", className: "nums" },
                  { title: say("version_at"), key: "at", className: "one_line nums", render: (_, row) => version_at(row.recorded_at, say("version_before")) },
                  { title: say("version_by"), key: "by", render: (_, row) => <VersionBy of={row} /> },
                  { title: say("basis_period"), key: "period", className: "nums", render: (_, row) => period_text(row.from, row.until, say("open_end")) || say("no_end") },
                  { title: say("basis_replaced_by"), key: "replaced_by", render: (_, row) => row.replaced_by && <BasisLink id={row.replaced_by} /> },
                  { title: say("version_note"), dataIndex: "note" },
                ]}
              />
            </Card>
          </>
        )}
      </Loaded>
    </Page>
  );
}
