export interface MatchRuleColumn { role: string; label_zh: string; label_en: string; required: boolean; example: string }
export interface MatchOutcomeView { code: string; zh: string; en: string; verdict: string }
export interface MatchRuleVersion { from: string | null; until: string | null; summary_zh: string; summary_en: string }
export interface MatchBasis { id: string; title_zh: string }
export interface MatchRuleView {
  code: string; name_zh: string; name_en: string; about_zh: string; about_en: string;
  bases: MatchBasis[]; columns: MatchRuleColumn[]; outcomes: MatchOutcomeView[]; versions: MatchRuleVersion[]; source_zh: string;
}
export interface MatchRuleList { items: MatchRuleView[] }
export interface MatchListColumn { index: number; header: string; samples: string[]; guess: string; sure: boolean }
export interface MatchListView {
  id: string; form: string; sheets: string[]; sheet: string; rows: number; header_row: number; columns: MatchListColumn[]; expires_at: string;
}
export interface MatchColumnChoice { index: number; role: string }
export interface MatchCheckRequest { rule: string; sheet: string; header_row: number; columns: MatchColumnChoice[] }
export interface MatchCleaned { row: number; column: number; before: string; after: string; what_zh: string; what_en: string }
export interface MatchWrong { row: number; column: number; code: string; zh: string; en: string }
export interface MatchCheckView {
  rows: number; usable: number; duplicates: number; people: number; cleaned: MatchCleaned[]; cleaned_total: number;
  wrong: MatchWrong[]; wrong_total: number; missing: string[];
}
export interface MatchRequest {
  list: string; rule: string; grant: string; case_number: string; reason: string; on: string; sheet: string; header_row: number; columns: MatchColumnChoice[];
}
export interface MatchCount { code: string; zh: string; en: string; verdict: string; count: number }
export interface MatchView {
  id: string; rule: string; rule_name_zh: string; rule_name_en: string; file: string; state: string; rows: number; done: number;
  asked_by: { id: string; account: string; name: string }; grant: string; purpose_zh: string; case_number: string; on: string; base_date: string;
  began_at: string; ended_at: string | null; ends_on: string; days_left: number; counts: MatchCount[]; first_index: number | null; last_index: number | null;
  log: string; problem: { code: string; zh: string; en: string } | null;
  may: { cancel: boolean; resume: boolean; download: boolean; destroy: boolean };
}
export interface MatchList { items: MatchView[]; total: number; next: string | null }
export interface MatchDay { label_zh: string; label_en: string; value: string }
export interface MatchRow { row: number; key: string; outcome: string; verdict: string; zh: string; en: string; days: MatchDay[]; values: string[] }
export interface MatchRows { headers: string[]; items: MatchRow[]; total: number; next: string | null }
