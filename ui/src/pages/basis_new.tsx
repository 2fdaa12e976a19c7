// A legal basis that the agency adds to those of the rules (P2.1).
import { Button, Form, Input } from "antd";
import { use_act } from "../api/use_act";
import { list_words } from "../base/list_words";
import { go } from "../base/router";
import { parse_roc_date } from "../base/roc_date";
import { use_speech } from "../i18n";
import { DayField, iso_day } from "../shell/day_field";
import { FormFoot } from "../shell/form_foot";
import { Card, Page } from "../shell/page";
import { ProblemAbove } from "../shell/problem_notice";
import { use_client } from "../shell/session";

interface Typed {
  title: string;
  title_en?: string;
  articles?: string;
  from?: string;
  until?: string;
}

export function NewBasisPage() {
  const client = use_client();
  const { say } = use_speech();
  const { busy, problem, run } = use_act();
  const [form] = Form.useForm<Typed>();
  const send = (typed: Typed) =>
    run(async () => {
      const { id } = await client.post<{ id: string }>("/bases", {
        title: typed.title.trim(),
        title_en: typed.title_en?.trim() || typed.title.trim(),
        articles: list_words(typed.articles),
        from: iso_day(typed.from) ?? null,
        until: iso_day(typed.until) ?? null,
      });
      go(`/bases/${encodeURIComponent(id)}`);
    });
  return (
    <Page title={say("basis_new")} extra={<Button href="#/bases">{say("bases_back")}</Button>}>
      <Card className="narrow wide">
        <p className="gap_below">{say("basis_new_text")}</p>
        <ProblemAbove problem={problem} />
        <Form form={form} layout="vertical" requiredMark={false} scrollToFirstError={{ focus: true }} onFinish={(typed: Typed) => void send(typed)}>
          <Form.Item name="title" label={say("basis_title")} extra={say("basis_title_hint")} rules={[{ required: true, whitespace: true, message: say("error_required") }]}>
            <Input autoComplete="off" maxLength={200} />
          </Form.Item>
          <Form.Item name="title_en" label={say("if_wanted", { label: say("basis_title_en") })}>
            <Input autoComplete="off" maxLength={300} />
          </Form.Item>
          <Form.Item name="articles" label={say("if_wanted", { label: say("basis_articles") })} extra={say("basis_articles_hint")}>
            <Input autoComplete="off" maxLength={300} />
          </Form.Item>
          <div className="field_row">
            <DayField name="from" label={say("if_wanted", { label: say("basis_from") })} hint />
            <DayField
              name="until"
              label={say("if_wanted", { label: say("basis_until") })}
              rule={(day) => {
                const from = parse_roc_date(form.getFieldValue("from") ?? "");
                return from && (parse_roc_date(day) ?? "") < from ? say("form_until_before") : null;
              }}
            />
          </div>
          <FormFoot submit={say("basis_add")} busy={busy} cancel="#/bases" />
        </Form>
      </Card>
    </Page>
  );
}
