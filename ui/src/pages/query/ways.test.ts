import { expect, it } from "vitest";
import type { GrantView } from "../../api/types";
import { may_ask, tidy_household, way_under } from "./ways";

const grant = (...operations: string[]) => ({ operations }) as GrantView;

it("takes a household number as it is typed, and judges its shape", () => {
  expect(tidy_household(" ｅ５８１ ５６５７")).toBe("E5815657");
  expect(tidy_household("h12ab567")).toBe("H12AB567");
  expect(tidy_household("H123456A")).toBeNull();
  expect(tidy_household("12345678")).toBeNull();
  expect(tidy_household("")).toBeNull();
});

it("asks by what the grant includes", () => {
  expect(may_ask(null, "name_district")).toBe(true);
  expect(may_ask(grant("lookup"), "household")).toBe(false);
  expect(way_under(grant("lookup", "name_search"), "name_district")).toBe("name_district");
  expect(way_under(grant("household"), "id")).toBe("household");
  expect(way_under(grant("export"), "id")).toBe("id");
});
