// The warning before a session ends, with its one extension (S1.3; WCAG 2.2, 2.2.1).
import { App, Button, Modal } from "antd";
import { useEffect, useState } from "react";
import { ApiFailure, problem_of, problem_text } from "../api/problem";
import type { SessionView } from "../api/types";
import { minutes_seconds, read_clock } from "../base/session_clock";
import { use_speech } from "../i18n";
import { use_session } from "./session";

const ask_again_ms = 15_000;

export function SessionWarning() {
  const { clock, client, adopt, end, reload, view } = use_session();
  const { say, language } = use_speech();
  const { message } = App.useApp();
  const [now, set_now] = useState(Date.now);
  const [busy, set_busy] = useState(false);
  const [confirmed, set_confirmed] = useState(false);
  const [seen, set_seen] = useState(false);
  useEffect(() => {
    const beat = window.setInterval(() => set_now(Date.now()), 1000);
    return () => window.clearInterval(beat);
  }, []);
  const reading = clock ? read_clock(clock, now) : null;
  const stage = reading?.stage ?? "calm";

  // The server has the last word: the session may have been used since, here or in another window. Asking how long it
  // lasts does not prolong it.
  useEffect(() => {
    if (stage === "calm") {
      set_confirmed(false);
      set_seen(false);
      return;
    }
    let current = true;
    const ask = () =>
      reload().then(
        () => current && set_confirmed(true),
        (error: unknown) => {
          // A line that is down for a moment ends nothing; the session's own end does.
          const gone = error instanceof ApiFailure && error.problem.status === 401;
          if (current && (gone || stage === "over")) void end("expired");
        },
      );
    void ask();
    const beat = window.setInterval(() => void ask(), ask_again_ms);
    return () => {
      current = false;
      window.clearInterval(beat);
    };
  }, [stage, reload, end]);

  if (!view || !clock || !reading || stage !== "warn" || !confirmed || seen) return null;
  const extend = async () => {
    set_busy(true);
    try {
      const next = await client.post<Partial<SessionView>>("/session/extension", {});
      if (next.csrf && next.idle_expires_at) adopt(next as SessionView);
      else await reload();
      message.success(say("warning_extended"));
    } catch (error) {
      message.error(problem_text(problem_of(error), language).what);
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
      footer={
        <>
          <Button onClick={() => void end("ended")}>{say("sign_out")}</Button>
          {clock.can_extend ? (
            <Button type="primary" loading={busy} onClick={() => void extend()} autoFocus>
              {say("warning_extend")}
            </Button>
          ) : (
            <Button type="primary" onClick={() => set_seen(true)} autoFocus>
              {say("warning_seen")}
            </Button>
          )}
        </>
      }
    >
      <p className="warning_time" role="timer">
        {say(clock.can_extend ? "warning_text" : "warning_text_end", { time })}
      </p>
    </Modal>
  );
}
