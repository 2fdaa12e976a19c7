// The lines of a review, page by page from the server: two thousand accounts are never in the browser at once. Picks stay
// while one turns pages; a decision is made for all of them.
import { Button, Form, Input, Select, Tag } from "antd";
import type { ColumnsType } from "antd/es/table";
import { useState } from "react";
import type { LineDecision, ReviewLineList, ReviewLineView, ReviewView } from "../../api/types";
import { with_query } from "../../api/client";
import { use_load } from "../../api/use_load";
import { roc_instant } from "../../base/roc_date";
import { message_or, use_speech } from "../../i18n";
import { Roles, roles_text, Standing } from "../../shell/names";
import { Card, Loaded, Nothing } from "../../shell/page";
import { Pager, use_pages } from "../../shell/pager";
import { UnitPick } from "../../shell/picks";
import { Rows } from "../../shell/rows";
import { use_client } from "../../shell/session";
import { Decide } from "./decide";
import { KeepClean } from "./keep_clean";
import { Personnel } from "./personnel";

interface Asked {
  proposal?: string;
  decision?: string;
  unit?: string;
  q?: string;
}

const near = (field: HTMLElement) => field.parentElement ?? document.body;
const decisions = ["undecided", "keep", "change", "suspend", "close"] as const;
const colors: Record<string, string> = { keep: "success", change: "processing", suspend: "warning", close: "error" };

function Filter({ review, ask }: { review: ReviewView; ask: (asked: Asked) => void }) {
  const { say, either } = use_speech();
  const { counts } = review;
  const proposals = [
    { value: "any", label: `${say("review_with_proposal")}（${counts.with_proposal}）` },
    { value: "none", label: `${say("review_clean")}（${counts.accounts - counts.with_proposal}）` },
    ...counts.proposals.map((one) => ({ value: one.code, label: `${either(one.zh, one.en)}（${one.count}）` })),
  ];
  return (
    <Form
      layout="inline"
      colon={false}
      className="line_filter"
      onFinish={(typed: Asked) => ask({ ...typed, q: typed.q?.trim() })}
    >
      <Form.Item name="proposal" label={say("review_proposals_short")}>
        <Select allowClear style={{ width: 230 }} placeholder={say("review_all")} getPopupContainer={near} options={proposals} />
      </Form.Item>
      <Form.Item name="decision" label={say("review_decision")}>
        <Select
          allowClear
          style={{ width: 120 }}
          placeholder={say("review_all")}
          getPopupContainer={near}
          options={decisions.map((code) => ({
            value: code as string,
            label: `${say(`decision_${code}`)}（${counts.decisions.find((one) => one.code === code)?.count ?? 0}）`,
          }))}
        />
      </Form.Item>
      <Form.Item name="unit" label={say("unit_find")}>
        <UnitPick allowClear placeholder={say("all_units")} />
      </Form.Item>
      <Form.Item name="q" label={say("review_search")}>
        <Input autoComplete="off" maxLength={40} style={{ width: 120 }} />
      </Form.Item>
      <Button type="primary" htmlType="submit">
        {say("review_filter")}
      </Button>
    </Form>
  );
}

function Found({ line }: { line: ReviewLineView }) {
  const { say, either } = use_speech();
  if (line.proposals.length === 0) return <span className="soft">{say("review_no_proposal")}</span>;
  return (
    <ul>
      {line.proposals.map((one) => (
        <li key={one.code}>
          {either(one.zh, one.en)} <span className="soft">（{one.clause}）</span>
        </li>
      ))}
    </ul>
  );
}

function Decided({ line }: { line: ReviewLineView }) {
  const { say, language } = use_speech();
  if (!line.decision) {
    return (
      <>
        <Tag>{say("decision_undecided")}</Tag>
        {!line.may_decide && <p className="soft">{say("review_not_yours")}</p>}
      </>
    );
  }
  const who = line.decided_by?.name ?? say("review_by_system");
  return (
    <>
      <Tag color={colors[line.decision] ?? "default"}>{message_or(language, `decision_${line.decision}`, line.decision)}</Tag>
      {line.carried_out_at && <span className="soft">{say("review_carried_out")}</span>}
      {line.new_roles.length > 0 && <p>→ {roles_text(language, line.new_roles)}</p>}
      {line.note && <p>{line.note}</p>}
      {line.decided_at && <p className="soft nums">{say("review_by_at", { who, when: roc_instant(line.decided_at).slice(0, -3) })}</p>}
    </>
  );
}

