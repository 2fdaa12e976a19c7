import { describe, expect, it } from "vitest";
import { check_id, tidy_id } from "./national_id";

describe("check_id", () => {
  it.each(["A123456789", "H120000004", "H220000015", "H170000036", "I100000012", "O200000015", "W100000010", "Z200000013"])(
    "takes the national id %s",
    (id) => expect(check_id(id)).toBe("good"),
  );
  it.each(["H800000011", "H990000047", "H980000035"])("takes the new foreign id %s", (id) => expect(check_id(id)).toBe("good"));
  it.each(["HD12345678", "HC00000037", "HA00000015"])("takes the old foreign id %s", (id) => expect(check_id(id)).toBe("good"));

  it("finds one wrong digit, in each place", () => {
    for (let place = 1; place < 10; place += 1) {
      const id = "A123456789";
      const wrong = id.slice(0, place) + String((Number(id[place]) + 1) % 10) + id.slice(place + 1);
      expect(check_id(wrong)).not.toBe("good");
    }
  });
  it("tells shape from check digit", () => {
    expect(check_id("")).toBe("empty");
    expect(check_id("A12345678")).toBe("shape");
    expect(check_id("A323456789")).toBe("shape");
    expect(check_id("王小明")).toBe("shape");
    expect(check_id("A123456788")).toBe("check_digit");
  });
});

describe("tidy_id", () => {
  it("takes full width, small letters, blanks and hyphens", () => expect(tidy_id("　ａ12345-6789 ")).toBe("A123456789"));
});
