#!/usr/bin/env node
// TypeScript types of the interface from its OpenAPI description: node tools/openapi_to_typescript.mjs openapi.json
// Prints the file ui/src/api/types.ts; a test compares the two.
import { readFileSync } from "node:fs";

const document = JSON.parse(readFileSync(process.argv[2], "utf8"));

function type_of(schema) {
  if (schema.$ref) return schema.$ref.split("/").at(-1);
  if (schema.anyOf) return schema.anyOf.map(type_of).join(" | ");
  if (schema.enum) return schema.enum.map((word) => JSON.stringify(word)).join(" | ");
  switch (schema.type) {
    case "array": {
      const item = type_of(schema.items);
      return item.includes(" ") ? `(${item})[]` : `${item}[]`;
    }
    case "integer":
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "null":
      return "null";
    case "string":
      return "string";
    default:
      throw new Error(`a schema of type ${schema.type} has no TypeScript here`);
  }
}

const out = [
  "// Made by tools/openapi_to_typescript.mjs from `menhu openapi`; not edited by hand.",
  '// Ids are 13-character strings, instants RFC 3339 in UTC, dates "YYYY-MM-DD".',
];
for (const [name, schema] of Object.entries(document.components.schemas)) {
  out.push("");
  if (schema.enum) {
    out.push(`export type ${name} = ${type_of(schema)};`);
    continue;
  }
  out.push(`export interface ${name} {`);
  const required = new Set(schema.required ?? []);
  for (const [member, of] of Object.entries(schema.properties)) {
    out.push(`  ${member}${required.has(member) ? "" : "?"}: ${type_of(of)};`);
  }
  out.push("}");
}
process.stdout.write(out.join("\n") + "\n");
