// A secret shown once: large, copied by one key, never kept.
import { App, Button } from "antd";
import { use_speech } from "../i18n";

export function CopyText({ label, text }: { label: string; text: string }) {
  const { say } = use_speech();
  const { message } = App.useApp();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      message.success(say("copied", { what: label }));
    } catch {
      message.warning(say("copy_failed"));
    }
  };
  return (
    <div className="copy_text">
      <span className="copy_label">{label}</span>
      <code className="copy_value">{text}</code>
      <Button size="small" onClick={() => void copy()} aria-label={`${say("copy")}：${label}`}>
        {say("copy")}
      </Button>
    </div>
  );
}
