// WebAuthn (Level 2) between the wire, where bytes are base64url without padding (RFC 4648 section 5), and the browser,
// where they are buffers. Browsers of offices are often older than PublicKeyCredential.parseCreationOptionsFromJSON.
import type {
  PasskeyAssertion,
  PasskeyAttestation,
  PasskeyCreationView,
  PasskeyDescriptor,
  PasskeyRequestView,
} from "../api/types";

export function base64url_of(bytes: ArrayBuffer | Uint8Array): string {
  let text = "";
  for (const byte of bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes)) text += String.fromCharCode(byte);
  return btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

export function bytes_of(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replace(/-/g, "+").replace(/_/g, "/"));
  const bytes = new Uint8Array(text.length);
  for (let place = 0; place < text.length; place += 1) bytes[place] = text.charCodeAt(place);
  return bytes;
}

function key_of(named: PasskeyDescriptor): PublicKeyCredentialDescriptor {
  return { type: "public-key", id: bytes_of(named.id) };
}

export function creation_of(options: PasskeyCreationView): PublicKeyCredentialCreationOptions {
  const { resident_key, user_verification } = options.authenticator_selection;
  return {
    rp: options.rp,
    user: { id: bytes_of(options.user.id), name: options.user.name, displayName: options.user.display_name },
    challenge: bytes_of(options.challenge),
    pubKeyCredParams: options.pub_key_cred_params.map(({ alg }) => ({ type: "public-key", alg })),
    timeout: options.timeout,
    excludeCredentials: options.exclude_credentials.map(key_of),
    attestation: options.attestation as AttestationConveyancePreference,
    authenticatorSelection: {
      residentKey: resident_key as ResidentKeyRequirement,
      requireResidentKey: resident_key === "required",
      userVerification: user_verification as UserVerificationRequirement,
    },
  };
}

export function request_of(options: PasskeyRequestView): PublicKeyCredentialRequestOptions {
  return {
    challenge: bytes_of(options.challenge),
    rpId: options.rp_id,
    timeout: options.timeout,
    allowCredentials: options.allow_credentials.map(key_of),
    userVerification: options.user_verification as UserVerificationRequirement,
  };
}

// Whether this page may use passkeys at all: they are bound to a domain, so a page at an address of numbers cannot.
export type PasskeyPlace = "ready" | "loopback_number" | "number" | "unable";

export function passkey_place(host: string, able: boolean): PasskeyPlace {
  if (host === "127.0.0.1" || host === "[::1]") return "loopback_number";
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(host) || host.startsWith("[")) return "number";
  return able ? "ready" : "unable";
}

export function passkey_place_here(): PasskeyPlace {
  return passkey_place(window.location.hostname, window.isSecureContext && "PublicKeyCredential" in window);
}

// Why the browser gave no passkey although nothing is wrong with the page: the person closed its dialog or let it lapse;
// the device has one already; the page was opened by another name than passkeys are bound to; the browser does not trust
// the site's certificate (which it says in words alone).
export type PasskeyRefusal = "passkey_left" | "passkey_exists" | "passkey_elsewhere" | "passkey_untrusted";

export function passkey_refusal(error: unknown): PasskeyRefusal | null {
  if (!(error instanceof DOMException)) return null;
  if (error.name === "InvalidStateError") return "passkey_exists";
  if (error.name === "SecurityError") return "passkey_elsewhere";
  if (error.name !== "NotAllowedError" && error.name !== "AbortError") return null;
  return /certificate/i.test(error.message) ? "passkey_untrusted" : "passkey_left";
}

export async function create_passkey(options: PasskeyCreationView): Promise<PasskeyAttestation> {
  const made = (await navigator.credentials.create({ publicKey: creation_of(options) })) as PublicKeyCredential;
  const response = made.response as AuthenticatorAttestationResponse;
  return {
    id: base64url_of(made.rawId),
    response: {
      client_data: base64url_of(response.clientDataJSON),
      attestation_object: base64url_of(response.attestationObject),
    },
  };
}

export async function ask_passkey(options: PasskeyRequestView): Promise<PasskeyAssertion> {
  const given = (await navigator.credentials.get({ publicKey: request_of(options) })) as PublicKeyCredential;
  const response = given.response as AuthenticatorAssertionResponse;
  return {
    id: base64url_of(given.rawId),
    response: {
      client_data: base64url_of(response.clientDataJSON),
      authenticator_data: base64url_of(response.authenticatorData),
      signature: base64url_of(response.signature),
      user_handle: response.userHandle?.byteLength ? base64url_of(response.userHandle) : null,
    },
  };
}
