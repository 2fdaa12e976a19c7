// The answer: the base date first, the cards, and beside them the receipts of each act.
import { Alert, Button } from "antd";
import { useEffect, useRef, useState } from "react";
import type { GrantView, PersonCard, QueryView, ReceiptView } from "../../api/types";
import { roc_date, roc_instant } from "../../base/roc_date";
import { use_speech } from "../../i18n";
import { ProofButton } from "../../shell/access_table";
import { Card, Nothing } from "../../shell/page";
import { AttachButton, type Attachable } from "../attaching/button";
import { RecordCard } from "./card";
import { ConflictDialog } from "./conflict";
import { FollowDialog, type Follow } from "./follow";
import { PeopleList } from "./list";
import { Members } from "./members";
import { PrintedSheet } from "./sheet";

type BlockKind = "lookup" | "household" | "name_search" | "listed";

interface Block {
  kind: BlockKind;
  view: QueryView;
}

interface Kept {
  kind: BlockKind | "reveal";
  receipt: ReceiptView;
}

// What the first answer was: a household may be asked for by its number.
function kind_of(view: QueryView): BlockKind {
  if (view.list) return "name_search";
  return view.operation === "household" ? "household" : "lookup";
}

// What was revealed takes the place of the masked card that was asked about. The card keeps its handle, which belongs to
// the answer in which it stands.
function put_card(blocks: Block[], { query, handle }: Follow, revealed: PersonCard | undefined): Block[] {
  if (!revealed) return blocks;
  const put = (old: PersonCard) => (old.handle === handle ? { ...revealed, handle } : old);
  return blocks.map((block) =>
    block.view.id === query ? { ...block, view: { ...block.view, records: block.view.records.map(put) } } : block,
  );
}

function Receipts({ kept }: { kept: Kept[] }) {
  const { say } = use_speech();
  return (
    <Card title={say("receipt")} className="receipts">
      {kept.map(({ kind, receipt }) => (
        <div key={`${receipt.log}/${receipt.index}`} className="receipt">
          <p className="receipt_index">
            <span className="receipt_kind">{say(`receipt_of_${kind}`)}</span>
            <span>
              {say("receipt_index")} <strong className="nums">{receipt.index}</strong>
            </span>
          </p>
          <dl>
            <dt>{say("receipt_log")}</dt>
            <dd>{receipt.log}</dd>
            <dt>{say("receipt_at")}</dt>
            <dd className="nums">{roc_instant(receipt.at)}</dd>
            <dt>{say("receipt_hash")}</dt>
            <dd>
              <code title={receipt.leaf_hash}>{receipt.leaf_hash.slice(0, 16)}…</code>
            </dd>
          </dl>
          <ProofButton log={receipt.log} index={receipt.index} />
        </div>
      ))}
      <p className="receipt_text">{say("receipt_text")}</p>
    </Card>
  );
}

function Declared() {
  const { say } = use_speech();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div className="declared gap_below" ref={place} tabIndex={-1}>
      <Alert type="success" showIcon title={say("conflict_done")} description={say("conflict_done_text")} action={<Button href="#/conflicts">{say("conflicts")}</Button>} />
    </div>
  );
}

interface ResultProps {
  first: QueryView;
  grant: GrantView | null;
  again?: (keep_case: boolean) => void;
  // Where the answer belongs to another page: the way back, in place of another query.
  back?: { label: string; go: () => void };
}

