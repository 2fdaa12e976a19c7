// One link: what it asks of those in charge now, what the letter allows, who answers, how it is used, its reviews, its
// letters, and every version of it.
import { App, Button } from "antd";
import type { LinkFull, LinkLetterView, LinkTableView, LinkVersionView } from "../api/types";
import { use_load } from "../api/use_load";
import { first_day, last_day, period_text } from "../base/day_text";
import { parse_roc_date, roc_date } from "../base/roc_date";
import { message_or, use_speech } from "../i18n";
import { ActButton } from "../shell/act_button";
import { FieldChips } from "../shell/chips";
import { DatedAct } from "../shell/dated_act";
import { Facts } from "../shell/facts";
import { Notices } from "../shell/notices";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { Rows } from "../shell/rows";
import { use_client } from "../shell/session";
import { LinkState } from "./catalogue/states";
import { VersionBy, version_at } from "./catalogue/versions";
import { LetterDue, LetterState } from "./letters";
import { LinkDays } from "./links";
import { LinkPeople } from "./links/people";
import { LinkReviews } from "./links/reviews";
import { LinkUsageCard } from "./links/usage";

function Acts({ link, again }: { link: LinkFull; again: () => void }) {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const path = `/links/${encodeURIComponent(link.code)}`;
  const may = (act: string) => link.may.includes(act);
  const because = (act: string, told: string) => async (reason: string) => {
    await client.post(`${path}/${act}`, { reason });
    message.success(told);
    again();
  };
  if (!["change", "renew", "suspend", "resume", "end", "keep"].some(may)) return null;
  return (
    <div className="actions decide">
      {may("renew") && (
        <Button type="primary" href={`#${path}/renewal`}>
          {say("link_renew")}
        </Button>
      )}
      {may("resume") && <ActButton kind="primary" label={say("link_resume")} text={say("link_resume_text")} reason="required" act={because("resume", say("link_resumed_done"))} />}
      {may("change") && <Button href={`#${path}/change`}>{say("link_change")}</Button>}
      {may("keep") && <ActButton label={say("link_keep")} text={say("link_keep_text")} reason="required" act={because("keep", say("link_kept_done"))} />}
      {may("suspend") && <ActButton kind="danger" label={say("link_suspend")} text={say("link_suspend_text")} reason="required" act={because("suspend", say("link_suspended_done"))} />}
      {may("end") && (
        <DatedAct
          kind="danger"
          label={say("link_end")}
          text={say("link_end_text", { day: link.earliest_end ? first_day(link.earliest_end) : "" })}
          day_label={say("link_end_day")}
          note_label={say("act_reason")}
          first={link.earliest_end}
          rule={(day) => (link.earliest_end && (parse_roc_date(day) ?? "") < link.earliest_end ? say("link_end_early", { day: roc_date(link.earliest_end) }) : null)}
          act={async (at, reason) => {
            await client.post(`${path}/ending`, { at, reason });
            message.success(say("link_ending_done"));
            again();
          }}
        />
      )}
    </div>
  );
}

export function LinkPage({ code }: { code: string }) {
  const client = use_client();
  const { say, either, language } = use_speech();
  const load = use_load(() => client.get<LinkFull>(`/links/${encodeURIComponent(code)}`), [client, code]);
  const link = load.answer;
  return (
    <Page
      title={link ? either(link.name_zh, link.name_en) : say("link")}
      extra={
        <>
          <Button onClick={() => window.print()}>{say("print")}</Button>
          <Button href="#/links">{say("links_back")}</Button>
        </>
      }
    >
      <Loaded load={load} rows={12}>
        {(found) => (
          <>
            <Notices of={found.notices} title={say("link_notices")} />
            <Card
              title={say("link_facts")}
              extra={
                <>
                  <LinkDays of={found} />
                  <LinkState of={found.state} />
                </>
              }
            >
              <Facts
                columns={4}
                of={[
                  { label: say("link_code"), value: found.code },
                  { label: say("link_class"), value: message_or(language, `data_class_${found.data_class}`, found.data_class) },
                  { label: say("link_provider"), value: found.provider },
                  { label: say("link_unit"), value: found.unit.name },
                  { label: say("link_letter"), value: found.letter || <span className="late">{say("link_letter_none")}</span> },
                  { label: say("link_letter_on"), value: <span className="nums">{first_day(found.letter_on)}</span> },
                  { label: say("link_period"), value: <span className="nums">{period_text(found.from, found.until, "")}</span> },
                  { label: say("link_last_used"), value: <span className="nums">{first_day(found.last_used_on) || say("link_never_used")}</span> },
                  ...(found.may.includes("renew") || found.state !== "active" ? [] : [{ label: say("link_renewal_opens"), value: <span className="nums">{first_day(found.renewal_opens)}</span> }]),
                  ...(found.ending ? [{ label: say("link_ending"), value: <strong className="late nums">{last_day(found.ending)}</strong> }] : []),
                  { label: say("link_purpose"), value: found.purpose, wide: true },
                ]}
              />
              <Acts link={found} again={load.again} />
            </Card>
            <Card title={say("link_tables")}>
              <Rows<LinkTableView>
                rowKey="number"
                dataSource={found.tables}
                columns={[
                  { title: say("link_table_number"), dataIndex: "number", className: "one_line nums" },
                  { title: say("link_table_name"), dataIndex: "name", width: 200 },
                  { title: say("link_table_fields"), key: "fields", render: (_, row) => <FieldChips of={row.fields} /> },
                ]}
              />
            </Card>
            <LinkPeople link={found} again={load.again} />
            <LinkReviews link={found} again={load.again} />
            <LinkUsageCard code={found.code} since={found.from} />
            <Card title={say("link_letters")}>
              {found.letters.length === 0 ? (
                <Nothing>{say("link_letters_none")}</Nothing>
              ) : (
                <Rows<LinkLetterView>
                  rowKey="id"
                  dataSource={found.letters}
                  columns={[
                    { title: say("letter_subject"), key: "subject", render: (_, row) => <a href={`#/letters/${row.id}`}>{row.subject}</a> },
                    { title: say("letter_due"), key: "due", className: "one_line", render: (_, row) => <LetterDue of={{ ...row, overdue: false }} /> },
                    { title: say("letter_state"), dataIndex: "state", render: (state: string) => <LetterState of={state} /> },
                  ]}
                />
              )}
            </Card>
            <Card title={say("versions")}>
              <Rows<LinkVersionView>
                rowKey="number"
                dataSource={[...found.versions].sort((one, other) => other.number - one.number)}
                columns={[
                  { title: say("version_number"), dataIndex: "number", width: 60, align: "right", className: "nums" },
                  { title: say("version_at"), key: "at", className: "one_line nums", render: (_, row) => version_at(row.recorded_at, say("version_before")) },
                  { title: say("version_act"), key: "act", className: "one_line", render: (_, row) => message_or(language, `link_act_${row.act}`, row.act) },
                  { title: say("version_by"), key: "by", render: (_, row) => <VersionBy of={row} /> },
                  { title: say("link_letter"), dataIndex: "letter" },
                  { title: say("link_period"), key: "period", className: "nums", render: (_, row) => period_text(row.from, row.until, "") },
                  { title: say("version_note"), dataIndex: "note" },
                ]}
              />
            </Card>
          </>
        )}
      </Loaded>
    </Page>
  );
}
