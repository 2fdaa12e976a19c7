// The pages of what went into case files, from path to page.
import { match } from "../base/router";
import { AttachmentPage } from "./attachment";
import { AttachmentsPage } from "./attachments";

export function attachment_route(path: string) {
  if (path === "/attachments") return <AttachmentsPage key="all" />;
  if (path === "/attachments/unsaid") return <AttachmentsPage key="unsaid" unsaid />;
  const [id] = match("/attachments/:id", path) ?? [];
  return id ? <AttachmentPage key={id} id={id} /> : null;
}
