// The pages of accounts, applications, units, leavers and letters, from path to page.
import { match } from "../base/router";
import { AbsencesPage } from "./absences";
import { AccountPage, OwnAccountPage } from "./account";
import { AccountsPage } from "./accounts";
import { ApplicationPage, CorrectPage } from "./application";
import { NewApplicationPage } from "./application_new";
import { ApplicationsPage } from "./applications";
import { ApplyPage } from "./apply";
import { ClaimPage } from "./claim";
import { LeaverPage } from "./leaver";
import { NewLeaverPage } from "./leaver_new";
import { LeaversPage } from "./leavers";
import { LetterPage } from "./letter";
import { LettersPage } from "./letters";
import { PledgePage } from "./pledge";
import { UnitPage } from "./unit";
import { NewUnitPage } from "./unit_new";
import { UnitsPage } from "./units";

// Without signing in.
export function open_route(path: string) {
  if (path === "/apply") return <ApplyPage />;
  if (path === "/apply/status") return <ClaimPage />;
  return null;
}

export function office_route(path: string) {
  if (path === "/applications") return <ApplicationsPage />;
  if (path === "/applications/new" || match("/applications/new/:account", path)) return <NewApplicationPage key={path} />;
  if (path === "/accounts") return <AccountsPage />;
  if (path === "/units") return <UnitsPage />;
  if (path === "/units/new") return <NewUnitPage />;
  if (path === "/absences") return <AbsencesPage />;
  if (path === "/leavers") return <LeaversPage />;
  if (path === "/leavers/new" || match("/leavers/new/:account", path)) return <NewLeaverPage key={path} />;
  if (path === "/account") return <OwnAccountPage />;
  if (path === "/pledge") return <PledgePage />;
  if (path === "/letters") return <LettersPage />;
  const [correcting] = match("/applications/:id/correct", path) ?? [];
  if (correcting) return <CorrectPage key={correcting} id={correcting} />;
  const [application] = match("/applications/:id", path) ?? [];
  if (application) return <ApplicationPage key={application} id={application} />;
  const [account] = match("/accounts/:id", path) ?? [];
  if (account) return <AccountPage key={account} id={account} />;
  const [unit] = match("/units/:id", path) ?? [];
  if (unit) return <UnitPage key={unit} id={unit} />;
  const [leaver] = match("/leavers/:id", path) ?? [];
  if (leaver) return <LeaverPage key={leaver} id={leaver} />;
  const [letter] = match("/letters/:id", path) ?? [];
  if (letter) return <LetterPage key={letter} id={letter} />;
  return null;
}
