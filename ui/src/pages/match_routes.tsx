// The pages of matching lists, from path to page.
import { match } from "../base/router";
import { NewMatchPage } from "./match_new";
import { MatchPage } from "./match_one";
import { MatchesPage } from "./matches";

export function match_route(path: string) {
  if (path === "/matches") return <MatchesPage />;
  if (path === "/matches/new") return <NewMatchPage />;
  const [id] = match("/matches/:id", path) ?? [];
  return id ? <MatchPage key={id} id={id} /> : null;
}
