// Every effect of a leaver, each with its clause: before it is done, and afterwards as the record of it.
import { Tag } from "antd";
import type { EffectView, LeaverGrantView, LeaverPreviewView } from "../../api/types";
import { last_day } from "../../base/day_text";
import { use_speech } from "../../i18n";
import { Facts } from "../../shell/facts";
import { Rows } from "../../shell/rows";

export function Effects({ of, title }: { of: readonly EffectView[]; title?: string }) {
  const { say, either } = use_speech();
  return (
    <Rows<EffectView>
      rowKey={(row) => row.code + row.zh}
      dataSource={of as EffectView[]}
      columns={[
        { title: title ?? say("effect"), key: "what", render: (_, row) => either(row.zh, row.en) },
        { title: say("by_clause"), dataIndex: "clause", width: 120 },
      ]}
    />
  );
}

export function Preview({ view }: { view: LeaverPreviewView }) {
  const { say, either } = use_speech();
  return (
    <>
      <Facts
        columns={4}
        of={[
          { label: say("leaver_sessions"), value: say("leaver_sessions_count", { count: view.sessions }) },
          { label: say("leaver_letter_due"), value: last_day(view.letter_due) || say("leaver_no_letter") },
        ]}
      />
      <h3 className="sub_title">{say("leaver_effect_list")}</h3>
      <Effects of={view.effects} />
      {view.grants.length > 0 && (
        <>
          <h3 className="sub_title">{say("leaver_grants")}</h3>
          <Rows<LeaverGrantView>
            rowKey="id"
            dataSource={view.grants}
            columns={[
              { title: say("grant_purpose"), key: "purpose", render: (_, row) => either(row.purpose_zh, row.purpose_en) },
              { title: say("grant_until"), key: "to", render: (_, row) => <span className="nums">{last_day(row.to)}</span> },
              { title: say("leaver_grant_note"), key: "alone", render: (_, row) => (row.alone ? <Tag color="warning">{say("leaver_grant_alone")}</Tag> : null) },
            ]}
          />
        </>
      )}
      {view.open_work.length > 0 && (
        <>
          <h3 className="sub_title">{say("leaver_open_work")}</h3>
          <Effects of={view.open_work} title={say("todo_item")} />
        </>
      )}
    </>
  );
}
