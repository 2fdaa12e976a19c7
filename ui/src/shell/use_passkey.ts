// Proving who one is with a passkey: to sign in, as the second step, or again. Three states a page must tell apart: it
// worked, the browser gave none, something went wrong.
import { useCallback, useState } from "react";
import type { PasskeyRequestOptions, SessionView } from "../api/types";
import { problem_of, type Problem } from "../api/problem";
import { ask_passkey, passkey_refusal, type PasskeyRefusal } from "../base/webauthn";
import { use_client } from "./session";

export interface PasskeyProof {
  busy: boolean;
  refusal: PasskeyRefusal | null;
  problem: Problem | null;
  prove: () => Promise<SessionView | null>;
}

export function use_passkey(): PasskeyProof {
  const client = use_client();
  const [busy, set_busy] = useState(false);
  const [refusal, set_refusal] = useState<PasskeyRefusal | null>(null);
  const [problem, set_problem] = useState<Problem | null>(null);
  const prove = useCallback(async () => {
    set_busy(true);
    set_refusal(null);
    set_problem(null);
    try {
      const challenge = await client.post<PasskeyRequestOptions>("/session/passkey/options", {});
      const credential = await ask_passkey(challenge.public_key);
      return await client.post<SessionView>("/session/passkey", { challenge_id: challenge.challenge_id, credential });
    } catch (error) {
      const why = passkey_refusal(error);
      set_refusal(why);
      if (!why) set_problem(problem_of(error));
      return null;
    } finally {
      set_busy(false);
    }
  }, [client]);
  return { busy, refusal, problem, prove };
}
