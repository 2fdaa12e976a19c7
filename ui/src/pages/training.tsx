// The register of security training (F2.7): for who answers for people, everybody of a year and who falls short; for
// everybody else, their own.
import { Button, Checkbox, Form, Input } from "antd";
import { useMemo, useState } from "react";
import type { TrainingList, TrainingRow } from "../api/types";
import { with_query } from "../api/client";
import { use_load } from "../api/use_load";
import { taipei_day } from "../base/roc_date";
import { use_speech } from "../i18n";
import { Card, Loaded, Nothing, Page } from "../shell/page";
import { UnitPick } from "../shell/picks";
import { use_session } from "../shell/session";
import { use_download } from "../shell/use_download";
import { TrainingAdd } from "./training/add";
import { MyTraining } from "./training/mine";
import { TrainingTable } from "./training/table";

const keepers = ["account_administrator", "unit_head", "auditor", "civil_affairs"];

interface Asked {
  year: number;
  unit?: string;
  short: boolean;
}

function this_year(): number {
  return Number(taipei_day(new Date()).slice(0, 4));
}

function address(path: string, asked: Asked): string {
  return with_query(path, { year: String(asked.year), unit: asked.unit, short: asked.short ? "yes" : undefined });
}

interface FilterProps {
  asked: Asked;
  ask: (asked: Asked) => void;
  units: boolean;
}

function Filter({ asked, ask, units }: FilterProps) {
  const { say } = use_speech();
  return (
    <Card className="filter_card">
      <Form
        layout="inline"
        colon={false}
        requiredMark={false}
        initialValues={{ year: String(asked.year - 1911) }}
        onFinish={(typed: { year: string; unit?: string; short?: boolean }) =>
          ask({ year: Number(typed.year) + 1911, unit: typed.unit, short: typed.short ?? false })
        }
      >
        <Form.Item
          name="year"
          label={say("training_year_field")}
          rules={[{ required: true, pattern: /^\d{2,3}$/, message: say("training_year_wrong") }]}
        >
          <Input inputMode="numeric" maxLength={3} style={{ width: 70 }} />
        </Form.Item>
        {units && (
          <>
            <Form.Item name="unit" label={say("unit_find")}>
              <UnitPick allowClear placeholder={say("all_units")} />
            </Form.Item>
            <Form.Item name="short" valuePropName="checked">
              <Checkbox>{say("training_short_only")}</Checkbox>
            </Form.Item>
          </>
        )}
        <Button type="primary" htmlType="submit">
          {say("apply_filter")}
        </Button>
      </Form>
    </Card>
  );
}

function Register({ list, changed }: { list: TrainingList; changed: () => void }) {
  const { say } = use_speech();
  const [adding, set_adding] = useState<TrainingRow | "anybody" | null>(null);
  const open_to_me = list.items.filter((row) => row.may_add);
  const [find, set_find] = useState("");
  const short = list.items.filter((row) => row.short).length.toLocaleString("en-US");
  const count = list.items.length.toLocaleString("en-US");
  const rows = useMemo(() => {
    const wanted = find.trim().toLowerCase();
    const found = list.items.filter(({ account }) => !wanted || account.name.includes(wanted) || account.account.includes(wanted));
    // Who falls short stands first; else as the server orders them, by unit.
    return [...found.filter((row) => row.short), ...found.filter((row) => !row.short)];
  }, [list.items, find]);
  if (list.items.length === 0) return <Nothing>{say("training_none")}</Nothing>;
  return (
    <>
      <div className="list_head">
        <p role="status">{short !== "0" ? say("training_short_count", { short, count }) : say("training_all_enough", { count })}</p>
        <div className="actions">
          <Input
            autoComplete="off"
            maxLength={40}
            style={{ width: 180 }}
            aria-label={say("review_search")}
            placeholder={say("review_search")}
            value={find}
            onChange={(event) => set_find(event.target.value)}
          />
          {open_to_me.length > 0 && (
            <Button type="primary" onClick={() => set_adding("anybody")}>
              {say("training_add")}
            </Button>
          )}
        </div>
      </div>
      <TrainingTable rows={rows} add={set_adding} changed={changed} />
      <TrainingAdd
        rows={open_to_me}
        row={adding === "anybody" ? null : adding}
        open={adding !== null}
        close={() => set_adding(null)}
        saved={changed}
      />
    </>
  );
}

export function TrainingPage() {
  const { client, view } = use_session();
  const { say } = use_speech();
  const keeps = keepers.some((role) => view?.roles.includes(role));
  const [asked, set_asked] = useState<Asked>({ year: this_year(), short: false });
  const load = use_load(() => client.get<TrainingList>(address("/training", asked)), [client, asked]);
  const file = use_download();
  const download = (kind: "ods" | "csv") =>
    file.run(() => client.download(address(`/training.${kind}`, asked), `${say("training")}-${asked.year - 1911}.${kind}`));
  const changed = () => load.again();
  return (
    <Page
      title={say("training")}
      extra={
        keeps && (
          <>
            {(["ods", "csv"] as const).map((kind) => (
              <Button key={kind} disabled={file.busy !== null || !load.answer?.items.length} onClick={() => void download(kind)}>
                {say(`download_${kind}`)}
              </Button>
            ))}
          </>
        )
      }
    >
      <Filter asked={asked} ask={set_asked} units={keeps} />
      <Card title={keeps ? undefined : say("training_mine")}>
        <Loaded load={load} rows={8}>
          {(list) => {
            if (keeps) return <Register list={list} changed={changed} />;
            const mine = list.items.find((row) => row.account.id === view?.account_id);
            return mine ? <MyTraining row={mine} changed={changed} /> : <Nothing>{say("training_no_records")}</Nothing>;
          }}
        </Loaded>
      </Card>
    </Page>
  );
}
