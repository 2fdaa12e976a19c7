// Questions: yes, no or cannot tell instead of data. What was asked and answered lives in this component only.
import { Form } from "antd";
import { useState } from "react";
import { use_act } from "../api/use_act";
import type { AnswerView, GrantList, QuestionChoices, QuestionRequest } from "../api/types";
import { masked_id } from "../base/mask";
import { use_load } from "../api/use_load";
import { use_speech } from "../i18n";
import { Loaded, Nothing, Page } from "../shell/page";
import { use_client } from "../shell/session";
import { QuestionAsk, type QuestionFields } from "./asking/question_form";
import { QuestionResult } from "./asking/question_result";
import { is_usable } from "./grants/state";

function asked_about({ subject, other }: QuestionRequest): string {
  return [subject, ...(other ? [other] : [])].map(masked_id).join("、");
}

export function QuestionsPage() {
  const client = use_client();
  const { say } = use_speech();
  const [form] = Form.useForm<QuestionFields>();
  const { busy, problem, run } = use_act();
  const [answer, set_answer] = useState<AnswerView | null>(null);
  // Whom it is about, masked: what was typed is not kept.
  const [about, set_about] = useState("");
  const load = use_load(async () => ({ grants: await client.get<GrantList>("/grants"), choices: await client.get<QuestionChoices>("/questions") }), [client]);

  const send = async (request: QuestionRequest) => {
    const good = await run(async () => {
      set_answer(await client.post<AnswerView>("/questions", request));
      set_about(asked_about(request));
    });
    if (!good) window.scrollTo({ top: 0 });
  };
  const again = (keep_case: boolean) => {
    set_answer(null);
    form.resetFields(keep_case ? ["subject", "other"] : undefined);
    load.again();
  };

  // A look-up is more than an answer: whoever holds one may ask.
  const may_answer = (operations: readonly string[]) => operations.includes("answer") || operations.includes("lookup");
  const grants = (load.answer?.grants.items ?? []).filter((one) => is_usable(one) && may_answer(one.operations));
  if (answer) return <QuestionResult key={answer.id} view={answer} about={about} grant={grants.find((one) => one.id === answer.grant) ?? null} again={again} />;
  return (
    <Page title={say("questions")}>
      <Loaded load={load} rows={8}>
        {({ choices }) =>
          grants.length === 0 ? (
            <Nothing>{say("no_grants")}</Nothing>
          ) : (
            <QuestionAsk form={form} choices={choices} grants={grants} busy={busy} problem={problem} send={(request) => void send(request)} />
          )
        }
      </Loaded>
    </Page>
  );
}
