// A match from the list to its beginning. What was chosen lives in this page only; the list itself is the server's, sealed.
import { Button } from "antd";
import { useState } from "react";
import type { GrantList, GrantView, MatchCheckRequest, MatchCheckView, MatchRequest, MatchRuleList, MatchRuleView, MatchView } from "../api/types";
import { use_act } from "../api/use_act";
import { use_load } from "../api/use_load";
import { go } from "../base/router";
import { use_speech } from "../i18n";
import { Loaded, Nothing, Page } from "../shell/page";
import { use_client } from "../shell/session";
import { use_leave_warning } from "../shell/use_leave_warning";
import { Wizard } from "../shell/wizard";
import { is_usable } from "./grants/state";
import { AskMatch, type AskedFor } from "./matching/ask";
import { Checked } from "./matching/checked";
import { columns_sent, first_choices, type Choices } from "./matching/columns";
import { PickColumns } from "./matching/pick_columns";
import { PickList, type Listed } from "./matching/pick_list";
import { PickRule } from "./matching/pick_rule";
import { allows, is_roster } from "./matching/uses";

const steps = ["rule", "list", "columns", "check", "ask"] as const;

function Steps({ rules, grants }: { rules: readonly MatchRuleView[]; grants: readonly GrantView[] }) {
  const client = use_client();
  const { say } = use_speech();
  const [at, set_at] = useState(0);
  const [rule, set_rule] = useState<MatchRuleView | null>(null);
  const [listed, set_listed] = useState<Listed | null>(null);
  const [choices, set_choices] = useState<Choices>({});
  const [checked, set_checked] = useState<MatchCheckView | null>(null);
  const [begun, set_begun] = useState(false);
  const check = use_act();
  use_leave_warning(listed !== null && !begun);

  const step = steps[at];
  const back = () => set_at(at - 1);
  const forth = () => set_at(at + 1);
  const cancel = () => go("/matches");
  const list = listed?.view ?? null;
  // Both the rule and the list decide what the columns are.
  const guess = (for_rule: MatchRuleView | null, for_list: Listed | null) => {
    set_rule(for_rule);
    set_listed(for_list);
    set_choices(for_rule && for_list ? first_choices(for_list.view, for_rule) : {});
    check.clear();
  };
  const sent = (of: MatchRuleView, from: Listed): MatchCheckRequest => ({
    rule: of.code,
    sheet: from.view.sheet,
    header_row: from.view.header_row,
    columns: columns_sent(choices),
  });
  const look = (of: MatchRuleView, from: Listed) =>
    check.run(async () => {
      set_checked(await client.post<MatchCheckView>(`/match/lists/${encodeURIComponent(from.view.id)}/check`, sent(of, from)));
      forth();
    });
  const begin = async (of: MatchRuleView, from: Listed, asked: AskedFor) => {
    const request: MatchRequest = { list: from.view.id, ...sent(of, from), ...asked };
    const made = await client.post<MatchView>("/matches", request);
    set_begun(true);
    go(`/matches/${encodeURIComponent(made.id)}`);
  };

  const part = () => {
    if (step === "rule" || !rule) {
      return <PickRule rules={rules} grants={grants} chosen={rule} choose={(one) => guess(one, listed)} forth={forth} cancel={cancel} />;
    }
    if (step === "list" || !listed || !list) {
      return <PickList listed={listed} take={(one) => guess(rule, one)} back={back} forth={forth} cancel={cancel} />;
    }
    if (step === "columns" || !checked) {
      return (
        <PickColumns
          rule={rule}
          list={list}
          choices={choices}
          relist={(view, again) => {
            set_listed({ ...listed, view });
            set_choices(again);
          }}
          change={set_choices}
          check={check}
          back={back}
          forth={() => void look(rule, listed)}
          cancel={cancel}
        />
      );
    }
    if (step === "check") return <Checked list={list} view={checked} roster={is_roster(rule)} back={back} forth={forth} cancel={cancel} />;
    return <AskMatch rule={rule} file={listed.file} people={is_roster(rule) ? null : checked.people} grants={grants} send={(asked) => begin(rule, listed, asked)} back={back} cancel={cancel} />;
  };

  return (
    <>
      <Wizard wide titles={steps.map((one) => say(`match_step_${one}`))} at={at}>
        {part()}
      </Wizard>
      <p className="soft">{say("match_leave")}</p>
    </>
  );
}

export function NewMatchPage() {
  const client = use_client();
  const { say } = use_speech();
  const load = use_load(
    async () => {
      const rules = (await client.get<MatchRuleList>("/match/rules")).items;
      const grants = (await client.get<GrantList>("/grants")).items.filter((one) => is_usable(one) && rules.some((rule) => allows(one, rule)));
      return { rules, grants };
    },
    [client],
  );
  return (
    <Page title={say("match_new")} extra={<Button href="#/matches">{say("match_back")}</Button>}>
      <Loaded load={load} rows={10}>
        {({ rules, grants }) => {
          if (rules.length === 0) return <Nothing>{say("match_rules_none")}</Nothing>;
          if (grants.length === 0) {
            return (
              <Nothing
                action={
                  <Button type="primary" href="#/data-applications/new">
                    {say("match_apply")}
                  </Button>
                }
              >
                {say("match_no_grant")}
              </Nothing>
            );
          }
          return <Steps rules={rules} grants={grants} />;
        }}
      </Loaded>
    </Page>
  );
}
