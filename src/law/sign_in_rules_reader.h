#pragma once
// Reads the table `sign_in` of a data file. Inside the room. Thread rule: one thread.
#include <functional>
#include <string>

#include "law/data_reader.h"
#include "law/sign_in_rules.h"

namespace menhu::law {

class SignInRulesReader {
public:
    // `clause_of` reads the clause of a row and sees to it that the profile has it.
    using ClauseOf = std::function<std::string(DataReader&, const format::TomlNode&)>;
    // Adds the rows of `root` to the rules; a role may stand in one row only.
    static void read(DataReader& in, const format::TomlNode& root, const ClauseOf& clause_of, SignInRules& out);
};

}  // namespace menhu::law
