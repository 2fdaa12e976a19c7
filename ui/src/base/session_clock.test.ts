import { expect, it } from "vitest";
import { minutes_seconds, read_clock, start_clock } from "./session_clock";

const server_now = Date.parse("2026-11-23T04:00:00.000Z");
const local_now = 5_000_000; // a browser whose clock is far off
const clock = start_clock(
  {
    idle_expires_at: "2026-11-23T04:15:00.000Z",
    absolute_expires_at: "2026-11-23T12:00:00.000Z",
    warn_seconds: 120,
    can_extend: true,
  },
  server_now,
  local_now,
);

it("is calm, then warns, then is over, whatever the browser's clock says", () => {
  expect(read_clock(clock, local_now).stage).toBe("calm");
  expect(read_clock(clock, local_now + 12.9 * 60_000).stage).toBe("calm");
  expect(read_clock(clock, local_now + 13 * 60_000)).toEqual({ stage: "warn", left_ms: 120_000, absolute: false });
  expect(read_clock(clock, local_now + 15 * 60_000).stage).toBe("over");
});

it("tells which limit ends the session", () => {
  const long_idle = { ...clock, idle_end: local_now + 9 * 3_600_000 };
  expect(read_clock(long_idle, local_now + 7.99 * 3_600_000)).toMatchObject({ stage: "warn", absolute: true });
});

it("shows minutes and seconds", () => {
  expect(minutes_seconds(120_000)).toBe("2:00");
  expect(minutes_seconds(59_001)).toBe("1:00");
  expect(minutes_seconds(0)).toBe("0:00");
});
