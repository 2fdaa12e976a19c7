// Exporting the outcome of a match: under which approval, to whom, for which case. What leaves is encrypted.
import { Alert, Button, Form, Input, Radio, Select } from "antd";
import type { CopyApprovalList, CopyApprovalRow, CopyRow, ExportRequest, MatchView } from "../../api/types";
import { use_act } from "../../api/use_act";
import { use_load } from "../../api/use_load";
import { last_day } from "../../base/day_text";
import { go } from "../../base/router";
import { use_speech } from "../../i18n";
import { Facts } from "../../shell/facts";
import { FormFoot } from "../../shell/form_foot";
import { Card, Loaded, Nothing, Page } from "../../shell/page";
import { ProblemAbove } from "../../shell/problem_notice";
import { use_client } from "../../shell/session";

const near = (field: HTMLElement) => field.parentElement ?? document.body;

function Ask({ match, approvals, back }: { match: MatchView; approvals: CopyApprovalRow[]; back: string }) {
  const client = use_client();
  const { say } = use_speech();
  const { busy, problem, run } = use_act();
  const [form] = Form.useForm<ExportRequest>();
  const chosen = approvals.find((one) => one.id === Form.useWatch("approval", form));
  const required = { required: true, message: say("error_required") };
  const send = (typed: ExportRequest) =>
    run(async () => {
      const made = await client.post<CopyRow>("/exports", {
        outcome: match.id,
        approval: typed.approval,
        recipient: typed.recipient,
        case_number: typed.case_number.trim(),
        reason: typed.reason.trim(),
        as: typed.as,
      });
      go(`/copies/${encodeURIComponent(made.id)}`);
    });
  const only = approvals.length === 1 ? approvals[0] : undefined;
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      scrollToFirstError={{ focus: true }}
      initialValues={{ approval: only?.id, recipient: only?.recipients.length === 1 ? only.recipients[0]?.id : undefined, case_number: match.case_number, as: "ods" }}
      onFinish={(typed: ExportRequest) => void send(typed)}
    >
      <ProblemAbove problem={problem} />
      <Form.Item name="approval" label={say("export_approval")} rules={[required]}>
        <Select getPopupContainer={near} onChange={() => form.setFieldValue("recipient", undefined)} options={approvals.map((one) => ({ value: one.id, label: `${one.letter_number}　${one.scope}` }))} />
      </Form.Item>
      {chosen && (
        <Alert
          className="gap_below"
          type="info"
          showIcon
          role="status"
          title={say("export_left", { count: chosen.copies_most - chosen.copies_made, people: chosen.people_most.toLocaleString("en-US"), day: last_day(chosen.destroy_by) })}
        />
      )}
      <Form.Item name="recipient" label={say("export_recipient")} rules={[required]}>
        <Select
          getPopupContainer={near}
          disabled={!chosen}
          options={(chosen?.recipients ?? []).map((one) => ({
            value: one.id,
            disabled: one.state !== "in_force",
            label: `${one.organisation} ${one.name}${one.state === "in_force" ? "" : say("export_not_confirmed")}`,
          }))}
        />
      </Form.Item>
      <div className="field_row">
        <Form.Item name="case_number" label={say("export_case")} rules={[{ ...required, whitespace: true }]}>
          <Input autoComplete="off" maxLength={100} style={{ width: 260 }} />
        </Form.Item>
        <Form.Item name="as" label={say("export_as")}>
          <Radio.Group
            options={[
              { value: "ods", label: "ODS" },
              { value: "csv", label: "CSV" },
            ]}
          />
        </Form.Item>
      </div>
      <Form.Item name="reason" label={say("export_reason")} rules={[{ ...required, whitespace: true }, { min: 4, message: say("error_too_short", { count: 4 }) }]}>
        <Input.TextArea rows={2} maxLength={500} showCount />
      </Form.Item>
      <FormFoot submit={say("export_go")} busy={busy} cancel={back} />
    </Form>
  );
}

export function NewExportPage({ id }: { id: string }) {
  const client = use_client();
  const { say, either } = use_speech();
  const load = use_load(async () => {
    const match = await client.get<MatchView>(`/matches/${encodeURIComponent(id)}`);
    const approvals = await client.get<CopyApprovalList>(`/copy-approvals?grant=${encodeURIComponent(match.grant)}`);
    const fits = approvals.items.filter((one) => one.state === "in_force" && one.of.includes(match.may.case_file ? "match" : match.rule === "roster" ? "roster" : "frame"));
    return { match, approvals: fits };
  }, [client, id]);
  const back = `#/matches/${encodeURIComponent(id)}`;
  return (
    <Page title={say("export_new")} extra={<Button href={back}>{say("export_back")}</Button>}>
      <Loaded load={load} rows={8}>
        {({ match, approvals }) => (
          <Card className="form_card" title={either(match.rule_name_zh, match.rule_name_en)}>
            <Facts
              columns={4}
              of={[
                { label: say("match_list"), value: match.file },
                { label: say("match_grant"), value: match.purpose_zh },
                { label: say("match_case"), value: match.case_number },
                { label: say("match_rows"), value: <span className="nums">{match.done.toLocaleString("en-US")}</span> },
              ]}
            />
            <p className="soft below gap_below">{say("export_text")}</p>
            {approvals.length === 0 ? <Nothing>{say("export_no_approval")}</Nothing> : <Ask match={match} approvals={approvals} back={back} />}
          </Card>
        )}
      </Loaded>
    </Page>
  );
}
