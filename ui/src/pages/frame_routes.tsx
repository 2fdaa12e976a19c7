// The pages of sampling frames, from path to page.
import { match } from "../base/router";
import { NewFramePage } from "./frame_new";
import { FramePage } from "./frame_one";
import { FramesPage } from "./frames";

export function frame_route(path: string) {
  if (path === "/frames") return <FramesPage />;
  if (path === "/frames/new") return <NewFramePage />;
  const [id] = match("/frames/:id", path) ?? [];
  return id ? <FramePage key={id} id={id} /> : null;
}
