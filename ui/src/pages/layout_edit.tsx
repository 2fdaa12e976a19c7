// Drafting a version: the text with its line numbers, what is wrong in which line, and saving for the second person.
import { Alert, App, Button, Segmented, Tag } from "antd";
import { useRef, useState, type ReactNode } from "react";
import type { DefinitionCheck, DefinitionProblemView, DefinitionSaved, DefinitionText } from "../api/types";
import { use_act } from "../api/use_act";
import { use_load } from "../api/use_load";
import { go } from "../base/router";
import { use_speech } from "../i18n";
import { FileField } from "../shell/file_field";
import { Card, Loaded, Page } from "../shell/page";
import { ProblemAbove } from "../shell/problem_notice";
import { Rows } from "../shell/rows";
import { use_client } from "../shell/session";

const kinds = ["layout", "characters", "villages"] as const;

interface EditorProps {
  kind: string;
  start: string;
  above?: ReactNode;
}

// Where line `line` begins and ends in the text.
function place_of(text: string, line: number): [number, number] {
  let from = 0;
  for (let at = 1; at < line; at += 1) {
    const next = text.indexOf("\n", from);
    if (next < 0) break;
    from = next + 1;
  }
  const end = text.indexOf("\n", from);
  return [from, end < 0 ? text.length : end];
}

function Problems({ problems, to_line }: { problems: readonly DefinitionProblemView[]; to_line: (line: number) => void }) {
  const { say, either } = use_speech();
  return (
    <Rows<DefinitionProblemView>
      rowKey={(row) => `${row.line}-${row.en}`}
      dataSource={[...problems]}
      columns={[
        {
          title: say("layout_line"),
          key: "line",
          width: 90,
          render: (_, row) =>
            row.line === 0 ? (
              <Tag>{say("layout_whole")}</Tag>
            ) : (
              <Button size="small" type="link" aria-label={say("layout_go_to_line", { line: row.line })} onClick={() => to_line(row.line)}>
                {row.line}
              </Button>
            ),
        },
        { title: say("layout_problem"), key: "problem", render: (_, row) => either(row.zh, row.en) },
      ]}
    />
  );
}

function Editor({ kind, start, above }: EditorProps) {
  const client = use_client();
  const { say } = use_speech();
  const { message } = App.useApp();
  const { busy, problem, run } = use_act();
  const [text, set_text] = useState(start);
  const [file, set_file] = useState<File | null>(null);
  const [problems, set_problems] = useState<readonly DefinitionProblemView[] | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLDivElement>(null);
  const lines = text.split("\n").length;
  const bad = new Set(problems?.map((one) => one.line) ?? []);
  const change = (typed: string) => {
    set_text(typed);
    set_problems(null);
  };
  const load = (chosen: File | null) => {
    set_file(chosen);
    if (chosen) void chosen.text().then((read) => change(read.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n")));
  };
  const asked = async () => {
    const body = new Blob([text], { type: "text/plain" });
    const found = (await client.post_text<DefinitionCheck>(`/layouts/check?kind=${kind}`, body, "text/plain")).problems;
    set_problems(found);
    return found.length === 0;
  };
  const check = () => run(async () => void (await asked()));
  const save = () =>
    run(async () => {
      if (!(await asked())) return;
      const saved = await client.post_text<DefinitionSaved>(`/layouts?kind=${kind}`, new Blob([text], { type: "text/plain" }), "text/plain");
      message.success(say("layout_saved"));
      go(`/layouts/${saved.ref}`);
    });
  const to_line = (line: number) => {
    const place = place_of(text, line);
    area.current?.focus();
    area.current?.setSelectionRange(place[0], place[1]);
    if (area.current) area.current.scrollTop = Math.max(0, (line - 6) * 20);
  };
  return (
    <Card>
      {above}
      <p className="soft gap_below">{say("layout_edit_text")}</p>
      <FileField label={say("layout_load")} hint={say("layout_load_hint")} accept=".toml,.csv,text/plain" file={file} choose={load} disabled={busy} />
      <ProblemAbove problem={problem} />
      {problems && (
        <div role="status">
          <Alert
            className="gap_below"
            type={problems.length === 0 ? "success" : "error"}
            showIcon
            title={problems.length === 0 ? say("layout_check_good") : say("layout_check_bad", { count: problems.length })}
          />
        </div>
      )}
      {problems && problems.length > 0 && <Problems problems={problems} to_line={to_line} />}
      <div className="code_editor">
        <div ref={gutter} className="code_gutter" aria-hidden="true">
          {Array.from({ length: lines }, (_, at) => (
            <div key={at} className={bad.has(at + 1) ? "gutter_bad" : undefined}>
              {at + 1}
            </div>
          ))}
        </div>
        <textarea
          ref={area}
          className="code_area"
          aria-label={say("layout_text")}
          value={text}
          spellCheck={false}
          wrap="off"
          onChange={(event) => change(event.target.value)}
          onScroll={(event) => {
            if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop;
          }}
        />
      </div>
      <div className="actions">
        <Button loading={busy} disabled={text.trim() === ""} onClick={() => void check()}>
          {say("layout_check")}
        </Button>
        <Button type="primary" loading={busy} disabled={text.trim() === ""} onClick={() => void save()}>
          {say("layout_save")}
        </Button>
      </div>
    </Card>
  );
}

export function NewLayoutPage() {
  const { say } = use_speech();
  const [kind, set_kind] = useState<string>("layout");
  return (
    <Page title={say("layout_edit")} extra={<Button href="#/layouts">{say("back")}</Button>}>
      <Editor
        key={kind}
        kind={kind}
        start=""
        above={
          <div className="gap_below">
            <Segmented
              aria-label={say("layout_kind")}
              value={kind}
              onChange={set_kind}
              options={kinds.map((one) => ({ value: one, label: say(`layout_kind_${one}`) }))}
            />
          </div>
        }
      />
    </Page>
  );
}

export function EditLayoutPage({ id }: { id: string }) {
  const client = use_client();
  const { say } = use_speech();
  const load = use_load(() => client.get<DefinitionText>(`/layouts/${encodeURIComponent(id)}`), [client, id]);
  return (
    <Page title={say("layout_edit")} extra={<Button href={`#/layouts/${id}`}>{say("back")}</Button>}>
      <Loaded load={load} rows={8}>
        {(of) => <Editor kind={of.definition.kind} start={of.text} />}
      </Loaded>
    </Page>
  );
}
