// A resumable upload: asks what the server has, sends the rest in pieces, can be stopped between and within pieces, and
// tries a piece again when the line breaks.
import { useCallback, useRef, useState } from "react";
import { content_range, next_chunk } from "../base/chunks";
import { ApiFailure, problem_of, type Problem } from "./problem";
import type { UploadView } from "./types";
import type { Client } from "./client";

export interface Upload {
  sent: number;
  total: number;
  running: boolean;
  finished: boolean;
  problem: Problem | null;
  start: (delivery: string, file: File) => Promise<boolean>;
  stop: () => void;
}

const tries = 4;

async function send_piece(client: Client, path: string, file: File, from: number, stop: AbortSignal): Promise<number> {
  const chunk = next_chunk(from, file.size);
  if (!chunk) return from;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const range = content_range(chunk, file.size);
      const answer = await client.put_chunk<Partial<UploadView>>(path, file.slice(chunk.from, chunk.to), range, stop);
      return answer.received ?? chunk.to;
    } catch (error) {
      // What the server refused stays refused; a broken line is tried again.
      if (stop.aborted || error instanceof ApiFailure || attempt === tries) throw error;
      await new Promise((later) => window.setTimeout(later, 1000 * attempt));
    }
  }
}

export function use_upload(client: Client): Upload {
  const [sent, set_sent] = useState(0);
  const [total, set_total] = useState(0);
  const [running, set_running] = useState(false);
  const [finished, set_finished] = useState(false);
  const [problem, set_problem] = useState<Problem | null>(null);
  const stopper = useRef<AbortController | null>(null);

  const start = useCallback(
    async (delivery: string, file: File): Promise<boolean> => {
      const path = `/deliveries/${encodeURIComponent(delivery)}/file`;
      const stop = new AbortController();
      stopper.current = stop;
      set_total(file.size);
      set_problem(null);
      set_running(true);
      try {
        let received = (await client.get<UploadView>(path)).received;
        set_sent(received);
        while (received < file.size) {
          received = await send_piece(client, path, file, received, stop.signal);
          set_sent(received);
        }
        set_finished(true);
        return true;
      } catch (error) {
        if (!stop.signal.aborted) set_problem(problem_of(error));
        return false;
      } finally {
        set_running(false);
      }
    },
    [client],
  );
  const stop = useCallback(() => stopper.current?.abort(), []);
  return { sent, total, running, finished, problem, start, stop };
}
