// The pages of applications to use data, of one's grants and conflicts, and of case lists, from path to page.
import { match } from "../base/router";
import { CasesPage } from "./cases";
import { ConflictsPage } from "./conflicts";
import { CorrectUsePage, DataApplicationPage } from "./data_application";
import { NewDataApplicationPage } from "./data_application_new";
import { DataApplicationsPage } from "./data_applications";
import { MyGrantsPage } from "./my_grants";
import { WhyPage } from "./why";

export function using_route(path: string) {
  if (path === "/data-applications") return <DataApplicationsPage />;
  if (path === "/data-applications/new") return <NewDataApplicationPage renews={null} />;
  if (path === "/my-grants") return <MyGrantsPage />;
  if (path === "/conflicts") return <ConflictsPage />;
  if (path === "/cases") return <CasesPage code={null} />;
  const [renews] = match("/data-applications/new/:grant", path) ?? [];
  if (renews) return <NewDataApplicationPage key={renews} renews={renews} />;
  const [correcting] = match("/data-applications/:id/correct", path) ?? [];
  if (correcting) return <CorrectUsePage key={correcting} id={correcting} />;
  const [application] = match("/data-applications/:id", path) ?? [];
  if (application) return <DataApplicationPage key={application} id={application} />;
  const [purpose] = match("/cases/:code", path) ?? [];
  if (purpose) return <CasesPage code={purpose} />;
  const [log, index] = match("/accesses/:log/:index/why", path) ?? [];
  if (log && index) return <WhyPage key={path} log={log} index={index} />;
  return null;
}
