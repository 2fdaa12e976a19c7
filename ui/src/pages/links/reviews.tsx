// The yearly reviews (S4): what was seen, what was found, and the record of each as a paper.
import { Alert, App, Button, Form, Input, Radio, Tag } from "antd";
import { useState } from "react";
import type { LinkFull, LinkReviewView } from "../../api/types";
import { use_act } from "../../api/use_act";
import { first_day, last_day, period_text } from "../../base/day_text";
import { days_until } from "../../base/due";
import { use_speech } from "../../i18n";
import { Who } from "../../shell/names";
import { Card, Nothing } from "../../shell/page";
import { ProblemAbove } from "../../shell/problem_notice";
import { Rows } from "../../shell/rows";
import { use_client } from "../../shell/session";
import { use_download } from "../../shell/use_download";
import { SubForm } from "../../shell/sub_form";

interface Typed {
  needed: boolean;
  note: string;
}

function NewReview({ link, done, cancel }: { link: LinkFull; done: (needed: boolean) => void; cancel: () => void }) {
  const client = use_client();
  const { say } = use_speech();
  const { busy, problem, run } = use_act();
  const [form] = Form.useForm<Typed>();
  const needed = Form.useWatch("needed", form);
  const send = (typed: Typed) =>
    run(async () => {
      await client.post(`/links/${encodeURIComponent(link.code)}/reviews`, { needed: typed.needed, note: typed.note.trim() });
      done(typed.needed);
    });
  return (
    <SubForm label={say("link_review_new")}>
      <p className="gap_below">{say("link_review_text")}</p>
      <ProblemAbove problem={problem} />
      <Form form={form} name="link_review" layout="vertical" requiredMark={false} onFinish={(typed: Typed) => void send(typed)}>
        <Form.Item name="needed" label={say("link_review_needed")} rules={[{ required: true, message: say("error_required") }]}>
          <Radio.Group
            options={[
              { value: true, label: say("link_review_yes") },
              { value: false, label: say("link_review_no") },
            ]}
          />
        </Form.Item>
        {needed === false && <Alert className="gap_below" type="warning" showIcon role="status" title={say("link_review_no_text")} />}
        <Form.Item
          name="note"
          label={say("link_review_note")}
          extra={say("link_review_note_hint")}
          rules={[
            { required: true, whitespace: true, message: say("error_required") },
            { min: 4, message: say("error_too_short", { count: 4 }) },
          ]}
        >
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
        <div className="actions">
          <Button type="primary" htmlType="submit" loading={busy}>
            {say("link_review_record")}
          </Button>
          <Button onClick={cancel}>{say("cancel")}</Button>
        </div>
      </Form>
    </SubForm>
  );
}

export function LinkReviews({ link, again }: { link: LinkFull; again: () => void }) {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const [reviewing, set_reviewing] = useState(false);
  const { busy, run } = use_download();
  const days = days_until(link.review_due, new Date()) ?? 0;
  const fetch_it = (review: LinkReviewView, kind: "pdf" | "odt") =>
    run(() =>
      client.download(
        `/links/${encodeURIComponent(link.code)}/reviews/${encodeURIComponent(review.id)}.${kind}`,
        `${say("link_review_file")}-${link.code}-${first_day(review.on).replaceAll("/", "")}.${kind}`,
      ),
    );
  return (
    <Card
      title={say("link_reviews")}
      extra={
        <>
          <span className="nums">
            {say("link_review_due_on", { day: last_day(link.review_due) })}{" "}
            {days < 0 ? <Tag color="error">{say("overdue")}</Tag> : days <= 60 && <Tag color="warning">{say("days_later", { count: days })}</Tag>}
          </span>
          {link.may.includes("review") && !reviewing && (
            <Button size="small" onClick={() => set_reviewing(true)}>
              {say("link_review_new")}
            </Button>
          )}
        </>
      }
    >
      {reviewing && (
        <NewReview
          link={link}
          done={(needed) => {
            set_reviewing(false);
            message.success(say(needed ? "link_review_done" : "link_review_done_ending"));
            again();
          }}
          cancel={() => set_reviewing(false)}
        />
      )}
      {link.reviews.length === 0 ? (
        <Nothing>{say("link_reviews_none")}</Nothing>
      ) : (
        <Rows<LinkReviewView>
          rowKey="id"
          dataSource={link.reviews}
          columns={[
            { title: say("link_review_on"), key: "on", className: "one_line nums", render: (_, row) => first_day(row.on) },
            { title: say("link_review_by"), key: "by", render: (_, row) => <Who of={row.by} /> },
            {
              title: say("link_review_needed_short"),
              key: "needed",
              className: "one_line",
              render: (_, row) => <Tag color={row.needed ? "success" : "warning"}>{say(row.needed ? "link_review_yes" : "link_review_no")}</Tag>,
            },
            {
              title: say("link_review_facts"),
              key: "facts",
              render: (_, row) => (
                <>
                  <span className="nums">{period_text(row.facts.from, row.facts.to, "")}</span>
                  <p className="nums">{say("link_review_facts_text", { queries: row.facts.queries.toLocaleString("en-US"), refusals: row.facts.refusals.toLocaleString("en-US"), grants: row.facts.grants, units: row.facts.units })}</p>
                </>
              ),
            },
            { title: say("link_review_note"), dataIndex: "note" },
            {
              title: say("link_review_paper"),
              key: "paper",
              className: "no_print",
              width: 130,
              render: (_, row) => (
                <span className="actions">
                  {(["pdf", "odt"] as const).map((kind) => (
                    <Button key={kind} size="small" disabled={busy !== null} aria-label={say("link_review_download", { kind: kind.toUpperCase(), day: first_day(row.on) })} onClick={() => void fetch_it(row, kind)}>
                      {kind.toUpperCase()}
                    </Button>
                  ))}
                </span>
              ),
            },
          ]}
        />
      )}
    </Card>
  );
}

