#pragma once
// How tests come to purposes and grants: as everybody does. A purpose is made by a keeper and approved by who heads the
// agency; a grant is applied for and goes through every stage of the profile. Whoever a stage waits for signs in with
// the password that all accounts of a stand have; offices that nobody holds are filled first. Thread rule: one test,
// one thread.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "grants/link.h"
#include "grants/purpose.h"
#include "grants/use_application.h"
#include "kit/stand.h"
#include "people/duty.h"

namespace menhu::kit {

class Granted {
    // Deduced types: before their first use.
    template <class Work>
    auto read(Work work) const {
        return good(database_.read(work));
    }
    template <class Work>
    auto write(Work work) const {
        return good(database_.write(work)).value();
    }

public:
    Granted(store::Database& database, const people::Office& office, const grants::Desk& desk, base::Random& random,
            base::Instant now)
        : database_{database}, office_{office}, desk_{desk}, random_{random}, now_{now} {}

    // Names, all with Stand::strong.
    people::Actor actor(std::string_view name) const {
        const auto answer =
            good(people::sign_in(database_, office_, random_, name,
                                 crypto::Secret::copy_of(std::string_view{"Blue-Kettle-47-Rain"}), "192.0.2.7", now_))
                .value();
        if (!std::holds_alternative<people::SignedIn>(answer)) throw std::runtime_error{"sign-in was refused"};
        return good(database_.read([&](store::ReadTx& tx) {
            return people::identify(tx, office_, std::get<people::SignedIn>(answer).token, now_);
        }));
    }

    // A head for the agency and for the unit, and a designated person, where there are none.
    void appoint(people::UnitId unit) const {
        const auto secretariat = read([](store::ReadTx& tx) { return people::find_unit(tx, "secretariat"); }).value();
        appoint_head(std::nullopt, secretariat.id, "head.of.agency");
        appoint_head(unit, unit, "head.of." + unit.text().substr(9));
        const auto accounts = read([&](store::ReadTx& tx) { return people::accounts(tx, now_); });
        const bool has_designated = std::ranges::any_of(accounts, [](const people::Account& account) {
            return account.roles.has(people::Role::designated_person);
        });
        if (!has_designated) add("designated", secretariat.id, {people::Role::designated_person});
    }

    // The link of a holding, with all fields of the profile, if there is none; managed by the secretariat, so that who
    // heads the agency is the data owner unless it has a head of its own.
    void link(const std::string& code = "household") const {
        if (read([&](store::ReadTx& tx) { return grants::find_link(tx, code); })) return;
        const auto secretariat = read([](store::ReadTx& tx) { return people::find_unit(tx, "secretariat"); }).value();
        grants::NewLink link;
        link.code = code;
        if (code == "kinship") link.data_class = grants::DataClass::kinship;
        link.terms = {.name_zh = "戶籍資料連結作業",
                      .name_en = "Household records",
                      .provider = "民政局",
                      .unit = secretariat.id,
                      .purpose = "審查津貼",
                      .letter = "示範字第1150000001號",
                      .letter_on = base::taipei_date(now_),
                      .tables = {{.number = "T1", .name = "戶籍資料", .fields = {}}},
                      .from = now_ - std::chrono::days{1},
                      .until = now_ + std::chrono::days{1000}};
        for (const law::Field& field : desk_.profile.fields()) {
            link.terms.tables.front().fields.emplace_back(field.name());
        }
        const auto by = actor("chief");
        write([&](store::WriteTx& tx) { return grants::register_link(tx, desk_, by, link, random_, now_); });
    }

    grants::PurposeId purpose(const grants::NewPurpose& what) const {
        const auto by = actor("chief");
        const auto unit = read([&](store::ReadTx& tx) { return people::find_unit(tx, what.units.front()); });
        appoint(unit.value().id);
        const auto id =
            write([&](store::WriteTx& tx) { return grants::make_purpose(tx, desk_, by, what, random_, now_); });
        const auto head = head_of_agency();
        write([&](store::WriteTx& tx) -> base::Result<int> {
            TRY(grants::approve_purpose(tx, desk_, head, what.code, std::nullopt, "", now_));
            return 0;
        });
        return id;
    }

