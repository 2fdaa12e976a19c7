// Which page is in whose menu. The server guards each endpoint; this only spares people what they cannot use.
import type { MessageKey } from "../i18n";

export type MenuGroup = "query" | "use" | "accounts" | "office" | "audit";

export interface MenuPage {
  path: string;
  title: MessageKey;
  roles: readonly string[] | "all";
  // Who may open it by a link, though it does not stand in their menu.
  also?: readonly string[] | "all";
  // None: above the groups.
  group?: MenuGroup;
}

const keepers = ["account_administrator", "unit_head", "auditor"];
const catalogue_readers = [...keepers, "designated_person", "checker", "ethics_officer", "civil_affairs"];

export const menu_pages: readonly MenuPage[] = [
  { path: "/", title: "home", roles: "all" },
  { path: "/query", title: "query", roles: ["case_worker"], group: "query" },
  { path: "/questions", title: "questions", roles: ["case_worker"], group: "query" },
  { path: "/matches", title: "matches", roles: ["case_worker"], group: "query" },
  { path: "/frames", title: "frames", roles: ["case_worker", "checker", "auditor"], group: "query" },
  { path: "/watches", title: "watches", roles: ["case_worker"], group: "query" },
  { path: "/attachments", title: "attachments", roles: ["case_worker", "unit_head", "checker", "auditor"], group: "query" },
  { path: "/accesses", title: "accesses", roles: ["case_worker", "unit_head", "controller", "designated_person"], also: ["checker", "auditor", "ethics_officer"], group: "query" },
  { path: "/deliveries", title: "deliveries", roles: ["designated_person", "auditor", "civil_affairs"], group: "query" },
  { path: "/layouts", title: "layouts", roles: ["designated_person", "auditor", "civil_affairs"], group: "query" },
  { path: "/my-grants", title: "my_grants", roles: ["case_worker"], group: "use" },
  { path: "/data-applications", title: "data_applications", roles: ["case_worker", "unit_head", "designated_person", "controller", "checker", "auditor", "ethics_officer"], group: "use" },
  { path: "/conflicts", title: "conflicts", roles: ["case_worker", "unit_head", "checker", "auditor", "ethics_officer"], group: "use" },
  { path: "/cases", title: "cases", roles: ["designated_person", "account_administrator"], group: "use" },
  { path: "/grants", title: "register", roles: [...catalogue_readers, "controller"], also: ["case_worker"], group: "use" },
  { path: "/purposes", title: "purposes", roles: catalogue_readers, also: "all", group: "use" },
  { path: "/bases", title: "bases", roles: catalogue_readers, also: "all", group: "use" },
  { path: "/links", title: "links", roles: catalogue_readers, also: "all", group: "use" },
  { path: "/kinship", title: "kinship", roles: ["controller", "checker", "auditor"], also: ["case_worker", "unit_head"], group: "use" },
  { path: "/copies", title: "copies", roles: ["case_worker", ...catalogue_readers], also: "all", group: "use" },
  { path: "/copy-approvals", title: "copy_approvals", roles: ["account_administrator", "designated_person", "auditor", "civil_affairs"], also: "all", group: "use" },
  { path: "/destructions", title: "destructions", roles: [...catalogue_readers], also: ["case_worker"], group: "use" },
  { path: "/applications", title: "applications", roles: "all", group: "accounts" },
  { path: "/accounts", title: "accounts", roles: [...keepers, "checker", "ethics_officer"], group: "accounts" },
  { path: "/leavers", title: "leavers", roles: [...keepers, "checker"], group: "accounts" },
  { path: "/units", title: "units", roles: [...keepers, "checker", "civil_affairs"], group: "office" },
  { path: "/absences", title: "absences", roles: ["account_administrator", "unit_head"], group: "office" },
  { path: "/letters", title: "letters", roles: [...keepers, "designated_person", "checker", "civil_affairs"], group: "office" },
  { path: "/training", title: "training", roles: "all", group: "office" },
  { path: "/trail", title: "trail", roles: ["checker", "auditor", "ethics_officer"], group: "audit" },
  { path: "/reviews", title: "reviews", roles: [...keepers, "checker", "civil_affairs"], group: "audit" },
  { path: "/roster", title: "roster", roles: [...keepers, "civil_affairs"], group: "audit" },
];

// A short menu needs no headings.
const short_menu = 7;

export interface MenuPart {
  group: MenuGroup | null;
  pages: MenuPage[];
}

export function menu_parts(pages: readonly MenuPage[]): MenuPart[] {
  if (pages.length <= short_menu) return [{ group: null, pages: [...pages] }];
  const parts: MenuPart[] = [];
  for (const page of pages) {
    const group = page.group ?? null;
    const last = parts.at(-1);
    if (last && last.group === group) last.pages.push(page);
    else parts.push({ group, pages: [page] });
  }
  return parts;
}

export function may_see(page: MenuPage, roles: readonly string[]): boolean {
  return page.roles === "all" || page.roles.some((role) => roles.includes(role));
}

export function pages_for(roles: readonly string[]): MenuPage[] {
  return menu_pages.filter((page) => may_see(page, roles));
}

// Pages that stand in no menu are the server's to guard. Of two entries that a path falls under, either will do.
export function may_open(path: string, roles: readonly string[]): boolean {
  const over = menu_pages.filter((page) => page.path !== "/" && (path === page.path || path.startsWith(`${page.path}/`)));
  return over.length === 0 || over.some((page) => may_see(page, roles) || page.also === "all" || page.also?.some((role) => roles.includes(role)));
}
