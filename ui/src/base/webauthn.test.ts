import { describe, expect, it } from "vitest";
import { base64url_of, bytes_of, creation_of, passkey_place, passkey_refusal, request_of } from "./webauthn";

describe("base64url", () => {
  it("agrees with the vectors of RFC 4648 section 10, without padding", () => {
    const vectors = { "": "", f: "Zg", fo: "Zm8", foo: "Zm9v", foob: "Zm9vYg", fooba: "Zm9vYmE", foobar: "Zm9vYmFy" };
    for (const [plain, coded] of Object.entries(vectors)) {
      expect(base64url_of(new TextEncoder().encode(plain))).toBe(coded);
      expect(new TextDecoder().decode(bytes_of(coded))).toBe(plain);
    }
  });
  it("uses - and _ and brings every byte back", () => {
    expect(base64url_of(new Uint8Array([0xfb, 0xff, 0xfe]))).toBe("-__-");
    const every = Uint8Array.from({ length: 256 }, (_, place) => place);
    expect(bytes_of(base64url_of(every.buffer))).toEqual(every);
  });
});

describe("options", () => {
  it("turns what the server says into what the browser takes", () => {
    const made = creation_of({
      rp: { id: "menhu.example", name: "Menhu" },
      user: { id: "AQID", name: "worker", display_name: "承辦人" },
      challenge: "BAUG",
      pub_key_cred_params: [{ type: "public-key", alg: -7 }],
      timeout: 60_000,
      attestation: "none",
      exclude_credentials: [{ type: "public-key", id: "Bw" }],
      authenticator_selection: { resident_key: "required", user_verification: "required" },
    });
    expect(made.user.id).toEqual(new Uint8Array([1, 2, 3]));
    expect(made.user.displayName).toBe("承辦人");
    expect(made.challenge).toEqual(new Uint8Array([4, 5, 6]));
    expect(made.excludeCredentials?.[0]?.id).toEqual(new Uint8Array([7]));
    expect(made.authenticatorSelection?.requireResidentKey).toBe(true);
  });
  it("asks for any discoverable key where none is named", () => {
    const asked = request_of({
      challenge: "BAUG", rp_id: "menhu.example", timeout: 60_000, user_verification: "required", allow_credentials: [],
    });
    expect(asked.rpId).toBe("menhu.example");
    expect(asked.allowCredentials).toEqual([]);
    expect(asked.userVerification).toBe("required");
  });
});

it("knows where no passkey can work", () => {
  expect(passkey_place("menhu.tycg.gov.tw", true)).toBe("ready");
  expect(passkey_place("localhost", true)).toBe("ready");
  expect(passkey_place("menhu.tycg.gov.tw", false)).toBe("unable");
  expect(passkey_place("127.0.0.1", true)).toBe("loopback_number");
  expect(passkey_place("[::1]", true)).toBe("loopback_number");
  expect(passkey_place("10.1.2.3", true)).toBe("number");
  expect(passkey_place("[fd00::1]", true)).toBe("number");
});

it("tells a person who changed their mind from something that went wrong", () => {
  expect(passkey_refusal(new DOMException("", "NotAllowedError"))).toBe("passkey_left");
  expect(passkey_refusal(new DOMException("", "InvalidStateError"))).toBe("passkey_exists");
  const untrusted = "WebAuthn is not supported on sites with TLS certificate errors.";
  expect(passkey_refusal(new DOMException(untrusted, "NotAllowedError"))).toBe("passkey_untrusted");
  expect(passkey_refusal(new DOMException("", "SecurityError"))).toBe("passkey_elsewhere");
  expect(passkey_refusal(new DOMException("", "NotSupportedError"))).toBeNull();
  expect(passkey_refusal(new Error("no"))).toBeNull();
});
