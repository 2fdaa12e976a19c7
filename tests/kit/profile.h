#pragma once
// The Taoyuan profile as a demonstration has it: a second factor is asked of who has one. For tests of rooms above law.
#include "law/profile.h"

namespace menhu::kit {

inline law::Profile profile_for_tests() {
    auto profile = law::Profile::load(law::taoyuan_profile()).value();
    profile.replace_sign_in_rules(profile.sign_in_rules().with_second_factor_if_enrolled());
    return profile;
}

}  // namespace menhu::kit
