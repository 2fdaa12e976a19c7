// A purpose that is new, or a change of one: it waits for somebody else's approval.
import { App, Button } from "antd";
import type { PurposeFull } from "../api/types";
import { use_load } from "../api/use_load";
import { go } from "../base/router";
import { use_speech } from "../i18n";
import { Card, Loaded, Page } from "../shell/page";
import { use_client } from "../shell/session";
import { use_fields } from "./catalogue/fields";
import { PurposeForm } from "./catalogue/purpose_form";

export function NewPurposePage() {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const fields = use_fields();
  return (
    <Page title={say("purpose_new")} extra={<Button href="#/purposes">{say("purposes_back")}</Button>}>
      <Card className="form_card">
        <Loaded load={fields} rows={10}>
          {(known) => (
            <PurposeForm
              known={known}
              submit={say("purpose_add")}
              cancel="#/purposes"
              send={async (form) => {
                await client.post("/purposes", form);
                message.success(say("purpose_changed_done"));
                go(`/purposes/${encodeURIComponent(form.code)}`);
              }}
            />
          )}
        </Loaded>
      </Card>
    </Page>
  );
}

export function ChangePurposePage({ code }: { code: string }) {
  const client = use_client();
  const { say, either } = use_speech();
  const { message } = App.useApp();
  const fields = use_fields();
  const path = `/purposes/${encodeURIComponent(code)}`;
  const load = use_load(() => client.get<PurposeFull>(path), [client, path]);
  const name = load.answer ? either(load.answer.name_zh, load.answer.name_en) : code;
  return (
    <Page title={say("purpose_change_title", { name })} extra={<Button href={`#${path}`}>{say("back")}</Button>}>
      <Card className="form_card">
        <Loaded load={fields} rows={10}>
          {(known) => (
            <Loaded load={load} rows={10}>
              {(purpose) => (
                <PurposeForm
                  first={{ ...(purpose.pending ?? purpose), code }}
                  known={known}
                  submit={say("purpose_add")}
                  cancel={`#${path}`}
                  send={async (form) => {
                    await client.put(path, form);
                    message.success(say("purpose_changed_done"));
                    go(path);
                  }}
                />
              )}
            </Loaded>
          )}
        </Loaded>
      </Card>
    </Page>
  );
}
