// The content of an ODS file, packed here so that the fuzzer reaches the reader: any XML is read or refused.
#include <cstdlib>
#include <string>

#include "format/workbook.h"
#include "sheet_target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    menhu::fuzz::read_package({{"content.xml", {reinterpret_cast<const char*>(data), size}}});
    // As rows of a sheet.
    std::string content =
        "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><table:table table:name=\"a\">";
    content.append(reinterpret_cast<const char*>(data), size);
    content += "</table:table></office:document-content>";
    menhu::fuzz::read_package({{"content.xml", std::move(content)}});
    return 0;
}
