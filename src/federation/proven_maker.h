#pragma once
// Makes a Proven; the only friend that it has. Inside the room. Thread rule: pure.
#include "federation/proven.h"

namespace menhu::federation {

class ProvenMaker {
public:
    struct Parts {
        Method method{};
        Assurance assurance{};
        std::string provider;
        std::string subject;
        std::string name;
        base::Instant proved_at{};
        std::optional<Once> once;
    };
    static Proven make(Parts parts) {
        Proven proven;
        proven.method_ = parts.method;
        proven.assurance_ = parts.assurance;
        proven.provider_ = std::move(parts.provider);
        proven.subject_ = std::move(parts.subject);
        proven.name_ = std::move(parts.name);
        proven.proved_at_ = parts.proved_at;
        proven.once_ = parts.once;
        return proven;
    }
};

}  // namespace menhu::federation
