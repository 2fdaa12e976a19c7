#pragma once
// What whoever decides on an application should see first: what it would show, on which bases, over which link, how
// grants like it were used, and what to think about (F2.3, S1.1). A warning is never a reason that stops the
// application. Thread rule: as the transaction.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grants/basis.h"
#include "grants/grant.h"
#include "grants/link.h"
#include "grants/use_application.h"

namespace menhu::grants {

struct UseWarning {
    std::string_view code;
    std::string zh;
    std::string en;
    std::string_view clause;
};

// A grant of the same purpose and unit, and what became of it.
struct SimilarUse {
    GrantView grant;
    std::int64_t refusals = 0;
    std::optional<std::int64_t> never_revealed_percent;  // of the answers; nothing if there were none
};

struct UsePreview {
    UseTerms would_grant;      // if all others approved it as it stands now
    std::vector<Basis> bases;  // of the purpose
    std::optional<Link> link;
    std::vector<SimilarUse> similar;  // the newest first, at most five
    std::vector<UseWarning> warnings;
};

base::Result<UsePreview> preview_use(store::ReadTx& tx, const Desk& desk, const UseApplication& application,
                                     base::Instant now);

}  // namespace menhu::grants
