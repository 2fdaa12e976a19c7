// My account's security: how I sign in, and where I am signed in.
import { Button } from "antd";
import { use_load } from "../api/use_load";
import type { CredentialsView } from "../api/types";
import { use_speech } from "../i18n";
import { Loaded, Page } from "../shell/page";
import { use_client } from "../shell/session";
import { PasskeysCard } from "./security/passkeys";
import { PasswordCard } from "./security/password_card";
import { SessionsCard } from "./security/sessions";
import { TotpCard } from "./security/totp_card";

export function SecurityPage() {
  const client = use_client();
  const { say } = use_speech();
  const load = use_load(() => client.get<CredentialsView>("/credentials"), [client]);
  return (
    <Page
      title={say("security")}
      extra={
        <>
          <Button href="#/account">{say("own_account")}</Button>
          <Button href="#/pledge">{say("pledge")}</Button>
        </>
      }
    >
      <Loaded load={load} rows={8}>
        {(held) => (
          <div className="security_grid">
            <PasswordCard password={held.password} />
            <TotpCard totp={held.totp} changed={load.again} />
            <PasskeysCard passkeys={held.passkeys} address={held.passkey_address} changed={load.again} />
          </div>
        )}
      </Loaded>
      <SessionsCard />
    </Page>
  );
}
