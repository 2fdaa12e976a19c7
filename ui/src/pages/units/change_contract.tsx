import { Alert, App, Button, Form } from "antd";
import { useState } from "react";
import type { ContractView } from "../../api/types";
import { problem_of, type Problem } from "../../api/problem";
import { use_speech } from "../../i18n";
import { ProblemAbove } from "../../shell/problem_notice";
import { use_client } from "../../shell/session";
import { ContractFields, contract_of, contract_typed, type ContractTyped } from "./contract_form";

interface ChangeContractProps {
  unit: string;
  contract: ContractView;
  done: () => void;
  cancel: () => void;
}

export function ChangeContract({ unit, contract, done, cancel }: ChangeContractProps) {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const [busy, set_busy] = useState(false);
  const [problem, set_problem] = useState<Problem | null>(null);
  const send = async (typed: ContractTyped) => {
    set_busy(true);
    set_problem(null);
    try {
      await client.put(`/units/${encodeURIComponent(unit)}/contract`, contract_of(typed));
      message.success(say("contract_changed_done"));
      done();
    } catch (error) {
      set_problem(problem_of(error));
      set_busy(false);
    }
  };
  return (
    <>
      <Alert className="gap_below" type="info" showIcon title={say("contract_change_text")} />
      <ProblemAbove problem={problem} />
      <Form layout="vertical" requiredMark={false} initialValues={contract_typed(contract)} scrollToFirstError={{ focus: true }} onFinish={(typed: ContractTyped) => void send(typed)}>
        <ContractFields />
        <div className="actions">
          <Button type="primary" htmlType="submit" loading={busy}>
            {say("contract_save")}
          </Button>
          <Button onClick={cancel}>{say("cancel")}</Button>
        </div>
      </Form>
    </>
  );
}
