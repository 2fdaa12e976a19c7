// What the pages of questions and of kinship share: which grant, which case, and the receipt.
import { Form, Input, Radio } from "antd";
import type { GrantView, ReceiptView } from "../../api/types";
import { roc_instant, roc_last_day } from "../../base/roc_date";
import { use_speech, type MessageKey } from "../../i18n";
import { ProofButton } from "../../shell/access_table";
import { Card } from "../../shell/page";

export function GrantField({ grants }: { grants: readonly GrantView[] }) {
  const { say, either } = use_speech();
  return (
    <Form.Item name="grant" className="grant_choice_item" rules={[{ required: true, message: say("error_required") }]}>
      <Radio.Group className="grant_choice" aria-label={say("choose_grant")}>
        {grants.map((grant) => (
          <Radio key={grant.id} value={grant.id}>
            <span className="grant_choice_name">{either(grant.purpose_zh, grant.purpose_en)}</span>
            <span className="grant_choice_facts nums">
              {say("grant_until")} {roc_last_day(grant.to)}　{say("days_left", { count: grant.days_left })}
            </span>
          </Radio>
        ))}
      </Radio.Group>
    </Form.Item>
  );
}

export function CaseFields({ example }: { example: string }) {
  const { say } = use_speech();
  const needed = { required: true, whitespace: true, message: say("error_required") };
  return (
    <div className="case_row">
      <Form.Item name="case_number" label={say("case_number")} extra={say("case_hint")} rules={[needed]}>
        <Input autoComplete="off" maxLength={100} placeholder={example ? say("case_example", { example }) : undefined} />
      </Form.Item>
      <Form.Item
        name="reason"
        label={say("reason")}
        extra={say("reason_hint")}
        rules={[needed, { min: 4, message: say("error_too_short", { count: 4 }) }]}
      >
        <Input autoComplete="off" maxLength={200} />
      </Form.Item>
    </div>
  );
}

export function ReceiptCard({ of }: { of: readonly { label: MessageKey; receipt: ReceiptView }[] }) {
  const { say } = use_speech();
  return (
    <Card title={say("receipt")} className="receipts">
      {of.map(({ label, receipt }) => (
        <div key={`${receipt.log}/${receipt.index}`} className="receipt">
          <p className="receipt_index">
            <span className="receipt_kind">{say(label)}</span>
            <span>
              {say("receipt_index")} <strong className="nums">{receipt.index}</strong>
            </span>
          </p>
          <dl>
            <dt>{say("receipt_at")}</dt>
            <dd className="nums">{roc_instant(receipt.at)}</dd>
            <dt>{say("receipt_hash")}</dt>
            <dd>
              <code title={receipt.leaf_hash}>{receipt.leaf_hash.slice(0, 16)}…</code>
            </dd>
          </dl>
          <ProofButton log={receipt.log} index={receipt.index} />
        </div>
      ))}
      <p className="receipt_text">{say("receipt_text")}</p>
    </Card>
  );
}
