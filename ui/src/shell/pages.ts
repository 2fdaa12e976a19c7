// Which page is in whose menu. The server guards each endpoint; this only spares people what they cannot use.
import type { MessageKey } from "../i18n";

export interface MenuPage {
  path: string;
  title: MessageKey;
  roles: readonly string[] | "all";
}

export const menu_pages: readonly MenuPage[] = [
  { path: "/", title: "home", roles: "all" },
  { path: "/query", title: "query", roles: ["case_worker"] },
  { path: "/accesses", title: "accesses", roles: ["case_worker", "unit_head", "controller", "designated_person"] },
  { path: "/deliveries", title: "deliveries", roles: ["designated_person", "auditor", "civil_affairs"] },
  { path: "/trail", title: "trail", roles: ["checker", "auditor", "ethics_officer"] },
];

export function may_see(page: MenuPage, roles: readonly string[]): boolean {
  return page.roles === "all" || page.roles.some((role) => roles.includes(role));
}

export function pages_for(roles: readonly string[]): MenuPage[] {
  return menu_pages.filter((page) => may_see(page, roles));
}
