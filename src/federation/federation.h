#pragma once
// Everything by which people may sign in that is not kept here: OpenID providers, the directory, certificates. Made
// once by app. Immutable; any thread.
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "crypto/secret.h"
#include "federation/card.h"
#include "federation/directory.h"
#include "federation/openid.h"

namespace menhu::federation {

struct Settings {
    std::vector<OpenIdSettings> providers;
    std::optional<DirectorySettings> directory;
    std::optional<CardSettings> card;
};

class Federation {
public:
    // `key`: 32 bytes, the same for the life of the installation. Asks nobody yet: a provider that is down must not
    // keep the server from starting.
    Federation(Settings settings, const crypto::Secret& key);
    ~Federation();
    Federation(const Federation&) = delete;
    Federation& operator=(const Federation&) = delete;

    const std::vector<std::unique_ptr<OpenIdProvider>>& providers() const { return providers_; }
    const OpenIdProvider* find_provider(std::string_view id) const;
    const Directory* directory() const { return directory_.get(); }  // null: none is set up
    const CardSignIn* card() const { return card_.get(); }

    // Whether an identity of this provider can be bound: one that is set up.
    bool knows(std::string_view provider) const;

private:
    std::unique_ptr<Seal> seal_;
    std::vector<std::unique_ptr<OpenIdProvider>> providers_;
    std::unique_ptr<Directory> directory_;
    std::unique_ptr<CardSignIn> card_;
};

}  // namespace menhu::federation
