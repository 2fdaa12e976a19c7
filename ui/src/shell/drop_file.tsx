// A box to drag a file into; whoever uses the keyboard has the button within. What is dropped beside it does not take
// the page away.
import { Button } from "antd";
import { useEffect, useId, useRef, useState, type DragEvent } from "react";
import { use_speech } from "../i18n";

interface DropFileProps {
  label: string;
  text: string;
  // While a file is held over the box.
  over_text: string;
  hint: string;
  accept: string;
  disabled?: boolean;
  choose: (files: File[]) => void;
}

export function DropFile({ label, text, over_text, hint, accept, disabled = false, choose }: DropFileProps) {
  const { say } = use_speech();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, set_over] = useState(false);
  useEffect(() => {
    const keep = (event: globalThis.DragEvent) => event.preventDefault();
    window.addEventListener("dragover", keep);
    window.addEventListener("drop", keep);
    return () => {
      window.removeEventListener("dragover", keep);
      window.removeEventListener("drop", keep);
    };
  }, []);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    set_over(false);
    if (!disabled && event.dataTransfer.files.length > 0) choose([...event.dataTransfer.files]);
  };
  // A file that was corrected under the same name is a choice too.
  const open = () => {
    if (!input.current) return;
    input.current.value = "";
    input.current.click();
  };
  return (
    <div
      className={over && !disabled ? "drop_file drop_over" : "drop_file"}
      onDragEnter={() => set_over(true)}
      onDragOver={(event) => {
        event.preventDefault();
        event.dataTransfer.dropEffect = disabled ? "none" : "copy";
        set_over(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) set_over(false);
      }}
      onDrop={drop}
    >
      <label htmlFor={id} className="unseen">
        {label}
      </label>
      <input
        ref={input}
        id={id}
        className="unseen"
        type="file"
        accept={accept}
        disabled={disabled}
        aria-describedby={`${id}-hint`}
        tabIndex={-1}
        onChange={(event) => choose([...(event.target.files ?? [])])}
      />
      <p className="drop_text" aria-hidden="true">
        {over && !disabled ? over_text : text}
      </p>
      <Button type="primary" disabled={disabled} onClick={open} aria-label={`${say("choose_file")}：${label}`}>
        {say("choose_file")}
      </Button>
      <p id={`${id}-hint`} className="file_hint">
        {hint}
      </p>
    </div>
  );
}
