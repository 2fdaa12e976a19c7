import { expect, it } from "vitest";
import { list_fault } from "./files";

it("says of a file what is wrong before it is sent", () => {
  expect(list_fault({ name: "名冊.XLSX", size: 10 })).toBeNull();
  expect(list_fault({ name: "名冊.xls", size: 10 })).toBe("match_list_kind");
  expect(list_fault({ name: "名冊.csv", size: 0 })).toBe("match_list_empty");
  expect(list_fault({ name: "名冊.ods", size: 64 * 1024 * 1024 })).toBeNull();
  expect(list_fault({ name: "名冊.ods", size: 64 * 1024 * 1024 + 1 })).toBe("match_list_too_large");
});
