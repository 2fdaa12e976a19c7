import { expect, it } from "vitest";
import { signature_of, signature_text } from "./signature_file";

it("takes base64 with line breaks, and PEM", () => {
  expect(signature_text("MIIB\r\nAAEC\n")).toBe("MIIBAAEC");
  expect(signature_text("-----BEGIN PKCS7-----\nMIIBAAE=\n-----END PKCS7-----\n")).toBe("MIIBAAE=");
  for (const wrong of ["", "  ", "MIIBA", "MII*", "=MII", "不是"]) expect(signature_text(wrong)).toBeNull();
});

it("takes a file of DER and a file of text", () => {
  expect(signature_of(new Uint8Array([0x30, 0x82, 0x01, 0xff]))).toBe("MIIB/w==");
  expect(signature_of(new TextEncoder().encode("-----BEGIN CMS-----\nMIIB\n-----END CMS-----\n"))).toBe("MIIB");
  expect(signature_of(new Uint8Array())).toBeNull();
});
