// Pairs of roles that one account can never hold, found while somebody is still choosing; the server decides.
export interface Separation {
  one: string;
  other: string;
}

export function conflicts<Pair extends Separation>(roles: readonly string[], separations: readonly Pair[]): Pair[] {
  return separations.filter((pair) => roles.includes(pair.one) && roles.includes(pair.other));
}
