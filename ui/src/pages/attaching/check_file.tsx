// Which attachment a file is, and whether it was changed: its hash is reckoned here, and looked for in the register.
import { Alert } from "antd";
import { useState } from "react";
import type { CaseAttachmentList, CaseAttachmentView } from "../../api/types";
import { use_act } from "../../api/use_act";
import { use_speech } from "../../i18n";
import { FileField } from "../../shell/file_field";
import { Card } from "../../shell/page";
import { ProblemAbove } from "../../shell/problem_notice";
import { use_client } from "../../shell/session";

async function sha256_of(file: File): Promise<string> {
  const digest = await window.crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function CheckFile({ scope }: { scope: string }) {
  const client = use_client();
  const { say } = use_speech();
  const { busy, problem, run } = use_act();
  const [file, set_file] = useState<File | null>(null);
  const [found, set_found] = useState<CaseAttachmentView | null | undefined>(undefined);
  const check = (chosen: File | null) => {
    set_file(chosen);
    set_found(undefined);
    if (!chosen) return;
    void run(async () => {
      const list = await client.post<CaseAttachmentList>("/attachments/search", { scope, sha256: await sha256_of(chosen) });
      set_found(list.items[0] ?? null);
    });
  };
  return (
    <Card title={say("attachment_check")} className="screen_only">
      <ProblemAbove problem={problem} />
      <FileField label={say("attachment_check")} hint={say("attachment_check_hint")} accept="application/pdf,.pdf" file={file} choose={check} disabled={busy} />
      {found && (
        <Alert
          type="success"
          showIcon
          role="status"
          title={
            <>
              {say("attachment_check_found")} <a href={`#/attachments/${found.id}`}>{`${found.case_number} ${found.id}`}</a>
            </>
          }
        />
      )}
      {found === null && <Alert type="error" showIcon role="alert" title={say("attachment_check_unknown")} />}
    </Card>
  );
}
