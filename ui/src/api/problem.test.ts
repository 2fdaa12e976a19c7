import { describe, expect, it } from "vitest";
import { ApiFailure, problem_of, problem_text, read_problem } from "./problem";

const refused = {
  type: "urn:menhu:problem:grants.expired",
  title: "Forbidden",
  status: 403,
  code: "grants.expired",
  detail: "核准已到期。",
  detail_en: "The grant has expired.",
  next: "請重新申請。",
  next_en: "Apply again.",
  trace: "01TRACE",
};

describe("read_problem", () => {
  it("keeps what the server said, and the receipt of a refusal", () => {
    const receipt = { log: "taoyuan/2026", index: 7, leaf_hash: "ab", at: "2026-11-23T00:00:00.000Z" };
    const problem = read_problem(403, { ...refused, receipt });
    expect(problem.code).toBe("grants.expired");
    expect(problem.receipt).toEqual(receipt);
  });
  it("shows nothing of a body that is no problem document", () => {
    for (const body of [null, "<html>proxy secret</html>", 7, {}, { code: 4 }]) {
      const problem = read_problem(502, body);
      expect(problem.code).toBe("ui.http_502");
      expect(JSON.stringify(problem)).not.toContain("secret");
    }
  });
});

describe("problem_text", () => {
  it("speaks the chosen language and always shows the code", () => {
    const problem = read_problem(403, refused);
    expect(problem_text(problem, "zh")).toEqual({ what: "核准已到期。", next: "請重新申請。", code: "grants.expired · 01TRACE" });
    expect(problem_text(problem, "en").what).toBe("The grant has expired.");
  });
  it("falls back to Chinese where English is missing", () => {
    const problem = read_problem(403, { ...refused, detail_en: "", next_en: "" });
    expect(problem_text(problem, "en").what).toBe("核准已到期。");
  });
});

describe("problem_of", () => {
  it("tells the server's word from a broken line and from a late answer", () => {
    expect(problem_of(new ApiFailure(read_problem(403, refused))).code).toBe("grants.expired");
    expect(problem_of(new TypeError("failed to fetch")).code).toBe("ui.no_connection");
    expect(problem_of(new DOMException("late", "TimeoutError")).code).toBe("ui.timed_out");
    expect(problem_of(new DOMException("changed", "NotReadableError")).code).toBe("ui.file_unreadable");
  });
});
