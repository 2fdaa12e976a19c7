#pragma once
// A bureau with duties for the tests of this room: its letters, and what is to do on somebody's page.
#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "duties/letter.h"
#include "duties/tables.h"
#include "duties/todo.h"
#include "grants/tables.h"
#include "kit/bureau.h"
#include "oversight/tables.h"

namespace menhu::duties {

class DutiesTest : public kit::BureauTest {
protected:
    DutiesTest() : BureauTest{{grants::migrations(), oversight::migrations(), duties::migrations()}} {}

    std::vector<Letter> all_letters() {
        return read([&](store::ReadTx& tx) { return letters(tx); });
    }
    // The codes, in the order in which they are shown.
    std::vector<std::string> todos(std::string_view name) {
        const auto who = actor(name);
        const auto list = read([&](store::ReadTx& tx) { return todos_of(tx, *office_, who, now_); });
        std::vector<std::string> codes;
        for (const Todo& todo : list) codes.push_back(todo.code);
        return codes;
    }
};

}  // namespace menhu::duties
