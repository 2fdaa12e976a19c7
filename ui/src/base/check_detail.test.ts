import { expect, it } from "vitest";
import { check_detail_zh } from "./check_detail";

it("says in Chinese what a check adds", () => {
  const words: Record<string, string> = {
    "rows 301": "第 301 筆",
    "rows 14 1020 26 …": "第 14、1,020、26 筆等",
    "rows 3; fields: PersonName 1": "第 3 筆；欄位：PersonName 1",
    "code points without a mapping: U+E2F0 U+E2F1": "沒有對照的字碼：U+E2F0 U+E2F1",
    "90 of 8496, threshold 100 basis points": "退件 90 筆，共 8,496 筆（1.06%）；門檻 1%",
    "0 of 0, threshold 0 basis points": "退件 0 筆，共 0 筆（0%）；門檻 0%",
    "differs: sequence; base date;": "不符：序號、基準日",
    "counts 3001, read 3000;": "尾筆記載 3,001 筆，實有 3,000 筆",
    "differs: no base date to be read; 2 header records;": "不符：基準日無法讀取、有 2 筆首筆",
    "expected 2026-11-01, found 2026-11-02": "應為 115/11/01，檔內為 115/11/02",
    "expected 1, found 2": "應為 1，實為 2",
    "the last one was 12": "上一次是第 12 號",
    "the layout is for table DEMO-P01": "這個佈局屬於資料表號 DEMO-P01",
    "": "",
    "something new": "something new",
  };
  for (const [detail, expected] of Object.entries(words)) expect(check_detail_zh(detail)).toBe(expected);
});
