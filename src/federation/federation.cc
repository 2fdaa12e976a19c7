#include "federation/federation.h"

#include <algorithm>

#include "federation/seal.h"

namespace menhu::federation {

Federation::Federation(Settings settings, const crypto::Secret& key) {
    CHECK(key.size() == 32);
    prepare_https();
    seal_ = std::make_unique<Seal>(key);
    for (auto& provider : settings.providers) {
        providers_.push_back(std::make_unique<OpenIdProvider>(std::move(provider), *seal_));
    }
    if (settings.directory) directory_ = std::make_unique<Directory>(*std::move(settings.directory));
    if (settings.card) card_ = std::make_unique<CardSignIn>(*std::move(settings.card), *seal_);
}

Federation::~Federation() = default;

const OpenIdProvider* Federation::find_provider(std::string_view id) const {
    const auto found = std::ranges::find(providers_, id, [](const auto& one) { return std::string_view{one->id()}; });
    return found == providers_.end() ? nullptr : found->get();
}

bool Federation::knows(std::string_view provider) const {
    if (provider == directory_provider) return directory_ != nullptr;
    if (provider == certificate_provider) return card_ != nullptr;
    return find_provider(provider) != nullptr;
}

}  // namespace menhu::federation
