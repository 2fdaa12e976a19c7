// The button of an answer's page: which of its answers goes into the case file.
import { Button, Form, Radio } from "antd";
import { useState } from "react";
import type { CaseAttachmentView, ReceiptView } from "../../api/types";
import { use_speech } from "../../i18n";
import { use_client } from "../../shell/session";
import { AttachDialog, type AttachWish } from "./dialog";

export interface Attachable {
  query: string;
  // As it came with the answer; empty: too long to be attached.
  exhibit: string;
  label: string;
  receipt: ReceiptView;
}

interface Typed extends AttachWish {
  query: string;
}

export function AttachButton({ of }: { of: readonly Attachable[] }) {
  const client = use_client();
  const { say } = use_speech();
  const [open, set_open] = useState(false);
  const last = of.at(-1);
  if (!last) return null;
  const can = of.filter((one) => one.exhibit !== "");
  const send = ({ query, keeps, reason }: Typed) =>
    client.post<CaseAttachmentView>("/attachments", { query, exhibit: can.find((one) => one.query === query)?.exhibit ?? "", keeps, reason: reason.trim() });
  return (
    <>
      <Button disabled={can.length === 0} title={can.length === 0 ? say("attach_too_long") : undefined} onClick={() => set_open(true)}>
        {say("attach")}
      </Button>
      {open && (
        <AttachDialog<Typed> text={say("attach_text")} first={{ query: can.at(-1)?.query ?? "" }} send={send} close={() => set_open(false)}>
          <Form.Item name="query" label={say("attach_which")} hidden={can.length < 2}>
            <Radio.Group
              className="stacked_choice"
              options={can.map((one) => ({ value: one.query, label: `${one.label}　${one.receipt.log} #${one.receipt.index}` }))}
            />
          </Form.Item>
        </AttachDialog>
      )}
    </>
  );
}
