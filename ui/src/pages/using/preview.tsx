// What an approver sees before deciding: of how many people what would be shown, on which basis, from which link, and what
// became of similar grants. Warnings stand first.
import { Alert, Tag } from "antd";
import type { DataPreview, PreviewBasis, PreviewField, SimilarGrant } from "../../api/types";
import { first_day, last_day, period_text } from "../../base/day_text";
import { message_or, use_speech } from "../../i18n";
import { Facts } from "../../shell/facts";
import { Notices } from "../../shell/notices";
import { Rows } from "../../shell/rows";

function by_category(fields: readonly PreviewField[]): PreviewField[][] {
  const groups = new Map<string, PreviewField[]>();
  for (const field of fields) groups.set(field.category, [...(groups.get(field.category) ?? []), field]);
  return [...groups.values()];
}

// What the purpose or the link does not hold would not be granted.
function FieldsShown({ of }: { of: readonly PreviewField[] }) {
  const { say, either } = use_speech();
  return (
    <ul className="chips">
      {of.map((one) => (
        <li key={one.name} className={one.granted ? "chip" : "chip chip_gone"}>
          {one.granted ? either(one.label_zh, one.label_en) : <s>{either(one.label_zh, one.label_en)}</s>}
          {!one.granted && <span className="unseen">{say("use_not_approved")}</span>}
        </li>
      ))}
    </ul>
  );
}

function Bases({ of }: { of: readonly PreviewBasis[] }) {
  const { say, either } = use_speech();
  return (
    <ul>
      {of.map((basis) => (
        <li key={basis.id}>
          {either(basis.title, basis.title_en)} <span className="soft nums">{period_text(basis.from, basis.until, say("open_end"))}</span>{" "}
          {!basis.in_force && <Tag color="error">{say("use_basis_not_in_force")}</Tag>}
        </li>
      ))}
    </ul>
  );
}

function Similar({ of }: { of: readonly SimilarGrant[] }) {
  const { say, language } = use_speech();
  if (of.length === 0) return <p className="soft">{say("use_similar_none")}</p>;
  return (
    <Rows<SimilarGrant>
      rowKey="id"
      dataSource={of as SimilarGrant[]}
      pagination={of.length > 5 ? { pageSize: 5, size: "small", showSizeChanger: false } : false}
      columns={[
        { title: say("use_period"), key: "period", className: "one_line nums", render: (_, row) => period_text(row.from, row.until, say("open_end")) },
        { title: say("use_standing"), key: "state", className: "one_line", render: (_, row) => message_or(language, `grant_state_${row.state}`, row.state) },
        { title: say("use_fields_count"), dataIndex: "fields", align: "right", className: "nums" },
        { title: say("use_similar_queries"), dataIndex: "queries", align: "right", className: "nums", render: (count: number) => count.toLocaleString("en-US") },
        {
          title: say("use_similar_never_revealed"),
          key: "never_revealed",
          align: "right",
          className: "nums",
          render: (_, row) => (row.never_revealed_percent === null ? "–" : `${row.never_revealed_percent} %`),
        },
        { title: say("use_similar_refusals"), dataIndex: "refusals", align: "right", className: "nums" },
        { title: say("use_similar_last"), key: "last", className: "one_line nums", render: (_, row) => first_day(row.last_used_on) || say("use_never_used") },
      ]}
    />
  );
}

export function Preview({ view }: { view: DataPreview }) {
  const { say, either } = use_speech();
  return (
    <div className="preview">
      {view.warnings.length === 0 ? <Alert className="gap_below" type="success" showIcon title={say("use_no_warnings")} /> : <Notices of={view.warnings} title={say("use_warnings")} />}
      <Facts
        columns={3}
        of={[
          {
            label: say("use_people"),
            value: view.reach === null ? <span className="soft">{say("use_people_unknown")}</span> : <strong className="big_count nums">{say("people_count", { count: view.reach.toLocaleString("en-US") })}</strong>,
          },
          {
            label: say("use_fields_shown"),
            value: <strong className="big_count nums">{say("use_items", { count: view.fields.filter((field) => field.granted).length })}</strong>,
          },
          {
            label: say("use_link"),
            value: view.link ? (
              <>
                {either(view.link.name_zh, view.link.name_en)}
                {"\n"}
                <span className="soft">
                  {say("grant_until")} <span className="nums">{last_day(view.link.until)}</span>（{say("days_left", { count: view.link.days_left })}）
                </span>
              </>
            ) : (
              <span className="soft">{say("use_link_none")}</span>
            ),
          },
        ]}
      />
      <h3 className="sub_title">{say("use_fields_by_category")}</h3>
      <dl className="field_groups">
        {by_category(view.fields).map((group) => (
          <div key={group[0]?.category}>
            <dt>
              {group[0]?.category} {group[0]?.category_zh}
            </dt>
            <dd>
              <FieldsShown of={group} />
            </dd>
          </div>
        ))}
      </dl>
      <h3 className="sub_title">{say("think_basis")}</h3>
      <Bases of={view.bases} />
      <h3 className="sub_title">{say("use_similar")}</h3>
      <Similar of={view.similar} />
    </div>
  );
}
