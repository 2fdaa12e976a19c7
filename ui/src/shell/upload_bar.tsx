import { Alert, Button, Progress } from "antd";
import type { Upload } from "../api/use_upload";
import { byte_text } from "../base/manifest";
import { use_speech } from "../i18n";
import { ProblemNotice } from "./problem_notice";

export function UploadBar({ upload, resume }: { upload: Upload; resume: () => void }) {
  const { say } = use_speech();
  const percent = upload.total === 0 ? 0 : Math.floor((upload.sent / upload.total) * 100);
  const text = say("upload_progress", { done: byte_text(upload.sent), all: byte_text(upload.total) });
  return (
    <div className="upload">
      <div className="upload_row">
        <Progress percent={percent} status={upload.problem ? "exception" : "normal"} aria-label={say("step_upload")} />
        {upload.running && (
          <Button size="small" onClick={upload.stop}>
            {say("pause_upload")}
          </Button>
        )}
        {!upload.running && !upload.finished && (
          <Button size="small" type="primary" onClick={resume}>
            {say("resume_upload")}
          </Button>
        )}
      </div>
      <p className="nums soft">{text}</p>
      {!upload.running && !upload.finished && !upload.problem && <Alert type="info" showIcon title={say("upload_paused")} />}
      {upload.problem && <ProblemNotice problem={upload.problem} />}
    </div>
  );
}
