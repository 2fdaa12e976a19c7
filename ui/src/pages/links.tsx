// The links (連結作業): what the provider approved, until when, and what each asks of those in charge now (F2.3, S4).
import { Button, Tag } from "antd";
import type { LinkList, LinkRow } from "../api/types";
import { use_load } from "../api/use_load";
import { by_day, by_words } from "../base/compare";
import { first_day, last_day } from "../base/day_text";
import { days_until } from "../base/due";
import { message_or, use_speech } from "../i18n";
import { ListCsv } from "../shell/list_csv";
import { long_rows } from "../shell/long_rows";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { row_keys } from "../shell/row_keys";
import { Rows } from "../shell/rows";
import { use_session } from "../shell/session";
import { keeper_roles, LinkState } from "./catalogue/states";

// Over a quarter is no news; the profile opens a renewal three months before the end.
export function LinkDays({ of }: { of: Pick<LinkRow, "state" | "days_left"> }) {
  const { say } = use_speech();
  if (of.state !== "active" && of.state !== "suspended") return null;
  return <Tag color={of.days_left <= 30 ? "error" : of.days_left <= 92 ? "warning" : "default"}>{say("days_left", { count: of.days_left })}</Tag>;
}

function ReviewDue({ of }: { of: string }) {
  const days = days_until(of, new Date()) ?? 0;
  return <span className={days < 0 ? "late nums" : "nums"}>{last_day(of)}</span>;
}

export function LinksPage() {
  const { client, view } = use_session();
  const { say, either, language } = use_speech();
  const load = use_load(() => client.get<LinkList>("/links"), [client]);
  const keeps = view?.roles.some((role) => keeper_roles.includes(role)) ?? false;
  const rows = load.answer?.items ?? [];
  return (
    <Page
      title={say("links")}
      extra={
        <>
          <ListCsv
            file="links"
            head={[
              say("link_code"), say("link_name"), say("link_provider"), say("link_class"), say("link_state"), say("link_unit"), say("link_from"), say("link_until"),
              say("link_letter"), say("link_last_used"), say("link_review_due"), say("link_notices"),
            ]}
            rows={rows.map((row) => [
              row.code,
              either(row.name_zh, row.name_en),
              row.provider,
              message_or(language, `data_class_${row.data_class}`, row.data_class),
              message_or(language, `link_state_${row.state}`, row.state),
              row.unit.name,
              first_day(row.from),
              last_day(row.until),
              row.letter,
              first_day(row.last_used_on),
              last_day(row.review_due),
              row.notices.map((notice) => either(notice.zh, notice.en)).join(" "),
            ])}
          />
          <Button onClick={() => window.print()}>{say("print")}</Button>
          {keeps && (
            <Button type="primary" href="#/links/new">
              {say("link_new")}
            </Button>
          )}
        </>
      }
    >
      <Card>
        <Loaded load={load} rows={6}>
          {(list) =>
            list.items.length === 0 ? (
              <Nothing>{say("links_none")}</Nothing>
            ) : (
              <div onKeyDown={row_keys}>
                <Rows<LinkRow>
                  rowKey="id"
                  dataSource={rows}
                  pagination={long_rows(rows.length, say)}
                  columns={[
                    {
                      title: say("link_name"),
                      key: "name",
                      sorter: by_words((row) => either(row.name_zh, row.name_en)),
                      render: (_, row) => (
                        <>
                          <a data-row href={`#/links/${encodeURIComponent(row.code)}`}>
                            {either(row.name_zh, row.name_en)}
                          </a>
                          <p className="soft">
                            {message_or(language, `data_class_${row.data_class}`, row.data_class)}　{row.provider}
                          </p>
                        </>
                      ),
                    },
                    { title: say("link_state"), key: "state", className: "one_line", render: (_, row) => <LinkState of={row.state} /> },
                    { title: say("link_unit"), key: "unit", className: "one_line", render: (_, row) => row.unit.name },
                    {
                      title: say("link_until"),
                      key: "until",
                      sorter: by_day((row) => row.until),
                      render: (_, row) => (
                        <>
                          <span className="nums one_line">{last_day(row.until)}</span> <LinkDays of={row} />
                        </>
                      ),
                    },
                    { title: say("link_last_used"), key: "last", sorter: by_day((row) => row.last_used_on), render: (_, row) => <span className="nums one_line">{first_day(row.last_used_on) || say("link_never_used")}</span> },
                    { title: say("link_review_due"), key: "review", sorter: by_day((row) => row.review_due), render: (_, row) => <ReviewDue of={row.review_due} /> },
                    {
                      title: say("link_notices"),
                      key: "notices",
                      width: 330,
                      render: (_, row) =>
                        row.notices.length === 0 ? (
                          <span className="soft">{say("link_no_notices")}</span>
                        ) : (
                          <ul className="notice_list">
                            {row.notices.map((notice) => (
                              <li key={notice.code}>
                                {either(notice.zh, notice.en)} <span className="clause">{notice.clause}</span>
                              </li>
                            ))}
                          </ul>
                        ),
                    },
                  ]}
                />
              </div>
            )
          }
        </Loaded>
      </Card>
    </Page>
  );
}
