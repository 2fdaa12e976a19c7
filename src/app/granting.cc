#include "app/granting.h"

#include "format/toml.h"
#include "people/account.h"

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

base::Result<grants::UseForm> use_form_of(House& house, const UseWords& words, base::Instant now) {
    if (!words.until) return Error{Fault::bad_input, "app.argument_missing", "--until"};
    const auto operations = TRY(operations_of(words.operations));
    grants::UseForm form;
    form.kind = words.renews ? grants::UseKind::renewal : grants::UseKind::fresh;
    form.renews = words.renews;
    form.purpose = words.purpose;
    form.holding = words.holding;
    form.fields = words.fields;
    form.operations = operations;
    form.from = words.from.value_or(now);
    form.until = *words.until;
    form.expected = {.day = words.quota_day, .month = words.quota_month, .total = words.quota_total};
    form.reason = words.reason;
    form.afterwards = words.afterwards;
    if (!words.districts.empty()) {
        form.population = {.kind = grants::Population::Kind::districts, .districts = words.districts};
    }
    for (const auto& name : words.holders) {
        const auto account =
            TRY(house.database().read([&](store::ReadTx& tx) { return people::find_account(tx, name, now); }));
        if (!account) return Error{Fault::not_found, "app.no_such_account", name};
        form.holders.push_back(account->id);
    }
    return form;
}

base::Result<grants::UseSubmitted> apply_by(House& house, const SignedInAccount& by, const grants::UseForm& form,
                                            base::Random& random, base::Instant now) {
    const auto actor = TRY(by.actor(now));
    auto submitted = TRY(house.database().write([&house, &random, actor, form, now](store::WriteTx& tx) {
        return grants::apply_for_use(tx, house.desk(), actor, form, random, now);
    }));
    return std::move(submitted).value();
}

base::Result<std::optional<grants::GrantId>> approve_by(House& house, const SignedInAccount& by,
                                                        grants::UseApplicationId application, std::int64_t expects,
                                                        const std::string& note, const grants::Narrowing& narrowing,
                                                        base::Random& random, base::Instant now) {
    const auto actor = TRY(by.actor(now));
    auto issued = TRY(house.database().write(
        [&house, &random, actor, application, expects, note, narrowing, now](store::WriteTx& tx) {
            return grants::approve_use(tx, house.desk(), actor, application, expects, note, narrowing, random, now);
        }));
    return issued.value();
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
        return grants::make_purpose(tx, house.desk(), actor, purpose, random, now);
    }));
    return {};
}

}  // namespace menhu::app
