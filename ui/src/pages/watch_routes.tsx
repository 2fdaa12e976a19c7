// The pages of watches of cases, from path to page.
import { match } from "../base/router";
import { NewWatchPage } from "./watch_new";
import { WatchPage } from "./watch_one";
import { WatchesPage } from "./watches";

export function watch_route(path: string) {
  if (path === "/watches") return <WatchesPage />;
  if (path === "/watches/new") return <NewWatchPage />;
  const [id] = match("/watches/:id", path) ?? [];
  return id ? <WatchPage key={id} id={id} /> : null;
}
