// A real OpenID provider (oidc-provider, certified) for the stories, on one port, over TLS.
//   node openid_provider.mjs settings.json
// Settings: port, issuer (what browsers and clients call it by; a relay may stand in front), certificate and key (files),
// jwks (private keys), clients. Whoever types a name at its sign-in page is that person; "amr" says by which methods.
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import Provider from "oidc-provider";

const settings = JSON.parse(readFileSync(process.argv[2], "utf8"));

const provider = new Provider(settings.issuer, {
  clients: settings.clients,
  jwks: settings.jwks,
  cookies: { keys: ["only for stories"] },
  pkce: { methods: ["S256"], required: () => true },
  claims: { openid: ["sub", "employee_number"], profile: ["name"] },
  conformIdTokenClaims: false, // the claims of the scopes stand in the ID token
  features: { devInteractions: { enabled: false } },
  enabledJWA: { idTokenSigningAlgValues: ["RS256", "PS256", "ES256", "EdDSA"] },
  interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
  ttl: { Interaction: 600, Grant: 600, Session: 600, IdToken: 300, AuthorizationCode: 60, AccessToken: 300 },
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({ sub: id, name: `Story ${id}`, employee_number: `E-${id}` }),
  }),
  // Every client here was agreed to beforehand, as an agency's own is.
  loadExistingGrant: async (context) => {
    const grant = new context.oidc.provider.Grant({
      clientId: context.oidc.client.clientId,
      accountId: context.oidc.session.accountId,
    });
    grant.addOIDCScope("openid profile");
    await grant.save();
    return grant;
  },
});
provider.proxy = true;

const page = (uid) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Story provider</title>
<main><h1>Story provider</h1><form method="post" action="/interaction/${uid}">
<label>Name <input name="login" autofocus></label> <label>Methods <input name="amr" value="pwd"></label>
<button>Sign in</button> <button name="deny" value="yes">Cancel</button></form></main></html>`;

async function read_form(request) {
  let text = "";
  for await (const piece of request) text += piece;
  return new URLSearchParams(text);
}

async function answer_interaction(request, response) {
  const { uid } = await provider.interactionDetails(request, response);
  if (request.method === "GET") {
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(page(uid));
    return;
  }
  const form = await read_form(request);
  const result =
    form.get("deny") === "yes"
      ? { error: "access_denied", error_description: "the person said no" }
      : { login: { accountId: form.get("login"), amr: (form.get("amr") ?? "pwd").split(" ") } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

const callback = provider.callback();
createServer({ cert: readFileSync(settings.certificate), key: readFileSync(settings.key) }, (request, response) => {
  if (!request.url.startsWith("/interaction/")) return callback(request, response);
  return answer_interaction(request, response).catch((error) => {
    response.writeHead(400, { "Content-Type": "text/plain" }).end(String(error));
  });
}).listen(settings.port, "127.0.0.1", () => console.log("ready"));
