// Second step: the file. It is looked at before it is sent (kind, size), shown on its way, and can be stopped.
import { Alert, Button, Progress } from "antd";
import { useEffect, useRef, useState } from "react";
import { problem_of, type Problem } from "../../api/problem";
import { byte_text } from "../../base/manifest";
import { use_speech, type MessageKey } from "../../i18n";
import { DropFile } from "../../shell/drop_file";
import { ProblemAbove } from "../../shell/problem_notice";
import { use_client } from "../../shell/session";
import { WizardFoot } from "../../shell/wizard";
import { list_fault } from "./files";
import type { MatchListView } from "../../api/types";

export interface Listed {
  view: MatchListView;
  file: string;
}

interface Sending {
  file: File;
  sent: number;
}

interface PickListProps {
  listed: Listed | null;
  take: (listed: Listed | null) => void;
  back: () => void;
  forth: () => void;
  cancel: () => void;
}

export function PickList({ listed, take, back, forth, cancel }: PickListProps) {
  const client = use_client();
  const { say } = use_speech();
  const [sending, set_sending] = useState<Sending | null>(null);
  const [fault, set_fault] = useState<MessageKey | null>(null);
  const [problem, set_problem] = useState<Problem | null>(null);
  const stopper = useRef<AbortController | null>(null);
  useEffect(() => () => stopper.current?.abort(), []);
  // What had the focus is gone when an upload begins and when it is done; the step has it then.
  const part = useRef<HTMLDivElement>(null);
  const stage = sending ? "sending" : listed ? "listed" : "choosing";
  const before = useRef(stage);
  useEffect(() => {
    if (before.current !== stage) part.current?.focus({ preventScroll: true });
    before.current = stage;
  }, [stage]);

  const send = async (files: File[]) => {
    const file = files[0];
    const wrong: MessageKey | null = files.length > 1 ? "match_list_one" : file ? list_fault(file) : null;
    set_problem(null);
    set_fault(wrong);
    if (wrong || !file) return;
    const stop = new AbortController();
    stopper.current = stop;
    set_sending({ file, sent: 0 });
    try {
      const view = await client.upload<MatchListView>("/match/lists", file, (sent) => set_sending({ file, sent }), stop.signal);
      take({ view, file: file.name });
    } catch (error) {
      if (!stop.signal.aborted) set_problem(problem_of(error));
    } finally {
      set_sending(null);
    }
  };

  const percent = sending ? Math.min(100, Math.floor((sending.sent / sending.file.size) * 100)) : 0;
  return (
    <>
      <p className="gap_below">{say("match_list_lead")}</p>
      <ProblemAbove problem={problem} />
      {fault && <Alert className="gap_below" type="error" showIcon role="alert" title={say(fault)} />}
      <div ref={part} tabIndex={-1} className="match_list_part">
        {sending ? (
          <div className="upload" role="status">
            <p>{say(percent < 100 ? "match_list_uploading" : "match_list_reading")}：{sending.file.name}</p>
            <div className="upload_row">
              <Progress percent={percent} aria-label={say("match_list_uploading")} />
              <Button size="small" onClick={() => stopper.current?.abort()}>
                {say("match_list_stop")}
              </Button>
            </div>
            <p className="nums soft">{say("upload_progress", { done: byte_text(Math.min(sending.sent, sending.file.size)), all: byte_text(sending.file.size) })}</p>
          </div>
        ) : listed ? (
          <Alert
            type="success"
            showIcon
            role="status"
            title={say("match_list_done", { file: listed.file, rows: listed.view.rows.toLocaleString("en-US"), columns: listed.view.columns.length })}
            action={<Button onClick={() => take(null)}>{say("match_list_again")}</Button>}
          />
        ) : (
          <DropFile
            label={say("match_list")}
            text={say("match_list_drop")}
            over_text={say("match_list_dropping")}
            hint={say("match_list_hint")}
            accept=".csv,.txt,.ods,.xlsx"
            choose={(files) => void send(files)}
          />
        )}
      </div>
      <WizardFoot back={back} forth={forth} disabled={!listed || sending !== null} cancel={cancel} />
    </>
  );
}
