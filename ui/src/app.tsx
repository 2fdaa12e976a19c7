// From the hash to a page, behind sign-in and behind the first change of password.
import { Button, Result, Spin } from "antd";
import { match, use_path } from "./base/router";
import { use_speech } from "./i18n";
import { AccessesPage } from "./pages/accesses";
import { attachment_route } from "./pages/attachment_routes";
import { BreakGlassesPage } from "./pages/break_glasses";
import { catalogue_route } from "./pages/catalogue_routes";
import { DeliveriesPage } from "./pages/deliveries";
import { DeliveryPage } from "./pages/delivery";
import { copy_route } from "./pages/copy_routes";
import { delivery_route } from "./pages/delivery_routes";
import { NewDeliveryPage } from "./pages/delivery_new";
import { EnrolPage } from "./pages/enrol";
import { HomePage } from "./pages/home";
import { frame_route } from "./pages/frame_routes";
import { match_route } from "./pages/match_routes";
import { watch_route } from "./pages/watch_routes";
import { office_route, open_route } from "./pages/office_routes";
import { PasswordPage } from "./pages/password";
import { QueryPage } from "./pages/query";
import { QuestionsPage } from "./pages/questions";
import { ReviewPage } from "./pages/review";
import { ReviewsPage } from "./pages/reviews";
import { RosterPage } from "./pages/roster";
import { SecurityPage } from "./pages/security";
import { SignInPage } from "./pages/sign_in";
import { CertificatePage } from "./pages/sign_in/certificate";
import { RedeemPage } from "./pages/sign_in/redeem";
import { SecondFactorPage } from "./pages/sign_in/second_factor";
import { TrailPage } from "./pages/trail";
import { TrainingPage } from "./pages/training";
import { using_route } from "./pages/using_routes";
import { BreakGlass } from "./shell/break_glass";
import { Catch } from "./shell/catch";
import { Elsewhere } from "./shell/elsewhere";
import { Frame, OpenFrame } from "./shell/frame";
import { may_open } from "./shell/pages";
import { ProblemNotice } from "./shell/problem_notice";
import { SessionWarning } from "./shell/session_warning";
import { use_session } from "./shell/session";
import { StepUp } from "./shell/step_up";

function NoSuchPage({ allowed }: { allowed: boolean }) {
  const { say } = use_speech();
  return (
    <Result
      status="info"
      title={<h1 className="result_title">{say(allowed ? "not_found_page" : "not_allowed_page")}</h1>}
      subTitle={say("not_found_page_next")}
      extra={<Button href="#/">{say("home")}</Button>}
    />
  );
}

function route(path: string) {
  if (path === "/password") return <PasswordPage first={false} />;
  if (path === "/query") return <QueryPage />;
  if (path === "/questions") return <QuestionsPage />;
  if (path === "/accesses") return <AccessesPage />;
  if (path === "/deliveries") return <DeliveriesPage />;
  if (path === "/deliveries/new") return <NewDeliveryPage />;
  if (path === "/trail") return <TrailPage />;
  if (path === "/security") return <SecurityPage />;
  if (path === "/training") return <TrainingPage />;
  if (path === "/roster") return <RosterPage />;
  if (path === "/break-glass") return <BreakGlassesPage />;
  if (path === "/reviews") return <ReviewsPage />;
  const [review] = match("/reviews/:id", path) ?? [];
  if (review) return <ReviewPage key={review} id={review} />;
  const [delivery] = match("/deliveries/:id", path) ?? [];
  if (delivery) return <DeliveryPage key={delivery} id={delivery} />;
  if (path === "/") return <HomePage />;
  return using_route(path) ?? match_route(path) ?? frame_route(path) ?? copy_route(path) ?? attachment_route(path) ?? watch_route(path) ?? delivery_route(path) ?? catalogue_route(path) ?? office_route(path) ?? <NoSuchPage allowed />;
}

function door(path: string) {
  if (path === "/redeem") return <RedeemPage />;
  return path === "/certificate" ? <CertificatePage /> : <SignInPage />;
}

export function Pages() {
  const { starting, start_problem, start, view } = use_session();
  const { say } = use_speech();
  const path = use_path();
  if (starting) {
    return (
      <div className="starting" role="status" aria-label={say("loading")}>
        <Spin />
      </div>
    );
  }
  if (start_problem) {
    return (
      <OpenFrame>
        <ProblemNotice problem={start_problem} again={start} />
      </OpenFrame>
    );
  }
  if (!view) {
    return (
      <OpenFrame>
        {open_route(path) ?? door(path)}
      </OpenFrame>
    );
  }
  if (view.awaits?.length) {
    return (
      <OpenFrame>
        <SecondFactorPage awaits={view.awaits} />
      </OpenFrame>
    );
  }
  if (view.must_enrol) {
    return (
      <>
        <OpenFrame>
          <EnrolPage />
        </OpenFrame>
        <StepUp />
        <SessionWarning />
      </>
    );
  }
  if (view.must_change_password) {
    return (
      <>
        <OpenFrame>
          <PasswordPage first />
        </OpenFrame>
        <SessionWarning />
      </>
    );
  }
  const allowed = may_open(path, view.roles);
  return (
    <>
      <Frame>
        <BreakGlass />
        {path === "/" && <Elsewhere />}
        <Catch key={path}>{allowed ? route(path) : <NoSuchPage allowed={false} />}</Catch>
      </Frame>
      <StepUp />
      <SessionWarning />
    </>
  );
}