    grants::UseApplicationId apply(std::string_view applicant, const grants::UseForm& form) const {
        const auto by = actor(applicant);
        return write([&](store::WriteTx& tx) { return grants::apply_for_use(tx, desk_, by, form, random_, now_); }).id;
    }
    // Through every stage that is left.
    grants::GrantId approve(grants::UseApplicationId id) const {
        while (true) {
            const auto application =
                read([&](store::ReadTx& tx) { return grants::find_use_application(tx, id, now_); }).value();
            if (application.grant) return *application.grant;
            const auto by = actor(next_of(application));
            write([&](store::WriteTx& tx) {
                return grants::approve_use(tx, desk_, by, id, application.version, "", {}, random_, now_);
            });
        }
    }
    grants::GrantId give(std::string_view applicant, const grants::UseForm& form) const {
        link(form.holding);
        appoint(actor(applicant).unit());
        // What reaches many goes to the agency's head at the end, who is then not the data owner as well.
        if (form.operations.has(grants::Operation::match)) {
            const auto secretariat = read([](store::ReadTx& tx) { return people::find_unit(tx, "secretariat"); });
            appoint_head(secretariat.value().id, secretariat.value().id, "data.owner");
        }
        return approve(apply(applicant, form));
    }
    // The name of the account whose turn it is.
    std::string next_of(const grants::UseApplication& application) const {
        const auto turn = read([&](store::ReadTx& tx) { return grants::use_waits_for(tx, desk_, application, now_); });
        if (turn.empty()) throw std::runtime_error{"nobody can take the next stage"};
        return read([&](store::ReadTx& tx) { return people::find_account(tx, turn.front(), now_); }).value().name;
    }

private:
    people::AccountId add(const std::string& name, people::UnitId unit, people::Roles roles) const {
        people::NewAccount account;
        account.name = name;
        account.display_name = "測試 " + name;
        account.unit = unit;
        account.roles = roles;
        account.from = now_ - std::chrono::days{1};
        account.first_password = people::FirstPassword::kept;
        return good(people::create_account(database_, office_, random_, actor("chief"), account,
                                           crypto::Secret::copy_of(std::string_view{"Blue-Kettle-47-Rain"}), now_))
            .value();
    }
    void appoint_head(std::optional<people::UnitId> of, people::UnitId unit, std::string name) const {
        const auto duties = read([&](store::ReadTx& tx) { return people::duties_at(tx, now_); });
        const bool has_head = std::ranges::any_of(duties, [&](const people::OfficeDuty& duty) {
            return duty.unit == of && duty.kind == people::DutyKind::head;
        });
        if (has_head) return;
        std::ranges::transform(name, name.begin(),
                               [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        const auto head = add(name, unit, {people::Role::unit_head});
        const auto by = actor("chief");
        write([&](store::WriteTx& tx) {
            return people::assign_duty(tx, office_, by,
                                       {.unit = of,
                                        .kind = people::DutyKind::head,
                                        .account = head,
                                        .from = now_ - std::chrono::days{1},
                                        .until = std::nullopt,
                                        .note = ""},
                                       random_, now_);
        });
    }
    people::Actor head_of_agency() const {
        const auto duties = read([&](store::ReadTx& tx) { return people::duties_at(tx, now_); });
        for (const people::OfficeDuty& duty : duties) {
            if (!duty.unit && duty.kind == people::DutyKind::head) return actor(duty.account_name);
        }
        throw std::runtime_error{"nobody heads the agency"};
    }

    store::Database& database_;
    const people::Office& office_;
    const grants::Desk desk_;
    base::Random& random_;
    base::Instant now_;
};

}  // namespace menhu::kit
