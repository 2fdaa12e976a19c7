// One decision for the picked accounts. Whoever keeps what the system advises against, or takes something away, says why.
import { App, Checkbox, Form, Input, Modal } from "antd";
import type { DecidedView, DecideLinesRequest, LineDecision, ReviewLineView } from "../../api/types";
import { use_act } from "../../api/use_act";
import { use_speech } from "../../i18n";
import { role_text } from "../../shell/names";
import { role_names } from "../../shell/picks";
import { ProblemAbove } from "../../shell/problem_notice";
import { use_client } from "../../shell/session";

interface DecideProps {
  path: string;
  decision: LineDecision;
  lines: ReviewLineView[];
  close: () => void;
  decided: () => void;
}

function shared_roles(lines: readonly ReviewLineView[]): string[] {
  return lines[0]?.roles.filter((role) => lines.every((line) => line.roles.includes(role))) ?? [];
}

export function Decide({ path, decision, lines, close, decided }: DecideProps) {
  const client = use_client();
  const { say, language } = use_speech();
  const { message } = App.useApp();
  const act = use_act();
  const [form] = Form.useForm<{ note?: string; roles?: string[] }>();
  const why_needed = decision !== "keep" || lines.some((line) => line.proposals.length > 0);
  const send = (typed: { note?: string; roles?: string[] }) =>
    act.run(async () => {
      const request: DecideLinesRequest = {
        accounts: lines.map((line) => line.account.id),
        decision,
        note: typed.note?.trim() ?? "",
      };
      if (decision === "change") request.roles = typed.roles ?? [];
      const answer = await client.post<DecidedView>(`${path}/lines`, request);
      message.success(say("review_decided_done", { count: answer.decided.toLocaleString("en-US") }));
      close();
      decided();
    });
  return (
    <Modal
      open
      centered
      width={560}
      title={say("review_decide_title", { decision: say(`decision_${decision}`), count: lines.length })}
      okText={say("review_decide_go")}
      okButtonProps={{ danger: decision === "close" }}
      cancelText={say("cancel")}
      confirmLoading={act.busy}
      mask={{ closable: false }}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <p className="gap_below">{say(`review_decide_${decision}`)}</p>
      <ul className="picked_names gap_below">
        {lines.slice(0, 8).map((line) => (
          <li key={line.account.id}>
            {line.account.name} <span className="soft">{line.account.account}　{line.unit.name}</span>
          </li>
        ))}
        {lines.length > 8 && <li>{say("review_and_more", { count: lines.length - 8 })}</li>}
      </ul>
      <ProblemAbove problem={act.problem} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ roles: shared_roles(lines) }}
        onFinish={(typed) => void send(typed)}
      >
        {decision === "change" && (
          <Form.Item
            name="roles"
            label={say("review_decide_roles")}
            rules={[
              {
                validator: (_, roles: string[] | undefined) =>
                  roles?.length ? Promise.resolve() : Promise.reject(new Error(say("error_required"))),
              },
            ]}
          >
            <Checkbox.Group
              className="role_checks"
              aria-label={say("review_decide_roles")}
              options={role_names.map((role) => ({ value: role as string, label: role_text(language, role) }))}
            />
          </Form.Item>
        )}
        <Form.Item
          name="note"
          label={`${say("review_decide_note")}${why_needed ? "" : `（${say("optional")}）`}`}
          extra={why_needed ? say("review_decide_note_needed") : undefined}
          rules={why_needed ? [{ required: true, whitespace: true, message: say("error_required") }] : []}
        >
          <Input.TextArea rows={2} maxLength={500} showCount autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  );
}
