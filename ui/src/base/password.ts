// What a new password must be, told while it is typed; the server decides (it alone knows the former ones).

export const least_password = 12;

export function kinds_of(password: string): number {
  const kinds = [/[A-Z]/, /[a-z]/, /[0-9]/, /[^A-Za-z0-9]/];
  return kinds.filter((kind) => kind.test(password)).length;
}

export type PasswordFlaw = "password_short" | "password_kinds" | "password_same";

export function password_flaw(next: string, current: string): PasswordFlaw | null {
  if ([...next].length < least_password) return "password_short";
  if (kinds_of(next) < 3) return "password_kinds";
  if (next === current) return "password_same";
  return null;
}
