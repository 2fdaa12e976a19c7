// The words of legal bases, purposes and links.
import type { zh_catalogue } from "./zh_catalogue";

export const en_catalogue: Record<keyof typeof zh_catalogue, string> = {
  menu_use: "Use of data",
  operation_kinship: "Kinship",
  operation_match: "Match against a list",
  operation_extract: "Extract a list",
  operation_export: "Export",
};
