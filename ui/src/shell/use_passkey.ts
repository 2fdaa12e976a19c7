// Proving who one is with a passkey: to sign in, as the second step, or again. Three states a page must tell apart: it
// worked, the person left the browser's dialog, something went wrong.
import { useCallback, useState } from "react";
import type { SessionView } from "../api/awaited";
import { problem_of, type Problem } from "../api/problem";
import { ask_passkey, was_left, type RequestOptions } from "../base/webauthn";
import { use_client } from "./session";

interface Challenge {
  challenge_id: string;
  public_key: RequestOptions;
}

export interface PasskeyProof {
  busy: boolean;
  left: boolean;
  problem: Problem | null;
  prove: () => Promise<SessionView | null>;
}

export function use_passkey(): PasskeyProof {
  const client = use_client();
  const [busy, set_busy] = useState(false);
  const [left, set_left] = useState(false);
  const [problem, set_problem] = useState<Problem | null>(null);
  const prove = useCallback(async () => {
    set_busy(true);
    set_left(false);
    set_problem(null);
    try {
      const challenge = await client.post<Challenge>("/session/passkey/options", {});
      const credential = await ask_passkey(challenge.public_key);
      return await client.post<SessionView>("/session/passkey", { challenge_id: challenge.challenge_id, credential });
    } catch (error) {
      if (was_left(error)) set_left(true);
      else set_problem(problem_of(error));
      return null;
    } finally {
      set_busy(false);
    }
  }, [client]);
  return { busy, left, problem, prove };
}
