// A value as it came: what is masked looks masked and is read aloud as masked.
import { mask_runs } from "../../base/mask";
import { use_speech } from "../../i18n";

export function MaskedText({ text, masked }: { text: string; masked: boolean }) {
  const { say } = use_speech();
  if (!masked) return <span>{text}</span>;
  const runs = mask_runs(text);
  return (
    <span>
      <span aria-hidden="true">
        {runs.map((run, place) => (
          <span key={place} className={run.masked ? "mask" : undefined}>
            {run.text}
          </span>
        ))}
      </span>
      <span className="unseen">
        {runs.map((run) => (run.masked ? "" : run.text)).join(" ")}
        {say("masked_reading")}
      </span>
    </span>
  );
}
