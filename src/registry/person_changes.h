#pragma once
// The changes of one person, one after another, upon the record that is held. Pure but for what it notes. Inside the
// room. Thread rule: one thread each.
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "crypto/secret.h"
#include "registry/change_spill.h"
#include "registry/person.h"
#include "registry/tally.h"

namespace menhu::registry {

// Why a change cannot be made.
struct Unfit {
    CheckKind check;
    Reason reason;
    RowPlace place;      // of the record that does not fit
    std::string fields;  // "PersonName;Village"
};

class PersonChanges {
public:
    // `fields`: those that the records of the file have; the others of a record stay as they are.
    explicit PersonChanges(std::span<const format::PersonField> fields) : fields_{fields} {}

    // Begins with the record of `root` (compact; empty: nobody is held by it).
    void begin(const Tag& root, base::ByteView held);
    // Makes one change. A value: why it cannot be made, and then nothing was changed.
    // Error: registry.record_corrupt.
    base::Result<std::optional<Unfit>> apply(const Change& change, Tally& tally);
    // What there is now: the records by the tags of their ids.
    const std::map<Tag, crypto::Secret>& records() const { return records_; }
    // In how many changes a field was not what is held.
    const std::map<format::PersonField, std::uint64_t>& differing() const { return differing_; }

private:
    std::string differences(const PersonView& held, const PersonView& before);
    base::Result<crypto::Secret> changed(const Change& change, base::ByteView held, Tally& tally) const;

    std::span<const format::PersonField> fields_;
    std::map<Tag, crypto::Secret> records_;
    std::map<format::PersonField, std::uint64_t> differing_;
};

}  // namespace menhu::registry
