// First step: what the list is to be checked for. Beside the choice stands what that takes and what it gives.
import { Alert, Button, Input, Radio, Tag } from "antd";
import { useState } from "react";
import { save_blob } from "../../api/client";
import type { GrantView, MatchRuleVersion, MatchRuleView } from "../../api/types";
import { csv_text } from "../../base/csv";
import { first_day } from "../../base/day_text";
import { message_or, use_speech } from "../../i18n";
import { WizardFoot } from "../../shell/wizard";
import { allows } from "./uses";
import { Verdict, verdicts } from "./verdict";

// Whether a grant rests on one of the rule's legal bases.
export function rests_on(grant: GrantView, rule: MatchRuleView): boolean {
  return rule.bases.length === 0 || grant.bases.some((basis) => rule.bases.some((one) => one.id === basis.id));
}

function VersionDays({ of }: { of: MatchRuleVersion }) {
  const { say } = use_speech();
  const from = of.from ? say("match_rule_from", { day: first_day(of.from) }) : "";
  const until = of.until ? say("match_rule_until", { day: first_day(of.until) }) : "";
  return <span className="nums">{from && until ? `${first_day(of.from)}–${first_day(of.until)}` : from || until || say("match_rule_always")}</span>;
}

function Template({ rule }: { rule: MatchRuleView }) {
  const { say, either } = use_speech();
  const name = either(rule.name_zh, rule.name_en);
  const save = () => {
    const rows = [rule.columns.map((one) => either(one.label_zh, one.label_en))];
    save_blob(new Blob([csv_text(rows)], { type: "text/csv;charset=utf-8" }), `${say("match_rule_template_file")}-${name}.csv`);
  };
  return (
    <Button size="small" onClick={save}>
      {say("match_rule_template")}
    </Button>
  );
}

function RuleFacts({ rule, allowed, based }: { rule: MatchRuleView; allowed: boolean; based: boolean }) {
  const { say, either, language } = use_speech();
  return (
    <section className="match_rule_facts" aria-label={either(rule.name_zh, rule.name_en)}>
      {!allowed && (
        <Alert className="gap_below" type="error" showIcon title={say("match_rule_no_grant", { operation: message_or(language, `operation_${rule.operation}`, rule.operation) })} />
      )}
      {allowed && !based && <Alert className="gap_below" type="warning" showIcon title={say("match_rule_not_based", { bases: rule.bases.map((one) => one.title_zh).join("、") })} />}
      <p>{either(rule.about_zh, rule.about_en)}</p>
      <div className="match_facts_head">
        <h3>{say("match_rule_columns")}</h3>
        <Template rule={rule} />
      </div>
      <ul className="match_needs">
        {rule.columns.map((one) => (
          <li key={one.role}>
            <Tag color={one.required ? "processing" : "default"}>{say(one.required ? "match_rule_required" : "match_rule_optional")}</Tag>
            {either(one.label_zh, one.label_en)} {one.example && <span className="soft nums">{say("match_rule_example", { example: one.example })}</span>}
          </li>
        ))}
      </ul>
      <h3>{say("match_rule_outcomes")}</h3>
      <ul className="match_outcomes">
        {verdicts.filter((verdict) => rule.outcomes.some((one) => one.verdict === verdict)).map((verdict) => (
          <li key={verdict}>
            <Verdict of={verdict} />
            <span>{rule.outcomes.filter((one) => one.verdict === verdict).map((one) => either(one.zh, one.en)).join(language === "zh" ? "；" : "; ")}</span>
          </li>
        ))}
      </ul>
      <h3>{say("match_rule_versions")}</h3>
      <ul className="match_versions">
        {rule.versions.map((one) => (
          <li key={`${one.from} ${one.until}`}>
            <VersionDays of={one} />　{either(one.summary_zh, one.summary_en)}
          </li>
        ))}
      </ul>
      <p className="soft">
        {say("match_rule_bases")}：{rule.bases.map((one) => one.title_zh).join("、")}
        {rule.source_zh && `　${say("match_rule_source")}：${rule.source_zh}`}
      </p>
    </section>
  );
}

interface PickRuleProps {
  rules: readonly MatchRuleView[];
  grants: readonly GrantView[];
  chosen: MatchRuleView | null;
  choose: (rule: MatchRuleView) => void;
  forth: () => void;
  cancel: () => void;
}

export function PickRule({ rules, grants, chosen, choose, forth, cancel }: PickRuleProps) {
  const { say, either } = use_speech();
  const [find, set_find] = useState("");
  const [asked, set_asked] = useState(false);
  const allowed = (rule: MatchRuleView) => grants.some((grant) => allows(grant, rule));
  const based = (rule: MatchRuleView) => grants.some((grant) => allows(grant, rule) && rests_on(grant, rule));
  const wanted = find.trim().toLowerCase();
  const holds = (rule: MatchRuleView) => !wanted || [rule.name_zh, rule.name_en, rule.about_zh, rule.about_en].some((text) => text.toLowerCase().includes(wanted));
  const found = rules.filter((rule) => holds(rule) || rule === chosen);
  const shown = [...found.filter(based), ...found.filter((rule) => !based(rule))];
  return (
    <>
      <div className="match_rule_grid">
        <div>
          <h3 id="match_rule_lead">{say("match_rule_lead")}</h3>
          {rules.length > 6 && (
            <Input
              allowClear
              className="gap_below"
              autoComplete="off"
              aria-label={say("match_rule_find")}
              placeholder={say("match_rule_find")}
              value={find}
              onChange={(event) => set_find(event.target.value)}
            />
          )}
          {shown.length === 0 && <p className="soft">{say("match_rule_no_match")}</p>}
          <Radio.Group
            className="match_rules"
            aria-labelledby="match_rule_lead"
            value={chosen?.code}
            onChange={(event) => {
              const rule = rules.find((one) => one.code === event.target.value);
              if (rule) choose(rule);
            }}
          >
            {shown.map((rule) => (
              <Radio key={rule.code} value={rule.code}>
                <span className="grant_choice_name">{either(rule.name_zh, rule.name_en)}</span>
                {!based(rule) && <Tag>{say(allowed(rule) ? "match_rule_other_grant" : "match_rule_more_grant")}</Tag>}
              </Radio>
            ))}
          </Radio.Group>
        </div>
        {chosen ? <RuleFacts rule={chosen} allowed={allowed(chosen)} based={based(chosen)} /> : <p className="match_rule_facts soft">{say("match_rule_pick")}</p>}
      </div>
      {asked && !chosen && <Alert className="gap_below" type="error" showIcon role="alert" title={say("match_rule_pick")} />}
      <WizardFoot forth={() => (chosen ? forth() : set_asked(true))} disabled={chosen !== null && !allowed(chosen)} cancel={cancel} />
    </>
  );
}
