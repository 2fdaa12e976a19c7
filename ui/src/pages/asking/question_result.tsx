// The answer to a question: yes, no or cannot tell in large, then the rule, the days and what is missing.
import { Alert, Button } from "antd";
import { useEffect, useRef } from "react";
import type { AnswerView, DecidingDayView, GrantView } from "../../api/types";
import { article_text } from "../../base/article_text";
import { roc_date } from "../../base/roc_date";
import { use_speech, type MessageKey } from "../../i18n";
import { Facts } from "../../shell/facts";
import { Card } from "../../shell/page";
import { Paper } from "../../shell/paper";
import { AttachButton } from "../attaching/button";
import { MaskedText } from "../query/masked_text";
import { ReceiptCard } from "./parts";

function DayText({ of }: { of: DecidingDayView }) {
  const { say } = use_speech();
  if (of.shown === "withheld") return <span className="soft">{say("answer_withheld")}</span>;
  if (of.from === "") return <span className="soft">{say("answer_unknown_day")}</span>;
  const text = of.until ? `${roc_date(of.from)} – ${roc_date(of.until)}` : roc_date(of.from);
  return <MaskedText text={text} masked={of.shown === "masked"} />;
}

interface QuestionResultProps {
  view: AnswerView;
  about: string;
  grant: GrantView | null;
  again: (keep_case: boolean) => void;
}

export function QuestionResult({ view, about, grant, again }: QuestionResultProps) {
  const { say, either, language } = use_speech();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const purpose = grant ? either(grant.purpose_zh, grant.purpose_en) : view.grant;
  return (
    <>
      <div className="page_head">
        <h1 ref={heading} tabIndex={-1}>
          {say("answer")}
        </h1>
        <div className="page_extra">
          <AttachButton of={[{ query: view.id, exhibit: view.exhibit, label: say("receipt_of_answer"), receipt: view.receipt }]} />
          <Button onClick={() => window.print()}>{say("print")}</Button>
          <Button onClick={() => again(true)}>{say("ask_again")}</Button>
          <Button type="primary" onClick={() => again(false)}>
            {say("ask_new")}
          </Button>
        </div>
      </div>
      <div className="result_band">
        <div className="result_base">
          <span className="result_label">{say("base_date")}</span>
          <strong className="nums">{roc_date(view.base_date)}</strong>
          <span className="result_note">{say("base_date_note")}</span>
        </div>
        <dl>
          <div>
            <dt>{say("question_subject")}</dt>
            <dd className="nums">
              <MaskedText text={about} masked />
            </dd>
          </div>
          <div>
            <dt>{say("result_case")}</dt>
            <dd>{view.case_number}</dd>
          </div>
          <div>
            <dt>{say("result_grant")}</dt>
            <dd>{purpose}</dd>
          </div>
        </dl>
      </div>
      <div className="result_grid">
        <div>
          <Card title={either(view.question_zh, view.question_en)} className={`verdict verdict_${view.verdict}`}>
            <p className="verdict_word" role="status">
              <span aria-hidden="true">{say(`told_${view.verdict}` as MessageKey)}</span>
              <span className="unseen">{say(`told_${view.verdict}_read` as MessageKey)}</span>
            </p>
            <Facts
              columns={2}
              of={[
                { label: say("answer_rule"), value: either(view.rule.zh, view.rule.en) },
                ...(view.rule.article ? [{ label: say("answer_article"), value: language === "zh" ? article_text(view.rule.article) : view.rule.article }] : []),
                ...(view.programme
                  ? [{ label: say("answer_programme"), value: `${either(view.programme.title_zh, view.programme.title_en)}（${view.programme.source_zh}）`, wide: true }]
                  : []),
              ]}
            />
          </Card>
          {view.missing.length > 0 && (
            <Alert
              className="gap_below"
              type="warning"
              showIcon
              title={say("answer_missing")}
              description={
                <>
                  <ul className="notice_list">
                    {view.missing.map((fact) => (
                      <li key={fact.code}>{either(fact.zh, fact.en)}</li>
                    ))}
                  </ul>
                  <p>{say("answer_missing_next")}</p>
                </>
              }
            />
          )}
          {view.days.length > 0 && (
            <Card title={say("answer_days")}>
              <dl className="deciding_days">
                {view.days.map((day, place) => (
                  <div key={place}>
                    <dt>{either(day.zh, day.en)}</dt>
                    <dd className="nums">
                      <DayText of={day} />
                    </dd>
                  </div>
                ))}
              </dl>
            </Card>
          )}
          <p className="leave_result">{say("answer_note")}</p>
        </div>
        <ReceiptCard of={[{ label: "receipt_of_answer", receipt: view.receipt }]} />
      </div>
      <Paper
        base_date={view.base_date}
        facts={[
          [say("result_grant"), purpose],
          [say("result_case"), view.case_number],
          [say("question_subject"), about],
          [say("receipt"), `${view.receipt.log} #${view.receipt.index}`],
        ]}
        mark={`${view.case_number} #${view.receipt.index}`}
      />
    </>
  );
}
