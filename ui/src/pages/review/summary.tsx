// What a review is about, how far it is, and who did what with it.
import { Alert } from "antd";
import type { ReviewView } from "../../api/types";
import { roc_date, roc_instant, taipei_day } from "../../base/roc_date";
import { message_or, use_speech } from "../../i18n";
import { Facts } from "../../shell/facts";
import { Who } from "../../shell/names";
import { Card } from "../../shell/page";
import { ReviewDue, ReviewState } from "../reviews";

function Steps({ review }: { review: ReviewView }) {
  const { say, language } = use_speech();
  if (review.steps.length === 0) return null;
  return (
    <ol className="review_steps" aria-label={say("review_steps")}>
      {review.steps.map((step) => (
        <li key={`${step.at} ${step.act}`}>
          <span className="nums">{roc_instant(step.at)}</span>
          <strong>{message_or(language, `review_act_${step.act}`, step.act)}</strong>
          <span>
            <Who of={step.by} /> <span className="soft">（{message_or(language, `review_as_${step.as}`, step.as)}）</span>
          </span>
          {step.reason && <span>{step.reason}</span>}
        </li>
      ))}
    </ol>
  );
}

export function ReviewSummary({ review }: { review: ReviewView }) {
  const { say, language } = use_speech();
  const { counts } = review;
  const number = (count: number) => <strong className="nums">{count.toLocaleString("en-US")}</strong>;
  return (
    <Card>
      {review.sent_back && (
        <Alert className="gap_below" type="warning" showIcon title={say("review_sent_back_was", { reason: review.sent_back })} />
      )}
      {review.state === "submitted" && !review.may.includes("sign") && (
        <Alert className="gap_below" type="info" showIcon title={say("review_waiting_head")} />
      )}
      <Facts
        columns={4}
        of={[
          { label: say("review_state"), value: <ReviewState state={review.state} /> },
          { label: say("review_opened"), value: <span className="nums">{roc_date(taipei_day(new Date(review.opened_at)))}</span> },
          { label: say("review_due"), value: <ReviewDue due={review.due} state={review.state} /> },
          { label: say("review_from"), value: <span className="nums">{roc_date(taipei_day(new Date(review.from)))}</span> },
          { label: say("review_total"), value: number(counts.accounts) },
          { label: say("review_with_proposal"), value: number(counts.with_proposal) },
          { label: say("review_undecided"), value: number(counts.undecided) },
          {
            label: say("review_decided"),
            value: counts.decisions
              .filter((one) => one.count > 0 && one.code !== "undecided")
              .map((one) => `${message_or(language, `decision_${one.code}`, one.code)} ${one.count.toLocaleString("en-US")}`)
              .join("　") || say("none"),
          },
        ]}
      />
      <Steps review={review} />
    </Card>
  );
}
