import { expect, it } from "vitest";
import { read_people } from "./people";

it("reads what is typed or pasted", () => {
  const { people, wrong } = read_people("案號\t統一編號\r\n特境-115-00001\tA123456789\n特境-115-00002，ａ１２３４５６７８９\n\n  特境-115-00003   A123456789  ");
  expect(wrong).toEqual([]);
  expect(people.map((one) => one.case_number)).toEqual(["特境-115-00001", "特境-115-00002", "特境-115-00003"]);
  expect(new Set(people.map((one) => one.id))).toEqual(new Set(["A123456789"]));
});

it("says which line is wrong", () => {
  expect(read_people("特境-115-00001 A123456780\nA123456789\n特境-115-00002 A123456789").wrong).toEqual([
    { line: 1, what: "id" },
    { line: 2, what: "shape" },
  ]);
});

it("keeps a case number with spaces whole", () => {
  expect(read_people("府社 字 115 A123456789").people).toEqual([{ case_number: "府社 字 115", id: "A123456789" }]);
});
