// Made by tools/openapi_to_typescript.mjs from `menhu openapi`; not edited by hand.
// Ids are 13-character strings, instants RFC 3339 in UTC, dates "YYYY-MM-DD".

export interface AccessList {
  items: AccessView[];
  total: number;
  next: string | null;
}

export interface AccessView {
  log: string;
  index: number;
  at: string;
  kind: string;
  grant: string;
  purpose: string;
  purpose_zh: string;
  purpose_en: string;
  case_number: string;
  subject_masked: string;
  outcome: string;
  refusal_zh: string;
  refusal_en: string;
}

export interface BasisView {
  id: string;
  title: string;
}

export interface DeliveryCheck {
  code: string;
  title_zh: string;
  title_en: string;
  outcome: string;
  count: number;
  detail: string;
}

export interface DeliveryCreated {
  id: string;
}

export interface DeliveryList {
  items: DeliveryView[];
  total: number;
  next: string | null;
}

export interface DeliveryProgress {
  read: number;
  total: number;
  phase: string;
}

export interface DeliveryReport {
  checks: DeliveryCheck[];
  read: number;
  accepted: number;
  rejected: number;
  refusal: string;
}

export interface DeliveryRequest {
  manifest: string;
}

export interface DeliveryView {
  id: string;
  table_number: string;
  sequence: number;
  base_date: string;
  layout: string;
  records: number;
  bytes: number;
  state: string;
  progress: DeliveryProgress;
  report: DeliveryReport | null;
  uploaded_by: string;
  uploaded_at: string;
  signed_by: string;
  signed_at: string | null;
}

export interface DistrictView {
  code: string;
  name_zh: string;
  name_en: string;
}

export interface FieldLabel {
  name: string;
  label_zh: string;
  label_en: string;
}

export interface FieldProblem {
  path: string;
  detail: string;
  detail_en: string;
}

export interface FieldValue {
  name: string;
  label_zh: string;
  label_en: string;
  value: string;
  value_en: string;
  masked: boolean;
}

export interface FollowRequest {
  handle: string;
  reason: string;
}

export interface GrantList {
  items: GrantView[];
}

export interface GrantView {
  id: string;
  purpose_zh: string;
  purpose_en: string;
  bases: BasisView[];
  unit: string;
  fields: FieldLabel[];
  operations: string[];
  population: PopulationView;
  state: string;
  case_example: string;
  from: string;
  to: string;
  days_left: number;
  quota_day: number;
  quota_total: number;
  used_today: number;
  used_total: number;
  acknowledgement: string;
  acknowledgement_en: string;
}

export interface HealthView {
  status: string;
}

export interface HomeView {
  todos: TodoView[];
  grants: GrantView[];
  recent: AccessView[];
}

export interface MetaView {
  product: string;
  version: string;
  agency_zh: string;
  agency_en: string;
  demonstration: boolean;
  profile: string;
}

export interface PasswordRequest {
  current: string;
  next: string;
}

export interface PersonCard {
  handle: string;
  fields: FieldValue[];
  status_zh: string;
  status_en: string;
}

export interface PopulationView {
  kind: string;
  districts: DistrictView[];
}

export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  detail_en: string;
  next: string;
  next_en: string;
  trace: string;
  clause?: string;
  fields?: FieldProblem[];
  receipt?: ReceiptView;
}

export interface QueryRequest {
  grant: string;
  case_number: string;
  reason: string;
  subject: SubjectRequest;
  fields?: string[] | null;
}

export interface QueryView {
  id: string;
  receipt: ReceiptView;
  base_date: string;
  generation: string;
  grant: string;
  case_number: string;
  masked: boolean;
  records: PersonCard[];
  total: number;
}

export interface ReceiptView {
  log: string;
  index: number;
  leaf_hash: string;
  at: string;
}

export interface SessionView {
  account_id: string;
  account: string;
  name: string;
  unit: UnitView;
  roles: string[];
  csrf: string;
  must_change_password: boolean;
  idle_expires_at: string;
  absolute_expires_at: string;
  can_extend: boolean;
  warn_seconds: number;
}

export interface SignInRequest {
  account: string;
  password: string;
}

export type SignOffDecision = "accept" | "refuse";

export interface SignOffRequest {
  decision: SignOffDecision;
  note: string;
}

export type SubjectKind = "id" | "name_birth";

export interface SubjectRequest {
  by: SubjectKind;
  id?: string | null;
  name?: string | null;
  birth_date?: string | null;
}

export interface TodoView {
  code: string;
  title_zh: string;
  title_en: string;
  clause: string;
  due: string | null;
  link: string;
}

export interface TrailExportRequest {
  account?: string | null;
  person?: string | null;
  case_number?: string | null;
  kind?: string | null;
  from?: string | null;
  to?: string | null;
}

export interface TrailList {
  items: TrailView[];
  total: number;
  next: string | null;
}

export interface TrailRequest {
  account?: string | null;
  person?: string | null;
  case_number?: string | null;
  kind?: string | null;
  from?: string | null;
  to?: string | null;
  cursor?: string | null;
  limit?: number | null;
}

export interface TrailView {
  log: string;
  index: number;
  at: string;
  kind: string;
  account: string;
  name: string;
  unit: string;
  grant: string;
  purpose: string;
  purpose_zh: string;
  purpose_en: string;
  case_number: string;
  subject_masked: string;
  outcome: string;
  refusal_zh: string;
  refusal_en: string;
}

export interface UnitView {
  id: string;
  name: string;
}

export interface UploadView {
  received: number;
  bytes: number;
}
