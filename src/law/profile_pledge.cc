// What an applicant acknowledges.
#include "law/profile_reader.h"

namespace menhu::law {

void ProfileReader::read_pledge(DataReader& in, const format::TomlNode& root) {
    for (const format::TomlNode* row : in.tables(root, "pledge")) {
        in.only(*row, {"version", "clause", "text", "text_en"});
        in.once(*row, "保密切結", "pledge", "pledge");
        profile_.pledge_ = {.version = in.text(*row, "version"),
                            .clause = clause_of(in, *row),
                            .text = in.text(*row, "text"),
                            .text_en = in.text(*row, "text_en")};
    }
}

}  // namespace menhu::law
