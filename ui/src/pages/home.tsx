// Home is a to-do list: what the law wants from me, by when, with the clause; then my grants; then what I looked at.
import { Button, Tag } from "antd";
import type { GrantView, HomeView, TodoView } from "../api/types";
import { use_load } from "../api/use_load";
import { days_until } from "../base/due";
import { roc_last_day } from "../base/roc_date";
import { use_speech } from "../i18n";
import { AccessTable } from "../shell/access_table";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { menu_pages, may_see } from "../shell/pages";
import { Rows } from "../shell/rows";
import { use_session } from "../shell/session";
import { GrantStanding, is_usable } from "./grants/state";

function Due({ due }: { due: string | null }) {
  const { say } = use_speech();
  if (!due) return <span>{say("todo_no_due")}</span>;
  const days = days_until(due, new Date());
  const day = <span className="nums">{roc_last_day(due)}</span>;
  if (days === null) return day;
  const color = days < 0 ? "error" : days <= 7 ? "warning" : "default";
  const distance = days < 0 ? say("overdue") : days === 0 ? say("due_today") : say("days_later", { count: days });
  return (
    <>
      {day} <Tag color={color}>{distance}</Tag>
    </>
  );
}

function Todos({ todos }: { todos: TodoView[] }) {
  const { say, either } = use_speech();
  if (todos.length === 0) return <Nothing>{say("todo_none")}</Nothing>;
  return (
    <Rows
      rowKey={(row) => `${row.code} ${row.link} ${row.title_zh}`}
      dataSource={todos}
      pagination={todos.length > 8 ? { pageSize: 8, size: "small", showSizeChanger: false } : false}
      columns={[
        { title: say("todo_item"), key: "title", render: (_, row) => either(row.title_zh, row.title_en) },
        { title: say("todo_clause"), dataIndex: "clause", width: 170 },
        { title: say("todo_due"), key: "due", width: 210, render: (_, row) => <Due due={row.due} /> },
        {
          title: <span className="unseen">{say("todo_go")}</span>,
          key: "go",
          width: 70,
          render: (_, row) =>
            row.link ? (
              <a href={`#${row.link}`} aria-label={`${say("todo_go")}：${either(row.title_zh, row.title_en)}`}>
                {say("todo_go")}
              </a>
            ) : null,
        },
      ]}
    />
  );
}

function Grants({ grants }: { grants: GrantView[] }) {
  const { say, either } = use_speech();
  if (grants.length === 0) return <Nothing>{say("no_grants")}</Nothing>;
  return (
    <ul className="grant_list">
      {grants.map((grant) => (
        <li key={grant.id}>
          <div className="grant_list_head">
            <strong>{either(grant.purpose_zh, grant.purpose_en)}</strong>
            <GrantStanding of={grant} />
          </div>
          <div className="grant_list_facts">
            <span>
              {say("grant_until")} <span className="nums">{roc_last_day(grant.to)}</span>
            </span>
            <span>
              {say("grant_quota_day")}{" "}
              <span className="nums">
                {grant.used_today}／{grant.quota_day > 0 ? grant.quota_day : say("no_limit")}
              </span>
            </span>
            {is_usable(grant) && <a href="#/query" aria-label={`${say("start_query")}：${either(grant.purpose_zh, grant.purpose_en)}`}>
              {say("start_query")}
            </a>}
          </div>
        </li>
      ))}
    </ul>
  );
}

export function HomePage() {
  const { client, view } = use_session();
  const { say } = use_speech();
  const load = use_load(() => client.get<HomeView>("/home"), [client]);
  const roles = view?.roles ?? [];
  const sees = (path: string) => menu_pages.some((page) => page.path === path && may_see(page, roles));
  return (
    <Page title={say("home")} extra={<Button onClick={load.again}>{say("refresh")}</Button>}>
      <Loaded load={load} rows={8}>
        {(home) => (
          <div className={sees("/query") ? "home_grid" : undefined}>
            <Card title={say("todo_title")} className="home_todos">
              <Todos todos={home.todos} />
            </Card>
            {sees("/query") && (
              <Card title={say("my_grants")} className="home_grants" extra={<a href="#/my-grants">{say("all_accesses")}</a>}>
                <Grants grants={home.grants} />
              </Card>
            )}
            {sees("/accesses") && (
              <Card title={say("recent")} className="home_recent" extra={<a href="#/accesses">{say("all_accesses")}</a>}>
                {home.recent.length === 0 ? <Nothing>{say("no_recent")}</Nothing> : <AccessTable rows={home.recent} brief />}
              </Card>
            )}
          </div>
        )}
      </Loaded>
    </Page>
  );
}
