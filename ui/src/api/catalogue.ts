// Legal bases, purposes, links, the register of grants, kinship authorisations and destructions, as the wire carries them.
import type { AccountRef, BasisView, FieldLabel, PopulationView, UnitView } from "./types";

export interface Notice {
  code: string;
  zh: string;
  en: string;
  clause: string;
}

export interface BasisRow {
  id: string;
  title: string;
  title_en: string;
  articles: string[];
  text: string;
  from: string | null;
  until: string | null;
  replaced_by: string | null;
  origin: string;
  state: string;
  purposes: number;
  ends_soon: boolean;
}

export interface BasisList {
  items: BasisRow[];
}

export interface BasisVersion {
  number: number;
  recorded_at: string | null;
  by: AccountRef | null;
  from: string | null;
  until: string | null;
  replaced_by: string | null;
  note: string;
}

export interface PurposeName {
  code: string;
  name_zh: string;
  name_en: string;
}

export interface BasisFull extends BasisRow {
  versions: BasisVersion[];
  purposes_on_it: PurposeName[];
  may: string[];
}

export interface PurposeBasis {
  id: string;
  title: string;
  in_force: boolean;
}

export interface PurposeRow extends PurposeName {
  id: string;
  bases: PurposeBasis[];
  units: UnitView[];
  operations: string[];
  state: string;
  grants_in_force: number;
}

export interface PurposeList {
  items: PurposeRow[];
}

export interface PurposeField extends FieldLabel {
  category: string;
}

// What a purpose says, whether approved or waiting.
export interface PurposeText {
  name_zh: string;
  name_en: string;
  bases: PurposeBasis[];
  units: UnitView[];
  fields: PurposeField[];
  operations: string[];
  case_pattern: string;
  case_example: string;
  acknowledgement_zh: string;
  acknowledgement_en: string;
  codes: string[];
}

export interface PurposeVersion {
  number: number;
  act: string;
  recorded_at: string | null;
  by: AccountRef | null;
  note: string;
}

export interface PurposeFull extends PurposeText, PurposeName {
  id: string;
  state: string;
  grants_in_force: number;
  ended_at: string | null;
  pending_version: number | null;
  cases: { count: number; loaded_at: string } | null;
  versions: PurposeVersion[];
  pending: PurposeText | null;
  may: string[];
}

export interface LinkRow {
  id: string;
  code: string;
  name_zh: string;
  name_en: string;
  provider: string;
  data_class: string;
  state: string;
  unit: UnitView;
  from: string;
  until: string;
  days_left: number;
  letter: string;
  review_due: string;
  last_used_on: string | null;
  notices: Notice[];
}

export interface LinkList {
  items: LinkRow[];
}

export interface LinkTable {
  number: string;
  name: string;
  fields: FieldLabel[];
}

export interface LinkPerson {
  id: string;
  kind: string;
  account: AccountRef;
  from: string;
  until: string | null;
  note: string;
}

export interface LinkFacts {
  queries: number;
  refusals: number;
  grants: number;
  units: number;
  from: string;
  to: string;
  last_used_on: string | null;
}

export interface LinkReview {
  id: string;
  on: string;
  by: AccountRef;
  needed: boolean;
  note: string;
  facts: LinkFacts;
}

export interface LinkVersion {
  number: number;
  act: string;
  recorded_at: string;
  by: AccountRef | null;
  letter: string;
  letter_on: string;
  from: string;
  until: string;
  note: string;
}

export interface LinkLetter {
  id: string;
  subject: string;
  due: string;
  state: string;
}

export interface LinkFull extends LinkRow {
  letter_on: string | null;
  // The last day of a planned ending, and the first day that an ending may have.
  ending: string | null;
  earliest_end: string | null;
  renewal_opens: string;
  head: AccountRef | null;
  purpose: string;
  tables: LinkTable[];
  people: LinkPerson[];
  reviews: LinkReview[];
  versions: LinkVersion[];
  letters: LinkLetter[];
  may: string[];
}

export interface Hours {
  from: string;
  to: string;
  weekdays: number[];
}

