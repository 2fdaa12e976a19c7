#pragma once
// A bureau for the tests of the rooms above people: units, an administrator of the whole agency, its head and deputy,
// workers; on one engine, with a clock that stands still. Thread rule: one test, one thread.
#include "kit/stand.h"
#include "people/duty.h"

namespace menhu::kit {

class BureauTest : public Stand {
protected:
    // With the tables of ledger and people, and these.
    explicit BureauTest(std::initializer_list<std::span<const base::EmbeddedFile>> more) : Stand{more} {}

    void SetUp() override {
        open_office();
        make_profile_units();
        secretariat_ = unit("secretariat");
        childcare_ = unit("childcare");
        women_ = unit("women");
        make_chief(*secretariat_);
        director_ = add("director", *secretariat_, {Role::unit_head});
        deputy_ = add("deputy", *secretariat_, {Role::unit_head});
        lin_ = add("lin", *childcare_, {Role::case_worker});
        wu_ = add("wu", *childcare_, {Role::case_worker});
        he_ = add("he", *women_, {Role::case_worker});
        assign(std::nullopt, people::DutyKind::head, *director_);
        assign(std::nullopt, people::DutyKind::deputy, *deputy_);
    }

    people::DutyId assign(std::optional<people::UnitId> of, people::DutyKind kind, people::AccountId who) {
        const auto by = actor("chief");
        return write([&](store::WriteTx& tx) {
            return people::assign_duty(
                tx, *office_, by,
                {.unit = of, .kind = kind, .account = who, .from = now_, .until = std::nullopt, .note = ""}, random_,
                now_);
        });
    }

    std::optional<people::UnitId> secretariat_;
    std::optional<people::UnitId> childcare_;
    std::optional<people::UnitId> women_;
    std::optional<people::AccountId> director_;
    std::optional<people::AccountId> deputy_;
    std::optional<people::AccountId> lin_;
    std::optional<people::AccountId> wu_;
    std::optional<people::AccountId> he_;
};

}  // namespace menhu::kit
