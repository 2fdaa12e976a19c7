// Made by tools/openapi_to_typescript.mjs from `menhu openapi`; not edited by hand.
// Ids are 13-character strings, instants RFC 3339 in UTC, dates "YYYY-MM-DD".

export interface AbsenceList {
  items: AbsenceView[];
}

export interface AbsenceRequest {
  account?: string | null;
  from: string;
  until: string;
  reason: string;
}

export interface AbsenceView {
  id: string;
  account: AccountRef;
  from: string;
  until: string;
  ended_at: string | null;
}

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

export interface AccountList {
  items: AccountRow[];
  total: number;
  next: string | null;
}

export interface AccountRef {
  id: string;
  account: string;
  name: string;
}

export interface AccountRow {
  id: string;
  account: string;
  name: string;
  unit: UnitView;
  roles: string[];
  standing: string;
  from: string;
  until: string | null;
  last_signed_in: string | null;
  idle_on: string | null;
  temporary: boolean;
  flags: string[];
}

export interface AccountView {
  id: string;
  account: string;
  name: string;
  unit: UnitView;
  roles: string[];
  standing: string;
  from: string;
  until: string | null;
  last_signed_in: string | null;
  idle_on: string | null;
  temporary: boolean;
  flags: string[];
  email: string;
  employee_number: string;
  duties_text: string;
  terms: TermView[];
  duties: DutyView[];
  pledges: PledgeView[];
  planned: TermView | null;
  may: string[];
}

export interface AcknowledgeRequest {
  note: string;
}

export interface AnswerRuleView {
  code: string;
  zh: string;
  en: string;
  article: string;
}

export interface AnswerView {
  id: string;
  question: string;
  question_zh: string;
  question_en: string;
  verdict: string;
  rule: AnswerRuleView;
  programme: ProgrammeRow | null;
  days: DecidingDayView[];
  missing: MissingFactView[];
  base_date: string;
  generation: string;
  grant: string;
  case_number: string;
  receipt: ReceiptView;
  exhibit: string;
}

export interface AnswerableView {
  head: AccountRef | null;
  deputy: AccountRef | null;
  administrator: AccountRef | null;
  acting: AccountRef | null;
}

export interface ApplicationForm {
  kind: string;
  account?: string | null;
  account_name: string;
  display_name: string;
  email: string;
  employee_number: string;
  unit: string;
  roles: string[];
  duties: string;
  temporary: boolean;
  from: string;
  until?: string | null;
  pledge_version: string;
  pledge_accepted: boolean;
  training?: ClaimedTrainingForm | null;
  reason: string;
}

export interface ApplicationFormView {
  units: FormUnitView[];
  roles: FormRoleView[];
  separations: SeparationView[];
  pledge: PledgeTextView;
  training_hours: number;
}

export interface ApplicationList {
  items: ApplicationRow[];
  total: number;
  next: string | null;
}

export interface ApplicationMade {
  id: string;
  number: string;
  code: string | null;
}

export interface ApplicationRow {
  id: string;
  number: string;
  kind: string;
  state: string;
  account_name: string;
  display_name: string;
  unit: UnitView;
  roles: string[];
  submitted_at: string;
  waiting_for: string;
  may: string[];
}

export interface ApplicationStep {
  number: number;
  at: string;
  act: string;
  by: AccountRef | null;
  as: string;
  reason: string;
}

export interface ApplicationView {
  id: string;
  number: string;
  kind: string;
  state: string;
  account: AccountRef | null;
  account_name: string;
  display_name: string;
  email: string;
  employee_number: string;
  unit: UnitView;
  roles: string[];
  duties: string;
  temporary: boolean;
  from: string;
  until: string | null;
  pledge_version: string;
  pledge_accepted: boolean;
  training: ClaimedTrainingView | null;
  reason: string;
  submitted_at: string;
  lapses_at: string;
  waiting_for: string;
  warnings: ApplicationWarning[];
  steps: ApplicationStep[];
  may: string[];
}

export interface ApplicationWarning {
  code: string;
  zh: string;
  en: string;
  clause: string;
}

export interface ApproveAnswer {
  state: string;
  grant: string | null;
}

