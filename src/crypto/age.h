#pragma once
// Files for somebody outside, encrypted with age (C2SP age.md): by Debian's own tool, as a child process. What is
// encrypted goes through a socket and comes back through a pipe; it is never a file, an argument or in the environment.
//
// Promises: no shell, no search for the tool, an empty environment, no descriptor but its three; the tool is used only
// if it is root's and nobody else may write it or its folder. It dies if nothing moves for half a minute. Cost: about
// 5 ms to start, then about 1 GB/s. Thread rule: any thread that may block.
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"

namespace menhu::crypto {

inline constexpr std::string_view age_tool = "/usr/bin/age";

// Is the tool there, and such that it may be trusted? Errors: crypto.age_missing, crypto.age_unsafe.
base::Result<void> check_age(std::string_view tool = age_tool);

// `recipient`: "age1…", read by format::AgeKey. Errors: those of check_age, crypto.age_failed.
base::Result<base::Bytes> age_encrypt(std::string_view recipient, base::ByteView plain,
                                      std::string_view tool = age_tool);

}  // namespace menhu::crypto
