// The personnel office's list, compared with the accounts: who left, retired or moved is proposed for it.
import { App, Button, Modal } from "antd";
import { useState } from "react";
import type { PersonnelView } from "../../api/types";
import { use_act } from "../../api/use_act";
import { text_of } from "../../base/read_text";
import { roc_instant } from "../../base/roc_date";
import { use_speech } from "../../i18n";
import { FileField } from "../../shell/file_field";
import { ProblemNotice } from "../../shell/problem_notice";
import { use_client } from "../../shell/session";

// As the server (web/review_personnel.cc) takes it, with room for what JSON adds.
const most_bytes = 3_000_000;

interface PersonnelProps {
  path: string;
  // When a list was last compared.
  at: string | null;
  close: () => void;
  changed: () => void;
}

function Compare({ path, at, close, changed }: PersonnelProps) {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const act = use_act();
  const [file, set_file] = useState<File | null>(null);
  const big = file !== null && file.size > most_bytes;
  const send = () =>
    act.run(async () => {
      if (!file) return;
      const { rows, matched, proposed } = await client.post<PersonnelView>(`${path}/personnel`, { csv: text_of(new Uint8Array(await file.arrayBuffer())) });
      message.success(say("review_personnel_done", { rows, matched, proposed }));
      close();
      changed();
    });
  return (
    <Modal
      open
      centered
      width={560}
      title={say("review_personnel")}
      okText={say("review_personnel_send")}
      okButtonProps={{ disabled: !file || big }}
      cancelText={say("cancel")}
      confirmLoading={act.busy}
      mask={{ closable: false }}
      onOk={() => void send()}
      onCancel={close}
    >
      <p className="gap_below">{say("review_personnel_text")}</p>
      {at && <p className="gap_below soft">{say("review_personnel_at", { at: roc_instant(at) })}</p>}
      <FileField label={say("review_personnel_file")} hint={say("review_personnel_hint")} accept=".csv,text/csv" file={file} choose={set_file} disabled={act.busy} />
      {big && (
        <p className="gap_below" role="alert">
          {say("review_personnel_big")}
        </p>
      )}
      {act.problem && <ProblemNotice problem={act.problem} />}
    </Modal>
  );
}

export function Personnel({ path, at, changed }: Omit<PersonnelProps, "close">) {
  const { say } = use_speech();
  const [open, set_open] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => set_open(true)}>
        {say("review_personnel")}
      </Button>
      {open && <Compare path={path} at={at} close={() => set_open(false)} changed={changed} />}
    </>
  );
}
