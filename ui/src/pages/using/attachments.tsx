// The attachments of an application: each as it was sent, its bytes named by their hash; opening one is recorded.
import { Alert, Button } from "antd";
import { useState } from "react";
import type { AttachmentView } from "../../api/types";
import { use_act } from "../../api/use_act";
import { byte_text } from "../../base/manifest";
import { roc_instant } from "../../base/roc_date";
import { use_speech } from "../../i18n";
import { ActButton } from "../../shell/act_button";
import { FileField } from "../../shell/file_field";
import { ProblemAbove } from "../../shell/problem_notice";
import { Rows } from "../../shell/rows";
import { use_client } from "../../shell/session";
import { file_kinds, media_of, wrong_with, type FileLimits } from "./files";

interface AttachmentsProps {
  application: string;
  files: readonly AttachmentView[];
  may_attach: boolean;
  limits: FileLimits;
  changed: () => void;
}

export function Attachments({ application, files, may_attach, limits, changed }: AttachmentsProps) {
  const client = use_client();
  const { say } = use_speech();
  const [wrong, set_wrong] = useState("");
  const { busy, problem, run } = use_act();
  const path = `/data-applications/${encodeURIComponent(application)}/attachments`;
  const add = async (file: File | null) => {
    if (!file) return;
    const found = wrong_with(file, limits, files.length);
    set_wrong(found ? `${file.name}：${say(found, { size: byte_text(limits.attachment_bytes), count: limits.attachments })}` : "");
    if (found) return;
    if (await run(() => client.attach(path, file, media_of(file.name) ?? "")))
      changed();
  };
  if (files.length === 0 && !may_attach) return <p className="soft">{say("use_files_none")}</p>;
  return (
    <>
      <ProblemAbove problem={problem} />
      {files.length > 0 && (
        <Rows<AttachmentView>
          rowKey="id"
          dataSource={files as AttachmentView[]}
          columns={[
            { title: say("use_file_name"), dataIndex: "name" },
            { title: say("use_file_size"), dataIndex: "bytes", className: "one_line nums", align: "right", render: (bytes: number) => byte_text(bytes) },
            { title: say("use_file_at"), key: "at", className: "one_line nums", render: (_, row) => roc_instant(row.at).slice(0, -3) },
            { title: "SHA-256", dataIndex: "sha256", render: (hash: string) => <code title={hash}>{hash.slice(0, 12)}…</code> },
            {
              title: <span className="unseen">{say("access_proof")}</span>,
              key: "acts",
              className: "one_line",
              render: (_, row) => (
                <>
                  <Button size="small" type="link" aria-label={`${say("access_proof")}：${row.name}`} onClick={() => void run(() => client.download(`${path}/${row.id}`, row.name))}>
                    {say("access_proof")}
                  </Button>
                  {may_attach && (
                    <ActButton
                      size="small"
                      label={say("use_file_remove")}
                      of={row.name}
                      text={say("use_file_remove_text", { name: row.name })}
                      reason="none"
                      act={async () => {
                        await client.remove(`${path}/${row.id}`);
                        changed();
                      }}
                    />
                  )}
                </>
              ),
            },
          ]}
        />
      )}
      {may_attach && (
        <div className="more">
          <div aria-live="assertive">{wrong && <Alert className="gap_below" type="error" showIcon title={wrong} />}</div>
          <FileField label={say("use_file_add")} hint={say("use_files_hint", { size: byte_text(limits.attachment_bytes), count: limits.attachments })} accept={file_kinds} file={null} choose={(file) => void add(file)} disabled={busy} />
        </div>
      )}
    </>
  );
}
