// Delimited records with quotes: UTF-8, Big5 (whose second byte may be the delimiter) and UTF-16.
#include "record_target.h"

using namespace menhu;

namespace {

std::string layout_text(std::string_view encoding, std::string_view newline) {
    return "name = \"f\"\ntitle_zh = \"f\"\ntitle_en = \"f\"\ntable_number = \"F\"\nform = "
           "\"delimited\"\nmax_record_bytes = 64\n"
           "delimiter = \"|\"\nencoding = \"" +
           std::string{encoding} + "\"\nnewline = \"" + std::string{newline} + R"("
[[record]]
role = "person"
mark = "P"
fields = [
  { name = "PersonId", type = "national_id", required = true },
  { name = "PersonName", type = "text" },
  { name = "BirthDate", type = "date", date = "roc_slashes" },
  { name = "AreaCode", type = "digits" },
]
[[record]]
role = "header"
mark = "H"
fields = [ { name = "RecordCount", type = "number" } ]
)";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto utf8 = format::parse_layout(layout_text("utf-8", "lf"), "fuzz");
    static const auto big5 = format::parse_layout(layout_text("cp950", "any"), "fuzz");
    static const auto utf16 = format::parse_layout(layout_text("utf-16le", "crlf"), "fuzz");
    static const auto utf8_fields = format::FieldReader::open(*utf8);
    static const auto big5_fields = format::FieldReader::open(*big5);
    static const auto utf16_fields = format::FieldReader::open(*utf16);
    fuzz::check_records(*utf8, *utf8_fields, {data, size});
    fuzz::check_records(*big5, *big5_fields, {data, size});
    fuzz::check_records(*utf16, *utf16_fields, {data, size});
    return 0;
}
