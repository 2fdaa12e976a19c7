// Signing in elsewhere and coming back: each provider of the agency has a button that leaves this page.
import { Button } from "antd";
import type { SignInMethods } from "../../api/types";
import { use_speech } from "../../i18n";

export function Providers({ methods }: { methods: SignInMethods }) {
  const { say, either } = use_speech();
  return (
    <>
      {methods.providers.map((provider) => (
        <div key={provider.id} className="other_way">
          <Button size="large" block href={`/api/v1/sign-in/oidc/${encodeURIComponent(provider.id)}`}>
            {say("sign_in_with", { name: either(provider.name_zh, provider.name_en) })}
          </Button>
        </div>
      ))}
      {methods.certificate && (
        <div className="other_way">
          <Button size="large" block href="#/certificate">
            {say("sign_in_certificate")}
          </Button>
        </div>
      )}
    </>
  );
}
