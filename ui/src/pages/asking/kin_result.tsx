// The answer to a kinship query: what it comes to, the picture, the relations in words, the gaps; masked until each is
// revealed by a second act.
import { Alert, Button } from "antd";
import { useEffect, useRef, useState } from "react";
import type { GrantView, KinAnswerView, PersonCard, ReceiptView } from "../../api/types";
import { roc_date } from "../../base/roc_date";
import { use_speech, type MessageKey, type Speech } from "../../i18n";
import { Card } from "../../shell/page";
import { Paper } from "../../shell/paper";
import { AttachButton, type Attachable } from "../attaching/button";
import { RecordCard } from "../query/card";
import { FollowDialog, type Follow } from "../query/follow";
import { KinPicture, kin_label } from "./kin_picture";
import { KinGaps, KinRelations } from "./kin_relations";
import { ReceiptCard } from "./parts";

function summary(view: KinAnswerView, two: boolean, { say }: Speech): { text: string; kind: "success" | "info" | "warning" } {
  const count = view.degrees;
  if (view.same_person) return { text: say("kin_same"), kind: "info" };
  if (!two) return view.verdict === "yes" ? { text: say("kin_whole", { count }), kind: "success" } : { text: say("kin_not_whole", { count }), kind: "warning" };
  if (view.verdict === "yes") return { text: say("kin_related", { count }), kind: "success" };
  if (view.verdict === "no") return { text: say("kin_unrelated", { count }), kind: "info" };
  return { text: say("kin_open", { count }), kind: "warning" };
}

interface KinResultProps {
  first: KinAnswerView;
  two: boolean; // asked about two
  grant: GrantView | null;
  again: () => void;
}

export function KinResult({ first, two, grant, again }: KinResultProps) {
  const speech = use_speech();
  const { say, either } = speech;
  const [view, set_view] = useState(first);
  const [kept, set_kept] = useState<{ label: MessageKey; receipt: ReceiptView }[]>([{ label: "receipt_of_kinship", receipt: first.receipt }]);
  const [follow, set_follow] = useState<Follow | null>(null);
  const [attachable, set_attachable] = useState<Attachable[]>(
    first.outcome === "answered" ? [{ query: first.id, exhibit: first.exhibit, label: say("receipt_of_kinship"), receipt: first.receipt }] : [],
  );
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const may = (operation: string) => grant?.operations.includes(operation) ?? false;
  const may_reveal = may("lookup") || may("household");
  const purpose = grant ? either(grant.purpose_zh, grant.purpose_en) : first.grant;
  const told = summary(view, two, speech);
  const put = (handle: string, revealed: PersonCard | undefined) => {
    if (!revealed) return;
    set_view((old) => ({ ...old, people: old.people.map((one) => (one.card?.handle === handle ? { ...one, card: { ...revealed, handle } } : one)) }));
  };
  const shown = view.people.map((person, place) => ({ person, place })).filter(({ person }) => person.card);
  return (
    <>
      <div className="page_head">
        <h1 ref={heading} tabIndex={-1}>
          {say("kin_result")}
        </h1>
        <div className="page_extra">
          <AttachButton of={attachable} />
          <Button onClick={() => window.print()}>{say("print")}</Button>
          <Button type="primary" onClick={again}>
            {say("ask_again")}
          </Button>
        </div>
      </div>
      <div className="result_band">
        <div className="result_base">
          <span className="result_label">{say("base_date")}</span>
          <strong className="nums">{roc_date(view.base_date)}</strong>
          <span className="result_note">{say("base_date_note")}</span>
        </div>
        <dl>
          <div>
            <dt>{say("result_case")}</dt>
            <dd>{view.case_number}</dd>
          </div>
          <div>
            <dt>{say("result_grant")}</dt>
            <dd>{purpose}</dd>
          </div>
          <div>
            <dt>{say("kin_range")}</dt>
            <dd>{say(view.marriages ? "kin_with_marriages" : "kin_blood_only")}</dd>
          </div>
        </dl>
      </div>
      {view.outcome === "not_held" && <Alert className="gap_below" type="warning" showIcon title={say("kin_not_held")} description={say("kin_not_held_text")} />}
      {view.outcome === "names_differ" && <Alert className="gap_below" type="error" showIcon title={say("kin_names_differ")} description={say("kin_names_differ_text")} />}
      {view.outcome === "answered" && <Alert className="gap_below" type={told.kind} showIcon title={told.text} />}
      <div className="result_grid">
        <div>
          {view.outcome !== "not_held" && (
            <p className="kin_names">
              {say(`kin_father_${view.father}` as MessageKey)}　{say(`kin_mother_${view.mother}` as MessageKey)}
            </p>
          )}
          {view.outcome === "answered" && (
            <>
              {view.relations.length > 0 && (
                <Card title={say("kin_picture")}>
                  <KinPicture view={view} />
                </Card>
              )}
              <Card title={say("kin_list")}>
                <KinRelations view={view} />
              </Card>
              {view.gaps.length > 0 && (
                <Card title={say("kin_gaps")}>
                  <p className="soft gap_below">{say("kin_gaps_text")}</p>
                  <KinGaps view={view} />
                </Card>
              )}
              {shown.length > 0 && (
                <Card title={say("kin_people")} extra={<span>{say("people_count", { count: shown.length })}</span>}>
                  {shown.map(({ person, place }) => {
                    const card = person.card;
                    if (!card) return null;
                    const label = place === 1 && two && view.relations.length === 0 ? say("kin_other_one") : kin_label(view, place, speech);
                    return (
                      <div key={place} className="kin_person">
                        <p className="kin_person_label">{label}</p>
                        <RecordCard
                          card={card}
                          number={place + 1}
                          acts={{ reveal: may_reveal ? () => set_follow({ kind: "reveal", query: view.id, handle: card.handle }) : undefined }}
                        />
                      </div>
                    );
                  })}
                </Card>
              )}
            </>
          )}
          <p className="leave_result">{say("answer_note")}</p>
        </div>
        <ReceiptCard of={kept} />
      </div>
      {follow && (
        <FollowDialog
          key={follow.handle}
          follow={follow}
          close={() => set_follow(null)}
          done={(asked, answer) => {
            set_follow(null);
            set_kept((old) => [...old, { label: "receipt_of_reveal", receipt: answer.receipt }]);
            set_attachable((old) => [...old, { query: answer.id, exhibit: answer.exhibit, label: say("receipt_of_reveal"), receipt: answer.receipt }]);
            put(asked.handle, answer.records[0]);
          }}
        />
      )}
      <Paper
        base_date={view.base_date}
        facts={[
          [say("result_grant"), purpose],
          [say("result_case"), view.case_number],
          [say("receipt"), `${first.receipt.log} #${kept.map(({ receipt }) => receipt.index).join(", #")}`],
        ]}
        mark={`${view.case_number} #${first.receipt.index}`}
      />
    </>
  );
}