export function ReviewLines({ path, review, changed }: { path: string; review: ReviewView; changed: () => void }) {
  const client = use_client();
  const { say } = use_speech();
  const pages = use_pages();
  const [asked, set_asked] = useState<Asked>({});
  const [picked, set_picked] = useState<ReadonlyMap<string, ReviewLineView>>(new Map());
  const [deciding, set_deciding] = useState<LineDecision | null>(null);
  const load = use_load(
    () => client.get<ReviewLineList>(with_query(`${path}/lines`, { ...asked, cursor: pages.cursor })),
    [client, path, asked, pages.cursor],
  );
  const decides = review.may.includes("decide");
  const after = () => {
    set_picked(new Map());
    load.again();
    changed();
  };
  const columns: ColumnsType<ReviewLineView> = [
    {
      title: say("review_account"),
      key: "account",
      render: (_, line) => (
        <>
          <span className="one_line">{line.account.name}</span>
          <br />
          <span className="soft">{line.account.account}</span>
        </>
      ),
    },
    {
      title: say("review_unit"),
      key: "unit",
      render: (_, line) => (
        <>
          {line.unit.name}
          <p className="soft">
            <Roles of={line.roles} />
          </p>
        </>
      ),
    },
    { title: say("roster_standing"), key: "standing", render: (_, line) => <Standing of={line.standing} /> },
    {
      title: say("review_last"),
      key: "last",
      render: (_, line) => <span className="nums">{line.last_signed_in ? roc_instant(line.last_signed_in).slice(0, -9) : say("roster_never")}</span>,
    },
    { title: say("review_proposals"), key: "proposals", width: "30%", render: (_, line) => <Found line={line} /> },
    { title: say("review_decision"), key: "decision", width: "22%", render: (_, line) => <Decided line={line} /> },
  ];
  return (
    <Card
      title={say("review_lines")}
      className="review_lines"
      extra={review.may.includes("personnel") && <Personnel path={path} at={review.personnel_at} changed={after} />}
    >
      <Filter
        review={review}
        ask={(next) => {
          pages.reset();
          set_asked(next);
        }}
      />
      {decides && (
        <div className="pick_bar">
          <span role="status">{picked.size > 0 ? say("review_picked", { count: picked.size }) : say("review_pick_none")}</span>
          <span className="actions">
            {picked.size > 0 && (
              <Button size="small" type="link" onClick={() => set_picked(new Map())}>
                {say("review_clear_picks")}
              </Button>
            )}
            {(["keep", "change", "suspend", "close"] as const).map((decision) => (
              <Button key={decision} size="small" disabled={picked.size === 0} onClick={() => set_deciding(decision)}>
                {say(`decision_${decision}`)}
              </Button>
            ))}
            <KeepClean path={path} changed={after} />
          </span>
        </div>
      )}
      <Loaded load={load} rows={12}>
        {(list) =>
          list.items.length === 0 ? (
            <Nothing>{say("review_lines_none")}</Nothing>
          ) : (
            <>
              <Rows<ReviewLineView>
                rowKey={(line) => line.account.id}
                dataSource={list.items}
                loading={load.busy}
                columns={columns}
                rowSelection={
                  decides
                    ? {
                        columnWidth: 36,
                        preserveSelectedRowKeys: true,
                        selectedRowKeys: [...picked.keys()],
                        getCheckboxProps: (line) =>
                          ({ disabled: !line.may_decide, "aria-label": say("review_pick_row", { account: line.account.account }) }) as object,
                        getTitleCheckboxProps: () => ({ "aria-label": say("review_pick_page") }) as object,
                        onChange: (keys) =>
                          set_picked((old) => {
                            const known = new Map([...old, ...list.items.map((line) => [line.account.id, line] as const)]);
                            return new Map(keys.flatMap((key) => {
                              const line = known.get(String(key));
                              return line ? [[String(key), line] as const] : [];
                            }));
                          }),
                      }
                    : undefined
                }
              />
              <Pager pages={pages} total={list.total} next={list.next} fixed />
            </>
          )
        }
      </Loaded>
      {deciding && (
        <Decide path={path} decision={deciding} lines={[...picked.values()]} close={() => set_deciding(null)} decided={after} />
      )}
    </Card>
  );
}
