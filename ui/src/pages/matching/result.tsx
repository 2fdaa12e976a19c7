// What a match came to: a sentence first, then how many of what, and what can be done with it until it ends.
import { App, Button } from "antd";
import { taipei_day } from "../../base/roc_date";
import { use_speech, type Speech } from "../../i18n";
import { ActButton } from "../../shell/act_button";
import { Card } from "../../shell/page";
import { Rows } from "../../shell/rows";
import { use_client } from "../../shell/session";
import { use_download } from "../../shell/use_download";
import type { MatchCount, MatchView } from "../../api/types";
import { Verdict, verdicts } from "./verdict";

export function result_sentence(match: MatchView, { say, language }: Pick<Speech, "say" | "language">): string {
  const parts = verdicts
    .map((verdict) => ({ verdict, count: match.counts.filter((one) => one.verdict === verdict).reduce((sum, one) => sum + one.count, 0) }))
    .filter((one) => one.count > 0)
    .map((one) => say(`match_result_${one.verdict}`, { count: one.count.toLocaleString("en-US") }));
  const told = { rows: match.rows.toLocaleString("en-US"), done: match.done.toLocaleString("en-US"), parts: parts.join(language === "zh" ? "、" : ", ") };
  return say(match.done < match.rows ? "match_result_sum_partly" : "match_result_sum", told);
}

interface ResultProps {
  match: MatchView;
  see: (outcome: string) => void;
  put: (match: MatchView) => void;
}

export function MatchResult({ match, see, put }: ResultProps) {
  const client = use_client();
  const speech = use_speech();
  const { say, either } = speech;
  const { message } = App.useApp();
  const file = use_download();
  const path = `/matches/${encodeURIComponent(match.id)}`;
  const take = (kind: "ods" | "csv") =>
    file.run(() => client.download(`${path}/result?as=${kind}`, `${say("match_result_file")}-${taipei_day(new Date())}.${kind}`), kind);
  const unclear = match.counts.some((one) => one.verdict === "cannot_tell" && one.count > 0);
  return (
    <Card
      title={say("match_result")}
      extra={
        <div className="actions">
          {match.may.export && (
            <Button href={`#/exports/new/${encodeURIComponent(match.id)}`}>{say("match_export")}</Button>
          )}
          {match.may.case_file && (
            <>
              <Button type="primary" loading={file.busy === "ods"} disabled={file.busy !== null} onClick={() => void take("ods")}>
                {say("match_result_download_ods")}
              </Button>
              <Button loading={file.busy === "csv"} disabled={file.busy !== null} onClick={() => void take("csv")}>
                {say("match_result_download_csv")}
              </Button>
            </>
          )}
          {match.may.destroy && (
            <ActButton
              kind="danger"
              label={say("match_destroy")}
              text={say("match_destroy_text")}
              reason="none"
              act={async () => {
                put(await client.post<MatchView>(`${path}/destroy`, {}));
                message.success(say("match_destroyed"));
              }}
            />
          )}
        </div>
      }
    >
      <p className="match_sentence" role="status">
        {result_sentence(match, speech)}
      </p>
      {unclear && <p className="gap_below">{say("match_result_manual")}</p>}
      {match.may.case_file && <p className="soft gap_below">{say("match_result_case_file_text")}</p>}
      {match.may.download && !match.may.case_file && <p className="soft gap_below">{say("match_result_export_only")}</p>}
      <Rows<MatchCount>
        rowKey="code"
        dataSource={match.counts.filter((one) => one.count > 0)}
        columns={[
          { title: say("match_result_outcome"), key: "verdict", width: 130, render: (_, one) => <Verdict of={one.verdict} /> },
          { title: say("match_result_counts"), key: "words", render: (_, one) => either(one.zh, one.en) },
          { title: say("match_result_count"), key: "count", width: 90, align: "right", className: "nums", render: (_, one) => one.count.toLocaleString("en-US") },
          {
            title: <span className="unseen">{say("match_result_see")}</span>,
            key: "see",
            width: 110,
            className: "act_column",
            render: (_, one) =>
              match.may.download && (
                <Button size="small" type="link" aria-label={`${say("match_result_see")}：${either(one.zh, one.en)}`} onClick={() => see(one.code)}>
                  {say("match_result_see")}
                </Button>
              ),
          },
        ]}
      />
    </Card>
  );
}
