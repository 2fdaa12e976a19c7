// Third step: which column is what. What the server is sure of is filled in and says so; what it only supposes is asked.
import { Alert, Button, Select, Tag } from "antd";
import { useState } from "react";
import { with_query } from "../../api/client";
import { use_act, type Act } from "../../api/use_act";
import { use_speech } from "../../i18n";
import { ProblemAbove } from "../../shell/problem_notice";
import { Rows } from "../../shell/rows";
import { use_client } from "../../shell/session";
import { WizardFoot } from "../../shell/wizard";
import { column_name, first_choices, roles_missing, roles_twice, suggestions, type Choices } from "./columns";
import type { MatchListColumn, MatchListView, MatchRuleView } from "../../api/types";

const near = (field: HTMLElement) => field.parentElement ?? document.body;
const header_rows_offered = 10;

interface PickColumnsProps {
  rule: MatchRuleView;
  list: MatchListView;
  choices: Choices;
  // Another sheet or header row is another list, with choices of its own.
  relist: (list: MatchListView, choices: Choices) => void;
  change: (choices: Choices) => void;
  // The check that the next step shows.
  check: Act;
  back: () => void;
  forth: () => void;
  cancel: () => void;
}

function WhichSheet({ rule, list, relist }: Pick<PickColumnsProps, "rule" | "list" | "relist">) {
  const client = use_client();
  const { say } = use_speech();
  const { busy, problem, run } = use_act();
  const ask = (sheet: string, header_row?: number) =>
    run(async () => {
      const path = with_query(`/match/lists/${encodeURIComponent(list.id)}`, { sheet, header_row: header_row === undefined ? undefined : String(header_row) });
      const again = await client.get<MatchListView>(path);
      relist(again, first_choices(again, rule));
    });
  const headers = Array.from({ length: Math.max(header_rows_offered, list.header_row) + 1 }, (_, row) => row);
  return (
    <>
      <ProblemAbove problem={problem} />
      <div className="list_filter match_sheet">
        {list.sheets.length > 1 && (
          <label>
            {say("match_columns_sheet")}{" "}
            <Select
              aria-label={say("match_columns_sheet")}
              style={{ width: 220 }}
              loading={busy}
              value={list.sheet}
              getPopupContainer={near}
              onChange={(sheet) => void ask(sheet)}
              options={list.sheets.map((one) => ({ value: one, label: one }))}
            />
          </label>
        )}
        <label>
          {say("match_columns_header")}{" "}
          <Select
            aria-label={say("match_columns_header")}
            style={{ width: 150 }}
            loading={busy}
            value={list.header_row}
            getPopupContainer={near}
            onChange={(row) => void ask(list.sheet, row)}
            options={headers.map((row) => ({ value: row, label: row === 0 ? say("match_columns_no_header") : say("match_columns_row", { row }) }))}
          />
        </label>
      </div>
    </>
  );
}

export function PickColumns({ rule, list, choices, relist, change, check, back, forth, cancel }: PickColumnsProps) {
  const { say, either, language } = use_speech();
  const [asked, set_asked] = useState(false);
  const label = (role: string) => {
    const found = rule.columns.find((one) => one.role === role);
    return found ? either(found.label_zh, found.label_en) : role;
  };
  const offered = suggestions(list, rule, choices);
  const missing = roles_missing(rule, choices);
  const twice = roles_twice(choices);
  const certain = first_choices(list, rule);
  const unnamed = (number: number) => say("match_columns_unnamed", { number });
  const pick = (index: number, role: string | undefined) => {
    const next = { ...choices };
    if (role === undefined) delete next[index];
    else next[index] = role;
    change(next);
  };
  const wrong = list.rows === 0 || missing.length > 0 || twice.length > 0;
  const go_on = () => {
    set_asked(true);
    if (!wrong) forth();
  };
  const listed = missing.map(label).join(language === "zh" ? "、" : ", ");
  const standing = (column: MatchListColumn) => {
    const offer = offered.find((one) => one.index === column.index);
    const role = choices[column.index];
    if (offer) {
      return (
        <span className="match_offer">
          {say("match_columns_maybe", { role: label(offer.role) })}{" "}
          <Button size="small" aria-label={`${column_name(column, unnamed, column.index)}：${say("match_columns_maybe", { role: label(offer.role) })} ${say("match_columns_yes")}`} onClick={() => pick(column.index, offer.role)}>
            {say("match_columns_yes")}
          </Button>
        </span>
      );
    }
    if (!role) return null;
    return certain[column.index] === role ? <Tag color="success">{say("match_columns_sure")}</Tag> : <Tag color="processing">{say("match_columns_chosen")}</Tag>;
  };
  return (
    <>
      <p className="gap_below">{say("match_columns_lead")}</p>
      <WhichSheet rule={rule} list={list} relist={relist} />
      <ProblemAbove problem={check.problem} />
      {list.rows === 0 && <Alert className="gap_below" type="warning" showIcon title={say("match_list_no_rows")} />}
      {missing.length > 0 ? (
        <Alert className="gap_below" type={asked ? "error" : "warning"} showIcon role={asked ? "alert" : "status"} title={say("match_columns_needed", { roles: listed })} />
      ) : (
        twice.length === 0 && <Alert className="gap_below" type="success" showIcon role="status" title={say("match_columns_ready")} />
      )}
      {twice.map((role) => (
        <Alert key={role} className="gap_below" type="error" showIcon role="alert" title={say("match_columns_twice", { role: label(role) })} />
      ))}
      <Rows<MatchListColumn>
        rowKey="index"
        dataSource={list.columns}
        columns={[
          { title: say("match_columns_column"), key: "header", render: (_, column) => <strong>{column_name(column, unnamed, column.index)}</strong> },
          {
            title: say("match_columns_samples"),
            key: "samples",
            render: (_, column) => <span className="soft nums">{column.samples.filter((one) => one !== "").join("　")}</span>,
          },
          {
            title: say("match_columns_role"),
            key: "role",
            width: 300,
            render: (_, column) => (
              <Select
                aria-label={say("match_columns_role_of", { column: column_name(column, unnamed, column.index) })}
                style={{ width: 280 }}
                placeholder={say("match_columns_unused")}
                value={choices[column.index]}
                getPopupContainer={near}
                onChange={(role: string | undefined) => pick(column.index, role)}
                options={[
                  ...rule.columns.map((one) => ({ value: one.role, label: `${either(one.label_zh, one.label_en)}${one.required ? `（${say("match_rule_required")}）` : ""}` })),
                  { value: "", label: say("match_columns_unused") },
                ]}
              />
            ),
          },
          { title: <span className="unseen">{say("match_columns_sure")}</span>, key: "standing", width: 260, render: (_, column) => standing(column) },
        ]}
      />
      <WizardFoot back={back} forth={go_on} busy={check.busy} cancel={cancel} />
    </>
  );
}
