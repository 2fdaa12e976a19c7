import { afterEach, expect, it, vi } from "vitest";
import { Client, only_proof_failed } from "./client";
import { ApiFailure } from "./problem";

const stale = () =>
  new Response(JSON.stringify({ code: "people.step_up_needed", status: 403 }), { status: 403 });
const done = () => new Response("{}", { status: 200 });

function client_with(answers: (() => Response)[]) {
  const asked: string[] = [];
  let out = 0;
  vi.stubGlobal("fetch", (path: string, given: RequestInit) => {
    asked.push(`${given.method} ${path} ${String(given.body)}`);
    return Promise.resolve((answers.shift() ?? done)());
  });
  const client = new Client({ told_time: () => {}, signed_out: () => (out += 1) });
  return { client, asked, outs: () => out };
}

afterEach(() => vi.unstubAllGlobals());

it("sends a request again, as it was, after a fresh proof", async () => {
  const { client, asked } = client_with([stale, done]);
  client.set_prover(() => Promise.resolve(true));
  await client.post("/accounts/1/suspend", { reason: "x" });
  expect(asked).toEqual(Array(2).fill('POST /api/v1/accounts/1/suspend {"reason":"x"}'));
});

it("asks once only, even when the proof was not enough", async () => {
  let proofs = 0;
  const { client, asked } = client_with([stale, stale, done]);
  client.set_prover(() => Promise.resolve(++proofs > 0));
  await expect(client.remove("/credentials/totp")).rejects.toBeInstanceOf(ApiFailure);
  expect([asked.length, proofs]).toEqual([2, 1]);
});

it("leaves it be when nobody proves anything", async () => {
  const { client, asked } = client_with([stale]);
  client.set_prover(() => Promise.resolve(false));
  await expect(client.get("/x")).rejects.toMatchObject({ problem: { code: "people.step_up_needed" } });
  expect(asked.length).toBe(1);
});

it("tells a wrong proof from a session that is over", async () => {
  expect(only_proof_failed("POST", "/session", "people.sign_in_refused")).toBe(true);
  expect(only_proof_failed("POST", "/session/step-up", "people.sign_in_refused")).toBe(true);
  expect(only_proof_failed("POST", "/session/totp", "people.no_session")).toBe(false);
  expect(only_proof_failed("GET", "/session", "people.no_session")).toBe(false);
  expect(only_proof_failed("POST", "/queries", "people.sign_in_refused")).toBe(false);
  const over = () => new Response(JSON.stringify({ code: "people.session_expired" }), { status: 401 });
  const { client, outs } = client_with([over]);
  await expect(client.get("/home")).rejects.toBeInstanceOf(ApiFailure);
  expect(outs()).toBe(1);
});
