// How far a match is, while one waits: asked about once a second, and told aloud only now and then.
import { Alert, App, Button, Progress } from "antd";
import { useEffect } from "react";
import { use_act } from "../../api/use_act";
import { use_speech } from "../../i18n";
import { ActButton } from "../../shell/act_button";
import { Card } from "../../shell/page";
import { ProblemAbove } from "../../shell/problem_notice";
import { use_client } from "../../shell/session";
import { goes_on, is_interrupted } from "./state";
import type { MatchView } from "../../api/types";

const again_ms = 1000;

interface ProgressProps {
  match: MatchView;
  again: () => void;
  put: (match: MatchView) => void;
}

export function MatchProgress({ match, again, put }: ProgressProps) {
  const client = use_client();
  const { say, either } = use_speech();
  const { message } = App.useApp();
  const act = use_act();
  const path = `/matches/${encodeURIComponent(match.id)}`;
  const moving = goes_on(match);
  const stopped = match.state === "failed" || is_interrupted(match);
  useEffect(() => {
    if (!moving) return;
    const wait = window.setTimeout(again, again_ms);
    return () => window.clearTimeout(wait);
  }, [moving, match, again]);
  const resume = () =>
    act.run(async () => {
      put(await client.post<MatchView>(`${path}/resume`, {}));
      message.success(say("match_resumed"));
    });
  const percent = match.rows === 0 ? 0 : Math.floor((match.done / match.rows) * 100);
  const told = { done: match.done.toLocaleString("en-US"), rows: match.rows.toLocaleString("en-US") };
  return (
    <Card title={say("match_progress")}>
      <ProblemAbove problem={act.problem} />
      <div className="upload_row">
        <Progress percent={percent} status={stopped ? "exception" : moving ? "active" : "normal"} aria-label={say("match_progress")} />
        {match.may.cancel && (
          <ActButton
            size="small"
            label={say("match_cancel")}
            text={say("match_cancel_text")}
            reason="none"
            act={async () => put(await client.post<MatchView>(`${path}/cancel`, {}))}
          />
        )}
        {match.may.resume && (
          <Button type="primary" loading={act.busy} onClick={() => void resume()}>
            {say("match_resume")}
          </Button>
        )}
      </div>
      <p className="nums gap_below">{say("match_progress_text", told)}</p>
      {moving && <p className="soft">{say(match.state === "waiting" ? "match_progress_waiting" : "match_progress_leave")}</p>}
      {!moving && (
        <Alert
          type={stopped ? "error" : "warning"}
          showIcon
          role="alert"
          title={say(stopped ? "match_failed" : "match_cancelled", told)}
          description={
            <>
              {match.problem && <p>{either(match.problem.zh, match.problem.en)}</p>}
              {match.may.resume && <p>{say("match_resume_text")}</p>}
              {match.problem && (
                <p className="problem_code">
                  {say("code")}：<code>{match.problem.code}</code>
                </p>
              )}
            </>
          }
        />
      )}
    </Card>
  );
}
