import { App, Button, Modal } from "antd";
import { useState } from "react";
import type { CredentialsView } from "../../api/types";
import { roc_date, taipei_day } from "../../base/roc_date";
import { use_speech } from "../../i18n";
import { ActButton } from "../../shell/act_button";
import { Card } from "../../shell/page";
import { use_client } from "../../shell/session";
import { TotpEnrolment } from "./totp_add";

export function TotpCard({ totp, changed }: { totp: CredentialsView["totp"]; changed: () => void }) {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const [adding, set_adding] = useState(false);
  const close = () => set_adding(false);
  return (
    <Card
      title={say("totp")}
      extra={
        totp ? (
          <ActButton
            label={say("totp_remove")}
            of={say("totp")}
            title={say("totp_remove_title")}
            text={say("totp_remove_text")}
            reason="none"
            kind="danger"
            size="small"
            act={async () => {
              await client.remove("/credentials/totp");
              message.success(say("totp_removed"));
              changed();
            }}
          />
        ) : (
          <Button size="small" onClick={() => set_adding(true)}>
            {say("totp_add")}
          </Button>
        )
      }
    >
      <p className="soft gap_below">{say("totp_text")}</p>
      {totp ? (
        <dl className="plain_pairs">
          <dt>{say("totp_set")}</dt>
          <dd className="nums">{roc_date(taipei_day(new Date(totp.enrolled_at)))}</dd>
        </dl>
      ) : (
        <p>{say("totp_none")}</p>
      )}
      <Modal open={adding} centered width={680} title={say("totp_add")} footer={null} destroyOnHidden mask={{ closable: false }} onCancel={close}>
        {adding && (
          <TotpEnrolment
            cancel={close}
            done={() => {
              close();
              changed();
            }}
          />
        )}
      </Modal>
    </Card>
  );
}
