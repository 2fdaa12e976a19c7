// What can be said of a list's file before it is sent; the server decides by its contents. Pure.
import type { MessageKey } from "../../i18n";

const bytes_most = 64 * 1024 * 1024;

export function list_fault(file: { name: string; size: number }): MessageKey | null {
  if (!/\.(csv|txt|ods|xlsx)$/i.test(file.name)) return "match_list_kind";
  if (file.size === 0) return "match_list_empty";
  return file.size > bytes_most ? "match_list_too_large" : null;
}
