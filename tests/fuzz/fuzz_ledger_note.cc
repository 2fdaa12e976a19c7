// A note, a checkpoint, a verification key and a policy from anybody: read or refused, and what was read is written the
// same again.
#include <cstddef>
#include <cstdint>

#include "ledger/checkpoint.h"
#include "ledger/note.h"
#include "ledger/policy.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace menhu;
    const std::string_view text = base::as_text({data, size});
    if (const auto note = ledger::parse_note(text)) {
        std::string again = note->text + "\n";
        for (const auto& each : note->signatures) again += ledger::signature_line(each.name, each.key_id, each.bytes);
        CHECK(again == text);
        static const ledger::TrustPolicy policy =
            ledger::TrustPolicy::of_log("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")
                .value();
        static_cast<void>(policy.check(text));
    }
    if (const auto checkpoint = ledger::parse_checkpoint(text)) CHECK(ledger::checkpoint_text(*checkpoint) == text);
    if (const auto key = ledger::NoteKey::parse(text)) CHECK(key->text() == text);
    if (const auto policy = ledger::TrustPolicy::parse(text)) static_cast<void>(policy->check(text));
    return 0;
}
