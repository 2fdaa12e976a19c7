#pragma once
// What the handlers may use: the rooms below, built once by app, and what the web itself keeps. Borrowed; outlives the
// server. Thread rule: everything here may be used from any thread.
#include <string>

#include "base/random.h"
#include "base/time.h"
#include "grants/desk.h"
#include "law/profile.h"
#include "people/office.h"
#include "registry/registry.h"
#include "store/database.h"
#include "web/imports.h"
#include "web/log.h"
#include "web/metrics.h"
#include "web/throttle.h"

namespace menhu::web {

struct Rooms {
    store::Database& database;
    const people::Office& office;
    const grants::Desk& desk;
    const registry::Registry& registry;
    base::Clock& clock;
    base::Random& random;
    Log& log;
    Metrics& metrics;
    Throttle& throttle;  // of sign-ins
    Imports& imports;
    std::string cookie_name;  // "__Host-menhu"; without TLS, where a browser refuses that, "menhu"
    std::string version;

    const law::Profile& profile() const { return desk.profile; }
    const ledger::Ledger& ledger() const { return desk.ledger; }
};

}  // namespace menhu::web
