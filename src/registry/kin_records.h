#pragma once
// Kinship over the records of the generation in use: opens those that a walk asks for, each once, and no others. Inside
// the room: what comes of it may be shown only by an act that holds a permit for Operation::kinship and enters each
// person. Thread rule: the writer's thread.
#include <cstddef>
#include <map>
#include <optional>
#include <set>

#include "registry/find.h"
#include "registry/kinship.h"

namespace menhu::registry {

class KinReader {
public:
    KinReader(Finder& finder, const crypto::TagKey& index_key, base::Date base_date)
        : finder_{finder}, index_key_{index_key}, base_date_{base_date} {}

    // By tags of records. A record tells of its base date only, so that is the day of the answer; children may be
    // registered elsewhere. Errors: those of finding.
    base::Result<Kinship> relation(const Tag& one, const Tag& other, const KinCeiling& ceiling, std::size_t max_opened);
    base::Result<Kinship> everybody(const Tag& one, const KinCeiling& ceiling, std::size_t max_opened);

    // How many records were opened so far. Two tags of one person (an earlier id) open one record.
    std::size_t opened() const { return opened_.size(); }

private:
    base::Result<Kinship> walk(const KinQuestion& question);
    base::Result<std::optional<KinPerson>> read(const Tag& wanted);
    base::Result<std::optional<Found>> open(const Tag& wanted);
    base::Result<KinPerson> person(const Found& found);
    base::Result<void> add_named_by(const PersonView& view, KinPerson& person);

    Finder& finder_;
    const crypto::TagKey& index_key_;
    base::Date base_date_;
    std::map<Tag, KinPerson> opened_;  // by today's tag
};

// What a record says of somebody's parents and marriages, as of the base date. Children and those who name the person
// as spouse are in the index.
KinPerson kin_person(const PersonView& view, const crypto::TagKey& index_key, base::Date base_date);

}  // namespace menhu::registry
