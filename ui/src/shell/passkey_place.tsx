// Why no passkey can be used on this page, and where it can.
import { Alert } from "antd";
import { passkey_place_here, type PasskeyPlace } from "../base/webauthn";
import { use_speech } from "../i18n";

interface HindranceProps {
  place?: PasskeyPlace;
  // Where the server says that passkeys work; unknown before sign-in.
  address?: string | null;
}

export function PasskeyHindrance({ place = passkey_place_here(), address = null }: HindranceProps) {
  const { say } = use_speech();
  if (place === "ready") return null;
  if (place === "unable") return <Alert type="info" showIcon title={say("passkey_unable")} />;
  const port = window.location.port ? `:${window.location.port}` : "";
  const known = address ?? (place === "loopback_number" ? `${window.location.protocol}//localhost${port}` : null);
  return (
    <Alert
      type="info"
      showIcon
      role="status"
      title={say("passkey_needs_domain")}
      description={
        known ? (
          <a href={`${known}/${window.location.hash}`}>{say("passkey_open_localhost", { address: known })}</a>
        ) : (
          say("passkey_ask_domain")
        )
      }
    />
  );
}