export interface GrantRow {
  id: string;
  purpose_code: string;
  purpose_zh: string;
  purpose_en: string;
  bases: BasisView[];
  unit: UnitView;
  fields: FieldLabel[];
  operations: string[];
  population: PopulationView;
  holding: string;
  state: string;
  from: string;
  to: string;
  days_left: number;
  quota_day: number;
  quota_month: number;
  quota_total: number;
  used_today: number;
  used_month: number;
  used_total: number;
  hours: Hours | null;
  networks: string[];
  holders: AccountRef[];
  application: string;
  application_id: string | null;
  renews: string | null;
  link_until: string | null;
  last_used_on: string | null;
  lapses_on: string | null;
}

export interface GrantRegister {
  items: GrantRow[];
  total: number;
  next: string | null;
}

export interface GrantStateView {
  act: string;
  at: string;
  by: AccountRef | null;
  reason: string;
}

export interface GrantFull {
  grant: GrantRow;
  states: GrantStateView[];
  may: string[];
}

export interface KinshipFormGrant {
  id: string;
  purpose_zh: string;
  purpose_en: string;
  unit: UnitView;
  holders: AccountRef[];
  case_example: string;
  until: string;
}

export interface KinshipForm {
  on: boolean;
  grants: KinshipFormGrant[];
  days_max: number;
  presence_minutes: number;
}

export interface KinshipRow {
  id: string;
  asker: AccountRef;
  controller: AccountRef;
  grant: string;
  purpose_zh: string;
  purpose_en: string;
  subject_masked: string;
  case_number: string;
  from: string;
  until: string;
  state: string;
  uses: number;
  last_used_at: string | null;
  log: string;
  index: number;
  may: string[];
}

export interface KinshipList {
  items: KinshipRow[];
  total: number;
  next: string | null;
}

export interface KinshipActView {
  act: string;
  by: AccountRef;
  at: string;
  until: string | null;
}

export interface KinshipFull {
  authorisation: KinshipRow;
  father_name: string | null;
  mother_name: string | null;
  reason: string | null;
  opened_at: string | null;
  present_until: string | null;
  acts: KinshipActView[];
}

export interface KinshipReadiness {
  ready: boolean;
  missing: Notice[];
}

export interface KinshipMade {
  id: string;
  code: string;
}

export interface DestructionDone {
  destroyed_on: string;
  method: string;
  scope: string;
  backups: string;
  witness: string;
  evidence: string;
  letter_number: string;
  letter_on: string;
  recorded_at: string;
  by: AccountRef;
}

export interface DestructionRow {
  id: string;
  unit: UnitView;
  managing_unit: UnitView | null;
  cause: string;
  contract_number: string;
  what_zh: string;
  what_en: string;
  ended_on: string;
  due: string;
  state: string;
  overdue: boolean;
  days_left: number;
  done: DestructionDone | null;
  may: string[];
}

export interface DestructionList {
  items: DestructionRow[];
  total: number;
  next: string | null;
}

export interface PurposeRequest {
  code: string;
  name_zh: string;
  name_en: string;
  bases: string[];
  units: string[];
  fields: string[];
  operations: string[];
  case_pattern: string;
  case_example: string;
  acknowledgement_zh: string;
  acknowledgement_en: string;
  codes: string[];
}

export interface LinkRequest {
  code: string;
  data_class: string;
  name_zh: string;
  name_en: string;
  provider: string;
  unit: string;
  purpose: string;
  letter: string;
  letter_on: string | null;
  tables: { number: string; name: string; fields: string[] }[];
  from: string;
  until: string;
  note: string;
}

export interface LinkGrantUse {
  grant: string;
  purpose_code: string;
  purpose_zh: string;
  purpose_en: string;
  unit: UnitView;
  queries: number;
}

export interface LinkUsage {
  from: string;
  to: string;
  queries: number;
  refusals: number;
  grants: LinkGrantUse[];
  units: number;
  last_used_on: string | null;
}

export interface CodeTitle {
  code: string;
  title: string;
}

export interface CatalogueForm {
  fields: PurposeField[];
  categories: CodeTitle[];
  codes: CodeTitle[];
}

export interface LinkCandidate {
  id: string;
  account: string;
  name: string;
  unit: UnitView;
}

export interface LinkCandidateList {
  items: LinkCandidate[];
}
