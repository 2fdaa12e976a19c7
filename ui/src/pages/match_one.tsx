// One match: how far it is, what it came to, and its rows once they are asked for.
import { Alert, Button } from "antd";
import { useState } from "react";
import { use_load } from "../api/use_load";
import { first_day } from "../base/day_text";
import { roc_instant } from "../base/roc_date";
import { use_speech } from "../i18n";
import { Facts } from "../shell/facts";
import { Card, Loaded, Page } from "../shell/page";
import { Paper } from "../shell/paper";
import { use_client } from "../shell/session";
import { MatchProgress } from "./matching/progress";
import { MatchResult } from "./matching/result";
import { ResultRows } from "./matching/result_rows";
import { entries_text, goes_on, is_gone, KeptUntil, MatchState } from "./matching/state";
import type { MatchView } from "../api/types";

function About({ match }: { match: MatchView }) {
  const { say } = use_speech();
  return (
    <Card title={match.file || say("match_list")} extra={<MatchState of={match} />}>
      <Facts
        columns={4}
        of={[
          { label: say("match_case"), value: match.case_number },
          { label: say("match_grant"), value: match.purpose_zh },
          { label: say("match_on"), value: <span className="nums">{first_day(match.on)}</span> },
          { label: say("base_date"), value: <span className="nums">{first_day(match.base_date)}</span> },
          { label: say("match_rows"), value: <span className="nums">{match.rows.toLocaleString("en-US")}</span> },
          { label: say("match_began"), value: <span className="nums">{match.began_at ? roc_instant(match.began_at) : ""}</span> },
          { label: say("match_entries"), value: <span className="nums">{entries_text(say, match)}</span> },
          { label: say("match_keeps"), value: <KeptUntil of={match} /> },
        ]}
      />
    </Card>
  );
}

export function MatchPage({ id }: { id: string }) {
  const client = use_client();
  const { say, either } = use_speech();
  const load = use_load(() => client.get<MatchView>(`/matches/${encodeURIComponent(id)}`), [client, id]);
  const [outcome, set_outcome] = useState<string | null>(null);
  const match = load.answer;
  return (
    <Page
      title={match ? say("match_one", { rule: either(match.rule_name_zh, match.rule_name_en) }) : say("matches")}
      extra={
        <>
          {match && !goes_on(match) && <Button onClick={() => window.print()}>{say("print")}</Button>}
          <Button href="#/matches">{say("match_back")}</Button>
        </>
      }
    >
      <Loaded load={load} rows={10}>
        {(found) => (
          <>
            {found.state !== "done" && !is_gone(found) && <MatchProgress match={found} again={load.again} put={load.put} />}
            {!goes_on(found) && found.counts.some((one) => one.count > 0) && <MatchResult match={found} see={set_outcome} put={load.put} />}
            {is_gone(found) && <Alert className="gap_below" type="info" showIcon title={say("match_result_gone")} />}
            <About match={found} />
            {!goes_on(found) && found.may.download && <ResultRows match={found} outcome={outcome} choose={set_outcome} />}
            <Paper
              base_date={found.base_date}
              facts={[
                [say("match_grant"), found.purpose_zh],
                [say("match_case"), found.case_number],
                [say("match_entries"), entries_text(say, found)],
              ]}
              mark={`${found.case_number} ${found.first_index === null ? "" : `#${found.first_index}`}`}
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}
