// When a session ends, told on this browser's clock, which may be wrong: only the distance between the server's "now" and
// the server's instants counts. The server moves the limits as the session is used; so what is read here is asked again of
// the server before anybody is warned.

export interface SessionTimes {
  idle_expires_at: string;
  absolute_expires_at: string;
  warn_seconds: number;
  can_extend: boolean;
}

export interface SessionClock {
  idle_end: number;
  absolute_end: number;
  warn_span: number;
  can_extend: boolean;
}

export type Stage = "calm" | "warn" | "over";

export function start_clock(times: SessionTimes, server_now: number, local_now: number): SessionClock {
  return {
    idle_end: local_now + Math.max(0, Date.parse(times.idle_expires_at) - server_now),
    absolute_end: local_now + Math.max(0, Date.parse(times.absolute_expires_at) - server_now),
    warn_span: times.warn_seconds * 1000,
    can_extend: times.can_extend,
  };
}

export interface Reading {
  stage: Stage;
  left_ms: number;
  // True when it is the absolute limit that ends the session, which no use moves.
  absolute: boolean;
}

export function read_clock(clock: SessionClock, local_now: number): Reading {
  const absolute = clock.absolute_end <= clock.idle_end;
  const left_ms = Math.max(0, (absolute ? clock.absolute_end : clock.idle_end) - local_now);
  const stage = left_ms === 0 ? "over" : left_ms <= clock.warn_span ? "warn" : "calm";
  return { stage, left_ms, absolute };
}

export function minutes_seconds(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
