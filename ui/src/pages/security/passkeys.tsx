import { App, Button, Modal } from "antd";
import { useState } from "react";
import type { PasskeyView } from "../../api/types";
import { roc_date, roc_instant, taipei_day } from "../../base/roc_date";
import { passkey_place_here } from "../../base/webauthn";
import { use_speech } from "../../i18n";
import { ActButton } from "../../shell/act_button";
import { Card } from "../../shell/page";
import { PasskeyHindrance } from "../../shell/passkey_place";
import { Rows } from "../../shell/rows";
import { use_client } from "../../shell/session";
import { PasskeyEnrolment } from "./passkey_add";

interface PasskeysProps {
  passkeys: PasskeyView[];
  // Where passkeys work, when it is not at this page's own address.
  address: string | null;
  changed: () => void;
}

export function PasskeysCard({ passkeys, address, changed }: PasskeysProps) {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const [adding, set_adding] = useState(false);
  const place = passkey_place_here();
  const remove = async (key: PasskeyView) => {
    await client.remove(`/credentials/passkeys/${encodeURIComponent(key.id)}`);
    message.success(say("passkey_removed"));
    changed();
  };
  return (
    <Card
      className="security_wide"
      title={say("passkeys")}
      extra={
        place === "ready" && (
          <Button size="small" onClick={() => set_adding(true)}>
            {say("passkey_add")}
          </Button>
        )
      }
    >
      <p className="soft gap_below">{say("passkeys_text")}</p>
      <div className={place === "ready" ? undefined : "gap_below"}>
        <PasskeyHindrance place={place} address={address} />
      </div>
      {passkeys.length === 0 ? (
        <p>{say("passkeys_none")}</p>
      ) : (
        <Rows
          rowKey="id"
          dataSource={passkeys}
          columns={[
            { title: say("passkey_name"), dataIndex: "name" },
            { title: say("passkey_created"), dataIndex: "created_at", render: (at: string) => <span className="nums">{roc_date(taipei_day(new Date(at)))}</span> },
            {
              title: say("passkey_used"),
              dataIndex: "last_used_at",
              render: (at: string | null) => (at ? <span className="nums">{roc_instant(at)}</span> : say("passkey_never_used")),
            },
            {
              title: <span className="unseen">{say("passkey_remove")}</span>,
              key: "remove",
              align: "right",
              render: (_, key) => (
                <ActButton
                  label={say("passkey_remove")}
                  of={key.name}
                  title={say("passkey_remove_title", { name: key.name })}
                  text={say("passkey_remove_text")}
                  reason="none"
                  kind="danger"
                  size="small"
                  act={() => remove(key)}
                />
              ),
            },
          ]}
        />
      )}
      <Modal open={adding} centered width={480} title={say("passkey_add")} footer={null} mask={{ closable: false }} onCancel={() => set_adding(false)}>
        {adding && (
          <PasskeyEnrolment
            cancel={() => set_adding(false)}
            done={() => {
              set_adding(false);
              changed();
            }}
          />
        )}
      </Modal>
    </Card>
  );
}
