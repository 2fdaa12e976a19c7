// Lines of "case number, ID number" as somebody types or pastes them. The server decides; this helps while one types.
import { check_id, tidy_id } from "../../base/national_id";

export interface WatchedPerson {
  case_number: string;
  id: string;
}
export interface ReadLines {
  people: WatchedPerson[];
  wrong: { line: number; what: "shape" | "id" }[];
}

// The id is the last word of the line, whatever stands between; a heading such as 案號 統一編號 has no digit and is passed over.
export function read_people(text: string): ReadLines {
  const read: ReadLines = { people: [], wrong: [] };
  text.split(/\r\n|\n|\r/).forEach((raw, at) => {
    const line = raw.trim();
    if (line === "" || (at === 0 && !/[0-9０-９]/.test(line))) return;
    const parts = /^(.*?)[\s,，、;；　]+(\S+)$/.exec(line);
    const case_number = parts?.[1]?.replace(/[\s,，、;；　]+$/, "") ?? "";
    const id = tidy_id(parts?.[2] ?? "");
    if (case_number === "") read.wrong.push({ line: at + 1, what: "shape" });
    else if (check_id(id) !== "good") read.wrong.push({ line: at + 1, what: "id" });
    else read.people.push({ case_number, id });
  });
  return read;
}
