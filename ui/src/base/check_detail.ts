// What a check of an import adds, in Chinese. The report keeps it in English, as it was written when the file was read.
import { roc_date } from "./roc_date";

type Words = (found: readonly string[]) => string;

const count = (text: string | undefined) => Number(text ?? 0).toLocaleString("en-US");
const percent = (points: number) => `${(points / 100).toFixed(2).replace(/\.?0+$/, "")}%`;
const of_day = (text: string | undefined) => (text === "nothing" || text === undefined ? "空白" : roc_date(text));

const controls: Record<string, string> = {
  "table number": "資料表號",
  sequence: "序號",
  "base date": "基準日",
  "record count": "人數",
  "previous base date": "異動起算日",
  "change sequence": "異動檔序號",
  "not the first record": "不在第一筆",
  "not the last record": "不在最後一筆",
};

function part_of(text: string): string {
  const unread = /^no (.+) to be read$/.exec(text);
  if (unread) return `${controls[unread[1] ?? ""] ?? unread[1]}無法讀取`;
  const counted = /^counts (\S+), read (\d+)$/.exec(text);
  if (counted) return `尾筆記載 ${counted[1] === "nothing" ? "空白" : count(counted[1])} 筆，實有 ${count(counted[2])} 筆`;
  const several = /^(\d+) (?:header|trailer) records$/.exec(text);
  if (several) return several[1] === "0" ? "沒有首筆" : `有 ${several[1]} 筆首筆`;
  return controls[text] ?? text;
}

const parts_of = (text: string | undefined) =>
  (text ?? "")
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map(part_of)
    .join("、");

const rows_of = (text: string | undefined, more: string | undefined) => `第 ${(text ?? "").trim().split(/\s+/).map(count).join("、")} 筆${more ? "等" : ""}`;

const forms: readonly (readonly [RegExp, Words])[] = [
  [/^rows((?: \d+)+)( …)?$/, ([, rows, more]) => rows_of(rows, more)],
  [/^rows((?: \d+)+)( …)?; fields: (.+)$/, ([, rows, more, fields]) => `${rows_of(rows, more)}；欄位：${fields}`],
  [/^code points without a mapping: (.+)$/, ([, points]) => `沒有對照的字碼：${points}`],
  [
    /^(\d+) of (\d+), threshold (\d+) basis points$/,
    ([, rejected, read, points]) =>
      `退件 ${count(rejected)} 筆，共 ${count(read)} 筆（${percent(Number(read) === 0 ? 0 : Math.round((Number(rejected) / Number(read)) * 10_000))}）；門檻 ${percent(Number(points))}`,
  ],
  [/^the layout has none$/, () => "佈局沒有這一筆"],
  [/^differs: ?(.+)$/, ([, parts]) => `不符：${parts_of(parts)}`],
  [/^((?:not the last record|counts \S+, read \d+);.*)$/, ([, parts]) => parts_of(parts)],
  [/^missing$/, () => "沒有這一筆"],
  [/^more than one$/, () => "不只一筆"],
  [/^found ([0-9a-f]{64})$/, ([, hash]) => `實得 ${hash}`],
  [/^expected (\d{4}-\d{2}-\d{2}), found (\S+)$/, ([, due, came]) => `應為 ${of_day(due)}，檔內為 ${of_day(came)}`],
  [/^expected (\d+), found (\d+)$/, ([, due, came]) => `應為 ${count(due)}，實為 ${count(came)}`],
  [/^the base date (\S+) lies before it$/, ([, day]) => `基準日 ${of_day(day)} 早於異動起算日`],
  [/^nothing is in use$/, () => "目前沒有使用中的資料"],
  [/^two people would have one id$/, () => "會有兩人同一統號"],
  [/^a delivery with this file came before$/, () => "同一個檔案先前已交付"],
  [/^table and sequence came before$/, () => "同一資料表號與序號先前已交付"],
  [/^the same is waiting$/, () => "相同的交付正等待處理"],
  [/^the last one was (\d+)$/, ([, last]) => `上一次是第 ${last} 號`],
  [/^layout unknown$/, () => "沒有這個佈局"],
  [/^the layout is for table (.+)$/, ([, table]) => `這個佈局屬於資料表號 ${table}`],
  [/^the layout is for changes$/, () => "這個佈局屬於異動檔"],
  [/^the layout is for full files$/, () => "這個佈局屬於全檔"],
];

// What has no Chinese yet stays as it was written.
export function check_detail_zh(detail: string): string {
  for (const [form, words] of forms) {
    const found = form.exec(detail);
    if (found) return words(found);
  }
  return detail;
}
