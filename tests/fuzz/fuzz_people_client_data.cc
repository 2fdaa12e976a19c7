// The client data of a passkey, as a browser (or somebody else) sends them: what passes says the act, the challenge and
// the site, and nothing crosses from another site. And typed tokens and addresses never crash what reads them.
#include <cstdlib>
#include <string>

#include "format/json.h"
#include "people/one_time_token.h"
#include "people/passkey.h"

using namespace menhu;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text{reinterpret_cast<const char*>(data), size};
    const people::PasskeySite site{.id = "localhost", .origin = "https://localhost:8443"};
    const std::string challenge = base::to_base64url(base::Bytes(32, 7));
    const crypto::Digest hash = crypto::sha256(base::ByteView{base::Bytes(32, 7)});
    if (people::is_client_data_of(text, "webauthn.get", hash, site)) {
        const auto json = format::parse_json(text);
        const auto is = [&](std::string_view name, std::string_view wanted) {
            const auto* const member = json->find(name);
            return member != nullptr && member->text() != nullptr && *member->text() == wanted;
        };
        if (!json || !is("type", "webauthn.get") || !is("challenge", challenge) || !is("origin", site.origin)) {
            std::abort();
        }
        if (people::is_client_data_of(text, "webauthn.create", hash, site)) std::abort();
    }
    // The same, put together around what came: it must not be talked into another origin.
    const std::string around =
        R"({"type":"webauthn.get","challenge":")" + challenge + R"(","origin":")" + text + R"("})";
    if (people::is_client_data_of(around, "webauthn.get", hash, site)) {
        const auto json = format::parse_json(around);
        if (!json || *json->find("origin")->text() != site.origin) std::abort();
    }
    if (const auto found = people::passkey_site(text)) {
        const auto again = people::passkey_site(found->origin);
        if (!again || again->id != found->id || again->origin != found->origin) std::abort();
    }
    if (people::one_time_token_hash(text) != people::one_time_token_hash(" -" + text + "- ")) std::abort();
    return 0;
}
