// How a link was used in a year: what its yearly review looks at (F2.3).
import { Select } from "antd";
import { useState } from "react";
import type { LinkGrantUseView, LinkUsageView } from "../../api/types";
import { with_query } from "../../api/client";
import { use_load } from "../../api/use_load";
import { by_number } from "../../base/compare";
import { first_day, period_text } from "../../base/day_text";
import { taipei_day } from "../../base/roc_date";
import { use_speech } from "../../i18n";
import { Facts } from "../../shell/facts";
import { long_rows } from "../../shell/long_rows";
import { Card, Loaded, Nothing } from "../../shell/page";
import { Rows } from "../../shell/rows";
import { use_client } from "../../shell/session";

export function LinkUsageCard({ code, since }: { code: string; since: string }) {
  const client = use_client();
  const { say, either } = use_speech();
  const this_year = Number(taipei_day(new Date()).slice(0, 4));
  const first_year = Math.min(this_year, Number(since.slice(0, 4)) || this_year);
  const years = Array.from({ length: this_year - first_year + 1 }, (_, back) => this_year - back);
  const [year, set_year] = useState(this_year);
  const load = use_load(() => client.get<LinkUsageView>(with_query(`/links/${encodeURIComponent(code)}/usage`, { year: String(year) })), [client, code, year]);
  return (
    <Card
      title={say("link_usage")}
      extra={
        <Select
          size="small"
          aria-label={say("link_usage_year")}
          style={{ width: 120 }}
          value={year}
          onChange={set_year}
          getPopupContainer={(field: HTMLElement) => field.parentElement ?? document.body}
          options={years.map((one) => ({ value: one, label: say("roc_year", { year: one - 1911 }) }))}
        />
      }
    >
      <div aria-live="polite">
        <Loaded load={load} rows={3}>
          {(usage) => (
            <>
              <Facts
                columns={4}
                of={[
                  { label: say("link_usage_period"), value: <span className="nums">{period_text(usage.from, usage.to, "")}</span> },
                  { label: say("link_usage_queries"), value: <span className="nums">{usage.queries.toLocaleString("en-US")}</span> },
                  { label: say("link_usage_refusals"), value: <span className="nums">{usage.refusals.toLocaleString("en-US")}</span> },
                  { label: say("link_last_used"), value: <span className="nums">{first_day(usage.last_used_on) || say("link_never_used")}</span> },
                ]}
              />
              {usage.grants.length === 0 ? (
                <Nothing>{say("link_usage_none")}</Nothing>
              ) : (
                <div className="below">
                  <Rows<LinkGrantUseView>
                    rowKey="grant"
                    dataSource={usage.grants}
                    pagination={long_rows(usage.grants.length, say)}
                    columns={[
                      { title: say("grant_purpose"), key: "purpose", render: (_, row) => <a href={`#/grants/${row.grant}`}>{either(row.purpose_zh, row.purpose_en)}</a> },
                      { title: say("form_unit"), key: "unit", render: (_, row) => row.unit.name },
                      { title: say("link_usage_queries"), dataIndex: "queries", align: "right", className: "nums", sorter: by_number((row) => row.queries) },
                    ]}
                  />
                </div>
              )}
            </>
          )}
        </Loaded>
      </div>
    </Card>
  );
}
