// What signing software hands out, as base64 without line breaks: DER as it is (.p7s), PEM, or base64 that was pasted.

const armour = /-----(BEGIN|END) [A-Z0-9 ]+-----/g;

export function signature_text(typed: string): string | null {
  const bare = typed.replace(armour, "").replace(/\s/g, "");
  return bare.length > 0 && bare.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(bare) ? bare : null;
}

export function signature_of(bytes: Uint8Array): string | null {
  if (bytes.length === 0) return null;
  // DER of a SEQUENCE begins with 0x30, and so does the digit 0; what is text throughout is no DER.
  if (bytes.every((byte) => byte < 128)) {
    const text = signature_text(new TextDecoder().decode(bytes));
    if (text) return text;
  }
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
