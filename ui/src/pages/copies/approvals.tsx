// The Civil Affairs Bureau's approvals to copy (S2.4): without one in force nothing is exported.
import { App, Button } from "antd";
import type { CopyApprovalList, CopyApprovalRow } from "../../api/types";
import { use_load } from "../../api/use_load";
import { first_day, last_day } from "../../base/day_text";
import { message_or, use_speech } from "../../i18n";
import { ActButton } from "../../shell/act_button";
import { ListCsv } from "../../shell/list_csv";
import { long_rows } from "../../shell/long_rows";
import { Who } from "../../shell/names";
import { Card, Loaded, Nothing, Page } from "../../shell/page";
import { Rows } from "../../shell/rows";
import { use_client, use_session } from "../../shell/session";
import { ApprovalState } from "./state";

function Acts({ of, again }: { of: CopyApprovalRow; again: () => void }) {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const path = `/copy-approvals/${encodeURIComponent(of.id)}`;
  return (
    <div className="actions">
      {of.may.includes("confirm") && of.state === "waiting" && (
        <ActButton
          kind="primary"
          size="small"
          label={say("copy_confirm")}
          of={of.letter_number}
          text={say("copy_approval_confirm_text")}
          reason="none"
          act={async () => {
            await client.post(`${path}/confirm`, {});
            message.success(say("copy_approval_confirmed"));
            again();
          }}
        />
      )}
      {of.may.includes("revoke") && of.state !== "expired" && (
        <ActButton
          kind="danger"
          size="small"
          label={say("copy_revoke")}
          of={of.letter_number}
          text={say("copy_approval_revoke_text")}
          reason="required"
          act={async (reason) => {
            await client.post(`${path}/revoke`, { reason });
            message.success(say("copy_revoked"));
            again();
          }}
        />
      )}
    </div>
  );
}

export function CopyApprovalsPage() {
  const client = use_client();
  const { view } = use_session();
  const { say, either, language } = use_speech();
  const load = use_load(() => client.get<CopyApprovalList>("/copy-approvals"), [client]);
  const keeps = (view?.roles ?? []).some((role) => role === "designated_person" || role === "account_administrator");
  const things = (row: CopyApprovalRow) => row.of.map((one) => message_or(language, `copy_of_${one}`, one)).join(language === "zh" ? "、" : ", ");
  const to = (row: CopyApprovalRow) => row.recipients.map((one) => `${one.organisation} ${one.name}`);
  return (
    <Page
      title={say("copy_approvals")}
      extra={
        <>
          {keeps && (
            <Button type="primary" href="#/copy-approvals/new">
              {say("copy_approval_new")}
            </Button>
          )}
          <ListCsv
            file="copy-approvals"
            head={[say("copy_approval_letter"), say("copy_approval_letter_on"), say("copy_approval_grant"), say("copy_approval_of"), say("copy_approval_scope"), say("copy_approval_recipients"), say("copy_approval_made"), say("copy_approval_people"), say("copy_approval_until"), say("copy_approval_destroy_by"), say("copy_state")]}
            rows={(load.answer?.items ?? []).map((row) => [
              row.letter_number,
              first_day(row.letter_on),
              either(row.purpose_zh, row.purpose_en),
              things(row),
              row.scope,
              to(row).join("；"),
              `${row.copies_made}／${row.copies_most}`,
              String(row.people_most),
              last_day(row.until),
              last_day(row.destroy_by),
              message_or(language, `copy_approval_state_${row.state}`, row.state),
            ])}
          />
          <Button href="#/recipients">{say("recipients")}</Button>
          <Button href="#/copies">{say("copies")}</Button>
        </>
      }
    >
      <Card>
        <p className="soft gap_below">{say("copy_approvals_text")}</p>
        <Loaded load={load} rows={6}>
          {(list) =>
            list.items.length === 0 ? (
              <Nothing>{say("copy_approvals_none")}</Nothing>
            ) : (
              <Rows<CopyApprovalRow>
                rowKey="id"
                dataSource={list.items}
                pagination={long_rows(list.items.length, say)}
                columns={[
                  {
                    title: say("copy_approval_letter"),
                    key: "letter",
                    render: (_, row) => (
                      <>
                        {row.letter_number}
                        <div className="soft nums">{first_day(row.letter_on)}</div>
                      </>
                    ),
                  },
                  {
                    title: say("copy_approval_grant"),
                    key: "grant",
                    render: (_, row) => (
                      <>
                        {either(row.purpose_zh, row.purpose_en)}
                        <div className="soft">{`${row.unit}　${things(row)}`}</div>
                      </>
                    ),
                  },
                  {
                    title: say("copy_approval_recipients"),
                    key: "to",
                    render: (_, row) => (
                      <ul>
                        {to(row).map((one) => (
                          <li key={one}>{one}</li>
                        ))}
                      </ul>
                    ),
                  },
                  { title: say("copy_approval_made"), key: "made", className: "nums one_line", render: (_, row) => `${row.copies_made}／${row.copies_most}` },
                  { title: say("copy_approval_people"), key: "people", align: "right", className: "nums", render: (_, row) => row.people_most.toLocaleString("en-US") },
                  { title: say("copy_approval_until"), key: "until", className: "nums", render: (_, row) => last_day(row.until) },
                  { title: say("copy_approval_destroy_by"), key: "destroy", className: "nums", render: (_, row) => last_day(row.destroy_by) },
                  {
                    title: say("copy_state"),
                    key: "state",
                    render: (_, row) => (
                      <>
                        <ApprovalState of={row} />
                        <div className="soft">
                          {say("copy_registered_by")} <Who of={row.registered_by} />
                          {row.confirmed_by && (
                            <>
                              <br />
                              {say("copy_confirmed_by")} <Who of={row.confirmed_by} />
                            </>
                          )}
                        </div>
                      </>
                    ),
                  },
                  ...(keeps
                    ? [{ title: <span className="unseen">{say("copy_confirm")}</span>, key: "acts", className: "act_column", render: (_: unknown, row: CopyApprovalRow) => <Acts of={row} again={load.again} /> }]
                    : []),
                ]}
              />
            )
          }
        </Loaded>
      </Card>
    </Page>
  );
}
