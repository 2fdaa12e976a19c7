// Fixed-width records in Big5, with and without line ends.
#include "record_target.h"

using namespace menhu;

namespace {

std::string layout_text(std::string_view newline, std::string_view encoding) {
    return "name = \"f\"\ntitle_zh = \"f\"\ntitle_en = \"f\"\ntable_number = \"F\"\nform = \"fixed\"\nmax_record_bytes "
           "= 64\nencoding = \"" +
           std::string{encoding} + "\"\nnewline = \"" + std::string{newline} + R"("
mark = { at = 1, length = 2 }
[codes.sex]
values = [ { code = "1", means = "male", zh = "男" }, { code = "2", means = "female", zh = "女" } ]
[[record]]
role = "person"
mark = "PP"
bytes = 48
fields = [
  { name = "PersonId", at = 3, length = 10, type = "national_id", required = true },
  { name = "PersonName", at = 13, length = 8, type = "text", max_code_points = 3 },
  { name = "Sex", at = 21, length = 2, type = "code", codes = "sex" },
  { name = "BirthDate", at = 23, length = 8, type = "date", date = "roc7", before_republic = "BornBeforeRepublic" },
  { name = "BornBeforeRepublic", at = 31, length = 2, type = "flag", yes = "Y", no = "N" },
  { name = "HouseholdNumber", at = 33, length = 8, type = "household_number" },
  { name = "EarlierIds", at = 41, length = 8, type = "national_ids" },
]
[[record]]
role = "trailer"
mark = "TT"
bytes = 48
fields = [ { name = "RecordCount", at = 3, length = 6, type = "number" } ]
)";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto crlf = format::parse_layout(layout_text("crlf", "cp950"), "fuzz");
    static const auto none = format::parse_layout(layout_text("none", "cp950"), "fuzz");
    static const auto crlf_fields = format::FieldReader::open(*crlf);
    static const auto none_fields = format::FieldReader::open(*none);
    fuzz::check_records(*crlf, *crlf_fields, {data, size});
    fuzz::check_records(*none, *none_fields, {data, size});
    return 0;
}
