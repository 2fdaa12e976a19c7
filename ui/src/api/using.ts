// Applications to use data, grants of one's own, conflicts, and the reasons of a decision, as the wire carries them.
import type { AccountRef, BasisView, DistrictView, FieldLabel, GrantView, PopulationView, UnitView } from "./types";

export interface FormPurpose {
  code: string;
  name_zh: string;
  name_en: string;
  bases: BasisView[];
  fields: FieldLabel[];
  operations: string[];
  acknowledgement_zh: string;
  acknowledgement_en: string;
  case_example: string;
}

export interface FormLink {
  code: string;
  name_zh: string;
  name_en: string;
  data_class: string;
  until: string;
  fields: string[];
}

export interface FormLimits {
  period_max_days: number;
  quota_day: number;
  quota_month: number;
  quota_total: number;
  attachment_bytes: number;
  attachments: number;
}

export interface FormStage {
  name: string;
  title_zh: string;
  title_en: string;
  only_for: string[];
}

export interface DataForm {
  purposes: FormPurpose[];
  links: FormLink[];
  holders: AccountRef[];
  districts: DistrictView[];
  limits: FormLimits;
  stages: FormStage[];
  unit: UnitView;
}

export interface PopulationForm {
  kind: string;
  districts: string[];
}

export interface HoursForm {
  from: string;
  to: string;
  weekdays: number[];
}

export interface Hours {
  from: string;
  to: string;
  weekdays: number[];
}

export interface Quotas {
  day: number | null;
  month: number | null;
  total: number | null;
}

export interface DataApplicationForm {
  kind: string;
  renews: string | null;
  purpose: string;
  holding: string;
  holders: string[];
  fields: string[];
  operations: string[];
  population: PopulationForm;
  from: string;
  until: string;
  expected: Quotas;
  hours: HoursForm | null;
  networks: string[];
  afterwards: string;
  reason: string;
}

export interface DataApplicationChange {
  expects: number;
  form: DataApplicationForm;
}

export interface DataApplicationMade {
  id: string;
  number: string;
}

export interface DataApplicationRow {
  id: string;
  number: string;
  kind: string;
  state: string;
  purpose_code: string;
  purpose_zh: string;
  purpose_en: string;
  unit: UnitView;
  applicant: AccountRef;
  operations: string[];
  fields: number;
  from: string;
  until: string;
  submitted_at: string;
  lapses_at: string;
  waiting_for: string | null;
  may: string[];
  version: number;
}

export interface DataApplicationList {
  items: DataApplicationRow[];
  total: number;
  next: string | null;
}

export interface AskedForm {
  renews: string | null;
  purpose: string;
  holding: string;
  holders: AccountRef[];
  fields: FieldLabel[];
  operations: string[];
  population: PopulationView;
  from: string;
  until: string;
  expected: Quotas;
  hours: Hours | null;
  networks: string[];
  afterwards: string;
  reason: string;
}

export interface ApprovedTerms {
  fields: FieldLabel[];
  operations: string[];
  population: PopulationView;
  from: string;
  until: string;
  quotas: Quotas;
  holders: AccountRef[];
}

export interface StageView {
  name: string;
  title_zh: string;
  title_en: string;
  clause: string;
  state: string;
  by: AccountRef | null;
  at: string | null;
  may_act: AccountRef[];
}

export interface NarrowedView {
  fields: string[] | null;
  operations: string[] | null;
  districts: string[] | null;
  until: string | null;
  quota_day: number | null;
  quota_month: number | null;
  quota_total: number | null;
  holders: string[] | null;
}

export interface UseStepView {
  number: number;
  at: string;
  act: string;
  stage: string | null;
  by: AccountRef | null;
  reason: string;
  narrowed: NarrowedView | null;
}

export interface AttachmentView {
  id: string;
  name: string;
  media: string;
  bytes: number;
  sha256: string;
  by: AccountRef;
  at: string;
}

