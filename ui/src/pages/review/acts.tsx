// The review's way: submitted by the administrator, then signed or sent back by the head, never the same person.
import { App, Tooltip } from "antd";
import type { ReviewView } from "../../api/types";
import { use_client } from "../../shell/session";
import { message_or, use_speech } from "../../i18n";
import { ActButton } from "../../shell/act_button";

export function ReviewActs({ path, review, changed }: { path: string; review: ReviewView; changed: () => void }) {
  const client = use_client();
  const { say, language } = use_speech();
  const { message } = App.useApp();
  const { counts, may, state } = review;
  const done = (text: string) => {
    message.success(text);
    changed();
  };
  const sums = counts.decisions
    .filter((one) => one.code !== "undecided")
    .map((one) => `${message_or(language, `decision_${one.code}`, one.code)} ${one.count}`)
    .join(language === "zh" ? "、" : ", ");
  const left = counts.undecided;
  return (
    <>
      {state === "open" && may.includes("personnel") && (
        <Tooltip title={left > 0 ? say("review_submit_left", { count: left }) : undefined}>
          <span>
            <ActButton
              label={say("review_submit")}
              title={say("review_submit_title")}
              text={
                <>
                  <p>{say("review_submit_text")}</p>
                  <p>{say("review_sign_sums", { sums })}</p>
                </>
              }
              reason="none"
              kind="primary"
              disabled={left > 0 || !may.includes("submit")}
              act={async () => {
                await client.post(`${path}/submit`, {});
                done(say("review_submitted_done"));
              }}
            />
          </span>
        </Tooltip>
      )}
      {may.includes("send_back") && (
        <ActButton
          label={say("review_send_back")}
          text={null}
          reason="required"
          reason_label={say("review_send_back_reason")}
          act={async (reason) => {
            await client.post(`${path}/send-back`, { reason });
            done(say("review_sent_back_done"));
          }}
        />
      )}
      {may.includes("sign") && (
        <ActButton
          label={say("review_sign")}
          title={say("review_sign_title")}
          text={
            <>
              <p>{say("review_sign_text")}</p>
              <p>{say("review_sign_sums", { sums })}</p>
            </>
          }
          reason="none"
          kind="primary"
          act={async () => {
            await client.post(`${path}/sign`, {});
            done(say("review_signed_done"));
          }}
        />
      )}
    </>
  );
}
