// The rejected rows of a delivery: why, the fields it is about, and on request the whole row as the layout cuts it. Each page that is read is recorded, so it
// is read on request and not by passing.
import { Alert, Button, Tag } from "antd";
import { useState } from "react";
import type { RejectList, RejectView } from "../api/types";
import { use_act } from "../api/use_act";
import { message_or, use_speech } from "../i18n";
import { Card, Nothing, Page } from "../shell/page";
import { PagePaper } from "../shell/page_paper";
import { ProblemAbove } from "../shell/problem_notice";
import { use_client } from "../shell/session";
import { CutExtract, CutPlace, use_field_label } from "./layouts/cut";

// By what the provider finds the record: whose it is, besides what is wrong in it.
const whose = ["PersonId", "PersonName"];

function Reject({ of }: { of: RejectView }) {
  const { language } = use_speech();
  const label = use_field_label();
  const labels = of.fields.map((name) => {
    const field = of.record.fields.find((one) => one.name === name);
    return field ? label(field) : name;
  });
  return (
    <div className="cut_record reject">
      <p className="reject_head">
        <CutPlace record={of.record} />
        {of.reasons.map((reason) => (
          <Tag key={reason} color="error">
            {message_or(language, `cut_${reason}`, reason)}
          </Tag>
        ))}
        {labels.length > 0 && <strong>{labels.join("、")}</strong>}
      </p>
      <CutExtract record={of.record} names={[...of.fields, ...whose]} />
    </div>
  );
}

export function RejectsPage({ id }: { id: string }) {
  const client = use_client();
  const { say } = use_speech();
  const { busy, problem, run } = use_act();
  const [rows, set_rows] = useState<RejectView[] | null>(null);
  const [total, set_total] = useState(0);
  const [next, set_next] = useState<string | null>(null);
  const read = (from: string | null) =>
    run(async () => {
      const page = await client.get<RejectList>(`/deliveries/${encodeURIComponent(id)}/rejects${from ? `?next=${from}` : ""}`);
      set_rows([...(from ? (rows ?? []) : []), ...page.items]);
      set_total(page.total);
      set_next(page.next);
    });
  return (
    <Page title={say("rejects")} extra={<Button href={`#/deliveries/${id}`}>{say("back")}</Button>}>
      <Card>
        <ProblemAbove problem={problem} />
        {rows === null && (
          <>
            <Alert className="gap_below" type="warning" showIcon title={say("rejects_warning")} />
            <Button type="primary" loading={busy} onClick={() => void read(null)}>
              {say("rejects_read")}
            </Button>
          </>
        )}
        {rows !== null && rows.length === 0 && <Nothing>{say("rejects_none")}</Nothing>}
        {rows !== null && rows.length > 0 && (
          <>
            <p className="gap_below nums">{say("rejects_shown", { total: total.toLocaleString("en-US"), count: rows.length.toLocaleString("en-US") })}</p>
            <div className="cut_records">
              {rows.map((row) => (
                <Reject key={`${row.record.number}/${row.record.offset}`} of={row} />
              ))}
            </div>
          </>
        )}
        {next !== null && (
          <div className="actions">
            <Button loading={busy} onClick={() => void read(next)}>
              {say("rejects_more")}
            </Button>
          </div>
        )}
      </Card>
      <PagePaper what={say("rejects")} />
    </Page>
  );
}
