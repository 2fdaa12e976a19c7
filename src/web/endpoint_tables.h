#pragma once
// The areas of the endpoint table, and the guards that their rows share. Only endpoints.cc and endpoints_*.cc include
// it. Thread rule: constants.
#include <initializer_list>
#include <span>

#include "web/endpoint.h"

namespace menhu::web {

inline constexpr Guard everybody{};
inline constexpr Guard signed_in{.who = Guard::Who::signed_in};  // also before the first change of password
inline constexpr Guard members{.who = Guard::Who::members};
inline constexpr Guard loopback{.who = Guard::Who::loopback};
constexpr Guard roles(std::initializer_list<people::Role> any) { return {.who = Guard::Who::roles, .roles = any}; }
constexpr Guard fresh(Guard guard) {
    guard.proof = Guard::Proof::fresh;
    return guard;
}

std::span<const Endpoint> catalogue_endpoints();
std::span<const Endpoint> core_endpoints();
std::span<const Endpoint> delivery_endpoints();
std::span<const Endpoint> duties_endpoints();
std::span<const Endpoint> credential_endpoints();
std::span<const Endpoint> identity_endpoints();
std::span<const Endpoint> review_endpoints();
std::span<const Endpoint> roster_endpoints();
std::span<const Endpoint> office_endpoints();
std::span<const Endpoint> use_endpoints();
std::span<const Endpoint> kinship_endpoints();
std::span<const Endpoint> question_endpoints();
std::span<const Endpoint> conflict_endpoints();
std::span<const Endpoint> destruction_endpoints();
std::span<const Endpoint> decision_endpoints();
std::span<const Endpoint> match_endpoints();
std::span<const Endpoint> frame_endpoints();
std::span<const Endpoint> attachment_endpoints();
std::span<const Endpoint> watch_endpoints();
std::span<const Endpoint> copy_endpoints();

}  // namespace menhu::web
