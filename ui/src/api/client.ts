// The one way to the server. Every call goes to /api/v1 on the page's own origin, with the session's cookie (which no
// script can read) and, where something is changed, the CSRF value that GET session gave.
import { ApiFailure, read_problem } from "./problem";

export interface Listener {
  // The server's clock, as it said with an answer (to the second).
  told_time(server_now: Date): void;
  // The server knows no session for the cookie.
  signed_out(): void;
}

// Asks the person to prove again who they are; false when they would rather not.
export type Prover = () => Promise<boolean>;

const root = "/api/v1";
const patience_ms = 30_000;
const upload_patience_ms = 300_000;

export type Query = Record<string, string | undefined>;

export function with_query(path: string, query: Query): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== "") given.set(name, value);
  }
  const text = given.toString();
  return text ? `${path}?${text}` : path;
}

export class Client {
  private csrf_ = "";
  private listener_: Listener;
  private prover_: Prover | null = null;

  constructor(listener: Listener) {
    this.listener_ = listener;
  }

  set_csrf(value: string): void {
    this.csrf_ = value;
  }

  set_prover(prover: Prover | null): void {
    this.prover_ = prover;
  }

  async get<Answer>(path: string): Promise<Answer> {
    return (await this.send("GET", path)).json() as Promise<Answer>;
  }

  async post<Answer>(path: string, body: unknown): Promise<Answer> {
    const answer = await this.send("POST", path, JSON.stringify(body), { "Content-Type": "application/json" });
    return read_json<Answer>(answer);
  }

  async put<Answer>(path: string, body: unknown): Promise<Answer> {
    const answer = await this.send("PUT", path, JSON.stringify(body), { "Content-Type": "application/json" });
    return read_json<Answer>(answer);
  }

  async remove(path: string): Promise<void> {
    await this.send("DELETE", path);
  }

  async put_chunk<Answer>(path: string, piece: Blob, range: string, stop: AbortSignal): Promise<Answer> {
    const headers = { "Content-Type": "application/octet-stream", "Content-Range": range };
    return read_json<Answer>(await this.send("PUT", path, piece, headers, stop));
  }

  // A file of its own beside what was typed; its name goes percent-encoded, since a header carries no Chinese.
  async attach(path: string, file: File, media: string): Promise<void> {
    await this.send("POST", path, file, { "Content-Type": media, "X-File-Name": encodeURIComponent(file.name) });
  }

  async post_text<Answer>(path: string, text: Blob, media: string): Promise<Answer> {
    return read_json<Answer>(await this.send("POST", path, text, { "Content-Type": media }));
  }

  // One file in one piece, with how much of it has gone, which fetch does not tell. Its name goes with it and not in the
  // address, where it might name somebody. Proof that is asked for is given once,
  // as with every other act.
  async upload<Answer>(path: string, file: File, told: (sent: number) => void, stop: AbortSignal): Promise<Answer> {
    try {
      return await this.upload_once<Answer>(path, file, told, stop);
    } catch (error) {
      if (!(await this.proved_after(error))) throw error;
    }
    return this.upload_once<Answer>(path, file, told, stop);
  }

  private upload_once<Answer>(path: string, file: File, told: (sent: number) => void, stop: AbortSignal): Promise<Answer> {
    return new Promise((given, failed) => {
      const asked = new XMLHttpRequest();
      const leave = () => asked.abort();
      stop.addEventListener("abort", leave, { once: true });
      asked.open("POST", root + path);
      asked.timeout = upload_patience_ms;
      asked.setRequestHeader("Accept", "application/json, application/problem+json, */*");
      asked.setRequestHeader("Content-Type", "application/octet-stream");
      asked.setRequestHeader("X-File-Name", encodeURIComponent(file.name));
      asked.setRequestHeader("X-Menhu-CSRF", this.csrf_);
      asked.upload.onprogress = (event) => told(event.loaded);
      asked.onerror = () => failed(new TypeError("no connection"));
      asked.onabort = () => failed(new DOMException("stopped", "AbortError"));
      asked.ontimeout = () => failed(new DOMException("late", "TimeoutError"));
      asked.onload = () => {
        const said = asked.getResponseHeader("Date");
        const body = parsed(asked.responseText);
        if (asked.status >= 200 && asked.status < 300) {
          if (said) this.listener_.told_time(new Date(said));
          given(body as Answer);
          return;
        }
        const problem = read_problem(asked.status, body);
        if (asked.status === 401) this.listener_.signed_out();
        failed(new ApiFailure(problem));
      };
      asked.onloadend = () => stop.removeEventListener("abort", leave);
      asked.send(file);
    });
  }

