// Choosing a file with the browser's own control: keyboard and screen reader work without help.
import { Button } from "antd";
import { useId, useRef } from "react";
import { byte_text } from "../base/manifest";
import { use_speech } from "../i18n";

interface FileFieldProps {
  label: string;
  hint: string;
  accept?: string;
  file: File | null;
  choose: (file: File | null) => void;
  disabled?: boolean;
}

export function FileField({ label, hint, accept, file, choose, disabled = false }: FileFieldProps) {
  const { say } = use_speech();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  // A file that was corrected under the same name is a choice too.
  const open = () => {
    if (!input.current) return;
    input.current.value = "";
    input.current.click();
  };
  return (
    <div className="file_field">
      <label htmlFor={id}>{label}</label>
      <div className="file_row">
        <input
          ref={input}
          id={id}
          className="unseen"
          type="file"
          accept={accept}
          disabled={disabled}
          aria-describedby={`${id}-hint`}
          tabIndex={-1}
          onChange={(event) => choose(event.target.files?.[0] ?? null)}
        />
        <Button disabled={disabled} onClick={open} aria-label={`${say("choose_file")}：${label}`}>
          {say("choose_file")}
        </Button>
        <span className="file_name" aria-live="polite">
          {file ? `${file.name}（${byte_text(file.size)}）` : say("no_file")}
        </span>
      </div>
      <p id={`${id}-hint`} className="file_hint">
        {hint}
      </p>
    </div>
  );
}
