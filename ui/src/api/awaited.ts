// Shapes of endpoints until types.ts holds them.
import type { SessionView as BaseSession, UnitView } from "./types";

export interface SessionView extends BaseSession {
  must_enrol?: boolean;
  awaits?: string[];
  fresh_until?: string | null;
  elsewhere?: number;
}
export interface AccountRef { id: string; account: string; name: string }
export interface ProviderView { id: string; name_zh: string; name_en: string }
export interface SignInMethods { passkey: boolean; ldap: boolean; certificate: boolean; providers: ProviderView[] }
export interface CertificateChallengeView { challenge: string; expires_at: string }
export interface IdentityView { id: string; provider: string; subject: string; since: string }
export interface IdentityList { items: IdentityView[] }
export interface IdentityRequest { provider: string; subject: string }
export interface PasskeyView { id: string; name: string; created_at: string; last_used_at: string | null }
export interface CredentialsView {
  password: { set_at: string; due_at: string } | null;
  totp: { enrolled_at: string } | null;
  passkeys: PasskeyView[];
  second_factor_required: boolean;
  passkey_address: string | null;
}
export interface TotpOffer { secret: string; uri: string }
export interface SessionRowView { id: string; started_at: string; last_at: string; method: string; source: string; here: boolean }
export interface SessionList { items: SessionRowView[]; total: number; next: string | null }
export interface TrainingRecordView {
  id: string; on: string; hours: number; title: string; provider: string; evidence: string; entered_by: string;
  state: string; withdrawn: boolean; confirmed_by: string; reason: string; may: string[];
}
export interface TrainingRow {
  account: AccountRef; unit: UnitView; roles: string[]; hours: number; required: number; short: boolean; may_add: boolean;
  records: TrainingRecordView[];
}
export interface TrainingList { year: number; items: TrainingRow[] }
export interface TrainingRequest { account: string; on: string; hours: number; title: string; provider: string; evidence: string }
export interface RosterGrantView { id: string; purpose: string; from: string; to: string }
export interface RosterRow {
  account: string; name: string; unit: UnitView; contract_number: string; roles: string[]; standing: string; from: string;
  until: string | null; applied_at: string | null; approved_at: string | null; approved_by: string; revoked_at: string | null;
  pledge_version: string; pledged_at: string | null; grants: RosterGrantView[]; training_hours: number;
  training_required: number; last_signed_in: string | null;
}
export interface RosterView { on: string; items: RosterRow[]; total: number }
export interface EntryPlaceView { log: string; index: number }
export interface ProposalView { code: string; zh: string; en: string; clause: string }
export interface ProposalCountView extends ProposalView { count: number }
export interface DecisionCountView { code: string; count: number }
export interface ReviewCountsView {
  accounts: number; decided: number; undecided: number; with_proposal: number; proposals: ProposalCountView[];
  decisions: DecisionCountView[];
}
export interface ReviewRowView {
  id: string; period: string; period_zh: string; period_en: string; opened_at: string; due: string; state: string;
  accounts: number; undecided: number; signed_at: string | null;
}
export interface ReviewList { items: ReviewRowView[] }
export interface ReviewStepView { at: string; act: string; by: AccountRef; as: string; reason: string }
export interface ReviewView {
  id: string; period: string; period_zh: string; period_en: string; from: string; opened_at: string; due: string; state: string;
  counts: ReviewCountsView; personnel_at: string | null; submitted_by: AccountRef | null; submitted_at: string | null;
  sent_back: string | null; signed_by: AccountRef | null; signed_at: string | null; record_digest: string | null;
  receipt: EntryPlaceView | null; steps: ReviewStepView[]; may: string[];
}
export interface ReviewLineView {
  account: AccountRef; unit: UnitView; roles: string[]; standing: string; last_signed_in: string | null;
  proposals: ProposalView[]; decision: string; note: string; new_roles: string[]; decided_by: AccountRef | null;
  decided_at: string | null; carried_out_at: string | null; may_decide: boolean;
}
export interface ReviewLineList { items: ReviewLineView[]; total: number; next: string | null }
export type LineDecision = "keep" | "change" | "suspend" | "close";
export interface DecideLinesRequest { accounts: string[]; undisputed?: boolean | null; decision: LineDecision; note: string; roles?: string[] | null }
export interface DecidedView { decided: number }
export interface PersonnelView { rows: number; matched: number; proposed: number }
export interface ReviewVerificationView { ok: boolean; digest: string; recorded_digest: string; entry: EntryPlaceView; what: string }
