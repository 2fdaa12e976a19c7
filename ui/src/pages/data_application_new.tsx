// A new application to use data, or the renewal of a grant, which begins with what was granted.
import { Alert, App, Button } from "antd";
import type { DataApplicationMade, DataForm, GrantFull } from "../api/types";
import { use_load } from "../api/use_load";
import { roc_date, taipei_day } from "../base/roc_date";
import { add_days } from "../base/month_grid";
import { go } from "../base/router";
import { use_speech } from "../i18n";
import { Loaded, Nothing, Page } from "../shell/page";
import { use_session } from "../shell/session";
import { link_of, purpose_of, type Typed } from "./using/draft";
import { renewal_of } from "./using/renewal";
import { send_files } from "./using/send_files";
import { UseSteps } from "./using/use_steps";

function first_typed(form: DataForm, me: string): Typed {
  const today = taipei_day(new Date());
  return {
    ...(form.purposes.length === 1 ? { purpose: form.purposes[0]?.code ?? "" } : {}),
    ...(form.links.length === 1 ? { holding: form.links[0]?.code ?? "" } : {}),
    holders: form.holders.some((one) => one.id === me) ? [me] : [],
    fields: [],
    operations: [],
    from: roc_date(today),
    until: roc_date(add_days(today, Math.min(form.limits.period_max_days, 365) - 1)),
    limited: false,
    hours_from: "08:00",
    hours_to: "18:00",
    weekdays: [1, 2, 3, 4, 5],
    accepted: false,
  };
}

export function NewDataApplicationPage({ renews }: { renews: string | null }) {
  const { client, view } = use_session();
  const { say, either } = use_speech();
  const { message } = App.useApp();
  const load = use_load(
    async () => ({
      form: await client.get<DataForm>("/data-application-form"),
      grant: renews ? (await client.get<GrantFull>(`/grants/${encodeURIComponent(renews)}`)).grant : null,
    }),
    [client, renews],
  );
  return (
    <Page title={say(renews ? "use_renew_title" : "use_new")} extra={<Button href="#/data-applications">{say("use_back")}</Button>}>
      <Loaded load={load} rows={10}>
        {({ form, grant }) =>
          form.purposes.length === 0 || form.links.length === 0 ? (
            <Nothing>{say(form.purposes.length === 0 ? "use_no_purposes" : "use_no_links")}</Nothing>
          ) : grant && !(purpose_of(form, grant.purpose_code) && link_of(form, grant.holding)) ? (
            <Nothing>{say("use_renew_gone")}</Nothing>
          ) : (
            <>
              {grant && (
                <Alert
                  className="gap_below form_part"
                  type="info"
                  showIcon
                  title={say("use_renew_text", { purpose: either(grant.purpose_zh, grant.purpose_en) })}
                />
              )}
              <UseSteps
                form={form}
                renews={renews}
                initial={grant ? renewal_of(grant, form, new Date()) : first_typed(form, view?.account_id ?? "")}
                send_label={say("form_send")}
                send={async (typed, files) => {
                  const made = await client.post<DataApplicationMade>("/data-applications", typed);
                  const failed = await send_files(client, made.id, files);
                  if (failed.length > 0) message.warning(say("use_files_failed", { names: failed.join("、") }), 8);
                  else message.success(say("application_sent_done", { number: made.number }));
                  go(`/data-applications/${made.id}`);
                }}
                cancel={() => go("/data-applications")}
              />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
