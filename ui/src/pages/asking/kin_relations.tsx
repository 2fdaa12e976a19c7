// What the picture shows, in words: each relation with its chain, its degree and its articles; and what the data lack.
import { Tag } from "antd";
import type { KinAnswerView, KinRelationView } from "../../api/types";
import { use_speech, type Speech } from "../../i18n";
import { Nothing } from "../../shell/page";
import { MaskedText } from "../query/masked_text";
import { kin_label, kin_name } from "./kin_picture";

export function degree_words(of: KinRelationView, { say }: Speech): string {
  if (of.kind === "spouse") return say("kin_kind_spouse");
  return say("kin_degree_text", {
    line: say(of.line === "lineal" ? "kin_line_lineal" : "kin_line_collateral"),
    kind: say(of.kind === "blood" ? "kin_kind_blood" : "kin_kind_affinity"),
    degree: of.degree,
  });
}

function marks_of(of: KinRelationView, { say }: Speech): string[] {
  const marks: string[] = [];
  if (of.adoptive) marks.push(say("kin_adoptive"));
  if (of.blood === "half") marks.push(say("kin_blood_half"));
  if (of.blood === "unknown") marks.push(say("kin_blood_unknown"));
  if (of.suspended === "yes") marks.push(say("kin_suspended"));
  if (of.suspended === "cannot_tell") marks.push(say("kin_suspended_open"));
  if (of.restored) marks.push(say("kin_restored"));
  return marks;
}

// Chains that make the same of the same person (brothers by father and by mother) stand under one head.
export function kin_groups(relations: readonly KinRelationView[]): KinRelationView[][] {
  const groups: KinRelationView[][] = [];
  for (const one of relations) {
    const like = groups.find(([first]) => first && first.to === one.to && first.zh === one.zh && first.degree === one.degree && first.kind === one.kind && first.verdict === one.verdict);
    if (like) like.push(one);
    else groups.push([one]);
  }
  return groups;
}

function Chain({ of }: { of: KinRelationView }) {
  const { say, either } = use_speech();
  return (
    <p className="kin_chain">
      <span className="unseen">{say("kin_chain")}：</span>
      {say("kin_from")}
      {of.steps.map((step, place) => (
        <span key={place}>
          <span aria-hidden="true"> → </span>
          <span className="unseen">{either("之", "'s ")}</span>
          {either(step.zh, step.en)}
        </span>
      ))}
    </p>
  );
}

function Relation({ of, view }: { of: readonly KinRelationView[]; view: KinAnswerView }) {
  const speech = use_speech();
  const { say, either } = speech;
  const [first] = of;
  if (!first) return null;
  const person = view.people[first.to];
  const articles = [...new Set(of.flatMap((one) => one.articles))];
  const marks = [...new Set(of.flatMap((one) => marks_of(one, speech)))];
  const doubts = of.flatMap((one) => one.doubts).filter((doubt, place, all) => all.findIndex((other) => other.en === doubt.en) === place);
  return (
    <li className="kin_relation">
      <p className="kin_relation_head">
        <strong>{either(first.zh, first.en)}</strong>
        <MaskedText text={kin_name(person, speech)} masked={person?.card?.fields.some((field) => field.name === "PersonName" && field.masked) ?? false} />
        <Tag>{degree_words(first, speech)}</Tag>
        {first.verdict === "cannot_tell" && <Tag color="warning">{say("kin_uncertain")}</Tag>}
      </p>
      {of.map((one, place) => (
        <Chain key={place} of={one} />
      ))}
      <p className="soft">
        {articles.length > 0 && (
          <>
            {say("kin_articles")} {articles.join(either("、", ", "))}
          </>
        )}
        {marks.length > 0 && `　${marks.join(either("；", "; "))}`}
      </p>
      {doubts.length > 0 && (
        <ul className="notice_list">
          {doubts.map((doubt, place) => (
            <li key={place}>{either(doubt.zh, doubt.en)}</li>
          ))}
        </ul>
      )}
    </li>
  );
}

export function KinRelations({ view }: { view: KinAnswerView }) {
  const { say } = use_speech();
  if (view.relations.length === 0) return <Nothing>{say("kin_none")}</Nothing>;
  return (
    <ol className="kin_relations">
      {kin_groups(view.relations).map((group, place) => (
        <Relation key={place} of={group} view={view} />
      ))}
    </ol>
  );
}

export function KinGaps({ view }: { view: KinAnswerView }) {
  const speech = use_speech();
  const { say, either } = speech;
  return (
    <ul className="notice_list">
      {view.gaps.map((gap, place) => (
        <li key={place}>
          {gap.person !== null && (
            <>
              <strong>{kin_label(view, gap.person, speech) || kin_name(view.people[gap.person], speech)}</strong>
              {either("：", ": ")}
            </>
          )}
          {either(gap.zh, gap.en)}
          {gap.least_degree > 0 && <span className="soft">（{say("kin_gap_degree", { degree: gap.least_degree })}）</span>}
        </li>
      ))}
    </ul>
  );
}
