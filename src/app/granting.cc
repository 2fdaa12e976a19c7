#include "app/granting.h"

#include "format/toml.h"
#include "people/account.h"
#include "people/unit.h"

namespace menhu::app {

using base::Error;
using base::Fault;

base::Result<grants::Operations> operations_of(const std::vector<std::string>& names) {
    grants::Operations operations;
    for (const auto& name : names) {
        const auto operation = grants::operation_from_code(name);
        if (!operation) return Error{Fault::bad_input, "app.no_such_operation", name};
        operations.add(*operation);
    }
    return operations;
}

base::Result<grants::GrantId> make_grant(House& house, const SignedInAccount& by, const GrantWords& words,
                                         base::Random& random, base::Instant now) {
    if (!words.until) return Error{Fault::bad_input, "app.argument_missing", "--until"};
    const auto actor = TRY(by.actor(now));
    const auto operations = TRY(operations_of(words.operations));
    auto id = TRY(house.database().write(
        [&house, &random, actor, operations, words, now](store::WriteTx& tx) -> base::Result<grants::GrantId> {
            const auto purpose = TRY(grants::find_purpose(tx, words.purpose));
            if (!purpose) return Error{Fault::not_found, "app.no_such_purpose", words.purpose};
            const auto unit = TRY(people::find_unit(tx, words.unit));
            if (!unit) return Error{Fault::not_found, "app.no_such_unit", words.unit};
            grants::NewGrant grant{.purpose = purpose->id,
                                   .unit = unit->id,
                                   .holders = {},
                                   .fields = words.fields,
                                   .operations = operations,
                                   .population = {},
                                   .from = words.from.value_or(now),
                                   .until = *words.until,
                                   .quota_day = words.quota_day,
                                   .quota_total = words.quota_total,
                                   .application = words.application};
            for (const auto& name : words.holders) {
                const auto account = TRY(people::find_account(tx, name, now));
                if (!account) return Error{Fault::not_found, "app.no_such_account"};
                grant.holders.push_back(account->id);
            }
            if (!words.districts.empty()) {
                grant.population = {.kind = grants::Population::Kind::districts, .districts = words.districts};
            }
            return grants::create_grant(tx, house.desk(), actor, grant, random, now);
        }));
    return id.value();
}

base::Result<grants::NewPurpose> read_purpose(std::string_view text, std::string_view source) {
    const auto root = TRY(format::parse_toml(text, source));
    format::TomlReader reader{std::string{source}};
    reader.only(root, {"code", "name_zh", "name_en", "bases", "units", "fields", "operations", "case_pattern",
                       "case_example", "acknowledgement_zh", "acknowledgement_en"});
    grants::NewPurpose purpose{.code = reader.text(root, "code"),
                               .name_zh = reader.text(root, "name_zh"),
                               .name_en = reader.text(root, "name_en"),
                               .bases = reader.texts(root, "bases"),
                               .units = reader.texts(root, "units"),
                               .fields = reader.texts(root, "fields"),
                               .operations = {},
                               .case_pattern = reader.text_or(root, "case_pattern", ""),
                               .case_example = reader.text_or(root, "case_example", ""),
                               .acknowledgement_zh = reader.text(root, "acknowledgement_zh"),
                               .acknowledgement_en = reader.text(root, "acknowledgement_en")};
    const auto operations = reader.texts(root, "operations");
    TRY(reader.finish("app.purpose_invalid"));
    const auto known = TRY(operations_of(operations));
    purpose.operations = known;
    return purpose;
}

base::Result<void> make_purpose(House& house, const SignedInAccount& by, const grants::NewPurpose& purpose,
                                base::Random& random, base::Instant now) {
    const auto actor = TRY(by.actor(now));
    TRY(house.database().write([&house, &random, actor, purpose, now](store::WriteTx& tx) {
        return grants::create_purpose(tx, house.desk(), actor, purpose, random, now);
    }));
    return {};
}

}  // namespace menhu::app
