#include "people/refusals.h"

namespace menhu::people {

SignInRefused refuse_wrong() {
    return {.code = "people.sign_in_refused",
            .reason_zh = "帳號或密碼不正確，或帳號目前不得使用",
            .reason_en = "The account or the password is wrong, or the account may not be used now",
            .locked_until = std::nullopt};
}

SignInRefused refuse_locked(base::Instant until) {
    return {.code = "people.sign_in_locked",
            .reason_zh = "登入失敗次數過多，這個帳號名稱暫時鎖定",
            .reason_en = "Too many failed attempts: this account name is locked for a while",
            .locked_until = until};
}

}  // namespace menhu::people
