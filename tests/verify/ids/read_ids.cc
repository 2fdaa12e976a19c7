// What Menhu reads in each line of standard input, a line each: the kind of the id ("national", "foreign_new",
// "foreign_old", "national_nine") and what was forgiven ("as_written" or "forgiven"), or what is wrong ("empty",
// "shape", "check_digit"). For compare.mjs.
#include <iostream>
#include <string>

#include "format/national_id.h"

namespace {

using menhu::format::IdProblem;

void say(std::string_view line) {
    const auto reading = menhu::format::read_national_id(line);
    switch (reading.problem()) {
        case IdProblem::empty:
            std::cout << "empty\n";
            return;
        case IdProblem::shape:
            std::cout << "shape\n";
            return;
        case IdProblem::check_digit:
            std::cout << "check_digit\n";
            return;
        case IdProblem::none:
            break;
    }
    const bool as_written = reading.changes() == menhu::format::IdChange::none;
    std::cout << menhu::format::id_kind_name(reading.kind()) << (as_written ? " as_written\n" : " forgiven\n");
}

}  // namespace

int main() {
    std::ios::sync_with_stdio(false);
    for (std::string line; std::getline(std::cin, line);) say(line);
    return std::cout.flush() ? 0 : 1;
}
