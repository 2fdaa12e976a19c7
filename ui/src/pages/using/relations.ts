// How a person is close to whoever declares it, as the server names it.
export const relations = ["relative", "spouse", "in_law", "household", "acquaintance", "self", "other"] as const;
export type RelationCode = (typeof relations)[number];
