#pragma once
// What the files of sampling frames share. Inside the room. Thread rule: as the transaction; collect and each_resident
// on a thread that may block.
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "crypto/secret.h"
#include "ledger/entry.h"
#include "registry/delivery_rows.h"
#include "registry/frame.h"
#include "registry/frame_draw.h"
#include "registry/frame_rows.h"
#include "registry/inside.h"

namespace menhu::registry {

// What lies sealed with a frame.
struct FrameHead {
    std::string title;
    std::string case_number;
    std::string reason;
    FramePlan plan;                 // with the districts of the grant
    std::vector<std::string> uses;  // fields that the grant was asked for
    Strata strata;                  // `left_out` is empty here
    std::int64_t left_out = 0;
};
std::string pack_head(const FrameHead& head);
base::Result<FrameHead> unpack_frame_head(std::string_view text);

std::string frame_key_name(std::int64_t frame);
struct OpenFrame {
    crypto::Secret key;
    FrameHead head;
};
// Error: registry.frame_gone.
base::Result<OpenFrame> open_frame(const Registry& registry, const rows::FrameRow& row);
// Of who ordered it, and still of that unit. Error: registry.frame_unknown.
base::Result<rows::FrameRow> own_frame(store::ReadTx& tx, const people::Actor& by, FrameId id);
// The same, or of anybody's for a checker or auditor.
base::Result<rows::FrameRow> seen_frame(store::ReadTx& tx, const people::Actor& by, FrameId id);
// Who was left out, ascending.
base::Result<std::vector<crypto::Tag>> read_excluded(store::ReadTx& tx, const OpenFrame& open,
                                                     const rows::FrameRow& row);
FrameState stored_frame_state(std::string_view code);
base::Error wrong_frame_state(std::string_view state);
ledger::Entry frame_entry(std::string_view kind, const rows::FrameRow& frame);
base::Bytes bytes_of(const crypto::Digest& digest);

// ---- the copy ----

struct FrameCopy {
    rows::Generation row;
    base::Date day;  // the base date, on which ages are counted
};
// Error: registry.frame_copy_gone.
base::Result<FrameCopy> open_frame_copy(store::ReadTx& tx, std::int64_t generation);
// Opens every record. Errors: those of reading a generation, of `on_person`.
using OnPerson = std::function<base::Result<void>(const PersonView&)>;
base::Result<void> each_person(const Registry& registry, const FrameCopy& copy, const OnPerson& on_person);

struct Collected {
    crypto::Digest root{};                      // over everybody of whom the plan speaks
    std::map<StratumKey, std::int64_t> counts;  // of everybody
    std::vector<Candidate> drawable;            // without those left out
};
// `excluded`: ascending; somebody is left out under an earlier id too.
base::Result<Collected> collect(const Registry& registry, const FrameCopy& copy, const FramePlan& plan,
                                const FrameKey& key, const std::vector<crypto::Tag>& excluded);

}  // namespace menhu::registry