export function ResultView({ first, grant, again, back }: ResultProps) {
  const speech = use_speech();
  const { say, either } = speech;
  const [blocks, set_blocks] = useState<Block[]>([{ kind: kind_of(first), view: first }]);
  const [kept, set_kept] = useState<Kept[]>([{ kind: kind_of(first), receipt: first.receipt }]);
  // Every answer that shows somebody can go into the case file: a list to choose from cannot.
  const [answers, set_answers] = useState<QueryView[]>([first]);
  const [follow, set_follow] = useState<Follow | null>(null);
  // About whom a conflict is being declared. Once it is, the case is a colleague's: nothing of the answer stays, since a
  // household shows the same person, and others close to them.
  const [relative, set_relative] = useState<{ query: string; handle: string } | null>(null);
  const [declared, set_declared] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);

  // Revealing is the second half of what a look-up or a household answer was granted for.
  const may = (operation: string) => grant?.operations.includes(operation) ?? false;
  const may_reveal = may("lookup") || may("household");
  const done = (asked: Follow, view: QueryView) => {
    set_follow(null);
    set_kept((old) => [...old, { kind: asked.kind, receipt: view.receipt }]);
    set_answers((old) => [...old, view]);
    set_blocks((old) =>
      asked.kind === "reveal" ? put_card(old, asked, view.records[0]) : [...old, { kind: asked.kind, view }],
    );
  };

  const attachable: Attachable[] = answers
    .filter((view) => !view.list && view.records.length > 0)
    .map((view) => ({
      query: view.id,
      exhibit: view.exhibit,
      label: say(view.operation === "household" ? "receipt_of_household" : view.masked ? "receipt_of_lookup" : "receipt_of_reveal"),
      receipt: view.receipt,
    }));
  const title_of = ({ kind, view }: Block, place: number) => {
    if (kind === "name_search") return say("listed_title", { count: view.total });
    if (kind === "listed") return say("listed_opened");
    if (kind === "household") return place === 0 ? say("household_result", { count: view.total }) : say("household_list");
    return say("result_records", { count: view.total });
  };

  return (
    <>
      <div className="page_head">
        <h1 ref={heading} tabIndex={-1}>
          {say("result")}
        </h1>
        <div className="page_extra">
          {!declared && <AttachButton of={attachable} />}
          <Button onClick={() => window.print()}>{say("print")}</Button>
          {again && <Button onClick={() => again(true)}>{say("same_case")}</Button>}
          {again && (
            <Button type="primary" onClick={() => again(false)}>
              {say("new_query")}
            </Button>
          )}
          {back && (
            <Button type="primary" onClick={back.go}>
              {back.label}
            </Button>
          )}
        </div>
      </div>
      <div className="result_band">
        <div className="result_base">
          <span className="result_label">{say("base_date")}</span>
          <strong className="nums">{roc_date(first.base_date)}</strong>
          <span className="result_note">{say("base_date_note")}</span>
        </div>
        <dl>
          <div>
            <dt>{say("result_case")}</dt>
            <dd>{first.case_number}</dd>
          </div>
          <div>
            <dt>{say("result_grant")}</dt>
            <dd>{grant ? either(grant.purpose_zh, grant.purpose_en) : first.grant}</dd>
          </div>
        </dl>
      </div>
      <div className="result_grid">
        <div>
          {declared && <Declared />}
          {blocks.map((block, place) => (
            <Card
              key={place}
              title={title_of(block, place)}
              extra={block.kind === "household" && place > 0 && <span>{say("people_count", { count: block.view.total })}</span>}
            >
              {block.view.records.length === 0 && (
                <Nothing>
                  <strong>{say("result_none")}</strong>
                  <br />
                  {say("result_none_text")}
                </Nothing>
              )}
              {block.view.list && block.view.records.length > 0 && (
                <PeopleList
                  view={block.view}
                  may_open={may("lookup")}
                  open={(handle) => set_follow({ kind: "listed", query: block.view.id, handle })}
                />
              )}
              {block.kind === "household" && block.view.records.length > 2 && <Members cards={block.view.records} />}
              {!block.view.list && block.view.records.map((card, index) => {
                const act = (kind: Follow["kind"]) => () => set_follow({ kind, query: block.view.id, handle: card.handle });
                return (
                  <RecordCard
                    key={card.handle}
                    card={card}
                    number={index + 1}
                    acts={{
                      reveal: may_reveal ? act("reveal") : undefined,
                      household: block.kind !== "household" && may("household") ? act("household") : undefined,
                      conflict: () => set_relative({ query: block.view.id, handle: card.handle }),
                    }}
                  />
                );
              })}
            </Card>
          ))}
          <p className="leave_result">{say("leave_result")}</p>
        </div>
        <Receipts kept={kept} />
      </div>
      {follow && (
        <FollowDialog key={`${follow.kind} ${follow.query} ${follow.handle}`} follow={follow} close={() => set_follow(null)} done={done} />
      )}
      {relative && (
        <ConflictDialog
          about={relative}
          grant={first.grant}
          close={() => set_relative(null)}
          done={() => {
            set_relative(null);
            set_blocks([]);
            set_declared(true);
          }}
        />
      )}
      <PrintedSheet first={first} grant={grant} indexes={kept.map(({ receipt }) => receipt.index)} />
    </>
  );
}