export interface DataApplicationView {
  id: string;
  number: string;
  kind: string;
  state: string;
  purpose_code: string;
  purpose_zh: string;
  purpose_en: string;
  unit: UnitView;
  applicant: AccountRef;
  operations: string[];
  fields: number;
  from: string;
  until: string;
  submitted_at: string;
  lapses_at: string;
  waiting_for: string | null;
  may: string[];
  version: number;
  form: AskedForm;
  approved: ApprovedTerms | null;
  stages: StageView[];
  steps: UseStepView[];
  attachments: AttachmentView[];
  grant: string | null;
}

export interface Narrowed {
  fields: string[] | null;
  operations: string[] | null;
  districts: string[] | null;
  until: string | null;
  quota_day: number | null;
  quota_month: number | null;
  quota_total: number | null;
  holders: string[] | null;
}

export interface ApproveRequest {
  expects: number;
  note: string;
  narrow: Narrowed | null;
}

export interface ApproveAnswer {
  state: string;
  grant: string | null;
}

export interface TurnDownRequest {
  expects: number;
  reason: string;
}

export interface UseWithdrawRequest {
  expects: number;
  reason: string;
}

export interface PreviewField {
  name: string;
  label_zh: string;
  label_en: string;
  category: string;
  category_zh: string;
  granted: boolean;
}

export interface PreviewBasis {
  id: string;
  title: string;
  title_en: string;
  from: string | null;
  until: string | null;
  in_force: boolean;
}

export interface PreviewLink {
  code: string;
  name_zh: string;
  name_en: string;
  state: string;
  until: string;
  days_left: number;
}

export interface SimilarGrant {
  id: string;
  state: string;
  from: string;
  until: string;
  fields: number;
  operations: string[];
  holders: number;
  quota_total: number;
  queries: number;
  refusals: number;
  never_revealed_percent: number | null;
  last_used_on: string | null;
}

export interface PreviewNotice {
  code: string;
  zh: string;
  en: string;
  clause: string;
}

export interface DataPreview {
  fields: PreviewField[];
  reach: number | null;
  bases: PreviewBasis[];
  link: PreviewLink | null;
  similar: SimilarGrant[];
  warnings: PreviewNotice[];
  would_grant: ApprovedTerms;
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

export interface MyGrant extends GrantView {
  renewable: boolean;
  lapses_on: string | null;
  quota_month: number;
  used_month: number;
  hours: Hours | null;
  networks: string[];
}

export interface MyGrantList {
  items: MyGrant[];
}

export interface ConflictView {
  id: string;
  account: AccountRef;
  unit: UnitView;
  grant: string;
  purpose_zh: string;
  purpose_en: string;
  relation: string;
  note: string | null;
  case_number: string | null;
  at: string;
  hand_to: AccountRef | null;
  taken_at: string | null;
  taken_by: AccountRef | null;
  withdrawn_at: string | null;
  may: string[];
}

export interface ConflictList {
  items: ConflictView[];
  total: number;
  next: string | null;
}

export interface WhyFact {
  label_zh: string;
  label_en: string;
  value: string;
  value_en: string;
}

export interface WhyRule {
  name: string;
  clause: string;
  title_zh: string;
  title_en: string;
  outcome: string;
  by: string;
  facts: WhyFact[];
}

export interface WhyChange {
  label_zh: string;
  label_en: string;
  then: string;
  then_en: string;
  now: string;
  now_en: string;
  at: string | null;
}

export interface WhyView {
  log: string;
  index: number;
  at: string;
  kind: string;
  outcome: string;
  refusal_zh: string;
  refusal_en: string;
  account: AccountRef;
  unit: string;
  purpose_zh: string;
  purpose_en: string;
  case_number: string;
  agrees: boolean;
  rules: WhyRule[];
  changes: WhyChange[];
}

export interface RejectedLine {
  line: number;
  code: string;
}

export interface CasesReport {
  count: number;
  closed: number;
  rejected: RejectedLine[];
}

export interface Colleagues {
  items: AccountRef[];
}

export interface ConflictMade {
  id: string;
}
