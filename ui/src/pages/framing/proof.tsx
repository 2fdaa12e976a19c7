// How it was drawn, in what anybody needs to check it; and drawing again.
import { Alert, Button } from "antd";
import { useState } from "react";
import type { FrameRedrawn, FrameView } from "../../api/types";
import { use_act } from "../../api/use_act";
import { use_speech } from "../../i18n";
import { Facts } from "../../shell/facts";
import { Card } from "../../shell/page";
import { ProblemAbove } from "../../shell/problem_notice";
import { use_client } from "../../shell/session";

function Hash({ text }: { text: string }) {
  return <code className="frame_hash">{text}</code>;
}

export function FrameProofCard({ frame }: { frame: FrameView }) {
  const client = use_client();
  const { say } = use_speech();
  const act = use_act();
  const [redrawn, set_redrawn] = useState<FrameRedrawn | null>(null);
  const proof = frame.proof;
  const redraw = () =>
    act.run(async () => {
      set_redrawn(null);
      set_redrawn(await client.post<FrameRedrawn>(`/frames/${encodeURIComponent(frame.id)}/redraw`, {}));
    });
  const differs = redrawn && [!redrawn.seed && say("frame_proof_seed"), !redrawn.population && say("frame_proof_population"), !redrawn.sample && say("frame_proof_sample")].filter(Boolean).join("、");
  return (
    <Card
      title={say("frame_proof")}
      extra={
        frame.may.redraw && (
          <Button loading={act.busy} onClick={() => void redraw()}>
            {say("frame_redraw")}
          </Button>
        )
      }
    >
      <ProblemAbove problem={act.problem} />
      {redrawn && (
        <Alert className="gap_below" type={redrawn.same ? "success" : "error"} showIcon role="status" title={redrawn.same ? say("frame_redraw_same") : say("frame_redraw_differs", { what: differs ?? "" })} />
      )}
      <p className="soft gap_below">{say("frame_proof_lead")}</p>
      <Facts
        columns={1}
        of={[
          { label: say("frame_proof_entry"), value: <span className="nums">{say("frame_proof_entry_at", { log: proof.log, index: proof.entry.toLocaleString("en-US") })}</span> },
          { label: say("frame_proof_population"), value: <Hash text={proof.population} /> },
          { label: say("frame_proof_key"), value: <Hash text={proof.key} /> },
          ...(proof.seed
            ? [
                { label: say("frame_proof_checkpoint", { size: (proof.checkpoint_size ?? 0).toLocaleString("en-US") }), value: <Hash text={proof.checkpoint} /> },
                { label: say("frame_proof_number"), value: <span className="nums">{proof.number}</span> },
                { label: say("frame_proof_seed"), value: <Hash text={proof.seed} /> },
              ]
            : []),
          ...(proof.sample ? [{ label: say("frame_proof_sample"), value: <Hash text={proof.sample} /> }] : []),
        ]}
      />
    </Card>
  );
}
