#pragma once
// An office for the tests of this room: beside what tests/kit/stand.h brings, a section and the first administrator,
// signed in.
#include "kit/stand.h"
#include "people/password.h"

namespace menhu::people {

using kit::code_of;
using kit::good;
using kit::instant;

class OfficeTest : public kit::Stand {
protected:
    explicit OfficeTest(Installation installation = Installation::demonstration) : Stand{{}, installation} {}

    void SetUp() override {
        open_office();
        section_ = make_section("a-section", "甲科");
        chief_ = make_chief(*section_);
        chief_token_ = token_of("chief");
    }

    NewAccount new_account(std::string name, Roles roles) const {
        auto made = account(std::move(name), section_.value_or(UnitId{0}), roles);
        made.display_name = "測試人員";
        return made;
    }
    AccountId make_account(std::string name, Roles roles) {
        const Actor by = chief();
        return add(by, new_account(std::move(name), roles));
    }

    // As an act of the user: slides the idle limit.
    base::Result<Actor> acts(const std::string& token) {
        auto answer = store_->write([&](store::WriteTx& tx) { return identify(tx, *office_, token, now_); });
        if (!answer) return answer.error();
        return Actor{answer->value()};
    }
    // The administrator, signed in anew if the session is over by now.
    Actor chief() {
        if (auto actor = who(chief_token_)) return *std::move(actor);
        chief_token_ = token_of("chief");
        return good(who(chief_token_));
    }

    std::optional<UnitId> section_;
    std::optional<AccountId> chief_;
    std::string chief_token_;
};

}  // namespace menhu::people
