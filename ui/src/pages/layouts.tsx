// Layouts, user-defined characters and villages: all versions, what is in force, and drafts that wait.
import { Button, Tag } from "antd";
import type { DefinitionList, DefinitionView } from "../api/types";
import { use_load } from "../api/use_load";
import { roc_instant } from "../base/roc_date";
import { message_or, use_speech } from "../i18n";
import { long_rows } from "../shell/long_rows";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { Rows } from "../shell/rows";
import { use_client, use_session } from "../shell/session";

const colors: Record<string, string> = { draft: "warning", refused: "error", approved: "default", built_in: "default" };

export function LayoutState({ of }: { of: DefinitionView }) {
  const { say, language } = use_speech();
  if (of.in_force) return <Tag color="success">{say("layout_in_force")}</Tag>;
  return <Tag color={colors[of.state] ?? "default"}>{message_or(language, `layout_state_${of.state}`, of.state)}</Tag>;
}

export function use_version_words() {
  const { say } = use_speech();
  return (of: DefinitionView) => (of.version === 0 ? say("layout_version_built_in") : say("layout_version_number", { version: of.version }));
}

export function LayoutsPage() {
  const client = use_client();
  const { say, either, language } = use_speech();
  const version_words = use_version_words();
  const acts = use_session().view?.roles.includes("designated_person") ?? false;
  const load = use_load(() => client.get<DefinitionList>("/layouts"), [client]);
  return (
    <Page
      title={say("layouts")}
      extra={
        acts && (
          <Button type="primary" href="#/layouts/new">
            {say("layout_new")}
          </Button>
        )
      }
    >
      <p className="gap_below soft">{say("layouts_text")}</p>
      <Card>
        <Loaded load={load} rows={6}>
          {(list) =>
            list.items.length === 0 ? (
              <Nothing>{say("layouts_none")}</Nothing>
            ) : (
              <Rows<DefinitionView>
                rowKey={(row) => `${row.kind}-${row.ref}`}
                dataSource={list.items}
                pagination={long_rows(list.items.length, say)}
                columns={[
                  { title: say("layout_kind"), key: "kind", render: (_, row) => message_or(language, `layout_kind_${row.kind}`, row.kind) },
                  { title: say("layout_title"), key: "title", render: (_, row) => either(row.title_zh, row.title_en) },
                  { title: say("layout_name"), key: "name", render: (_, row) => <code>{row.name}</code> },
                  { title: say("layout_table_number"), dataIndex: "table_number" },
                  { title: say("layout_version"), key: "version", render: (_, row) => version_words(row) },
                  { title: say("layout_state"), key: "state", render: (_, row) => <LayoutState of={row} /> },
                  { title: say("layout_made_by"), dataIndex: "made_by" },
                  { title: say("layout_made_at"), key: "made_at", render: (_, row) => row.made_at && <span className="nums">{roc_instant(row.made_at)}</span> },
                  { title: say("layout_decided_by"), dataIndex: "decided_by" },
                  {
                    title: <span className="unseen">{say("layout_open")}</span>,
                    key: "open",
                    render: (_, row) =>
                      row.kind === "characters" && row.version === 0 ? null : (
                        <a href={`#/layouts/${row.ref}`} aria-label={`${say("layout_open")}：${row.name} ${version_words(row)}`}>
                          {say("layout_open")}
                        </a>
                      ),
                  },
                ]}
              />
            )
          }
        </Loaded>
      </Card>
    </Page>
  );
}
