#pragma once
// Purposes and grants from words to what room grants takes; for the command line and for the demonstration. Thread
// rule: one thread.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/house.h"
#include "app/sign_in.h"
#include "grants/grant.h"
#include "grants/purpose.h"
#include "grants/use_application.h"

namespace menhu::app {

// An application to use data in words.
struct UseWords {
    std::string purpose;
    std::string holding = "household";
    std::vector<std::string> holders;  // sign-in names
    std::vector<std::string> fields;
    std::vector<std::string> operations;  // "lookup", …
    std::vector<std::string> districts;   // empty: the whole city
    std::optional<base::Instant> from;    // absent: now
    std::optional<base::Instant> until;   // absent: app.argument_missing
    std::optional<std::int64_t> quota_day;
    std::optional<std::int64_t> quota_month;
    std::optional<std::int64_t> quota_total;
    std::string reason;
    std::string afterwards;
    std::optional<grants::GrantId> renews;
};

// Errors: app.no_such_account, app.no_such_operation, app.argument_missing.
base::Result<grants::UseForm> use_form_of(House& house, const UseWords& words, base::Instant now);
// Errors too: those of apply_for_use.
base::Result<grants::UseSubmitted> apply_by(House& house, const SignedInAccount& by, const grants::UseForm& form,
                                            base::Random& random, base::Instant now);
// The step of whoever's stage is next. Answers the grant, if it was the last one. Errors: those of approve_use.
base::Result<std::optional<grants::GrantId>> approve_by(House& house, const SignedInAccount& by,
                                                        grants::UseApplicationId application, std::int64_t expects,
                                                        const std::string& note, const grants::Narrowing& narrowing,
                                                        base::Random& random, base::Instant now);

base::Result<grants::Operations> operations_of(const std::vector<std::string>& names);

// A purpose as TOML: code, name_zh, name_en, bases, units, fields, operations, case_pattern, case_example,
// acknowledgement_zh, acknowledgement_en. Error: app.purpose_invalid.
base::Result<grants::NewPurpose> read_purpose(std::string_view text, std::string_view source);
base::Result<void> make_purpose(House& house, const SignedInAccount& by, const grants::NewPurpose& purpose,
                                base::Random& random, base::Instant now);

}  // namespace menhu::app
