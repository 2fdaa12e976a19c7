// Who is signed in, and how long yet. Holds the client, so that every call of every page keeps the session's clock.
import { createContext, use, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { Client } from "../api/client";
import { ApiFailure, problem_of, type Problem } from "../api/problem";
import type { MetaView, SessionView } from "../api/types";
import { start_clock, type SessionClock } from "../base/session_clock";

export type SignedOutWhy = "fresh" | "ended" | "expired";

export interface Session {
  client: Client;
  meta: MetaView | null;
  view: SessionView | null;
  clock: SessionClock | null;
  // Not yet known whether somebody is signed in.
  starting: boolean;
  start_problem: Problem | null;
  why_out: SignedOutWhy;
  start: () => void;
  adopt: (view: SessionView) => void;
  reload: () => Promise<void>;
  end: (why: SignedOutWhy) => Promise<void>;
}

const SessionContext = createContext<Session | null>(null);

export function SessionProvider({ children }: { children: ReactNode }) {
  const [meta, set_meta] = useState<MetaView | null>(null);
  const [view, set_view] = useState<SessionView | null>(null);
  const [clock, set_clock] = useState<SessionClock | null>(null);
  const [starting, set_starting] = useState(true);
  const [start_problem, set_start_problem] = useState<Problem | null>(null);
  const [why_out, set_why_out] = useState<SignedOutWhy>("fresh");
  const server_ahead = useRef(0);
  const channel = useRef<BroadcastChannel | null>(null);

  const forget = useCallback((why: SignedOutWhy) => {
    set_view(null);
    set_clock(null);
    set_why_out(why);
  }, []);

  const signed_in = useRef(false);
  signed_in.current = view !== null;

  const client = useMemo(
    () =>
      new Client({
        told_time: (server_now) => {
          server_ahead.current = server_now.getTime() - Date.now();
        },
        signed_out: () => {
          if (signed_in.current) forget("expired");
        },
      }),
    [forget],
  );

  // The same session in another window of this browser: its end ends this one too.
  useEffect(() => {
    if (typeof BroadcastChannel === "undefined") return;
    const heard = new BroadcastChannel("menhu.session");
    heard.onmessage = (event) => {
      if (event.data === "ended") forget("ended");
    };
    channel.current = heard;
    return () => {
      channel.current = null;
      heard.close();
    };
  }, [forget]);

  const adopt = useCallback(
    (next: SessionView) => {
      client.set_csrf(next.csrf);
      set_view(next);
      set_clock(start_clock(next, Date.now() + server_ahead.current, Date.now()));
    },
    [client],
  );

  const reload = useCallback(async () => {
    adopt(await client.get<SessionView>("/session"));
  }, [adopt, client]);

  const start = useCallback(() => {
    set_starting(true);
    set_start_problem(null);
    client
      .get<MetaView>("/meta")
      .then(async (given) => {
        set_meta(given);
        await reload();
      })
      .catch((error: unknown) => {
        const nobody = error instanceof ApiFailure && error.problem.status === 401;
        if (!nobody) set_start_problem(problem_of(error));
      })
      .finally(() => set_starting(false));
  }, [client, reload]);

  useEffect(start, [start]);

  const end = useCallback(
    async (why: SignedOutWhy) => {
      try {
        await client.remove("/session");
      } catch {
        // Whatever the server says, this browser stops showing what it shows; the session dies of idleness.
      }
      channel.current?.postMessage("ended");
      forget(why);
    },
    [client, forget],
  );

  const session = useMemo<Session>(
    () => ({ client, meta, view, clock, starting, start_problem, why_out, start, adopt, reload, end }),
    [client, meta, view, clock, starting, start_problem, why_out, start, adopt, reload, end],
  );
  return <SessionContext value={session}>{children}</SessionContext>;
}

export function use_session(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error("use_session outside SessionProvider");
  return session;
}

export function use_client(): Client {
  return use_session().client;
}
