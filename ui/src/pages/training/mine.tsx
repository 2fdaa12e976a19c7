// My own trainings: what I still owe this year, and what waits for a confirmation.
import { Button } from "antd";
import { useState } from "react";
import type { TrainingRow } from "../../api/types";
import { use_speech } from "../../i18n";
import { TrainingAdd } from "./add";
import { TrainingRecords } from "./records";
import { TrainingStanding } from "./standing";

export function MyTraining({ row, changed }: { row: TrainingRow; changed: () => void }) {
  const { say } = use_speech();
  const [adding, set_adding] = useState(false);
  return (
    <>
      <div className="list_head">
        <p role="status">
          {say("training_hours")} <strong className="nums">{row.hours}</strong>
          {row.required > 0 && `／${row.required}`} <TrainingStanding row={row} />
        </p>
        {row.may_add && (
          <Button type="primary" onClick={() => set_adding(true)}>
            {say("training_add")}
          </Button>
        )}
      </div>
      {row.may_add && <p className="soft gap_below">{say("training_claim_note")}</p>}
      <TrainingRecords records={row.records} changed={changed} />
      <TrainingAdd rows={[row]} row={row} open={adding} close={() => set_adding(false)} saved={changed} />
    </>
  );
}
