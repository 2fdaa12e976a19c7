// Registering a link from its approval letter, and changing one within its term.
import { Alert, App, Button } from "antd";
import type { LinkFull } from "../api/types";
import { use_load } from "../api/use_load";
import { go } from "../base/router";
import { use_speech } from "../i18n";
import { Card, Loaded, Page } from "../shell/page";
import { use_client } from "../shell/session";
import { use_fields } from "./catalogue/fields";
import { LinkForm } from "./links/link_form";

export function NewLinkPage() {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const fields = use_fields();
  return (
    <Page title={say("link_new")} extra={<Button href="#/links">{say("links_back")}</Button>}>
      <Card className="form_card">
        <Loaded load={fields} rows={10}>
          {(known) => (
            <LinkForm
              known={known}
              submit={say("link_register")}
              cancel="#/links"
              send={async (form) => {
                await client.post("/links", form);
                message.success(say("link_registered_done"));
                go(`/links/${encodeURIComponent(form.code)}`);
              }}
            />
          )}
        </Loaded>
      </Card>
    </Page>
  );
}

export function ChangeLinkPage({ code }: { code: string }) {
  const client = use_client();
  const { say, either } = use_speech();
  const { message } = App.useApp();
  const fields = use_fields();
  const path = `/links/${encodeURIComponent(code)}`;
  const load = use_load(() => client.get<LinkFull>(path), [client, path]);
  const name = load.answer ? either(load.answer.name_zh, load.answer.name_en) : code;
  return (
    <Page title={say("link_change_title", { name })} extra={<Button href={`#${path}`}>{say("back")}</Button>}>
      <Card className="form_card">
        <Loaded load={fields} rows={10}>
          {(known) => (
            <Loaded load={load} rows={10}>
              {(link) => (
                <>
                  <Alert className="gap_below" type="info" showIcon title={say("link_change_text")} />
                  <LinkForm
                    first={link}
                    known={known}
                    submit={say("link_change_save")}
                    cancel={`#${path}`}
                    send={async (form) => {
                      await client.post(`${path}/changes`, form);
                      message.success(say("link_changed_done"));
                      go(path);
                    }}
                  />
                </>
              )}
            </Loaded>
          )}
        </Loaded>
      </Card>
    </Page>
  );
}
