#pragma once
// What a refused sign-in or proof is told. Inside the room. Pure; any thread.
#include "people/sign_in.h"

namespace menhu::people {

// The one answer to every wrong name, password or standing.
SignInRefused refuse_wrong();
SignInRefused refuse_locked(base::Instant until);
// By another code with a row in docs/errors/people.tsv, whose words the interface says.
inline SignInRefused refuse(std::string_view code) {
    return {.code = code, .reason_zh = {}, .reason_en = {}, .locked_until = std::nullopt};
}

}  // namespace menhu::people
