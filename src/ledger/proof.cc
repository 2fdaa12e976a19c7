#include "ledger/proof.h"

#include <fmt/format.h>

#include <algorithm>

#include "ledger/text.h"
#include "ledger/tile.h"

namespace menhu::ledger {
namespace {

constexpr std::string_view heading = "c2sp.org/tlog-proof@v1";
constexpr std::size_t largest_proof = 2'000'000;
constexpr std::size_t most_hashes = 62;

base::Error malformed(std::string_view what) {
    return {base::Fault::bad_input, "ledger.proof_malformed", std::string{what}};
}

base::Result<Checkpoint> verify(const Proof& proof, const Hash& leaf, const TrustPolicy& policy) {
    Checkpoint checkpoint = TRY(policy.check(proof.checkpoint));
    if (!verify_inclusion(leaf, proof.index, checkpoint.size, proof.hashes, checkpoint.root)) {
        return base::Error{base::Fault::corrupt, "ledger.proof_wrong"};
    }
    return checkpoint;
}

}  // namespace

std::string proof_text(const Proof& proof) {
    std::string text{heading};
    text += '\n';
    if (proof.extra) text += fmt::format("extra {}\n", base::to_base64(*proof.extra));
    text += fmt::format("index {}\n", proof.index);
    for (const Hash& hash : proof.hashes) {
        text += base::to_base64(hash);
        text += '\n';
    }
    text += '\n';
    text += proof.checkpoint;
    return text;
}

base::Result<Proof> parse_proof(std::string_view text) {
    if (text.size() > largest_proof) return malformed("too long");
    if (take_line(text) != heading) return malformed("first line");
    Proof proof;
    auto line = take_line(text);
    if (line && line->starts_with("extra ")) {
        proof.extra = base::from_base64(line->substr(6));
        if (!proof.extra) return malformed("extra");
        line = take_line(text);
    }
    if (!line || !line->starts_with("index ")) return malformed("index");
    const auto index = decimal_number(line->substr(6));
    if (!index) return malformed("index");
    proof.index = *index;
    for (line = take_line(text); line && !line->empty(); line = take_line(text)) {
        const auto bytes = base::from_base64(*line);
        if (!bytes || bytes->size() != hash_size || proof.hashes.size() == most_hashes) return malformed("hash");
        std::ranges::copy(*bytes, proof.hashes.emplace_back().begin());
    }
    if (!line) return malformed("no blank line");
    proof.checkpoint = text;
    return proof;
}

base::Result<Checkpoint> verify_proof(std::string_view text, const Hash& leaf, const TrustPolicy& policy) {
    const Proof proof = TRY(parse_proof(text));
    return verify(proof, leaf, policy);
}

base::Result<Checkpoint> verify_proof(std::string_view text, const TrustPolicy& policy) {
    const Proof proof = TRY(parse_proof(text));
    if (!proof.extra) return base::Error{base::Fault::bad_input, "ledger.proof_without_entry"};
    return verify(proof, leaf_hash(*proof.extra), policy);
}

}  // namespace menhu::ledger
