// The signed record: its digest, its receipt in the ledger, and a check that anybody may repeat.
import { Alert, Button } from "antd";
import { useState } from "react";
import type { ReviewVerificationView, ReviewView } from "../../api/types";
import { use_act } from "../../api/use_act";
import { roc_instant } from "../../base/roc_date";
import { message_or, use_speech } from "../../i18n";
import { ProofButton } from "../../shell/access_table";
import { Facts } from "../../shell/facts";
import { Who } from "../../shell/names";
import { Card } from "../../shell/page";
import { ProblemAbove } from "../../shell/problem_notice";
import { use_client } from "../../shell/session";
import { use_download } from "../../shell/use_download";

function Verdict({ of }: { of: ReviewVerificationView }) {
  const { say, language } = use_speech();
  return (
    <Alert
      className="gap_below"
      type={of.ok ? "success" : "error"}
      showIcon
      role="status"
      title={say(of.ok ? "review_verified" : "review_not_verified")}
      description={
        <dl className="plain_pairs">
          {of.what && (
            <>
              <dt className="unseen">{say("review_not_verified")}</dt>
              <dd>{message_or(language, `review_verified_what_${of.what}`, of.what)}</dd>
            </>
          )}
          <dt>{say("review_recomputed")}</dt>
          <dd>
            <code>{of.digest}</code>
          </dd>
          <dt>{say("review_in_ledger")}</dt>
          <dd>
            <code>{of.recorded_digest}</code>
          </dd>
        </dl>
      }
    />
  );
}

export function ReviewRecord({ path, review }: { path: string; review: ReviewView }) {
  const client = use_client();
  const { say, either } = use_speech();
  const act = use_act();
  const file = use_download();
  const busy = act.busy || file.busy !== null;
  const [verdict, set_verdict] = useState<ReviewVerificationView | null>(null);
  const fetch_it = (kind: "pdf" | "ods" | "json") =>
    file.run(() => client.download(`${path}/record.${kind}`, `${say("review_record")}-${either(review.period_zh, review.period)}.${kind}`));
  const verify = () => act.run(async () => set_verdict(await client.get<ReviewVerificationView>(`${path}/verification`)));
  return (
    <Card
      className="receipts"
      title={say("review_record")}
      extra={
        <div className="actions">
          <Button size="small" type="primary" disabled={busy} onClick={() => void verify()}>
            {say("review_verify")}
          </Button>
          <Button size="small" disabled={busy} onClick={() => void fetch_it("pdf")}>
            {say("download_pdf")}
          </Button>
          <Button size="small" disabled={busy} onClick={() => void fetch_it("ods")}>
            {say("download_ods")}
          </Button>
          <Button size="small" disabled={busy} onClick={() => void fetch_it("json")}>
            {say("review_record_json")}
          </Button>
        </div>
      }
    >
      <p className="gap_below">{say("review_record_text")}</p>
      <ProblemAbove problem={act.problem} />
      {verdict && <Verdict of={verdict} />}
      <Facts
        columns={3}
        of={[
          { label: say("review_submitted_by"), value: <Who of={review.submitted_by} /> },
          { label: say("review_signed_by"), value: <Who of={review.signed_by} /> },
          { label: say("review_signed"), value: <span className="nums">{review.signed_at ? roc_instant(review.signed_at) : ""}</span> },
          { label: say("review_digest"), value: <code className="digest">{review.record_digest}</code>, wide: true },
          ...(review.receipt
            ? [
                {
                  label: say("review_receipt"),
                  value: (
                    <>
                      {review.receipt.log} {say("review_receipt_index", { index: review.receipt.index })}{" "}
                      <ProofButton plain log={review.receipt.log} index={review.receipt.index} />
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Card>
  );
}
