import { expect, it } from "vitest";
import { article_text } from "./article_text";

it("writes articles out", () => {
  expect(article_text("民法120、121")).toBe("民法第120、121條");
  expect(article_text("民法8、9；戶籍法14")).toBe("民法第8、9條；戶籍法第14條");
  expect(article_text("戶籍法16 III")).toBe("戶籍法第16條第3項");
  expect(article_text("戶籍法3、5-1")).toBe("戶籍法第3條、第5條之1");
  expect(article_text("")).toBe("");
});
