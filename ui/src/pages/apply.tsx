// Applying for an account without having one.
import { useState } from "react";
import type { ApplicationFormView, ApplicationMade } from "../api/types";
import { use_load } from "../api/use_load";
import { roc_date, taipei_day } from "../base/roc_date";
import { go } from "../base/router";
import { use_speech } from "../i18n";
import { Loaded, Page } from "../shell/page";
import { use_client } from "../shell/session";
import { Filed } from "./applications/filed";
import { FormSteps } from "./applications/form_steps";

export function ApplyPage() {
  const client = use_client();
  const { say } = use_speech();
  const load = use_load(() => client.get<ApplicationFormView>("/application-form"), [client]);
  const [made, set_made] = useState<ApplicationMade | null>(null);
  return (
    <Page title={say("apply_title")}>
      {made ? (
        <Filed made={made} done={() => go("/apply/status")} />
      ) : (
        <>
          <p className="gap_below">{say("apply_text")}</p>
          <Loaded load={load} rows={8}>
            {(form) => (
              <FormSteps
                form={form}
                whom={{ kind: "open", account: null, own: true }}
                initial={{ from: roc_date(taipei_day(new Date())), roles: [], temporary: false }}
                send_label={say("form_send")}
                send={async (typed) => set_made(await client.post<ApplicationMade>("/applications", typed))}
                cancel={() => go("/")}
              />
            )}
          </Loaded>
        </>
      )}
    </Page>
  );
}
