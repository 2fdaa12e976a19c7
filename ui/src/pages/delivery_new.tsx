// A new delivery: the manifest first, then the data file, in pieces that can be resumed.
import { Button } from "antd";
import { useEffect, useState } from "react";
import { problem_of, type Problem } from "../api/problem";
import { use_upload } from "../api/use_upload";
import { manifest_lines, type ManifestLine } from "../base/manifest";
import { go } from "../base/router";
import { roc_date } from "../base/roc_date";
import { message_or, use_speech } from "../i18n";
import { FileField } from "../shell/file_field";
import { Card, Page } from "../shell/page";
import { ProblemAbove } from "../shell/problem_notice";
import { use_client } from "../shell/session";
import { UploadBar } from "../shell/upload_bar";

// A manifest is a page of text; what is larger is another file chosen by mistake.
const manifest_limit = 64 * 1024;

export function NewDeliveryPage() {
  const client = use_client();
  const { say, language } = use_speech();
  const [manifest_file, set_manifest_file] = useState<File | null>(null);
  const [manifest, set_manifest] = useState("");
  const [data, set_data] = useState<File | null>(null);
  const [delivery, set_delivery] = useState<string | null>(null);
  const [busy, set_busy] = useState(false);
  const [problem, set_problem] = useState<Problem | null>(null);
  const upload = use_upload(client);

  useEffect(() => {
    let current = true;
    set_manifest("");
    if (manifest_file && manifest_file.size <= manifest_limit) {
      void manifest_file.text().then((text) => current && set_manifest(text));
    }
    return () => {
      current = false;
    };
  }, [manifest_file]);

  const lines = manifest_lines(manifest);
  const value_of = ({ key, value }: ManifestLine) => {
    if (key === "kind") return message_or(language, `manifest_kind_${value}`, value);
    return /^(records|bytes)$/.test(key) && /^\d+$/.test(value) ? Number(value).toLocaleString("en-US") : roc_date(value);
  };
  const send = async () => {
    if (!data || manifest === "") return;
    set_busy(true);
    set_problem(null);
    try {
      const id = delivery ?? (await client.post<{ id: string }>("/deliveries", { manifest })).id;
      set_delivery(id);
      if (await upload.start(id, data)) go(`/deliveries/${id}`);
    } catch (error) {
      set_problem(problem_of(error));
    } finally {
      set_busy(false);
    }
  };

  const registered = delivery !== null;
  return (
    <Page title={say("delivery_new")} extra={<Button href="#/deliveries">{say("back")}</Button>}>
      <Card className="narrow wide">
        <ProblemAbove problem={problem} />
        <FileField
          label={say("manifest_choose")}
          hint={say("manifest_hint")}
          accept=".toml,text/plain"
          file={manifest_file}
          choose={set_manifest_file}
          disabled={registered}
        />
        {lines.length > 0 && (
          <div className="manifest">
            <h2>{say("manifest_preview")}</h2>
            <dl>
              {lines.map((line) => (
                <div key={line.key}>
                  <dt>{message_or(language, `manifest_${line.key}`, line.key)}</dt>
                  <dd>{value_of(line)}</dd>
                </div>
              ))}
            </dl>
          </div>
        )}
        <FileField label={say("data_file")} hint={say("data_hint")} file={data} choose={set_data} disabled={upload.running} />
        {registered && (upload.running || upload.total > 0) ? (
          <UploadBar upload={upload} resume={() => void send()} />
        ) : (
          <div className="actions">
            <Button type="primary" disabled={!data || manifest === ""} loading={busy} onClick={() => void send()}>
              {say("start_upload")}
            </Button>
          </div>
        )}
      </Card>
    </Page>
  );
}
