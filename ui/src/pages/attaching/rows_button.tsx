// Rows of a match's result, for the file of the case to which they belong.
import { Button, Form, Input } from "antd";
import { useState } from "react";
import type { CaseAttachmentView } from "../../api/types";
import { use_speech } from "../../i18n";
import { use_client } from "../../shell/session";
import { AttachDialog, type AttachWish } from "./dialog";

interface Typed extends AttachWish {
  case_number: string;
}

interface AttachRowsProps {
  match: string;
  case_number: string;
  positions: readonly number[];
}

export function AttachRows({ match, case_number, positions }: AttachRowsProps) {
  const client = use_client();
  const { say } = use_speech();
  const [open, set_open] = useState(false);
  const send = ({ case_number, keeps, reason }: Typed) =>
    client.post<CaseAttachmentView>(`/matches/${encodeURIComponent(match)}/attachments`, {
      positions,
      case_number: case_number.trim(),
      keeps,
      reason: reason.trim(),
    });
  const label = positions.length === 0 ? say("attach_rows") : say("attach_rows_count", { count: positions.length });
  return (
    <>
      <Button disabled={positions.length === 0} title={positions.length === 0 ? say("attach_rows_none") : undefined} onClick={() => set_open(true)}>
        {label}
      </Button>
      {open && (
        <AttachDialog<Typed> text={say("attach_rows_text")} first={{ case_number }} send={send} close={() => set_open(false)}>
          <Form.Item
            name="case_number"
            label={say("attach_case")}
            extra={say("attach_case_hint")}
            rules={[{ required: true, whitespace: true, message: say("error_required") }]}
          >
            <Input autoComplete="off" maxLength={100} />
          </Form.Item>
        </AttachDialog>
      )}
    </>
  );
}
