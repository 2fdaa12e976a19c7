// Asking and answering on one page. What was asked and answered lives in this component only: leaving it forgets it.
import { Form } from "antd";
import { useState } from "react";
import { problem_of, type Problem } from "../api/problem";
import type { GrantList, QueryForm, QueryRequest, QueryView } from "../api/types";
import { use_load } from "../api/use_load";
import { use_speech } from "../i18n";
import { Loaded, Nothing, Page } from "../shell/page";
import { use_client } from "../shell/session";
import { is_usable } from "./grants/state";
import { Ask, type AskFields } from "./query/ask";
import { ResultView } from "./query/result";

export function QueryPage() {
  const client = use_client();
  const { say } = use_speech();
  const [form] = Form.useForm<AskFields>();
  const [busy, set_busy] = useState(false);
  const [problem, set_problem] = useState<Problem | null>(null);
  const [result, set_result] = useState<QueryView | null>(null);
  const load = use_load(
    async () => {
      const [grants, offer] = await Promise.all([client.get<GrantList>("/grants"), client.get<QueryForm>("/query-form")]);
      return { grants: grants.items, offer };
    },
    [client],
  );

  const send = async (request: QueryRequest) => {
    set_busy(true);
    set_problem(null);
    try {
      set_result(await client.post<QueryView>("/queries", request));
    } catch (error) {
      set_problem(problem_of(error));
      window.scrollTo({ top: 0 });
    } finally {
      set_busy(false);
    }
  };

  const again = (keep_case: boolean) => {
    set_result(null);
    form.resetFields(keep_case ? ["id", "name", "birth", "household_number", "district", "acknowledged"] : undefined);
    load.again();
  };

  const grants = (load.answer?.grants ?? []).filter(is_usable);
  if (result) {
    return (
      <ResultView key={result.id} first={result} grant={grants.find((one) => one.id === result.grant) ?? null} again={again} />
    );
  }
  return (
    <Page title={say("query")}>
      <Loaded load={load} rows={8}>
        {({ offer }) =>
          grants.length === 0 ? (
            <Nothing>{say("no_grants")}</Nothing>
          ) : (
            <Ask form={form} grants={grants} offer={offer} busy={busy} problem={problem} send={(request) => void send(request)} />
          )
        }
      </Loaded>
    </Page>
  );
}
