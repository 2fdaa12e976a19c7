// Attachments that are chosen with the form and sent after it.
import { Alert, Button } from "antd";
import { useState } from "react";
import { byte_text } from "../../base/manifest";
import { use_speech } from "../../i18n";
import { FileField } from "../../shell/file_field";
import { file_kinds, wrong_with, type FileLimits } from "./files";

export function NewFiles({ files, limits, change }: { files: readonly File[]; limits: FileLimits; change: (files: File[]) => void }) {
  const { say } = use_speech();
  const [wrong, set_wrong] = useState("");
  const add = (file: File | null) => {
    if (!file) return;
    const found = wrong_with(file, limits, files.length);
    set_wrong(found ? `${file.name}：${say(found, { size: byte_text(limits.attachment_bytes), count: limits.attachments })}` : "");
    if (!found) change([...files.filter((one) => one.name !== file.name), file]);
  };
  return (
    <>
      <FileField label={say("if_wanted", { label: say("use_files") })} hint={say("use_files_hint", { size: byte_text(limits.attachment_bytes), count: limits.attachments })} accept={file_kinds} file={null} choose={add} />
      <div aria-live="assertive">{wrong && <Alert className="gap_below" type="error" showIcon title={wrong} />}</div>
      {files.length > 0 && (
        <ul className="file_list" aria-label={say("use_files")}>
          {files.map((file) => (
            <li key={file.name}>
              <span>{file.name}</span> <span className="soft nums">{byte_text(file.size)}</span>
              <Button size="small" type="link" onClick={() => change(files.filter((one) => one !== file))} aria-label={`${say("use_file_remove")}：${file.name}`}>
                {say("use_file_remove")}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
