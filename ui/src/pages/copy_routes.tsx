// The pages of copies that leave, from path to page.
import { match } from "../base/router";
import { NewCopyApprovalPage } from "./copies/approval_new";
import { CopyApprovalsPage } from "./copies/approvals";
import { NewExportPage } from "./copies/export_new";
import { CopyPage } from "./copies/one";
import { NewRecipientPage } from "./copies/recipient_new";
import { RecipientsPage } from "./copies/recipients";
import { CopiesPage } from "./copies/register";

export function copy_route(path: string) {
  if (path === "/copies") return <CopiesPage />;
  if (path === "/copy-approvals") return <CopyApprovalsPage />;
  if (path === "/copy-approvals/new") return <NewCopyApprovalPage />;
  if (path === "/recipients") return <RecipientsPage />;
  if (path === "/recipients/new") return <NewRecipientPage />;
  const [exported] = match("/exports/new/:match", path) ?? [];
  if (exported) return <NewExportPage key={exported} id={exported} />;
  const [id] = match("/copies/:id", path) ?? [];
  return id ? <CopyPage key={id} id={id} /> : null;
}
