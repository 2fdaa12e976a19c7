// The pages of layouts and code tables.
import { match } from "../base/router";
import { RejectsPage } from "./delivery_rejects";
import { LayoutPage } from "./layout";
import { EditLayoutPage, NewLayoutPage } from "./layout_edit";
import { LayoutsPage } from "./layouts";

export function delivery_route(path: string) {
  if (path === "/layouts") return <LayoutsPage />;
  if (path === "/layouts/new") return <NewLayoutPage />;
  const [rejects] = match("/deliveries/:id/rejects", path) ?? [];
  if (rejects) return <RejectsPage key={path} id={rejects} />;
  const [edited] = match("/layouts/:id/edit", path) ?? [];
  if (edited) return <EditLayoutPage key={path} id={edited} />;
  const [layout] = match("/layouts/:id", path) ?? [];
  if (layout) return <LayoutPage key={layout} id={layout} />;
  return null;
}
