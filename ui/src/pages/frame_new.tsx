// A frame is ordered: one page, from the study to the public number.
import { Button } from "antd";
import type { FrameForm, FrameList, GrantList } from "../api/types";
import { use_load } from "../api/use_load";
import { go } from "../base/router";
import { use_speech } from "../i18n";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { use_client } from "../shell/session";
import { OrderForm } from "./framing/order";
import { is_usable } from "./grants/state";

export function NewFramePage() {
  const client = use_client();
  const { say } = use_speech();
  const load = use_load(
    async () => {
      const known = await client.get<FrameForm>("/frames/form");
      const grants = (await client.get<GrantList>("/grants")).items.filter((one) => is_usable(one) && one.operations.includes("extract") && one.population.kind !== "case_list");
      const earlier = (await client.get<FrameList>("/frames")).items.filter((one) => one.state === "drawn" && one.kept);
      return { known, grants, earlier };
    },
    [client],
  );
  return (
    <Page title={say("frame_new")} extra={<Button href="#/frames">{say("frame_back")}</Button>}>
      <Card className="form_card">
        <Loaded load={load} rows={10}>
          {({ known, grants, earlier }) =>
            grants.length === 0 ? (
              <Nothing
                action={
                  <Button type="primary" href="#/data-applications/new">
                    {say("match_apply")}
                  </Button>
                }
              >
                {say("frame_no_grant")}
              </Nothing>
            ) : (
              <OrderForm known={known} grants={grants} earlier={earlier} done={(frame) => go(`/frames/${encodeURIComponent(frame.id)}`)} />
            )
          }
        </Loaded>
      </Card>
    </Page>
  );
}
