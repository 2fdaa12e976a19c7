#pragma once
// Applications to use data and grants as the interface shows them. Thread rule: as the transaction.
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "grants/attachment.h"
#include "grants/grant.h"
#include "grants/use_application.h"
#include "web/field_labels.h"
#include "web/names.h"
#include "web/problem.h"
#include "web/rooms.h"
#include "web/views_use.h"

namespace menhu::web {

std::vector<std::string> operation_codes(grants::Operations operations);
PopulationView population_view(const grants::Population& population, const Rooms& rooms);
std::optional<Hours> hours_view(const std::optional<law::Hours>& hours, std::uint8_t weekdays);
std::vector<std::string> network_texts(const std::vector<format::Network>& networks);
base::Result<std::vector<AccountRef>> account_refs(Names& names, const std::vector<people::AccountId>& accounts);
base::Result<ApprovedTerms> terms_view(Names& names, const Rooms& rooms, const grants::UseTerms& terms);

struct PurposeTitle {
    std::string zh;
    std::string en;
};
base::Result<PurposeTitle> purpose_title(store::ReadTx& tx, const std::string& code);
base::Result<DataApplicationRow> row_of(store::ReadTx& tx, Names& names, const Rooms& rooms, const people::Actor& actor,
                                        const grants::UseApplication& application, base::Instant now);
base::Result<DataApplicationView> view_of(store::ReadTx& tx, Names& names, const Rooms& rooms,
                                          const people::Actor& actor, const grants::UseApplication& application,
                                          base::Instant now);
// Looks every link up once a list.
base::Result<GrantRow> row_of(Names& names, const Rooms& rooms, const grants::GrantView& grant);

// A form as the interface reads it, or everything in it that cannot be read.
std::expected<grants::UseForm, Problem> read_use_form(const DataApplicationForm& form);
std::expected<grants::Narrowing, Problem> read_narrowing(const Narrowed& narrow);
Problem problem_of_use_form(const std::vector<grants::UseProblem>& wrong, std::string_view prefix);

}  // namespace menhu::web
