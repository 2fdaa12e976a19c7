// The register of attachments: which answer went into which case file, how long its file is kept, what became of the
// paper. Others' are read by who answers for them or checks, and that is recorded.
import { Alert, Button, Form, Input } from "antd";
import { useState } from "react";
import { use_load } from "../api/use_load";
import { roc_instant } from "../base/roc_date";
import { message_or, use_speech } from "../i18n";
import { FilterPick } from "../shell/filter";
import { Who } from "../shell/names";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { PagePaper } from "../shell/page_paper";
import { Pager, use_pages } from "../shell/pager";
import { row_keys } from "../shell/row_keys";
import { Rows } from "../shell/rows";
import { use_client, use_session } from "../shell/session";
import type { CaseAttachmentList, CaseAttachmentView } from "../api/types";
import { CheckFile } from "./attaching/check_file";
import { FileState, PaperState } from "./attaching/words";

const kinds = ["card", "household", "answer", "kinship", "match"] as const;
const states = ["kept", "gone", "paper_unsaid"] as const;

interface Filter {
  scope: string;
  state?: string | undefined;
  kind?: string | undefined;
  case_number?: string | undefined;
}

// What is one's own first; who attaches nothing begins with what they answer for.
function first_scope(roles: readonly string[]): string {
  if (roles.includes("case_worker")) return "own";
  return roles.includes("checker") || roles.includes("auditor") ? "all" : "unit";
}

function Found({ filter, pages }: { filter: Filter; pages: ReturnType<typeof use_pages> }) {
  const client = use_client();
  const { say, either, language } = use_speech();
  const asked = { ...filter, next: pages.cursor, limit: pages.size };
  const load = use_load(() => client.post<CaseAttachmentList>("/attachments/search", asked), [client, JSON.stringify(asked)]);
  const is_filtered = Boolean(filter.state ?? filter.kind ?? filter.case_number);
  return (
    <Loaded load={load} rows={8}>
      {(list) =>
        list.items.length === 0 ? (
          <Nothing>{say(is_filtered ? "list_nothing_fits" : "attachments_none")}</Nothing>
        ) : (
          <div onKeyDown={row_keys}>
            <Rows<CaseAttachmentView>
              rowKey="id"
              dataSource={list.items}
              columns={[
                {
                  title: say("attachment_case"),
                  key: "case",
                  render: (_, row) => (
                    <>
                      <a data-row href={`#/attachments/${row.id}`}>
                        {row.case_number || say("attachment_case_gone")}
                      </a>
                      <br />
                      <span className="soft nums">{row.id}</span>
                    </>
                  ),
                },
                {
                  title: say("attachment_kind"),
                  key: "kind",
                  render: (_, row) => (
                    <>
                      {message_or(language, `attachment_kind_${row.kind}`, row.kind)}
                      <br />
                      <span className="soft">{either(row.purpose_zh, row.purpose_en)}</span>
                    </>
                  ),
                },
                { title: say("attachment_people"), dataIndex: "people", width: 70, align: "right", className: "nums" },
                { title: say("attachment_made"), key: "made", className: "nums one_line", render: (_, row) => roc_instant(row.made_at) },
                ...(filter.scope === "own"
                  ? []
                  : [
                      {
                        title: say("attachment_by"),
                        key: "by",
                        render: (_: unknown, row: CaseAttachmentView) => (
                          <>
                            <Who of={row.attached_by} />
                            <br />
                            <span className="soft">{row.unit.name}</span>
                          </>
                        ),
                      },
                    ]),
                { title: say("attachment_file"), key: "file", render: (_, row) => <FileState of={row} /> },
                { title: say("attachment_paper"), key: "paper", render: (_, row) => <PaperState of={row} /> },
              ]}
            />
            <Pager pages={pages} total={list.total} next={list.next} />
          </div>
        )
      }
    </Loaded>
  );
}

export function AttachmentsPage({ unsaid = false }: { unsaid?: boolean }) {
  const { view } = use_session();
  const { say } = use_speech();
  const roles = view?.roles ?? [];
  const pages = use_pages();
  const [filter, set_filter] = useState<Filter>({ scope: first_scope(roles), ...(unsaid ? { state: "paper_unsaid" } : {}) });
  const change = (part: Partial<Filter>) => {
    pages.reset();
    set_filter((old) => ({ ...old, ...part }));
  };
  const overseer = roles.includes("checker") || roles.includes("auditor");
  const scopes = [
    ...(roles.includes("case_worker") ? ["own" as const] : []),
    ...(overseer || roles.includes("unit_head") ? ["unit" as const] : []),
    ...(overseer ? ["all" as const] : []),
  ];
  return (
    <Page title={say("attachments")} extra={<Button onClick={() => window.print()}>{say("print")}</Button>}>
      <Card>
        <p className="soft gap_below">{say("attachments_text")}</p>
        {filter.scope !== "own" && <Alert className="gap_below" type="info" showIcon title={say("attachment_scope_note")} />}
        <Form layout="inline" className="list_filter" onFinish={(typed: { case_number?: string }) => change({ case_number: typed.case_number?.trim() || undefined })}>
          {scopes.length > 1 && (
            <FilterPick
              label={say("attachment_scope")}
              all={say(`attachment_scope_${scopes[0] ?? "own"}`)}
              width={130}
              value={filter.scope}
              choose={(scope) => change({ scope: scope ?? scopes[0] ?? "own" })}
              options={scopes.map((one) => ({ value: one as string, label: say(`attachment_scope_${one}`) }))}
            />
          )}
          <FilterPick
            label={say("attachment_state")}
            all={say("attachment_state_all")}
            width={170}
            value={filter.state}
            choose={(state) => change({ state })}
            options={states.map((one) => ({ value: one as string, label: say(`attachment_state_${one}`) }))}
          />
          <FilterPick
            label={say("attachment_kind")}
            all={say("attachment_kind_all")}
            width={130}
            value={filter.kind}
            choose={(kind) => change({ kind })}
            options={kinds.map((one) => ({ value: one as string, label: say(`attachment_kind_${one}`) }))}
          />
          <Form.Item name="case_number" noStyle>
            <Input allowClear autoComplete="off" maxLength={100} aria-label={say("attachment_find_case")} placeholder={say("attachment_find_case")} style={{ width: 200 }} />
          </Form.Item>
          <Button htmlType="submit">{say("attachment_find")}</Button>
        </Form>
        <Found filter={filter} pages={pages} />
      </Card>
      <CheckFile scope={scopes.at(-1) ?? "own"} />
      <PagePaper what={say("attachments")} />
    </Page>
  );
}
