#pragma once
// The demonstration's office by its plan: accounts with passwords made by chance, purposes, grants; through the same
// functions as everywhere. Nothing is made twice. Thread rule: one thread.
#include <filesystem>
#include <map>
#include <string>

#include "app/house.h"
#include "demo/plan.h"

namespace menhu::app {

// Sign-in name to password, kept in demo-sign-ins.txt (0600), so that a demonstration that was interrupted goes on.
using SignIns = std::map<std::string, std::string>;
// Reads the file, or makes passwords for every account of the plan and writes it. Errors: app.sign_ins_unreadable,
// app.file_write.
base::Result<SignIns> sign_ins_of(const std::filesystem::path& file, const demo::Plan& plan,
                                  const law::Profile& profile, base::Random& random);

// Error: those of people and grants.
base::Result<void> make_office(House& house, const demo::Plan& plan, const SignIns& sign_ins, base::Random& random,
                               base::Clock& clock);

}  // namespace menhu::app
