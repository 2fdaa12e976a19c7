// The case list of a purpose: loaded whole from a CSV file; while there is one, only what is on it can be asked about.
import { App, Alert, Button, Select } from "antd";
import { useState } from "react";
import type { CasesReport, RejectedLine } from "../api/types";
import { use_act } from "../api/use_act";
import { use_load } from "../api/use_load";
import { go } from "../base/router";
import { roc_instant } from "../base/roc_date";
import { message_or, use_speech } from "../i18n";
import { ActButton } from "../shell/act_button";
import { Facts } from "../shell/facts";
import { FileField } from "../shell/file_field";
import { ListCsv } from "../shell/list_csv";
import { long_rows } from "../shell/long_rows";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { ProblemAbove } from "../shell/problem_notice";
import { Rows } from "../shell/rows";
import { use_client } from "../shell/session";

const near = (field: HTMLElement) => field.parentElement ?? document.body;

interface PurposeOfList {
  code: string;
  name_zh: string;
  name_en: string;
}

interface PurposeOfCases extends PurposeOfList {
  case_pattern: string;
  case_example: string;
  cases: { count: number; loaded_at: string } | null;
}

function Report({ report }: { report: CasesReport }) {
  const { say, language } = use_speech();
  const why = (code: string) => message_or(language, `case_line_${code.replace(/^.*\./, "")}`, code);
  return (
    <div role="status">
      <Alert
        className="gap_below"
        type={report.rejected.length > 0 ? "warning" : "success"}
        showIcon
        title={say("cases_loaded", { count: report.count.toLocaleString("en-US"), closed: report.closed.toLocaleString("en-US"), rejected: report.rejected.length.toLocaleString("en-US") })}
      />
      {report.rejected.length > 0 && (
        <>
          <div className="card_head">
            <h3 className="sub_title">{say("cases_rejected")}</h3>
            <ListCsv file="cases-rejected" head={[say("cases_line"), say("cases_why")]} rows={report.rejected.map((one) => [one.line, why(one.code)])} />
          </div>
          <Rows<RejectedLine>
            rowKey="line"
            dataSource={report.rejected}
            pagination={long_rows(report.rejected.length, say)}
            columns={[
              { title: say("cases_line"), dataIndex: "line", width: 90, align: "right", className: "nums" },
              { title: say("cases_why"), key: "why", render: (_, row) => why(row.code) },
            ]}
          />
        </>
      )}
    </div>
  );
}

function TheList({ code }: { code: string }) {
  const client = use_client();
  const { say, either } = use_speech();
  const { message } = App.useApp();
  const { busy, problem, run } = use_act();
  const [file, set_file] = useState<File | null>(null);
  const [report, set_report] = useState<CasesReport | null>(null);
  const path = `/purposes/${encodeURIComponent(code)}`;
  const load = use_load(() => client.get<PurposeOfCases>(path), [client, code]);
  const send = () =>
    run(async () => {
      if (!file) return;
      set_report(null);
      set_report(await client.post_text<CasesReport>(`${path}/cases`, file, "text/csv"));
      set_file(null);
      load.again();
    });
  return (
    <Loaded load={load} rows={5}>
      {(purpose) => (
        <>
          <Card title={either(purpose.name_zh, purpose.name_en)}>
            <Facts
              columns={3}
              of={[
                { label: say("cases_count"), value: purpose.cases ? say("records_count", { count: purpose.cases.count.toLocaleString("en-US") }) : say("cases_none") },
                { label: say("cases_loaded_at"), value: purpose.cases ? <span className="nums">{roc_instant(purpose.cases.loaded_at)}</span> : "–" },
                { label: say("cases_pattern"), value: purpose.case_example ? say("case_example", { example: purpose.case_example }) : say("none") },
              ]}
            />
            <p className="more">{say(purpose.cases ? "cases_checked" : "cases_unchecked")}</p>
            {purpose.cases && (
              <div className="account_acts">
                <ActButton
                  kind="danger"
                  label={say("cases_clear")}
                  text={say("cases_clear_text")}
                  reason="none"
                  act={async () => {
                    await client.remove(`${path}/cases`);
                    message.success(say("cases_cleared"));
                    set_report(null);
                    load.again();
                  }}
                />
              </div>
            )}
          </Card>
          <Card title={say("cases_load")}>
            <p className="gap_below soft">{say("cases_load_text")}</p>
            <ProblemAbove problem={problem} />
            {report && <Report report={report} />}
            <FileField label={say("cases_file")} hint={say("cases_file_hint")} accept=".csv,text/csv" file={file} choose={set_file} disabled={busy} />
            <Button type="primary" disabled={!file} loading={busy} onClick={() => void send()}>
              {say("cases_send")}
            </Button>
          </Card>
        </>
      )}
    </Loaded>
  );
}

export function CasesPage({ code }: { code: string | null }) {
  const client = use_client();
  const { say, either } = use_speech();
  const load = use_load(() => client.get<{ items: PurposeOfList[] }>("/purposes"), [client]);
  return (
    <Page title={say("cases")}>
      <Card className="filter_card">
        <Loaded load={load} rows={1}>
          {(list) => (
            <div className="list_filter">
              <Select
                aria-label={say("use_purpose")}
                placeholder={say("cases_pick")}
                style={{ width: 420, maxWidth: "100%" }}
                showSearch={{ optionFilterProp: "label" }}
                getPopupContainer={near}
                value={code ?? undefined}
                onChange={(picked) => go(`/cases/${picked}`)}
                options={list.items.map((one) => ({ value: one.code, label: either(one.name_zh, one.name_en) }))}
              />
            </div>
          )}
        </Loaded>
      </Card>
      {code ? (
        <TheList key={code} code={code} />
      ) : (
        <Card>
          <Nothing>{say("cases_start")}</Nothing>
        </Card>
      )}
    </Page>
  );
}
