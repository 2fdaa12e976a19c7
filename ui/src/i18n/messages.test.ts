import { expect, it } from "vitest";
import { message, message_or } from "./index";
import { en } from "./en";
import { zh } from "./zh";

const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((hole) => hole[1]).sort();

it("says everything in both languages, with the same blanks to fill", () => {
  for (const [key, text] of Object.entries(zh)) {
    const other = en[key as keyof typeof en];
    expect(other, key).toBeTruthy();
    expect(holes(other), key).toEqual(holes(text));
  }
  expect(Object.keys(en).length).toBe(Object.keys(zh).length);
});

it("fills blanks", () => {
  expect(message("zh", "days_left", { count: 7 })).toBe("剩 7 天");
  expect(message("en", "days_left", { count: 7 })).toBe("7 days left");
});

it("shows a server's code that it knows no word for", () => {
  expect(message_or("zh", "state_in_use", "in_use")).toBe("使用中");
  expect(message_or("zh", "state_unheard_of", "unheard_of")).toBe("unheard_of");
  expect(message_or("zh", "toString", "toString")).toBe("toString");
});

it("pages by 筆／頁", () => expect(zh.per_page).toBe("筆／頁"));
