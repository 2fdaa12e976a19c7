// Fourth step: what was cleaned and what is wrong, before anybody is asked about.
import { Alert } from "antd";
import { use_speech } from "../../i18n";
import { ListCsv } from "../../shell/list_csv";
import { long_rows } from "../../shell/long_rows";
import { Rows } from "../../shell/rows";
import { WizardFoot } from "../../shell/wizard";
import { column_name } from "./columns";
import type { MatchCheckView, MatchCleaned, MatchListView, MatchWrong } from "../../api/types";

interface CheckedProps {
  list: MatchListView;
  view: MatchCheckView;
  // Its rows are conditions and not people.
  roster: boolean;
  back: () => void;
  forth: () => void;
  cancel: () => void;
}

const counted = (count: number) => count.toLocaleString("en-US");

export function Checked({ list, view, roster, back, forth, cancel }: CheckedProps) {
  const { say, either } = use_speech();
  const named = (index: number) =>
    column_name(list.columns.find((one) => one.index === index), (number) => say("match_columns_unnamed", { number }), index);
  const first = (shown: number, total: number) => (shown < total ? <p className="soft">{say("match_check_first", { count: counted(shown), total: counted(total) })}</p> : null);
  return (
    <>
      <p className="gap_below">{say("match_check_lead")}</p>
      <Alert
        className="gap_below"
        type={view.usable === 0 ? "error" : view.wrong_total > 0 ? "warning" : "success"}
        showIcon
        role="status"
        title={
          <>
            <p>{say(roster ? "match_check_sum_roster" : "match_check_sum", { rows: counted(view.rows), usable: counted(view.usable), people: counted(view.people) })}</p>
            {view.usable === 0 && <p>{say("match_check_none_usable")}</p>}
            {view.duplicates > 0 && <p>{say("match_check_duplicates", { count: counted(view.duplicates) })}</p>}
          </>
        }
      />
      <div className="match_facts_head">
        <h3>{view.wrong_total === 0 ? say("match_check_wrong_none") : say("match_check_wrong", { count: counted(view.wrong_total) })}</h3>
        {view.wrong.length > 0 && (
          <ListCsv
            file={say("match_check_csv_file")}
            label={say("match_check_csv")}
            head={[say("match_check_row"), say("match_check_column"), say("match_check_problem")]}
            rows={view.wrong.map((one) => [one.row, named(one.column), either(one.zh, one.en)])}
          />
        )}
      </div>
      {view.wrong.length > 0 && (
        <>
          <p className="soft">{say("match_check_wrong_hint")}</p>
          <Rows<MatchWrong>
            rowKey={(one) => `${one.row} ${one.column} ${one.code}`}
            dataSource={view.wrong}
            pagination={long_rows(view.wrong.length, say)}
            columns={[
              { title: say("match_check_row"), dataIndex: "row", width: 80, align: "right", className: "nums" },
              { title: say("match_check_column"), key: "column", width: 220, render: (_, one) => named(one.column) },
              { title: say("match_check_problem"), key: "problem", render: (_, one) => either(one.zh, one.en) },
            ]}
          />
          {first(view.wrong.length, view.wrong_total)}
        </>
      )}
      <h3 className="match_facts_head">{view.cleaned_total === 0 ? say("match_check_cleaned_none") : say("match_check_cleaned", { count: counted(view.cleaned_total) })}</h3>
      {view.cleaned.length > 0 && (
        <>
          <Rows<MatchCleaned>
            rowKey={(one) => `${one.row} ${one.column} ${one.what_zh}`}
            dataSource={view.cleaned}
            pagination={long_rows(view.cleaned.length, say)}
            columns={[
              { title: say("match_check_row"), dataIndex: "row", width: 80, align: "right", className: "nums" },
              { title: say("match_check_column"), key: "column", width: 220, render: (_, one) => named(one.column) },
              { title: say("match_check_before"), dataIndex: "before", className: "nums" },
              { title: say("match_check_after"), dataIndex: "after", className: "nums" },
              { title: say("match_check_what"), key: "what", render: (_, one) => either(one.what_zh, one.what_en) },
            ]}
          />
          {first(view.cleaned.length, view.cleaned_total)}
        </>
      )}
      <WizardFoot back={back} forth={forth} disabled={view.usable === 0} cancel={cancel} />
    </>
  );
}
