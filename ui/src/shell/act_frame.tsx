// What acts with a second thought have in common: the button, and the dialog that says what will happen. It stays open
// with the problem above what was typed when the act fails.
import { Button, Modal } from "antd";
import { useState, type ReactNode } from "react";
import { use_act } from "../api/use_act";
import { use_speech } from "../i18n";
import { ProblemAbove } from "./problem_notice";

export interface ActWords {
  label: string;
  // Of the dialog; else the label.
  title?: string;
  // Says what the act does; stands above what is typed.
  text: ReactNode;
  kind?: "primary" | "default" | "danger";
  size?: "small" | "middle";
  // Read aloud when one page has the same label more than once.
  of?: string;
  disabled?: boolean;
}

interface ActFrameProps extends ActWords {
  // The dialog's button; what it sends is handed to `run`.
  confirm: () => void;
  confirm_focus?: boolean;
  // Once the dialog stands: where the focus goes.
  shown?: () => void;
  frame: Frame;
  children?: ReactNode;
}

export interface Frame {
  open: boolean;
  busy: boolean;
  show: () => void;
  hide: () => void;
  // Does the act and closes the dialog; true when it was done.
  run: (act: () => Promise<void>) => Promise<boolean>;
  above: ReactNode;
}

export function use_frame(): Frame {
  const [open, set_open] = useState(false);
  const act = use_act();
  return {
    open,
    busy: act.busy,
    show: () => {
      act.clear();
      set_open(true);
    },
    hide: () => set_open(false),
    run: async (what) => {
      const done = await act.run(what);
      if (done) set_open(false);
      return done;
    },
    above: <ProblemAbove problem={act.problem} />,
  };
}

export function ActFrame({ label, title, text, kind = "default", size = "middle", of, disabled, confirm, confirm_focus = false, shown, frame, children }: ActFrameProps) {
  const { say } = use_speech();
  return (
    <>
      <Button
        type={kind === "primary" ? "primary" : "default"}
        danger={kind === "danger"}
        size={size}
        disabled={disabled}
        aria-label={of ? `${label}：${of}` : undefined}
        onClick={frame.show}
      >
        {label}
      </Button>
      <Modal
        open={frame.open}
        centered
        width={520}
        title={title ?? label}
        okText={label}
        okButtonProps={{ danger: kind === "danger", autoFocus: confirm_focus }}
        cancelText={say("cancel")}
        confirmLoading={frame.busy}
        onOk={confirm}
        onCancel={frame.hide}
        mask={{ closable: false }}
        className="act_dialog"
        destroyOnHidden
        afterOpenChange={(stands) => stands && shown?.()}
      >
        <div className="act_text">{text}</div>
        {frame.above}
        {children}
      </Modal>
    </>
  );
}
