// The warning before a session ends, with its one extension (WCAG 2.2, 2.2.1).
import { App, Button, Modal } from "antd";
import { useEffect, useState } from "react";
import { ApiFailure, problem_of, problem_text } from "../api/problem";
import type { SessionView } from "../api/types";
import { minutes_seconds, read_clock } from "../base/session_clock";
import { use_speech } from "../i18n";
import { use_session } from "./session";

export function SessionWarning() {
  const { clock, client, adopt, end, reload, view } = use_session();
  const { say, language } = use_speech();
  const { message } = App.useApp();
  const [now, set_now] = useState(Date.now);
  const [busy, set_busy] = useState(false);
  useEffect(() => {
    const beat = window.setInterval(() => set_now(Date.now()), 1000);
    return () => window.clearInterval(beat);
  }, []);
  const reading = clock ? read_clock(clock, now) : null;
  const over = reading?.stage === "over";
  useEffect(() => {
    // The server has the last word: another window may have kept the session.
    if (over) void reload().catch(() => end("expired"));
  }, [over, reload, end]);

  if (!view || !clock || !reading || reading.stage !== "warn") return null;
  const extendable = clock.can_extend && !reading.absolute;
  const extend = async () => {
    set_busy(true);
    try {
      const next = await client.post<Partial<SessionView>>("/session/extension", {});
      if (next.csrf && next.idle_expires_at) adopt(next as SessionView);
      else await reload();
      message.success(say("warning_extended"));
    } catch (error) {
      if (!(error instanceof ApiFailure && error.problem.status === 401)) {
        message.error(problem_text(problem_of(error), language).what);
      }
    } finally {
      set_busy(false);
    }
  };
  const time = minutes_seconds(reading.left_ms);
  return (
    <Modal
      open
      centered
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      width={440}
      title={say("warning_title")}
      footer={[
        <Button key="out" onClick={() => void end("ended")}>
          {say("sign_out")}
        </Button>,
        extendable && (
          <Button key="stay" type="primary" loading={busy} onClick={() => void extend()} autoFocus>
            {say("warning_extend")}
          </Button>
        ),
      ]}
    >
      <p className="warning_time" role="timer" aria-live="off">
        {say(extendable ? "warning_text" : "warning_text_end", { time })}
      </p>
    </Modal>
  );
}
