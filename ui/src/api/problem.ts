// Problem documents (RFC 9457) as the pages show them: what happened, what to do next, and the code; never an inside.
import type { FieldProblem, Problem as Document, ReceiptView } from "./types";

// A problem document as the pages keep it: what may be absent from a document is empty here.
export interface Problem extends Pick<Document, "status" | "code" | "detail" | "detail_en" | "next" | "next_en" | "trace"> {
  clause: string;
  fields: FieldProblem[];
  receipt?: ReceiptView;
}

export class ApiFailure extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

function made_here(code: string, status: number, zh: [string, string], en: [string, string]): Problem {
  return {
    status,
    code,
    detail: zh[0],
    next: zh[1],
    detail_en: en[0],
    next_en: en[1],
    trace: "",
    clause: "",
    fields: [],
  };
}

export function network_problem(): Problem {
  return made_here(
    "ui.no_connection",
    0,
    ["與伺服器的連線中斷。", "請確認網路後再試一次；如持續發生，請洽資訊人員。"],
    ["The server cannot be reached.", "Check the network and try again; if it goes on, ask your IT staff."],
  );
}

export function timeout_problem(): Problem {
  return made_here(
    "ui.timed_out",
    0,
    ["伺服器未在時限內回應。", "請稍後再試；送出的查詢可能已被記錄，請先看「我的存取紀錄」。"],
    [
      "The server did not answer in time.",
      "Try again later; the query may have been recorded, so look at “My accesses” first.",
    ],
  );
}

// A file that was changed or moved after it was chosen can no longer be read by the page.
export function file_problem(): Problem {
  return made_here(
    "ui.file_unreadable",
    0,
    ["無法讀取所選的檔案；檔案可能在選擇後被更動、移動或刪除。", "請重新選擇檔案後再試一次。"],
    ["The chosen file cannot be read; it may have been changed, moved or deleted since.", "Choose the file again."],
  );
}

// What came back, as a problem. A body that is no problem document (a proxy's page, say) is not shown.
export function read_problem(status: number, body: unknown): Problem {
  if (typeof body === "object" && body !== null && "code" in body && typeof body.code === "string") {
    const given = body as Partial<Document>;
    const problem: Problem = {
      status: given.status ?? status,
      code: body.code,
      detail: given.detail ?? "",
      detail_en: given.detail_en ?? given.detail ?? "",
      next: given.next ?? "",
      next_en: given.next_en ?? given.next ?? "",
      trace: given.trace ?? "",
      clause: given.clause ?? "",
      fields: Array.isArray(given.fields) ? given.fields : [],
    };
    if (given.receipt) problem.receipt = given.receipt;
    return problem;
  }
  return made_here(
    `ui.http_${status}`,
    status,
    ["伺服器回應了無法辨識的內容。", "請稍後再試；如持續發生，請將代碼告知資訊人員。"],
    ["The server gave an answer this page cannot read.", "Try again later; if it goes on, tell your IT staff the code."],
  );
}

export function problem_of(error: unknown): Problem {
  if (error instanceof ApiFailure) return error.problem;
  if (error instanceof DOMException && error.name === "TimeoutError") return timeout_problem();
  if (error instanceof DOMException && (error.name === "NotReadableError" || error.name === "NotFoundError")) return file_problem();
  return network_problem();
}

export interface ProblemText {
  what: string;
  next: string;
  code: string;
}

export function problem_text(problem: Problem, language: "zh" | "en"): ProblemText {
  const zh = language === "zh";
  const what = zh ? problem.detail : problem.detail_en || problem.detail;
  const next = zh ? problem.next : problem.next_en || problem.next;
  const code = problem.trace ? `${problem.code} · ${problem.trace}` : problem.code;
  return { what: what || problem.code, next, code };
}
