#pragma once
// Notices the first person of each kind that is worth asking about. Inside the room. Thread rule: one thread.
#include <string>
#include <vector>

#include "demo/city.h"
#include "demo/clan.h"
#include "demo/record.h"
#include "format/character_map.h"

namespace menhu::demo {

class ExampleFinder {
public:
    explicit ExampleFinder(const format::CharacterMap& characters) : characters_{characters} {}
    void see(const Clan& clan, const Household& household, int member, const Record& record);
    bool has_all() const;
    std::vector<Example> take();  // in the order of the list of kinds

private:
    struct Found {
        std::size_t kind;
        Example example;
    };
    const format::CharacterMap& characters_;
    std::vector<Found> found_;
    std::uint32_t seen_ = 0;  // a bit for each kind
};

// With a header and a UTF-8 byte order mark, for a spreadsheet.
std::string examples_csv(const std::vector<Example>& examples);

}  // namespace menhu::demo
