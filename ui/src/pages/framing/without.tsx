// A list of people who are not to be drawn: uploaded, kept sealed, and the column of their ids chosen.
import { Alert, Button, Select } from "antd";
import { useEffect, useRef, useState } from "react";
import type { MatchListView } from "../../api/types";
import { problem_of, type Problem } from "../../api/problem";
import { use_speech, type MessageKey } from "../../i18n";
import { DropFile } from "../../shell/drop_file";
import { ProblemAbove } from "../../shell/problem_notice";
import { use_client } from "../../shell/session";
import { list_fault } from "../matching/files";

export interface Without {
  view: MatchListView;
  file: string;
  column: number | null;
}

// The one column of ids, where there is one.
function guessed(view: MatchListView): number | null {
  return view.columns.find((one) => one.guess === "person")?.index ?? null;
}

const near = (field: HTMLElement) => field.parentElement ?? document.body;

export function PickWithout({ without, take }: { without: Without | null; take: (without: Without | null) => void }) {
  const client = use_client();
  const { say } = use_speech();
  const [busy, set_busy] = useState(false);
  const [fault, set_fault] = useState<MessageKey | null>(null);
  const [problem, set_problem] = useState<Problem | null>(null);
  const stopper = useRef<AbortController | null>(null);
  useEffect(() => () => stopper.current?.abort(), []);
  const send = async (files: File[]) => {
    const file = files[0];
    const wrong: MessageKey | null = files.length > 1 ? "match_list_one" : file ? list_fault(file) : null;
    set_problem(null);
    set_fault(wrong);
    if (wrong || !file) return;
    const stop = new AbortController();
    stopper.current = stop;
    set_busy(true);
    try {
      const view = await client.upload<MatchListView>("/match/lists", file, () => undefined, stop.signal);
      take({ view, file: file.name, column: guessed(view) });
    } catch (error) {
      if (!stop.signal.aborted) set_problem(problem_of(error));
    } finally {
      set_busy(false);
    }
  };
  if (without) {
    return (
      <div className="gap_below">
        <Alert
          className="gap_below"
          type="success"
          showIcon
          role="status"
          title={say("frame_without_done", { file: without.file, rows: without.view.rows.toLocaleString("en-US") })}
          action={<Button onClick={() => take(null)}>{say("frame_without_remove")}</Button>}
        />
        {without.column === null && <Alert className="gap_below" type="warning" showIcon role="alert" title={say("frame_without_column_needed")} />}
        <label className="frame_column">
          {say("frame_without_column")}
          <Select
            aria-label={say("frame_without_column")}
            style={{ width: 260 }}
            getPopupContainer={near}
            value={without.column}
            status={without.column === null ? "error" : ""}
            onChange={(column: number) => take({ ...without, column })}
            options={without.view.columns.map((one) => ({ value: one.index, label: one.header || say("match_columns_unnamed", { number: one.index + 1 }) }))}
          />
        </label>
      </div>
    );
  }
  return (
    <div className="gap_below">
      <ProblemAbove problem={problem} />
      {fault && <Alert className="gap_below" type="error" showIcon role="alert" title={say(fault)} />}
      <DropFile
        label={say("frame_without")}
        text={say(busy ? "match_list_uploading" : "frame_without_drop")}
        over_text={say("match_list_dropping")}
        hint={say("match_list_hint")}
        accept=".csv,.txt,.ods,.xlsx"
        disabled={busy}
        choose={(files) => void send(files)}
      />
    </div>
  );
}
