// The foot of a form that is a page: send it, or go back to where one came from.
import { Button } from "antd";
import { use_speech } from "../i18n";

// `cancel`: the address one goes back to, with its "#".
export function FormFoot({ submit, busy, cancel }: { submit: string; busy: boolean; cancel: string }) {
  const { say } = use_speech();
  return (
    <div className="actions">
      <Button type="primary" htmlType="submit" loading={busy}>
        {submit}
      </Button>
      <Button href={cancel}>{say("cancel")}</Button>
    </div>
  );
}
