// Signing in by certificate: the card's own software signs a challenge, and the signature is brought here. The page speaks
// to no reader itself: it asks nobody but its server.
import { Button, Form, Input } from "antd";
import { useState } from "react";
import type { CertificateChallengeView, SessionView } from "../../api/types";
import { save_blob } from "../../api/client";
import { use_act } from "../../api/use_act";
import { use_load } from "../../api/use_load";
import { roc_instant } from "../../base/roc_date";
import { signature_of, signature_text } from "../../base/signature_file";
import { use_speech } from "../../i18n";
import { CopyText } from "../../shell/copy_text";
import { FileField } from "../../shell/file_field";
import { Loaded } from "../../shell/page";
import { ProblemAbove } from "../../shell/problem_notice";
import { use_session } from "../../shell/session";
import { BackToSignIn, Door } from "./door";

function Sign({ given, again }: { given: CertificateChallengeView; again: () => void }) {
  const { client, adopt } = use_session();
  const { say } = use_speech();
  const act = use_act();
  const [file, set_file] = useState<File | null>(null);
  const [form] = Form.useForm<{ typed?: string }>();
  const send = (typed: { typed?: string }) =>
    act.run(async () => {
      const signature = file ? signature_of(new Uint8Array(await file.arrayBuffer())) : signature_text(typed.typed ?? "");
      if (!signature) {
        form.setFields([{ name: "typed", errors: [say("certificate_signature_wrong")] }]);
        return;
      }
      adopt(await client.post<SessionView>("/session/certificate", { challenge: given.challenge, signature }));
      window.location.hash = "/";
    });
  return (
    <>
      <p>
        <strong>{say("certificate_step_challenge")}</strong>
      </p>
      <CopyText label={say("certificate_challenge")} text={given.challenge} />
      <p className="gap_below soft">{say("certificate_until", { at: roc_instant(given.expires_at) })}</p>
      <div className="actions gap_below">
        <Button
          size="small"
          onClick={() => save_blob(new Blob([given.challenge], { type: "text/plain;charset=utf-8" }), "menhu-challenge.txt")}
        >
          {say("certificate_challenge_file")}
        </Button>
        <Button size="small" onClick={again}>
          {say("certificate_challenge_new")}
        </Button>
      </div>
      <p className="gap_below">
        <strong>{say("certificate_step_sign")}</strong>
      </p>
      <p>
        <strong>{say("certificate_step_bring")}</strong>
      </p>
      <ProblemAbove problem={act.problem} />
      <FileField label={say("certificate_file")} hint={say("certificate_file_hint")} accept=".p7s,.p7m,.p7b,.pem,.txt" file={file} choose={set_file} disabled={act.busy} />
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(typed) => void send(typed)}>
        <Form.Item name="typed" label={say("certificate_pasted")}>
          <Input.TextArea rows={3} autoComplete="off" spellCheck={false} maxLength={40000} disabled={file !== null} />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" block loading={act.busy}>
          {say("sign_in")}
        </Button>
      </Form>
    </>
  );
}

export function CertificatePage() {
  const { client } = use_session();
  const { say } = use_speech();
  const load = use_load(() => client.post<CertificateChallengeView>("/session/certificate/challenge", {}), [client]);
  return (
    <Door title={say("certificate_title")} note={<p>{say("certificate_note")}</p>}>
      <Loaded load={load}>{(given) => <Sign key={given.challenge} given={given} again={load.again} />}</Loaded>
      <BackToSignIn />
    </Door>
  );
}
