// Letters that the rules want within days: what is due, what was sent.
import { Tag } from "antd";
import { with_query } from "../api/client";
import type { LetterList, LetterRowView } from "../api/types";
import { use_load } from "../api/use_load";
import { days_until } from "../base/due";
import { first_day, last_day } from "../base/day_text";
import { message_or, use_speech } from "../i18n";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { Pager, use_pages } from "../shell/pager";
import { row_keys } from "../shell/row_keys";
import { Rows } from "../shell/rows";
import { use_client } from "../shell/session";

const state_colors: Record<string, string> = { draft: "processing", sent: "success" };

export function LetterState({ of }: { of: string }) {
  const { language } = use_speech();
  return <Tag color={state_colors[of] ?? "default"}>{message_or(language, `letter_state_${of}`, of)}</Tag>;
}

export function LetterDue({ of }: { of: { due: string; state: string; overdue: boolean } }) {
  const { say } = use_speech();
  const day = <span className="nums">{last_day(of.due)}</span>;
  if (of.state !== "draft") return day;
  const days = days_until(of.due, new Date()) ?? 0;
  const late = of.overdue || days < 0;
  return (
    <>
      {day} <Tag color={late ? "error" : days <= 3 ? "warning" : "default"}>{late ? say("overdue") : days === 0 ? say("due_today") : say("days_later", { count: days })}</Tag>
    </>
  );
}

export function LettersPage() {
  const client = use_client();
  const { say, language } = use_speech();
  const pages = use_pages();
  const load = use_load(
    () => client.get<LetterList>(with_query("/letters", { cursor: pages.cursor, limit: String(pages.size) })),
    [client, pages.cursor, pages.size],
  );
  return (
    <Page title={say("letters")}>
      <Card>
        <Loaded load={load} rows={8}>
          {(list) =>
            list.items.length === 0 ? (
              <Nothing>{say("letters_none")}</Nothing>
            ) : (
              <div onKeyDown={row_keys}>
                <Rows<LetterRowView>
                  rowKey="id"
                  dataSource={list.items}
                  loading={load.busy}
                  columns={[
                    {
                      title: say("letter_subject"),
                      key: "subject",
                      render: (_, row) => (
                        <a data-row href={`#/letters/${row.id}`}>
                          {row.subject}
                        </a>
                      ),
                    },
                    { title: say("letter_kind"), dataIndex: "kind", className: "one_line", render: (kind: string) => message_or(language, `duty_${kind}`, kind) },
                    { title: say("letter_to"), dataIndex: "to" },
                    { title: say("letter_due"), key: "due", className: "one_line", render: (_, row) => <LetterDue of={row} /> },
                    { title: say("letter_state"), dataIndex: "state", render: (state: string) => <LetterState of={state} /> },
                    { title: say("letter_document_number"), dataIndex: "document_number" },
                    { title: say("letter_sent_on"), key: "sent", render: (_, row) => <span className="nums">{first_day(row.sent_on)}</span> },
                  ]}
                />
                <Pager pages={pages} total={list.total} next={list.next} />
              </div>
            )
          }
        </Loaded>
      </Card>
    </Page>
  );
}
