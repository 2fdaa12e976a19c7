#pragma once
// What the handlers may use: the rooms below, built once by app, and what the web itself keeps. Borrowed; outlives the
// server. Thread rule: everything here may be used from any thread.
#include <optional>
#include <string>

#include "base/random.h"
#include "base/time.h"
#include "federation/federation.h"
#include "grants/desk.h"
#include "law/profile.h"
#include "people/external_sign_in.h"
#include "people/office.h"
#include "people/passkey.h"
#include "registry/registry.h"
#include "store/database.h"
#include "web/imports.h"
#include "web/log.h"
#include "web/matches.h"
#include "web/metrics.h"
#include "web/sign_in_pool.h"
#include "web/throttle.h"

namespace menhu::web {

struct Rooms {
    store::Database& database;
    const people::Office& office;
    const federation::Federation& federation;
    const grants::Desk& desk;
    const registry::Registry& registry;
    base::Clock& clock;
    base::Random& random;
    Log& log;
    Metrics& metrics;
    Throttle& throttle;       // of sign-ins, by source
    Throttle& name_throttle;  // of sign-ins, by name
    SignInPool& sign_in_pool;
    Imports& imports;
    Matches& matches;
    std::string cookie_name;  // "__Host-menhu"; without TLS, where a browser refuses that, "menhu"
    std::string version;
    // For whom passkeys are made; none if the address is one of numbers.
    std::optional<people::PasskeySite> passkeys;
    std::string origin;  // "https://menhu.example.gov.tw", as users see it; empty if it is not set
    // Whether somebody bound to the directory may also use a password kept here.
    people::LocalPasswords local_passwords = people::LocalPasswords::refused;

    const law::Profile& profile() const { return desk.profile; }
    const ledger::Ledger& ledger() const { return desk.ledger; }
};

}  // namespace menhu::web
