import type { AccessView, UnitView } from "./types";

// Shapes of accounts, applications, units, leavers and letters.
export interface AccountRef { id: string; account: string; name: string }
export interface UnitRef { id: string; name: string }

export interface ContractView { number: string; title: string; scope: string; from: string; to: string; subcontracting: string; contact_name: string; contact_phone: string; contact_email: string }
export interface OfficeUnitView {
  id: string; code: string; name_zh: string; name_en: string; kind: string; district: string; parent: string | null;
  from: string; until: string | null; head: AccountRef | null; deputy: AccountRef | null; administrator: AccountRef | null;
  accounts: number; contract: ContractView | null;
}
export interface UnitList { items: OfficeUnitView[] }
export interface DutyView { id: string; kind: string; account: AccountRef; unit?: UnitRef | null; from: string; until: string | null; note: string }
export interface AbsenceView { id: string; account: AccountRef; from: string; until: string; ended_at: string | null }
export interface OfficeUnitDetail extends OfficeUnitView { duties: DutyView[]; absences: AbsenceView[]; acting: AccountRef | null; may: string[] }
export interface AnswerableView { head: AccountRef | null; deputy: AccountRef | null; administrator: AccountRef | null; acting: AccountRef | null }
export interface AbsenceList { items: AbsenceView[] }

export interface FormUnit { id: string; name_zh: string; name_en: string; kind: string }
export interface FormRole { name: string; title_zh: string; title_en: string; duty_zh: string; duty_en: string; training_hours: number }
export interface SeparationView { one: string; other: string; reason_zh: string; reason_en: string; clause: string }
export interface PledgeText { version: string; text_zh: string; text_en: string }
export interface ApplicationFormView { units: FormUnit[]; roles: FormRole[]; separations: SeparationView[]; pledge: PledgeText; training_hours: number }

export interface TrainingForm { hours: number; on: string; evidence: string }
export interface ApplicationForm {
  kind: string; account?: string | null; account_name: string; display_name: string; email: string; employee_number: string;
  unit: string; roles: string[]; duties: string; temporary: boolean; from: string; until?: string | null;
  pledge_version: string; pledge_accepted: boolean; training?: TrainingForm | null; reason: string;
}
export interface ApplicationMade { id: string; number: string; code: string | null }
export interface ApplicationRow { id: string; number: string; kind: string; state: string; account_name: string; display_name: string; unit: UnitRef; roles: string[]; submitted_at: string; waiting_for: string; may: string[] }
export interface ApplicationList { items: ApplicationRow[]; total: number; next: string | null }
export interface ApplicationWarning { code: string; zh: string; en: string; clause: string }
export interface ApplicationStep { number: number; at: string; act: string; by: AccountRef | null; as: string; reason: string }
export interface ApplicationView {
  id: string; number: string; kind: string; state: string; account: AccountRef | null; account_name: string; display_name: string; email: string;
  employee_number: string; unit: UnitRef; roles: string[]; duties: string; temporary: boolean; from: string; until: string | null;
  pledge_version: string; pledge_accepted: boolean; training: TrainingForm | null; reason: string; submitted_at: string; lapses_at: string; waiting_for: string;
  warnings: ApplicationWarning[]; steps: ApplicationStep[]; may: string[];
}

export interface AccountRow { id: string; account: string; name: string; unit: UnitRef; roles: string[]; standing: string; from: string; until: string | null; last_signed_in: string | null; idle_on: string | null; temporary: boolean; flags: string[] }
export interface AccountList { items: AccountRow[]; total: number; next: string | null }
export interface TermView { number: number; from: string; recorded_at: string; unit: UnitRef; roles: string[]; state: string; by: AccountRef | null; application: string | null }
export interface PledgeView { version: string; at: string }
export interface AccountView extends AccountRow { email: string; employee_number: string; duties_text: string; terms: TermView[]; duties: DutyView[]; pledges: PledgeView[]; planned: TermView | null; may: string[] }
export interface RecoveryView { token: string; expires_at: string }

export interface EffectView { code: string; zh: string; en: string; clause: string }
export type LeaverKind = "transfer" | "resignation" | "retirement" | "leave";
export interface LeaverPreviewRequest { account: string; kind: LeaverKind; on: string; until?: string | null; unit?: string | null; roles?: string[] | null; hand_over_to?: string | null }
export interface LeaverRequest extends LeaverPreviewRequest { reason: string }
export interface LeaverGrantView { id: string; purpose_zh: string; purpose_en: string; to: string; alone: boolean }
export interface LeaverPreviewView { effects: EffectView[]; sessions: number; grants: LeaverGrantView[]; open_work: EffectView[]; letter_due: string | null }
export interface LeaverCreated { id: string }
export interface LeaverRowView { id: string; account: AccountRef; unit: UnitView; kind: string; on: string; until: string | null; state: string; recorded_at: string; letters: string[] }
export interface LeaverList { items: LeaverRowView[]; total: number; next: string | null }
export interface LeaverAccessesView { from: string; to: string; total: number; items: AccessView[]; next: string | null }
export interface LeaverView {
  id: string; account: AccountRef; unit: UnitView; kind: string; on: string; until: string | null; state: string; to_unit: UnitView | null;
  to_roles: string[]; hand_over_to: AccountRef | null; reason: string; recorded_by: AccountRef; recorded_at: string; withdrawn_at: string | null;
  withdrawn_reason: string; effects: EffectView[]; accesses: LeaverAccessesView | null; letters: string[]; may: string[];
}
export interface LetterRowView { id: string; subject: string; kind: string; to: string; due: string; state: string; overdue: boolean; document_number: string; sent_on: string | null }
export interface LetterList { items: LetterRowView[]; total: number; next: string | null }
export interface LetterView {
  id: string; subject: string; body: string; kind: string; to: string; account: AccountRef; unit: UnitView; event_on: string; due: string; state: string;
  overdue: boolean; document_number: string; sent_on: string | null; leaver: string | null; drafted_at: string; may: string[];
}
export interface BreakGlassView { id: string; account: string; reason: string; from: string; until: string; acknowledged_at: string | null; acknowledged_by: string; note: string }
export interface BreakGlassList { items: BreakGlassView[] }
export interface PledgeState { version: string; text_zh: string; text_en: string; clause: string; acknowledged_at: string | null }
