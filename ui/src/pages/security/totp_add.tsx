// Setting up an authenticator app: a picture made in this browser alone, the key in words, and one code to see it works.
import { App, Button, Form, QRCode } from "antd";
import type { TotpOffer } from "../../api/types";
import { use_act } from "../../api/use_act";
import { use_load } from "../../api/use_load";
import { use_speech } from "../../i18n";
import { CodeField, tidy_code } from "../../shell/code_field";
import { Loaded } from "../../shell/page";
import { ProblemAbove } from "../../shell/problem_notice";
import { use_client } from "../../shell/session";

// "JBSWY3DPEHPK3PXP" → "JBSW Y3DP EHPK 3PXP": easier to type from a screen.
function in_fours(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(" ") ?? secret;
}

function Offered({ offer, done, cancel }: { offer: TotpOffer; done: () => void; cancel?: () => void }) {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const act = use_act();
  const [form] = Form.useForm<{ code: string }>();
  const confirm = async (typed: { code: string }) => {
    const good = await act.run(async () => {
      await client.post("/credentials/totp/confirm", { code: tidy_code(typed.code) });
      message.success(say("totp_done"));
      done();
    });
    if (!good) form.resetFields();
  };
  return (
    <div className="totp_offer">
      <div className="totp_qr" role="img" aria-label={say("totp_qr")}>
        <QRCode value={offer.uri} type="svg" size={176} color="#000000" bgColor="#ffffff" aria-hidden="true" />
      </div>
      <div>
        <p>
          <strong>{say("totp_step_scan")}</strong>
        </p>
        <p>{say("totp_no_scan")}</p>
        <p className="gap_below">
          <span className="unseen">{say("totp_secret")}</span>
          <code className="totp_secret">{in_fours(offer.secret)}</code>
        </p>
        <p className="soft gap_below">{say("totp_keep_secret")}</p>
        <ProblemAbove problem={act.problem} />
        <Form form={form} layout="vertical" requiredMark={false} onFinish={(typed) => void confirm(typed)}>
          <CodeField label={say("totp_step_code")} />
          <div className="actions">
            <Button type="primary" htmlType="submit" loading={act.busy}>
              {say("totp_confirm")}
            </Button>
            {cancel && <Button onClick={cancel}>{say("cancel")}</Button>}
          </div>
        </Form>
      </div>
    </div>
  );
}

export function TotpEnrolment({ done, cancel }: { done: () => void; cancel?: () => void }) {
  const client = use_client();
  const load = use_load(() => client.post<TotpOffer>("/credentials/totp", {}), [client]);
  return <Loaded load={load}>{(offer) => <Offered offer={offer} done={done} cancel={cancel} />}</Loaded>;
}
