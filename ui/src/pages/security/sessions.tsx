// Where I am signed in: a session that is not mine is ended here, at once.
import { App, Tag } from "antd";
import type { SessionList, SessionRowView } from "../../api/types";
import { use_load } from "../../api/use_load";
import { roc_instant } from "../../base/roc_date";
import { message_or, use_speech } from "../../i18n";
import { ActButton } from "../../shell/act_button";
import { Card, Loaded } from "../../shell/page";
import { Rows } from "../../shell/rows";
import { use_session } from "../../shell/session";

export function SessionsCard() {
  const { client, reload } = use_session();
  const { say, language } = use_speech();
  const { message } = App.useApp();
  const load = use_load(() => client.get<SessionList>("/sessions"), [client]);
  const end = (row: SessionRowView) => client.remove(`/sessions/${encodeURIComponent(row.id)}`);
  const others = load.answer?.items.filter((row) => !row.here) ?? [];
  const after = async (text: string) => {
    message.success(text);
    load.again();
    await reload();
  };
  return (
    <Card
      title={say("sessions")}
      extra={
        others.length > 0 && (
          <ActButton
            label={say("session_end_others")}
            title={say("session_end_others_title", { count: others.length })}
            text={say("session_end_others_text")}
            reason="none"
            kind="danger"
            size="small"
            act={async () => {
              for (const row of others) await end(row);
              await after(say("session_others_ended", { count: others.length }));
            }}
          />
        )
      }
    >
      <p className="soft gap_below">{say("sessions_text")}</p>
      <Loaded load={load}>
        {(list) => (
          <Rows
            rowKey="id"
            dataSource={list.items}
            pagination={list.items.length > 10 ? { pageSize: 10, size: "small", showSizeChanger: false } : false}
            columns={[
              { title: say("session_started"), dataIndex: "started_at", render: (at: string) => <span className="nums">{roc_instant(at)}</span> },
              { title: say("session_last"), dataIndex: "last_at", render: (at: string) => <span className="nums">{roc_instant(at)}</span> },
              { title: say("session_method"), dataIndex: "method", render: (method: string) => message_or(language, `method_${method}`, method) },
              { title: say("session_source"), dataIndex: "source", render: (source: string) => <span className="nums">{source}</span> },
              {
                title: <span className="unseen">{say("session_end")}</span>,
                key: "end",
                align: "right",
                render: (_, row) =>
                  row.here ? (
                    <Tag color="processing">{say("session_here")}</Tag>
                  ) : (
                    <ActButton
                      label={say("session_end")}
                      of={say("session_end_of", { time: roc_instant(row.started_at), source: row.source })}
                      title={say("session_end_of", { time: roc_instant(row.started_at), source: row.source })}
                      text={say("session_end_others_text")}
                      reason="none"
                      kind="danger"
                      size="small"
                      act={async () => {
                        await end(row);
                        await after(say("session_ended"));
                      }}
                    />
                  ),
              },
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}
