import { expect, it } from "vitest";
import { csv_cell, csv_text } from "./csv";

it("quotes what needs quotes", () => {
  expect(csv_cell("a,b")).toBe('"a,b"');
  expect(csv_cell('說"好"')).toBe('"說""好"""');
  expect(csv_cell("兩\n行")).toBe('"兩\n行"');
  expect(csv_cell(12)).toBe("12");
});

it("lets no spreadsheet run a cell", () => {
  expect(csv_cell("=1+1")).toBe("'=1+1");
  expect(csv_cell("@x")).toBe("'@x");
  expect(csv_cell(-3)).toBe("-3");
});

it("starts with a byte order mark and ends each row with CRLF", () => {
  expect(csv_text([["一", 2]])).toBe("\uFEFF一,2\r\n");
});
