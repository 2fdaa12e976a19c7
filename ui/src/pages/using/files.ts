// What an attachment may be: the server looks at the bytes; this spares people a try. Pure.
import type { MessageKey } from "../../i18n";

export interface FileLimits {
  attachment_bytes: number;
  attachments: number;
}

export const file_kinds = ".pdf,.png,.jpg,.jpeg,.odt,.ods";

const media: Record<string, string> = {
  pdf: "application/pdf",
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  odt: "application/vnd.oasis.opendocument.text",
  ods: "application/vnd.oasis.opendocument.spreadsheet",
};

export function media_of(name: string): string | null {
  return media[/\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ""] ?? null;
}

// `already`: how many there are.
export function wrong_with(file: { name: string; size: number }, limits: FileLimits, already: number): MessageKey | null {
  if (already >= limits.attachments) return "use_file_many";
  if (!media_of(file.name)) return "use_file_kind";
  if (file.size === 0) return "use_file_empty";
  return file.size > limits.attachment_bytes ? "use_file_big" : null;
}
