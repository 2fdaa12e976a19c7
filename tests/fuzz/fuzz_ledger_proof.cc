// A receipt from anybody: read or refused, and what was read is written the same again.
#include <cstddef>
#include <cstdint>

#include "ledger/proof.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace menhu;
    const std::string_view text = base::as_text({data, size});
    static const ledger::TrustPolicy policy =
        ledger::TrustPolicy::of_log("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k").value();
    if (const auto proof = ledger::parse_proof(text)) CHECK(ledger::proof_text(*proof) == text);
    static_cast<void>(ledger::verify_proof(text, policy));
    return 0;
}
