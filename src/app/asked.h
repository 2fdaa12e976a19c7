#pragma once
// What the commands that ask about people share: which grant, what is printed of a refusal and a receipt. Thread rule:
// one thread.
#include <filesystem>

#include "app/commands.h"
#include "app/sign_in.h"
#include "grants/ids.h"
#include "grants/refusal.h"
#include "ledger/ledger.h"
#include "people/actor.h"

namespace menhu::app {

// A refusal is an answer, with an exit code of its own.
inline constexpr int exit_refused = 10;

// --grant, or the only one in force. Errors: app.no_such_grant, app.grant_to_choose.
base::Result<grants::GrantId> choose_grant(House& house, const people::Actor& actor, const Arguments& arguments,
                                           base::Instant now);

void print_receipt(const Terminal& terminal, const ledger::Receipt& receipt);
void show(const Terminal& terminal, const grants::Refusal& refusal);

// Errors: those of publishing and of writing a new file.
base::Result<void> write_receipt(House& house, base::Clock& clock, const ledger::Receipt& receipt,
                                 const std::filesystem::path& path);

}  // namespace menhu::app
