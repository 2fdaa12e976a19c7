import { expect, it } from "vitest";
import type { DataForm, GrantRow } from "../../api/types";
import { renewal_of } from "./renewal";

const label = (name: string) => ({ name, label_zh: name, label_en: name });
const form: DataForm = {
  purposes: [
    { code: "P", name_zh: "", name_en: "", bases: [], fields: ["PersonName", "BirthDate"].map(label), operations: ["lookup"], acknowledgement_zh: "", acknowledgement_en: "", case_example: "" },
  ],
  links: [{ code: "household", name_zh: "", name_en: "", data_class: "household", until: "2027-06-30T16:00:00Z", fields: ["BirthDate"] }],
  holders: [{ id: "A", account: "a", name: "A" }],
  districts: [],
  limits: { period_max_days: 365, quota_day: 100, quota_month: 1000, quota_total: 5000, attachment_bytes: 5, attachments: 1 },
  stages: [],
  unit: { id: "", name: "" },
};
const grant: GrantRow = {
  id: "G",
  purpose_code: "P",
  purpose_zh: "",
  purpose_en: "",
  bases: [],
  unit: { id: "", name: "" },
  fields: ["PersonName", "BirthDate"].map(label),
  operations: ["lookup", "household"],
  population: { kind: "districts", districts: [{ code: "68000020", name_zh: "", name_en: "" }] },
  holding: "household",
  state: "in_force",
  halted_by: "",
  from: "2026-08-31T16:00:00Z",
  to: "2026-12-31T16:00:00Z",
  days_left: 10,
  quota_day: 10,
  quota_month: 0,
  quota_total: 100,
  used_today: 0,
  used_month: 0,
  used_total: 0,
  hours: null,
  networks: [],
  holders: [
    { id: "A", account: "a", name: "A" },
    { id: "B", account: "b", name: "B" },
  ],
  application: "",
  application_id: null,
  renews: null,
  link_until: null,
  last_used_on: null,
  lapses_on: null,
};

it("begins the day after the grant ends, as long as before, with what can still be asked for", () => {
  expect(renewal_of(grant, form, new Date("2026-12-10T00:00:00Z"))).toMatchObject({
    purpose: "P",
    holding: "household",
    holders: ["A"],
    fields: ["BirthDate"],
    operations: ["lookup"],
    districts: ["68000020"],
    from: "116/01/01",
    until: "116/05/02",
    day: 10,
    month: null,
    total: 100,
  });
});

it("begins today where the grant has ended, and does not outlast the link", () => {
  const late = renewal_of({ ...grant, from: "2026-01-31T16:00:00Z" }, form, new Date("2027-01-20T00:00:00Z"));
  expect(late.from).toBe("116/01/20");
  expect(late.until).toBe("116/06/30");
});
