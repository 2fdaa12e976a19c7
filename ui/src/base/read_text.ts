// The text of a file that an office made: UTF-8, with a byte order mark or without, or Big5, in which the spreadsheets of
// Taiwan save CSV unless told otherwise.
export function text_of(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("big5").decode(bytes);
  }
}