  // Fetched, not navigated to: what was asked stays out of the browser's history.
  async download(path: string, file_name: string): Promise<void> {
    const answer = await this.send("GET", path);
    save_blob(await answer.blob(), file_name);
  }

  // A file about what the body asks: nothing personal goes into an address.
  async download_asked(path: string, body: unknown, file_name: string): Promise<void> {
    const answer = await this.send("POST", path, JSON.stringify(body), { "Content-Type": "application/json" });
    save_blob(await answer.blob(), file_name);
  }

  // What needs a fresh proof of who asks is asked once more after that proof was given, and only once.
  private async send(
    method: string,
    path: string,
    body?: BodyInit,
    headers: Record<string, string> = {},
    stop?: AbortSignal,
  ): Promise<Response> {
    try {
      return await this.send_once(method, path, body, headers, stop);
    } catch (error) {
      if (!(await this.proved_after(error))) throw error;
    }
    return this.send_once(method, path, body, headers, stop);
  }

  private async proved_after(error: unknown): Promise<boolean> {
    const wanted = error instanceof ApiFailure && error.problem.code === "people.step_up_needed";
    return wanted && this.prover_ !== null && (await this.prover_());
  }

  private async send_once(
    method: string,
    path: string,
    body: BodyInit | undefined,
    headers: Record<string, string>,
    stop: AbortSignal | undefined,
  ): Promise<Response> {
    const late = AbortSignal.timeout(method === "PUT" || body instanceof Blob ? upload_patience_ms : patience_ms);
    const guarded = method === "GET" ? headers : { ...headers, "X-Menhu-CSRF": this.csrf_ };
    const answer = await fetch(root + path, {
      method,
      headers: { Accept: "application/json, application/problem+json, */*", ...guarded },
      body: body ?? null,
      credentials: "same-origin",
      cache: "no-store",
      referrerPolicy: "no-referrer",
      redirect: "error",
      signal: stop ? either(stop, late) : late,
    });
    if (answer.ok) {
      const said = answer.headers.get("Date");
      if (said) this.listener_.told_time(new Date(said));
      return answer;
    }
    const problem = read_problem(answer.status, await answer.json().catch(() => null));
    if (answer.status === 401 && !only_proof_failed(method, path, problem.code)) this.listener_.signed_out();
    throw new ApiFailure(problem);
  }
}

// A wrong password or code is 401 too; it ends no session.
export function only_proof_failed(method: string, path: string, code: string): boolean {
  const proving = method === "POST" && (path === "/session" || path.startsWith("/session/"));
  return proving && code !== "people.no_session" && code !== "people.session_expired";
}

async function read_json<Answer>(answer: Response): Promise<Answer> {
  const text = await answer.text();
  return (text === "" ? {} : JSON.parse(text)) as Answer;
}

// A body that is no JSON, such as a proxy's page, is nothing.
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

// AbortSignal.any is newer than the browsers of some offices.
function either(first: AbortSignal, second: AbortSignal): AbortSignal {
  const both = new AbortController();
  for (const signal of [first, second]) {
    if (signal.aborted) both.abort(signal.reason);
    signal.addEventListener("abort", () => both.abort(signal.reason), { once: true });
  }
  return both.signal;
}

export function save_blob(blob: Blob, file_name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = file_name;
  document.body.append(link);
  link.click();
  link.remove();
  window.setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
