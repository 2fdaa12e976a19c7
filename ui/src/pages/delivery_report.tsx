// The report of an import: each check, its outcome, how many records, and the rejects to download. What did not pass stands
// first; what passed is folded on the screen and whole on paper.
import { Alert, Button, Tag } from "antd";
import type { DeliveryCheck, DeliveryReport, DeliveryView } from "../api/types";
import { check_detail_zh } from "../base/check_detail";
import { message_or, use_speech, type MessageKey } from "../i18n";
import { Card } from "../shell/page";
import { Rows } from "../shell/rows";
import { use_client, use_session } from "../shell/session";
import { use_download } from "../shell/use_download";

const outcome_colors: Record<string, string> = { passed: "success", failed: "error", warning: "warning" };

// Where no check refused it, but somebody did.
const by_whom: Record<string, MessageKey> = { cancelled: "report_cancelled", release: "report_by_second" };

function Checks({ checks }: { checks: readonly DeliveryCheck[] }) {
  const { say, either, language } = use_speech();
  return (
    <Rows<DeliveryCheck>
      rowKey="code"
      dataSource={[...checks]}
      columns={[
        { title: say("report_title"), key: "title", render: (_, row) => either(row.title_zh, row.title_en) },
        {
          title: say("report_outcome"),
          dataIndex: "outcome",
          width: 90,
          render: (outcome: string) => (
            <Tag color={outcome_colors[outcome] ?? "default"}>{message_or(language, `outcome_${outcome}`, outcome)}</Tag>
          ),
        },
        {
          title: say("report_count"),
          dataIndex: "count",
          width: 110,
          align: "right",
          className: "nums",
          render: (count: number) => count.toLocaleString("en-US"),
        },
        { title: say("report_detail"), dataIndex: "detail", render: (detail: string) => either(check_detail_zh(detail), detail) },
        { title: say("code"), dataIndex: "code", render: (code: string) => <code>{code}</code> },
      ]}
    />
  );
}

export function Report({ delivery, report }: { delivery: DeliveryView; report: DeliveryReport }) {
  const client = use_client();
  const { say, either } = use_speech();
  const acts = use_session().view?.roles.includes("designated_person") ?? false;
  const file = use_download();
  const name = `rejects-${delivery.table_number}-${delivery.sequence}.csv`.replace(/[^\w.-]+/g, "-");
  const download = () => file.run(() => client.download(`/deliveries/${encodeURIComponent(delivery.id)}/rejects.csv`, name));
  const refused = delivery.state === "refused";
  const weight = (check: DeliveryCheck) => (check.outcome === "failed" ? 0 : check.outcome === "warning" ? 1 : 2);
  const others = report.checks.filter((check) => check.outcome !== "passed").sort((one, other) => weight(one) - weight(other));
  const passed = report.checks.filter((check) => check.outcome === "passed");
  const cause = report.checks.find((check) => check.code === report.refusal);
  return (
    <Card
      title={say("report")}
      extra={
        acts && !refused && report.rejected > 0 && (
          <>
            <Button size="small" href={`#/deliveries/${delivery.id}/rejects`}>
              {say("rejects_open")}
            </Button>{" "}
            <Button size="small" loading={file.busy !== null} onClick={() => void download()}>
              {say("rejects_download")}
            </Button>
          </>
        )
      }
    >
      {refused && (
        <Alert
          className="gap_below"
          type="error"
          showIcon
          title={say("report_refused", {
            cause: cause ? say("report_failed_check", { title: either(cause.title_zh, cause.title_en) }) : say(by_whom[report.refusal] ?? "report_by_person"),
          })}
        />
      )}
      <div className="report_sums">
        <p>
          {say("delivery_accepted")} <strong className="nums">{report.accepted.toLocaleString("en-US")}</strong>
        </p>
        <p>
          {say("delivery_rejected")} <strong className="nums">{report.rejected.toLocaleString("en-US")}</strong>
        </p>
      </div>
      {others.length > 0 && <Checks checks={others} />}
      {passed.length > 0 && (
        <details className="unfold" open={others.length === 0}>
          <summary>{say(others.length === 0 ? "report_all_passed" : "report_passed", { count: passed.length })}</summary>
          <Checks checks={passed} />
        </details>
      )}
    </Card>
  );
}
