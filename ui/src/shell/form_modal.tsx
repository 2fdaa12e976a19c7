// A form in a window of its own: it stays while it is sent, shows what went wrong above the fields, and is left only by
// its buttons.
import { Modal, type FormInstance } from "antd";
import type { ReactNode } from "react";
import type { Act } from "../api/use_act";
import { use_speech } from "../i18n";
import { ProblemAbove } from "./problem_notice";

interface FormModalProps {
  title: string;
  ok: string;
  act: Act;
  form: Pick<FormInstance, "submit">;
  close: () => void;
  width?: number;
  children: ReactNode;
}

export function FormModal({ title, ok, act, form, close, width = 480, children }: FormModalProps) {
  const { say } = use_speech();
  return (
    <Modal
      open
      centered
      width={width}
      title={title}
      okText={ok}
      cancelText={say("cancel")}
      confirmLoading={act.busy}
      mask={{ closable: false }}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <ProblemAbove problem={act.problem} />
      {children}
    </Modal>
  );
}
