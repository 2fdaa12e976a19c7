// "This is my relative, take me off": declared in one click and a confirmation. From then on the person is closed to this
// account; a colleague takes over the case, or the head sees to it.
import { Form, Input, Modal, Radio, Select } from "antd";
import type { Colleagues, ConflictMade } from "../../api/types";
import { use_act } from "../../api/use_act";
import { use_load } from "../../api/use_load";
import { with_query } from "../../api/client";
import { use_speech } from "../../i18n";
import { ProblemAbove } from "../../shell/problem_notice";
import { use_client } from "../../shell/session";
import { relations, type RelationCode } from "../using/relations";

interface Typed {
  relation: RelationCode;
  note?: string;
  hand_to?: string;
}

// A card of an answer, or the entry of one's own access.
export type ConflictAbout = { query: string; handle: string } | { log: string; index: number };

interface ConflictProps {
  about: ConflictAbout;
  // Among whose holders a colleague is found; without one the head sees to it.
  grant: string | null;
  close: () => void;
  done: () => void;
}

export function ConflictDialog({ about, grant, close, done }: ConflictProps) {
  const client = use_client();
  const { say } = use_speech();
  const [form] = Form.useForm<Typed>();
  const { busy, problem, run } = use_act();
  const relation = Form.useWatch("relation", form);
  const load = use_load(() => (grant ? client.get<Colleagues>(with_query("/conflicts/colleagues", { grant })) : Promise.resolve(null)), [client, grant]);
  const colleagues = load.answer?.items ?? [];
  const send = (typed: Typed) =>
    run(async () => {
      await client.post<ConflictMade>("/conflicts", {
        ...about,
        relation: typed.relation,
        note: typed.note?.trim() ?? "",
        hand_to: typed.hand_to ?? null,
      });
      done();
    });
  return (
    <Modal
      open
      centered
      width={560}
      title={say("conflict_title")}
      okText={say("conflict_confirm")}
      okButtonProps={{ danger: true, autoFocus: true }}
      cancelText={say("cancel")}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={close}
      mask={{ closable: false }}
      className="follow"
    >
      <p>{say("conflict_text")}</p>
      <ProblemAbove problem={problem} />
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ relation: "relative" }} onFinish={(typed) => void send(typed)}>
        <Form.Item name="relation" label={say("conflict_relation")} rules={[{ required: true, message: say("error_required") }]}>
          <Radio.Group className="relation_choice" options={relations.map((one) => ({ value: one as string, label: say(`relation_${one}`) }))} />
        </Form.Item>
        <Form.Item
          name="hand_to"
          label={say("if_wanted", { label: say("conflict_hand_to") })}
          extra={say(load.answer && colleagues.length === 0 ? "conflict_no_colleague" : "conflict_hand_to_hint")}
        >
          <Select
            allowClear
            disabled={colleagues.length === 0}
            loading={load.busy}
            placeholder={say("conflict_to_head")}
            showSearch={{ optionFilterProp: "label" }}
            getPopupContainer={(field: HTMLElement) => field.parentElement ?? document.body}
            options={colleagues.map((one) => ({ value: one.id, label: `${one.name}　${one.account}` }))}
          />
        </Form.Item>
        <Form.Item
          name="note"
          label={relation === "other" ? say("act_note") : say("if_wanted", { label: say("act_note") })}
          rules={relation === "other" ? [{ required: true, whitespace: true, message: say("error_required") }] : []}
        >
          <Input.TextArea rows={2} maxLength={500} showCount />
        </Form.Item>
      </Form>
    </Modal>
  );
}