export interface ApproveRequest {
  expects: number;
  note: string;
  narrow?: Narrowed | null;
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

export interface AttachRequest {
  query: string;
  exhibit: string;
  keeps: AttachmentKeeps;
  reason: string;
}

export type AttachmentFile = "any" | "kept" | "gone" | "paper_unsaid";

export type AttachmentKeeps = "printed" | "kept";

export type AttachmentKind = "card" | "household" | "answer" | "kinship" | "match";

export interface AttachmentMay {
  open: boolean;
  destroy: boolean;
  say: boolean;
}

export type AttachmentScope = "own" | "unit" | "all";

export interface AttachmentSearchRequest {
  scope?: AttachmentScope | null;
  state?: AttachmentFile | null;
  kind?: AttachmentKind | null;
  case_number?: string | null;
  sha256?: string | null;
  next?: string | null;
  limit?: number | null;
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

export interface BasisDatesRequest {
  from?: string | null;
  until?: string | null;
  replaced_by?: string | null;
  note: string;
}

export interface BasisFull {
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
  versions: BasisVersionView[];
  purposes_on_it: PurposeName[];
  may: string[];
}

export interface BasisList {
  items: BasisRow[];
}

export interface BasisRequest {
  title: string;
  title_en: string;
  articles: string[];
  from?: string | null;
  until?: string | null;
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

export interface BasisVersionView {
  number: number;
  recorded_at: string | null;
  by: AccountRef | null;
  from: string | null;
  until: string | null;
  replaced_by: string | null;
  note: string;
}

export interface BasisView {
  id: string;
  title: string;
}

export interface BreakGlassList {
  items: BreakGlassView[];
}

export interface BreakGlassView {
  id: string;
  account: string;
  reason: string;
  from: string;
  until: string;
  acknowledged_at: string | null;
  acknowledged_by: string;
  note: string;
}

export interface CalendarMade {
  id: string;
}

export interface CardEventView {
  code: string;
  zh: string;
  en: string;
  on: string;
  registered: string;
  from: string;
  to: string;
  other_id: string;
  act: string;
  undone: boolean;
}

export interface CardHistoryView {
  name: string;
  label_zh: string;
  label_en: string;
  masked: boolean;
  events: CardEventView[];
}

export interface CaseAttachmentList {
  items: CaseAttachmentView[];
  total: number;
  next: string | null;
  scopes: string[];
}

export interface CaseAttachmentView {
  id: string;
  kind: string;
  kind_zh: string;
  kind_en: string;
  shown: string;
  keeps: string;
  case_number: string;
  attached_by: AccountRef;
  unit: UnitView;
  grant: string;
  purpose_zh: string;
  purpose_en: string;
  log: string;
  first_index: number;
  last_index: number;
  entry_log: string;
  entry_index: number;
  people: number;
  bytes: number;
  sha256: string;
  made_at: string;
  ends_at: string;
  due_on: string;
  file: string;
  opened: number;
  paper: string;
  paper_on: string | null;
  may: AttachmentMay;
}

export interface CasesReport {
  count: number;
  closed: number;
  rejected: RejectedLine[];
}

export interface CatalogueCreated {
  id: string;
}

export interface CatalogueForm {
  fields: PurposeField[];
  categories: CodeTitle[];
  codes: CodeTitle[];
}

export interface CertificateChallengeView {
  challenge: string;
  expires_at: string;
}

export interface CertificateSignInRequest {
  challenge: string;
  signature: string;
  certificate?: string | null;
}

export interface ClaimRequest {
  number: string;
  code: string;
}

export interface ClaimResubmitRequest {
  number: string;
  code: string;
  form: ApplicationForm;
}

export interface ClaimWithdrawRequest {
  number: string;
  code: string;
  reason: string;
}

export interface ClaimedTrainingForm {
  hours: number;
  on: string;
  evidence: string;
}

export interface ClaimedTrainingView {
  hours: number;
  on: string;
  evidence: string;
}

export interface CodeRequest {
  code: string;
}

export interface CodeTitle {
  code: string;
  title: string;
}

export interface Colleagues {
  items: AccountRef[];
}

export interface ComparisonCounts {
  before: number;
  new: number;
  arrived: number;
  left: number;
  gone: number;
  changed: number;
  unchanged: number;
  after: number;
}

export interface ComparisonDistrict {
  code: string;
  name_zh: string;
  name_en: string;
  counts: ComparisonCounts;
}

export interface ComparisonField {
  name: string;
  label_zh: string;
  label_en: string;
  people: number;
}

export interface ComparisonView {
  with_base_date: string;
  problem: string;
  sentence_zh: string;
  sentence_en: string;
  exceeds: boolean;
  all: ComparisonCounts;
  districts: ComparisonDistrict[];
  fields: ComparisonField[];
}

export interface ConflictList {
  items: ConflictView[];
  total: number;
  next: string | null;
}

export interface ConflictMade {
  id: string;
}

export interface ConflictReasonRequest {
  reason: string;
}

export type ConflictRelation = "self" | "spouse" | "relative" | "in_law" | "household" | "acquaintance" | "other";

export interface ConflictRequest {
  query?: string | null;
  handle?: string | null;
  log?: string | null;
  index?: number | null;
  relation: ConflictRelation;
  note?: string | null;
  hand_to?: string | null;
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
  withdrawn_by: AccountRef | null;
  log: string;
  index: number;
  may: string[];
}

export interface ContractRequest {
  number: string;
  title: string;
  scope: string;
  from: string;
  to: string;
  subcontracting: string;
  contact_name: string;
  contact_phone: string;
  contact_email: string;
}

export interface ContractView {
  number: string;
  title: string;
  scope: string;
  from: string;
  to: string;
  subcontracting: string;
  contact_name: string;
  contact_phone: string;
  contact_email: string;
}

export interface ContractorRequest {
  code: string;
  name_zh: string;
  name_en: string;
  parent?: string | null;
  contract: ContractRequest;
}

export interface CopyApprovalList {
  items: CopyApprovalRow[];
  total: number;
}

export interface CopyApprovalRequest {
  letter_number: string;
  letter_on: string;
  grant: string;
  of: string[];
  scope: string;
  recipients: string[];
  carriage: string;
  copies_most: number;
  people_most: number;
  until: string;
  destroy_by: string;
}

export interface CopyApprovalRow {
  id: string;
  letter_number: string;
  letter_on: string;
  grant: string;
  purpose_zh: string;
  purpose_en: string;
  unit: string;
  of: string[];
  scope: string;
  recipients: CopyRecipientRef[];
  carriage: string;
  copies_most: number;
  copies_made: number;
  people_most: number;
  until: string;
  destroy_by: string;
  state: string;
  registered_by: AccountRef;
  registered_at: string;
  confirmed_by: AccountRef | null;
  confirmed_at: string | null;
  revoked_by: AccountRef | null;
  revoked_at: string | null;
  revoked_why: string;
  may: string[];
}

export interface CopyEndRequest {
  destroyed_on: string;
  method: string;
  witness: string;
  certificate: string;
}

export interface CopyEndView {
  destroyed_on: string;
  method: string;
  witness: string;
  certificate: string;
  by: AccountRef;
  at: string;
}

export interface CopyList {
  items: CopyRow[];
  total: number;
  next: string | null;
}

export interface CopyMade {
  id: string;
}

export interface CopyReason {
  reason: string;
}

export interface CopyRecipientRef {
  id: string;
  name: string;
  organisation: string;
  state: string;
}

export interface CopyRow {
  id: string;
  kind: string;
  of: string;
  outcome: string;
  made_by: AccountRef;
  unit: UnitView;
  grant: string;
  purpose_zh: string;
  purpose_en: string;
  case_number: string;
  reason: string;
  approval: string | null;
  letter_number: string;
  recipient: CopyRecipientRef | null;
  number: number;
  number_of: number;
  form: string;
  people: number;
  bytes: number;
  sha256: string;
  log: string;
  index: number;
  made_at: string;
  fetch_until: string | null;
  fetched_at: string | null;
  destroy_by: string;
  state: string;
  end: CopyEndView | null;
  may: string[];
}

export interface CredentialsView {
  password: PasswordView | null;
  totp: TotpView | null;
  passkeys: PasskeyView[];
  second_factor_required: boolean;
  passkey_address: string | null;
}

export interface CutFieldView {
  name: string;
  label_zh: string;
  label_en: string;
  at: number;
  length: number;
  raw: string;
  value: string;
  words_zh: string;
  words_en: string;
  problem: string;
}

export interface CutRecordView {
  number: number;
  offset: number;
  role: string;
  problem: string;
  raw: string;
  fields: CutFieldView[];
}

export interface DataApplicationChange {
  expects: number;
  form: DataApplicationForm;
}

export interface DataApplicationForm {
  kind: string;
  renews?: string | null;
  purpose: string;
  holding: string;
  holders: string[];
  fields: string[];
  operations: string[];
  population: PopulationForm;
  from: string;
  until: string;
  expected: Quotas;
  hours?: HoursForm | null;
  networks: string[];
  afterwards: string;
  reason: string;
}

export interface DataApplicationList {
  items: DataApplicationRow[];
  total: number;
  next: string | null;
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

export interface DataForm {
  purposes: FormPurpose[];
  links: FormLink[];
  holders: AccountRef[];
  districts: DistrictView[];
  limits: FormLimits;
  stages: FormStage[];
  unit: UnitView;
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

export interface DecideLinesRequest {
  accounts: string[];
  undisputed?: boolean | null;
  decision: LineDecision;
  note: string;
  roles?: string[] | null;
}

export interface DecidedView {
  decided: number;
}

export interface DecidingDayView {
  zh: string;
  en: string;
  shown: string;
  from: string;
  until: string;
}

export interface DecisionCountView {
  code: string;
  count: number;
}

export interface DefinitionCheck {
  problems: DefinitionProblemView[];
}

export interface DefinitionList {
  items: DefinitionView[];
  total: number;
  next: string | null;
}

export interface DefinitionProblemView {
  line: number;
  zh: string;
  en: string;
}

export interface DefinitionRefusal {
  reason: string;
}

export interface DefinitionSaved {
  ref: string;
}

export interface DefinitionText {
  definition: DefinitionView;
  text: string;
  in_force_text: string;
}

export interface DefinitionView {
  ref: string;
  kind: string;
  name: string;
  version: number;
  state: string;
  in_force: boolean;
  title_zh: string;
  title_en: string;
  notice: string;
  table_number: string;
  encoding: string;
  form: string;
  fields: number;
  made_by: string;
  made_at: string | null;
  decided_by: string;
  decided_at: string | null;
  reason: string;
  may: string[];
}

export interface DeliveryCalendar {
  schedules: ScheduleView[];
  notices: NoticeView[];
  tables: string[];
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

export interface DeliveryDifference {
  comparison: ComparisonView | null;
  events: EventCount[];
  release: ReleaseView;
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

export interface DestructionList {
  items: DestructionRow[];
  total: number;
  next: string | null;
}

export interface DestructionRequest {
  destroyed_on: string;
  method: string;
  scope: string;
  backups: string;
  witness: string;
  evidence: string;
  letter_number: string;
  letter_on: string;
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

export interface DistrictView {
  code: string;
  name_zh: string;
  name_en: string;
}

export interface DoubtList {
  raise_by: string;
  days_left: number;
  items: DoubtView[];
  total: number;
  next: string | null;
}

export interface DoubtRequest {
  letter_number: string;
  text: string;
}

export interface DoubtView {
  id: string;
  letter_number: string;
  text: string;
  raised_by: string;
  raised_at: string;
}

export interface DryRunCount {
  role: string;
  records: number;
}

export interface DryRunProblemView {
  role: string;
  field: string;
  problem: string;
  records: number;
  first: number;
}

export interface DryRunRejectView {
  number: number;
  offset: number;
  role: string;
  reasons: string;
  fields: string;
}

export interface DryRunView {
  bytes: number;
  sha256: string;
  records: DryRunCount[];
  report: DeliveryReport;
  problems: DryRunProblemView[];
  rejects: DryRunRejectView[];
  stopped: string;
}

export interface DutyEndRequest {
  at: string;
  note?: string | null;
}

export interface DutyRequest {
  kind: string;
  account: string;
  from: string;
  until?: string | null;
  note?: string | null;
}

export interface DutyView {
  id: string;
  kind: string;
  account: AccountRef;
  unit: UnitView | null;
  from: string;
  until: string | null;
  note: string;
}

export interface EffectView {
  code: string;
  zh: string;
  en: string;
  clause: string;
}

export interface EndingRequest {
  at: string;
  reason: string;
}

export interface EntryPlaceView {
  log: string;
  index: number;
}

export interface EventCount {
  code: string;
  label_zh: string;
  label_en: string;
  count: number;
}

export interface ExportRequest {
  outcome: string;
  approval: string;
  recipient: string;
  case_number: string;
  reason: string;
  as: string;
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

export interface FormLimits {
  period_max_days: number;
  quota_day: number;
  quota_month: number;
  quota_total: number;
  attachment_bytes: number;
  attachments: number;
}

export interface FormLink {
  code: string;
  name_zh: string;
  name_en: string;
  data_class: string;
  until: string;
  fields: string[];
}

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

export interface FormRoleView {
  name: string;
  title_zh: string;
  title_en: string;
  duty_zh: string;
  duty_en: string;
  training_hours: number;
}

export interface FormStage {
  name: string;
  title_zh: string;
  title_en: string;
  only_for: string[];
}

export interface FormUnitView {
  id: string;
  name_zh: string;
  name_en: string;
  kind: string;
}

export interface FrameDistrict {
  code: string;
  name: string;
}

export interface FrameField {
  name: string;
  label_zh: string;
  label_en: string;
}

export interface FrameForm {
  sources: FrameSourceView[];
  districts: FrameDistrict[];
  fields: FrameField[];
  smallest: number;
  wait_zh: string;
  wait_en: string;
  last_day: string;
  today: string;
}

export interface FrameList {
  items: FrameView[];
  total: number;
  next: string | null;
}

export interface FrameMay {
  draw: boolean;
  cancel: boolean;
  redraw: boolean;
}

export interface FrameNumberRequest {
  number: string;
}

export interface FramePlanView {
  districts: FrameDistrict[];
  sex: string;
  age_from: number | null;
  age_to: number | null;
  age_cuts: number[];
  by: string[];
  size_how: string;
  size_count: number;
  small: string;
  per_household: string;
  fields: FrameField[];
}

export interface FrameProof {
  log: string;
  entry: number;
  population: string;
  key: string;
  checkpoint_size: number | null;
  checkpoint: string;
  number: string;
  seed: string;
  sample: string;
}

export interface FrameRedrawn {
  same: boolean;
  seed: boolean;
  population: boolean;
  sample: boolean;
}

export interface FrameRequest {
  title: string;
  grant: string;
  case_number: string;
  reason: string;
  districts: string[];
  sex: string;
  age_from?: number | null;
  age_to?: number | null;
  age_cuts: number[];
  by: string[];
  size: FrameSizeView;
  small: string;
  per_household: string;
  fields: string[];
  source: string;
  draw_on: string;
  without?: FrameWithout | null;
  without_frames: string[];
}

export interface FrameSizeView {
  how: string;
  count: number;
}

export interface FrameSourceView {
  code: string;
  zh: string;
  en: string;
  form_zh: string;
  form_en: string;
  example: string;
}

export interface FrameStratumView {
  zh: string;
  en: string;
  people: number;
  size: number;
  drawn: number | null;
}

export interface FrameView {
  id: string;
  title: string;
  state: string;
  ordered_by: AccountRef;
  grant: string;
  purpose_zh: string;
  case_number: string;
  base_date: string;
  ordered_at: string;
  drawn_at: string | null;
  last_day: string;
  plan: FramePlanView | null;
  strata: FrameStratumView[];
  merged: number;
  left_out: number;
  excluded: number;
  people: number;
  drawn: number;
  source: FrameSourceView;
  draw_on: string;
  proof: FrameProof;
  match: string | null;
  kept: boolean;
  may: FrameMay;
}

export interface FrameWithout {
  list: string;
  sheet: string;
  header_row: number;
  column: number;
}

export interface GrantFull {
  grant: GrantRow;
  states: GrantStateView[];
  may: string[];
}

export interface GrantList {
  items: GrantView[];
}

export interface GrantRegister {
  items: GrantRow[];
  total: number;
  next: string | null;
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
  halted_by: string;
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

export interface GrantStateView {
  act: string;
  at: string;
  by: AccountRef | null;
  reason: string;
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
  halted_by: string;
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
  quota_month: number;
  used_month: number;
  hours: Hours | null;
  networks: string[];
  lapses_on: string | null;
  renewable: boolean;
}

export interface HealthView {
  status: string;
}

export interface HomeView {
  todos: TodoView[];
  grants: GrantView[];
  recent: AccessView[];
}

export interface Hours {
  from: string;
  to: string;
  weekdays: number[];
}

export interface HoursForm {
  from: string;
  to: string;
  weekdays: number[];
}

export interface IdentityCreated {
  id: string;
}

export interface IdentityList {
  items: IdentityView[];
}

export interface IdentityRequest {
  provider: string;
  subject: string;
}

export interface IdentityView {
  id: string;
  provider: string;
  subject: string;
  since: string;
}

export interface KinAnswerView {
  id: string;
  outcome: string;
  father: string;
  mother: string;
  verdict: string;
  same_person: boolean;
  degrees: number;
  marriages: boolean;
  people: KinPersonView[];
  relations: KinRelationView[];
  gaps: KinGapView[];
  base_date: string;
  generation: string;
  grant: string;
  case_number: string;
  receipt: ReceiptView;
  exhibit: string;
}

export interface KinDoubtView {
  zh: string;
  en: string;
}

export interface KinGapView {
  code: string;
  zh: string;
  en: string;
  person: number | null;
  least_degree: number;
}

export interface KinPersonView {
  state: string;
  sex: string;
  card: PersonCard | null;
}

export interface KinQueryRequest {
  grant: string;
  authorisation: string;
  case_number: string;
  reason: string;
  subject: string;
  other?: string | null;
  father_name: string;
  mother_name: string;
  marriages: boolean;
}

export interface KinRelationView {
  to: number;
  zh: string;
  en: string;
  kind: string;
  line: string;
  degree: number;
  blood: string;
  verdict: string;
  adoptive: boolean;
  suspended: string;
  restored: boolean;
  articles: string[];
  doubts: KinDoubtView[];
  steps: KinStepView[];
}

export interface KinStepView {
  kind: string;
  zh: string;
  en: string;
  article: string;
  person: number;
}

export interface KinshipActView {
  act: string;
  by: AccountRef;
  at: string;
  until: string | null;
}

export interface KinshipCodeRequest {
  code: string;
}

export interface KinshipForm {
  on: boolean;
  grants: KinshipFormGrant[];
  days_max: number;
  presence_minutes: number;
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

export interface KinshipFull {
  authorisation: KinshipRow;
  father_name: string | null;
  mother_name: string | null;
  reason: string | null;
  opened_at: string | null;
  present_until: string | null;
  acts: KinshipActView[];
}

export interface KinshipList {
  items: KinshipRow[];
  total: number;
  next: string | null;
}

export interface KinshipMade {
  id: string;
  code: string;
}

export interface KinshipPresence {
  present_until: string;
}

export interface KinshipReadiness {
  ready: boolean;
  missing: Notice[];
}

export interface KinshipReasonRequest {
  reason: string;
}

export interface KinshipRequest {
  asker: string;
  grant: string;
  person_id: string;
  father_name?: string | null;
  mother_name?: string | null;
  case_number: string;
  from: string;
  until: string;
  reason: string;
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

export interface LeaverAccessesView {
  from: string;
  to: string;
  total: number;
  items: AccessView[];
  next: string | null;
}

export interface LeaverCreated {
  id: string;
}

export interface LeaverGrantView {
  id: string;
  purpose_zh: string;
  purpose_en: string;
  to: string;
  alone: boolean;
}

export type LeaverKind = "transfer" | "resignation" | "retirement" | "leave";

export interface LeaverList {
  items: LeaverRowView[];
  total: number;
  next: string | null;
}

export interface LeaverPreviewRequest {
  account: string;
  kind: LeaverKind;
  on: string;
  until?: string | null;
  unit?: string | null;
  roles?: string[] | null;
  hand_over_to?: string | null;
}

export interface LeaverPreviewView {
  effects: EffectView[];
  sessions: number;
  grants: LeaverGrantView[];
  open_work: EffectView[];
  letter_due: string | null;
}

export interface LeaverReasonRequest {
  reason: string;
}

export interface LeaverRequest {
  account: string;
  kind: LeaverKind;
  on: string;
  until?: string | null;
  unit?: string | null;
  roles?: string[] | null;
  hand_over_to?: string | null;
  reason: string;
}

export interface LeaverRowView {
  id: string;
  account: AccountRef;
  unit: UnitView;
  kind: string;
  on: string;
  until: string | null;
  state: string;
  recorded_at: string;
  letters: string[];
}

export interface LeaverView {
  id: string;
  account: AccountRef;
  unit: UnitView;
  kind: string;
  on: string;
  until: string | null;
  state: string;
  to_unit: UnitView | null;
  to_roles: string[];
  hand_over_to: AccountRef | null;
  reason: string;
  recorded_by: AccountRef;
  recorded_at: string;
  withdrawn_at: string | null;
  withdrawn_reason: string;
  effects: EffectView[];
  accesses: LeaverAccessesView | null;
  letters: string[];
  may: string[];
}

export interface LetterLinkView {
  code: string;
  name: string;
}

export interface LetterList {
  items: LetterRowView[];
  total: number;
  next: string | null;
}

export interface LetterRowView {
  id: string;
  subject: string;
  kind: string;
  to: string;
  due: string;
  state: string;
  overdue: boolean;
  document_number: string;
  sent_on: string | null;
}

export interface LetterSentRequest {
  document_number: string;
  on: string;
}

export interface LetterTextRequest {
  subject: string;
  body: string;
}

export interface LetterView {
  id: string;
  subject: string;
  body: string;
  kind: string;
  to: string;
  account: AccountRef;
  unit: UnitView;
  event_on: string;
  due: string;
  state: string;
  overdue: boolean;
  document_number: string;
  sent_on: string | null;
  leaver: string | null;
  link: LetterLinkView | null;
  drafted_at: string;
  may: string[];
}

export type LineDecision = "keep" | "change" | "suspend" | "close";

export interface LinkCandidate {
  id: string;
  account: string;
  name: string;
  unit: UnitView;
}

export interface LinkCandidateList {
  items: LinkCandidate[];
}

export type LinkDataClass = "household" | "kinship" | "change";

export interface LinkFacts {
  from: string;
  to: string;
  queries: number;
  refusals: number;
  grants: number;
  units: number;
  last_used_on: string | null;
}

export interface LinkFull {
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
  letter_on: string | null;
  purpose: string;
  ending: string | null;
  earliest_end: string | null;
  renewal_opens: string;
  head: AccountRef | null;
  tables: LinkTableView[];
  people: LinkPersonView[];
  reviews: LinkReviewView[];
  versions: LinkVersionView[];
  letters: LinkLetterView[];
  may: string[];
}

export interface LinkGrantUseView {
  grant: string;
  purpose_code: string;
  purpose_zh: string;
  purpose_en: string;
  unit: UnitView;
  queries: number;
}

export interface LinkLetterView {
  id: string;
  subject: string;
  due: string;
  state: string;
}

export interface LinkList {
  items: LinkRow[];
}

export interface LinkPersonEndRequest {
  at: string;
  note: string;
}

export type LinkPersonKind = "designated_person" | "handler" | "head";

export interface LinkPersonRequest {
  kind: LinkPersonKind;
  account: string;
  from: string;
  note: string;
}

export interface LinkPersonView {
  id: string;
  kind: string;
  account: AccountRef;
  from: string;
  until: string | null;
  note: string;
}

export interface LinkReasonRequest {
  reason: string;
}

export interface LinkRenewalRequest {
  letter: string;
  letter_on: string;
  until: string;
  note: string;
}

export interface LinkRequest {
  code: string;
  data_class: LinkDataClass;
  name_zh: string;
  name_en: string;
  provider: string;
  unit: string;
  purpose: string;
  letter: string;
  letter_on?: string | null;
  tables: LinkTableRequest[];
  from: string;
  until: string;
  note?: string | null;
}

export interface LinkReviewRequest {
  needed: boolean;
  note: string;
}

export interface LinkReviewView {
  id: string;
  on: string;
  by: AccountRef;
  needed: boolean;
  note: string;
  facts: LinkFacts;
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

export interface LinkTableRequest {
  number: string;
  name: string;
  fields: string[];
}

export interface LinkTableView {
  number: string;
  name: string;
  fields: FieldLabel[];
}

export interface LinkUsageView {
  from: string;
  to: string;
  queries: number;
  refusals: number;
  grants: LinkGrantUseView[];
  units: number;
  last_used_on: string | null;
}

export interface LinkVersionView {
  number: number;
  act: string;
  recorded_at: string;
  by: AccountRef | null;
  letter: string;
  letter_on: string | null;
  from: string;
  until: string;
  state: string;
  ending: string | null;
  note: string;
}

export interface MatchAttachRequest {
  positions: number[];
  case_number: string;
  keeps: AttachmentKeeps;
  reason: string;
}

export interface MatchBasis {
  id: string;
  title_zh: string;
}

export interface MatchCheckRequest {
  rule: string;
  sheet: string;
  header_row: number;
  columns: MatchColumnChoice[];
}

export interface MatchCheckView {
  rows: number;
  usable: number;
  duplicates: number;
  people: number;
  cleaned: MatchCleaned[];
  cleaned_total: number;
  wrong: MatchWrong[];
  wrong_total: number;
  missing: string[];
}

export interface MatchCleaned {
  row: number;
  column: number;
  before: string;
  after: string;
  what_zh: string;
  what_en: string;
}

export interface MatchColumnChoice {
  index: number;
  role: string;
}

export interface MatchCount {
  code: string;
  zh: string;
  en: string;
  verdict: string;
  count: number;
}

export interface MatchDay {
  label_zh: string;
  label_en: string;
  value: string;
}

export interface MatchList {
  items: MatchView[];
  total: number;
  next: string | null;
}

export interface MatchListColumn {
  index: number;
  header: string;
  samples: string[];
  guess: string;
  sure: boolean;
}

export interface MatchListView {
  id: string;
  form: string;
  sheets: string[];
  sheet: string;
  rows: number;
  header_row: number;
  columns: MatchListColumn[];
  expires_at: string;
}

export interface MatchMay {
  cancel: boolean;
  resume: boolean;
  download: boolean;
  destroy: boolean;
  case_file: boolean;
  export: boolean;
}

export interface MatchOutcomeView {
  code: string;
  zh: string;
  en: string;
  verdict: string;
}

export interface MatchProblem {
  code: string;
  zh: string;
  en: string;
}

export interface MatchRequest {
  list: string;
  rule: string;
  grant: string;
  case_number: string;
  reason: string;
  on: string;
  sheet: string;
  header_row: number;
  columns: MatchColumnChoice[];
}

export interface MatchRow {
  row: number;
  key: string;
  outcome: string;
  verdict: string;
  zh: string;
  en: string;
  days: MatchDay[];
  values: string[];
  position: number;
}

export interface MatchRows {
  headers: string[];
  items: MatchRow[];
  total: number;
  next: string | null;
}

export interface MatchRuleColumn {
  role: string;
  label_zh: string;
  label_en: string;
  required: boolean;
  example: string;
}

export interface MatchRuleList {
  items: MatchRuleView[];
}

export interface MatchRuleVersion {
  from: string | null;
  until: string | null;
  summary_zh: string;
  summary_en: string;
}

export interface MatchRuleView {
  code: string;
  name_zh: string;
  name_en: string;
  about_zh: string;
  about_en: string;
  operation: string;
  bases: MatchBasis[];
  columns: MatchRuleColumn[];
  outcomes: MatchOutcomeView[];
  versions: MatchRuleVersion[];
  source_zh: string;
}

export interface MatchView {
  id: string;
  rule: string;
  rule_name_zh: string;
  rule_name_en: string;
  file: string;
  state: string;
  rows: number;
  done: number;
  asked_by: AccountRef;
  grant: string;
  purpose_zh: string;
  case_number: string;
  on: string;
  base_date: string;
  began_at: string;
  ended_at: string | null;
  ends_on: string;
  days_left: number;
  counts: MatchCount[];
  first_index: number | null;
  last_index: number | null;
  log: string;
  problem: MatchProblem | null;
  may: MatchMay;
}

export interface MatchWrong {
  row: number;
  column: number;
  code: string;
  zh: string;
  en: string;
}

export interface MetaView {
  product: string;
  version: string;
  agency_zh: string;
  agency_en: string;
  demonstration: boolean;
  profile: string;
}

export interface MissingFactView {
  code: string;
  zh: string;
  en: string;
}

export interface Narrowed {
  fields?: string[] | null;
  operations?: string[] | null;
  districts?: string[] | null;
  until?: string | null;
  quota_day?: number | null;
  quota_month?: number | null;
  quota_total?: number | null;
  holders?: string[] | null;
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

export interface NoteRequest {
  note?: string | null;
}

export interface Notice {
  code: string;
  zh: string;
  en: string;
  clause: string;
}

export interface NoticeRequest {
  table_number: string;
  notified_on: string;
  letter_number: string;
}

export interface NoticeView {
  id: string;
  table_number: string;
  notified_on: string;
  fetch_by: string;
  days_left: number;
  letter_number: string;
  registered_by: string;
  delivery: string | null;
}

export interface OfficeCreated {
  id: string;
}

export interface OfficeUnitDetail {
  id: string;
  code: string;
  name_zh: string;
  name_en: string;
  kind: string;
  district: string;
  parent: string | null;
  from: string;
  until: string | null;
  head: AccountRef | null;
  deputy: AccountRef | null;
  administrator: AccountRef | null;
  accounts: number;
  contract: ContractView | null;
  duties: DutyView[];
  absences: AbsenceView[];
  acting: AccountRef | null;
  may: string[];
}

export interface OfficeUnitList {
  items: OfficeUnitView[];
}

export interface OfficeUnitView {
  id: string;
  code: string;
  name_zh: string;
  name_en: string;
  kind: string;
  district: string;
  parent: string | null;
  from: string;
  until: string | null;
  head: AccountRef | null;
  deputy: AccountRef | null;
  administrator: AccountRef | null;
  accounts: number;
  contract: ContractView | null;
}

export type PaperBecame = "filed" | "destroyed" | "not_printed";

export interface PaperRequest {
  paper: PaperBecame;
  on: string;
  note: string;
}

export interface PasskeyAssertion {
  id: string;
  response: PasskeyAssertionResponse;
}

export interface PasskeyAssertionResponse {
  client_data: string;
  authenticator_data: string;
  signature: string;
  user_handle?: string | null;
}

export interface PasskeyAttestation {
  id: string;
  response: PasskeyAttestationResponse;
}

export interface PasskeyAttestationResponse {
  client_data: string;
  attestation_object: string;
}

export interface PasskeyCreationOptions {
  challenge_id: string;
  public_key: PasskeyCreationView;
}

export interface PasskeyCreationView {
  challenge: string;
  rp: PasskeySite;
  user: PasskeyUser;
  pub_key_cred_params: PasskeyParameter[];
  timeout: number;
  attestation: string;
  authenticator_selection: PasskeySelection;
  exclude_credentials: PasskeyDescriptor[];
}

export interface PasskeyDescriptor {
  type: string;
  id: string;
}

export interface PasskeyParameter {
  type: string;
  alg: number;
}

export interface PasskeyRegistration {
  challenge_id: string;
  name: string;
  credential: PasskeyAttestation;
}

export interface PasskeyRequestOptions {
  challenge_id: string;
  public_key: PasskeyRequestView;
}

export interface PasskeyRequestView {
  challenge: string;
  rp_id: string;
  timeout: number;
  user_verification: string;
  allow_credentials: PasskeyDescriptor[];
}

export interface PasskeySelection {
  resident_key: string;
  user_verification: string;
}

export interface PasskeySignInRequest {
  challenge_id: string;
  credential: PasskeyAssertion;
}

export interface PasskeySite {
  id: string;
  name: string;
}

export interface PasskeyUser {
  id: string;
  name: string;
  display_name: string;
}

export interface PasskeyView {
  id: string;
  name: string;
  created_at: string;
  last_used_at: string | null;
}

export interface PasswordRequest {
  current?: string | null;
  next: string;
}

export interface PasswordView {
  set_at: string;
  due_at: string;
}

export interface PeriodRequest {
  programme?: string | null;
  count?: number | null;
  unit?: PeriodUnit | null;
}

export type PeriodUnit = "days" | "months" | "years";

export interface PersonCard {
  handle: string;
  fields: FieldValue[];
  status_zh: string;
  status_en: string;
  by_earlier_id: boolean;
  histories: CardHistoryView[];
}

export interface PersonnelRequest {
  csv: string;
}

export interface PersonnelView {
  rows: number;
  matched: number;
  proposed: number;
}

export interface PledgeRequest {
  version: string;
}

export interface PledgeState {
  version: string;
  text_zh: string;
  text_en: string;
  clause: string;
  acknowledged_at: string | null;
}

export interface PledgeTextView {
  version: string;
  text_zh: string;
  text_en: string;
  clause: string;
}

export interface PledgeView {
  version: string;
  at: string;
}

export interface PopulationForm {
  kind: string;
  districts: string[];
}

export interface PopulationView {
  kind: string;
  districts: DistrictView[];
}

export interface PreviewBasis {
  id: string;
  title: string;
  title_en: string;
  from: string | null;
  until: string | null;
  in_force: boolean;
}

export interface PreviewField {
  name: string;
  label_zh: string;
  label_en: string;
  category: string;
  category_zh: string;
  granted: boolean;
}

export interface PreviewLink {
  code: string;
  name_zh: string;
  name_en: string;
  state: string;
  until: string;
  days_left: number;
}

export interface PreviewNotice {
  code: string;
  zh: string;
  en: string;
  clause: string;
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

export interface ProgrammeRow {
  code: string;
  title_zh: string;
  title_en: string;
  from: string | null;
  until: string | null;
  source_zh: string;
}

export interface ProposalCountView {
  code: string;
  zh: string;
  en: string;
  clause: string;
  count: number;
}

export interface ProposalView {
  code: string;
  zh: string;
  en: string;
  clause: string;
}

export interface ProviderView {
  id: string;
  name_zh: string;
  name_en: string;
}

export interface PurposeBasisView {
  id: string;
  title: string;
  in_force: boolean;
}

export interface PurposeCases {
  count: number;
  loaded_at: string;
}

export interface PurposeDecisionRequest {
  note: string;
  version?: number | null;
}

export interface PurposeField {
  name: string;
  label_zh: string;
  label_en: string;
  category: string;
}

export interface PurposeFull {
  id: string;
  code: string;
  name_zh: string;
  name_en: string;
  bases: PurposeBasisView[];
  units: UnitView[];
  fields: PurposeField[];
  operations: string[];
  case_pattern: string;
  case_example: string;
  acknowledgement_zh: string;
  acknowledgement_en: string;
  codes: string[];
  state: string;
  grants_in_force: number;
  ended_at: string | null;
  cases: PurposeCases | null;
  versions: PurposeVersionView[];
  pending_version: number | null;
  pending: PurposeText | null;
  may: string[];
}

export interface PurposeList {
  items: PurposeRow[];
}

export interface PurposeName {
  code: string;
  name_zh: string;
  name_en: string;
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

export interface PurposeRow {
  id: string;
  code: string;
  name_zh: string;
  name_en: string;
  bases: PurposeBasisView[];
  units: UnitView[];
  operations: string[];
  state: string;
  grants_in_force: number;
}

export interface PurposeText {
  name_zh: string;
  name_en: string;
  bases: PurposeBasisView[];
  units: UnitView[];
  fields: PurposeField[];
  operations: string[];
  case_pattern: string;
  case_example: string;
  acknowledgement_zh: string;
  acknowledgement_en: string;
  codes: string[];
}

export interface PurposeVersionMade {
  version: number;
}

export interface PurposeVersionView {
  number: number;
  act: string;
  of_number: number | null;
  recorded_at: string | null;
  by: AccountRef | null;
  note: string;
}

export interface QueryForm {
  districts: DistrictView[];
  name_search_most: number;
  name_search_left: number;
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
  operation: string;
  list: boolean;
  masked: boolean;
  records: PersonCard[];
  total: number;
  exhibit: string;
}

export interface QuestionChoices {
  questions: QuestionFormRow[];
  programmes: ProgrammeRow[];
}

export type QuestionCode = "resident_since" | "resident_on" | "alive" | "age" | "same_household" | "parent_of" | "spouse_of";

export interface QuestionFormRow {
  code: string;
  zh: string;
  en: string;
  needs_other: boolean;
  period: string;
  fields: FieldLabel[];
}

export interface QuestionRequest {
  grant: string;
  case_number: string;
  reason: string;
  question: QuestionCode;
  subject: string;
  other?: string | null;
  on?: string | null;
  period?: PeriodRequest | null;
}

export interface Quotas {
  day?: number | null;
  month?: number | null;
  total?: number | null;
}

export interface ReasonRequest {
  reason: string;
}

export interface ReceiptView {
  log: string;
  index: number;
  leaf_hash: string;
  at: string;
}

export interface RecipientConfirmation {
  fingerprint: string;
  channel: string;
}

export interface RecipientList {
  items: RecipientRow[];
  total: number;
}

export interface RecipientRequest {
  name: string;
  organisation: string;
  contact: string;
  key: string;
  from: string;
  until: string;
}

export interface RecipientRow {
  id: string;
  name: string;
  organisation: string;
  contact: string;
  key: string;
  fingerprint: string;
  from: string;
  until: string;
  state: string;
  registered_by: AccountRef;
  registered_at: string;
  confirmed_by: AccountRef | null;
  confirmed_at: string | null;
  channel: string;
  revoked_by: AccountRef | null;
  revoked_at: string | null;
  revoked_why: string;
  may: string[];
}

export interface RecoveryRequest {
  reason: string;
}

export interface RecoveryView {
  token: string;
  expires_at: string;
}

export interface RedeemRequest {
  token: string;
}

export interface RejectList {
  items: RejectView[];
  total: number;
  next: string | null;
}

export interface RejectView {
  reasons: string[];
  fields: string[];
  record: CutRecordView;
}

export interface RejectedLine {
  line: number;
  code: string;
}

export interface ReleaseView {
  state: string;
  threshold: string;
  signed_by: string;
  released_by: string;
  released_at: string | null;
  may: boolean;
}

export interface ReviewCountsView {
  accounts: number;
  decided: number;
  undecided: number;
  with_proposal: number;
  proposals: ProposalCountView[];
  decisions: DecisionCountView[];
}

export interface ReviewLineList {
  items: ReviewLineView[];
  total: number;
  next: string | null;
}

export interface ReviewLineView {
  account: AccountRef;
  unit: UnitView;
  roles: string[];
  standing: string;
  last_signed_in: string | null;
  proposals: ProposalView[];
  decision: string;
  note: string;
  new_roles: string[];
  decided_by: AccountRef | null;
  decided_at: string | null;
  carried_out_at: string | null;
  may_decide: boolean;
}

export interface ReviewList {
  items: ReviewRowView[];
}

export interface ReviewReasonRequest {
  reason: string;
}

export interface ReviewRowView {
  id: string;
  period: string;
  period_zh: string;
  period_en: string;
  opened_at: string;
  due: string;
  state: string;
  accounts: number;
  undecided: number;
  signed_at: string | null;
}

export interface ReviewStepView {
  at: string;
  act: string;
  by: AccountRef;
  as: string;
  reason: string;
}

export interface ReviewVerificationView {
  ok: boolean;
  digest: string;
  recorded_digest: string;
  entry: EntryPlaceView;
  what: string;
}

export interface ReviewView {
  id: string;
  period: string;
  period_zh: string;
  period_en: string;
  opened_at: string;
  due: string;
  state: string;
  from: string;
  counts: ReviewCountsView;
  personnel_at: string | null;
  submitted_by: AccountRef | null;
  submitted_at: string | null;
  sent_back: string | null;
  signed_by: AccountRef | null;
  signed_at: string | null;
  record_digest: string | null;
  receipt: EntryPlaceView | null;
  steps: ReviewStepView[];
  may: string[];
}

export interface RosterGrantView {
  id: string;
  purpose: string;
  from: string;
  to: string;
}

export interface RosterRow {
  account: string;
  name: string;
  unit: UnitView;
  contract_number: string;
  roles: string[];
  standing: string;
  from: string;
  until: string | null;
  applied_at: string | null;
  approved_at: string | null;
  approved_by: string;
  revoked_at: string | null;
  pledge_version: string;
  pledged_at: string | null;
  grants: RosterGrantView[];
  training_hours: number;
  training_required: number;
  last_signed_in: string | null;
}

export interface RosterView {
  on: string;
  items: RosterRow[];
  total: number;
}

export interface SampleView {
  records: CutRecordView[];
  total: number;
  stopped: string;
}

export interface ScheduleEndRequest {
  until: string;
}

export type ScheduleKind = "full" | "change";

export interface ScheduleRequest {
  table_number: string;
  kind: ScheduleKind;
  rhythm: ScheduleRhythm;
  due_day: number;
  from: string;
}

export type ScheduleRhythm = "month" | "week" | "day";

export interface ScheduleView {
  id: string;
  table_number: string;
  kind: string;
  rhythm: string;
  due_day: number;
  from: string;
  until: string | null;
  set_by: string;
  set_at: string;
  slots: SlotView[];
}

export interface SeparationView {
  one: string;
  other: string;
  reason_zh: string;
  reason_en: string;
  clause: string;
}

export interface SessionList {
  items: SessionRowView[];
  total: number;
  next: string | null;
}

export interface SessionRowView {
  id: string;
  started_at: string;
  last_at: string;
  method: string;
  source: string;
  here: boolean;
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
  must_enrol: boolean;
  awaits: string[];
  fresh_until: string | null;
  elsewhere: number;
}

export interface SessionsEnded {
  ended: number;
}

export interface SignInMethods {
  passkey: boolean;
  ldap: boolean;
  certificate: boolean;
  providers: ProviderView[];
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

export interface SlotView {
  from: string;
  to: string;
  due: string;
  state: string;
  days: number;
  delivery: string | null;
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

export interface StepUpRequest {
  password?: string | null;
  code?: string | null;
}

export type SubjectKind = "id" | "name_birth" | "household" | "name_district";

export interface SubjectRequest {
  by: SubjectKind;
  id?: string | null;
  name?: string | null;
  birth_date?: string | null;
  household_number?: string | null;
  district?: string | null;
}

export interface TermView {
  number: number;
  from: string;
  recorded_at: string;
  unit: UnitView;
  roles: string[];
  state: string;
  by: AccountRef | null;
  application: string | null;
}

export interface TodoView {
  code: string;
  title_zh: string;
  title_en: string;
  clause: string;
  due: string | null;
  link: string;
}

export interface TotpOffer {
  secret: string;
  uri: string;
}

export interface TotpView {
  enrolled_at: string;
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

export interface TrainingCreated {
  id: string;
}

export interface TrainingList {
  year: number;
  items: TrainingRow[];
}

export interface TrainingRecordView {
  id: string;
  on: string;
  hours: number;
  title: string;
  provider: string;
  evidence: string;
  entered_by: string;
  state: string;
  withdrawn: boolean;
  confirmed_by: string;
  reason: string;
  may: string[];
}

export interface TrainingRequest {
  account: string;
  on: string;
  hours: number;
  title: string;
  provider: string;
  evidence: string;
}

export interface TrainingRow {
  account: AccountRef;
  unit: UnitView;
  roles: string[];
  hours: number;
  required: number;
  short: boolean;
  may_add: boolean;
  records: TrainingRecordView[];
}

export interface TrainingWithdrawal {
  reason: string;
}

export interface TurnDownRequest {
  expects: number;
  reason: string;
}

export interface UnitView {
  id: string;
  name: string;
}

export interface UploadView {
  received: number;
  bytes: number;
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

export interface UseWithdrawRequest {
  expects: number;
  reason: string;
}

export interface WatchEventView {
  code: string;
  zh: string;
  en: string;
}

export interface WatchForm {
  groups: WatchGroupView[];
  people_most: number;
  kept_zh: string;
  kept_en: string;
}

export interface WatchGroupView {
  code: string;
  zh: string;
  en: string;
  fields: string[];
}

export interface WatchHitList {
  items: WatchHitView[];
  total: number;
  next: string | null;
}

export interface WatchHitMay {
  look_up: boolean;
  handle: boolean;
  take_up: boolean;
}

export interface WatchHitView {
  id: string;
  watch: string;
  grant: string;
  purpose_zh: string;
  purpose_en: string;
  state: string;
  why: WatchWhyView | null;
  case_number: string;
  kinds: WatchEventView[];
  base_date: string;
  made_at: string;
  log: string;
  index: number;
  acted_by: AccountRef | null;
  acted_at: string | null;
  note: string;
  may: WatchHitMay;
}

export interface WatchList {
  items: WatchView[];
  total: number;
  next: string | null;
}

export interface WatchMay {
  end: boolean;
  take_over: boolean;
}

export interface WatchNote {
  note: string;
}

export interface WatchPersonRequest {
  case_number: string;
  id: string;
}

export interface WatchRequest {
  grant: string;
  reason: string;
  groups: string[];
  until: string;
  people: WatchPersonRequest[];
}

export interface WatchView {
  id: string;
  grant: string;
  purpose_zh: string;
  purpose_en: string;
  owner: AccountRef;
  groups: string[];
  state: string;
  reason: string;
  first_case: string;
  people: number;
  hits: number;
  waiting: number;
  stopped: number;
  from: string;
  until: string;
  days_left: number;
  ended_at: string | null;
  may: WatchMay;
}

export interface WatchWhyView {
  code: string;
  zh: string;
  en: string;
  next_zh: string;
  next_en: string;
}

export interface WatchedList {
  items: WatchedPersonView[];
  total: number;
  next: string | null;
}

export interface WatchedPersonView {
  position: number;
  case_number: string;
  id: string;
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
