// The public number is typed in, once, and people are drawn by it.
import { Alert, Form, Input } from "antd";
import type { FrameView } from "../../api/types";
import { first_day } from "../../base/day_text";
import { taipei_day } from "../../base/roc_date";
import { use_speech } from "../../i18n";
import { ActFrame, use_frame } from "../../shell/act_frame";
import { Card } from "../../shell/page";
import { use_client } from "../../shell/session";

export function DrawNumber({ frame, put }: { frame: FrameView; put: (frame: FrameView) => void }) {
  const client = use_client();
  const { say, either } = use_speech();
  const act = use_frame();
  const [form] = Form.useForm<{ number: string }>();
  const early = taipei_day(new Date()) < frame.draw_on;
  const named = either(frame.source.zh, frame.source.en);
  const send = async ({ number }: { number: string }) => {
    await act.run(async () => put(await client.post<FrameView>(`/frames/${encodeURIComponent(frame.id)}/draw`, { number: number.trim() })));
  };
  return (
    <Card title={say("frame_number_card")}>
      <p className="gap_below">{say("frame_number_lead", { source: named, day: first_day(frame.draw_on) })}</p>
      {frame.state === "numbered" && <Alert className="gap_below" type="warning" showIcon role="alert" title={say("frame_number_broken", { number: frame.proof.number })} />}
      {early ? (
        <Alert type="info" showIcon title={say("frame_number_early", { day: first_day(frame.draw_on) })} />
      ) : (
        <ActFrame
          label={say("frame_draw")}
          kind="primary"
          text={say("frame_draw_text", { count: frame.strata.reduce((sum, one) => sum + one.size, 0).toLocaleString("en-US") })}
          frame={act}
          confirm={() => form.submit()}
          shown={() => form.focusField("number")}
        >
          <Form form={form} layout="vertical" requiredMark={false} onFinish={(typed) => void send(typed)} initialValues={{ number: frame.proof.number }}>
            <Form.Item
              name="number"
              label={named}
              extra={`${either(frame.source.form_zh, frame.source.form_en)}　${say("match_rule_example", { example: frame.source.example })}`}
              rules={[{ required: true, whitespace: true, message: say("error_required") }]}
            >
              <Input autoComplete="off" maxLength={60} className="nums" />
            </Form.Item>
          </Form>
        </ActFrame>
      )}
    </Card>
  );
}
