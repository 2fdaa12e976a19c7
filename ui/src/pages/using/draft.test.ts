import { describe, expect, it } from "vitest";
import type { AskedForm, DataForm } from "../../api/types";
import { field_of, fields_missing, fields_offered, link_of, looks_like_network, looks_like_time, networks_of, purpose_of, stages_for, to_form, typed_from } from "./draft";

const label = (name: string) => ({ name, label_zh: name, label_en: name });
const form: DataForm = {
  purposes: [
    {
      code: "child-raising",
      name_zh: "育兒津貼",
      name_en: "",
      bases: [],
      fields: ["PersonName", "BirthDate", "FatherName"].map(label),
      operations: ["lookup", "household"],
      acknowledgement_zh: "",
      acknowledgement_en: "",
      case_example: "",
    },
  ],
  links: [{ code: "household", name_zh: "", name_en: "", data_class: "household", until: "2027-01-01T00:00:00Z", fields: ["BirthDate", "PersonName"] }],
  holders: [],
  districts: [],
  limits: { period_max_days: 365, quota_day: 100, quota_month: 1000, quota_total: 5000, attachment_bytes: 5, attachments: 1 },
  stages: [
    { name: "unit_head", title_zh: "", title_en: "", only_for: [] },
    { name: "agency_head", title_zh: "", title_en: "", only_for: ["match", "export"] },
  ],
  unit: { id: "", name: "" },
};

describe("what can be asked for", () => {
  const purpose = purpose_of(form, "child-raising");
  const link = link_of(form, "household");
  it("is what purpose and link have in common", () => {
    expect(fields_offered(purpose, link).map((one) => one.name)).toEqual(["PersonName", "BirthDate"]);
    expect(fields_missing(purpose, link).map((one) => one.name)).toEqual(["FatherName"]);
    expect(fields_offered(purpose, null)).toEqual([]);
  });
  it("takes more eyes for some operations", () => {
    expect(stages_for(form.stages, ["lookup"]).map((one) => one.name)).toEqual(["unit_head"]);
    expect(stages_for(form.stages, ["lookup", "export"]).map((one) => one.name)).toEqual(["unit_head", "agency_head"]);
  });
});

describe("what is typed", () => {
  it("reads networks however they are separated, by shape", () => {
    expect(networks_of(" 10.1.2.0/24，10.1.3.4\n fd00::/8 ")).toEqual(["10.1.2.0/24", "10.1.3.4", "fd00::/8"]);
    for (const good of ["10.1.2.0/24", "10.1.3.4", "fd00::/8", "::1"]) expect(looks_like_network(good), good).toBe(true);
    for (const bad of ["10.1.2", "10.1.2.300", "10.1.2.0/33", "10.1.2.0/24/1", "office", "fd00::1::/8", "::/129"]) expect(looks_like_network(bad), bad).toBe(false);
  });
  it("reads times of the day", () => {
    for (const good of ["00:00", "08:30", "23:59", "24:00"]) expect(looks_like_time(good), good).toBe(true);
    for (const bad of [undefined, "", "8:30", "24:01", "12:60", "0830"]) expect(looks_like_time(bad), bad).toBe(false);
  });
  it("becomes a form; what does not apply is not sent", () => {
    const sent = to_form(
      { purpose: "child-raising", holding: "household", holders: ["H"], fields: ["BirthDate"], operations: ["lookup"], whom: "all", districts: ["68000020"], from: "115/12/1", until: "1161130", day: 5, total: 100, limited: false, hours_from: "08:00", networks: "", reason: " 審核 ", afterwards: "附卷" },
      null,
    );
    expect(sent).toEqual({
      kind: "new",
      renews: null,
      purpose: "child-raising",
      holding: "household",
      holders: ["H"],
      fields: ["BirthDate"],
      operations: ["lookup"],
      population: { kind: "all", districts: [] },
      from: "2026-12-01",
      until: "2027-11-30",
      expected: { day: 5, month: null, total: 100 },
      hours: null,
      networks: [],
      afterwards: "附卷",
      reason: "審核",
    });
    expect(to_form({}, "GRANT").kind).toBe("renewal");
  });
  it("comes back as it was sent, without the promise", () => {
    const asked: AskedForm = {
      renews: null,
      purpose: "child-raising",
      holding: "household",
      holders: [{ id: "H", account: "h", name: "H" }],
      fields: [label("BirthDate")],
      operations: ["lookup"],
      population: { kind: "districts", districts: [{ code: "68000020", name_zh: "中壢區", name_en: "Zhongli" }] },
      from: "2026-11-30T16:00:00Z",
      until: "2027-11-30T16:00:00Z",
      expected: { day: 5, month: null, total: 100 },
      hours: { from: "08:00", to: "18:00", weekdays: [] },
      networks: ["10.0.0.0/8"],
      afterwards: "附卷",
      reason: "審核",
    };
    const typed = typed_from(asked);
    expect(typed).toMatchObject({ from: "115/12/01", until: "116/11/30", whom: "districts", weekdays: [1, 2, 3, 4, 5, 6, 7], accepted: false });
    expect(to_form(typed, null)).toMatchObject({ from: "2026-12-01", until: "2027-11-30", population: { kind: "districts", districts: ["68000020"] } });
  });
});

it("finds the field that the server means", () => {
  expect(field_of("form.population.districts[0]")).toBe("districts");
  expect(field_of("population.districts.3")).toBe("districts");
  expect(field_of("expected.month")).toBe("month");
  expect(field_of("networks[1]")).toBe("networks");
  expect(field_of("until")).toBe("until");
  expect(field_of("expects")).toBeNull();
});
