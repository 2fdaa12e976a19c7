// The parts of an XLSX file, packed here so that the fuzzer reaches the readers: a sheet, shared texts, styles.
#include <cstdlib>
#include <string>

#include "format/workbook.h"
#include "sheet_target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text{reinterpret_cast<const char*>(data), size};
    const auto at = size == 0 ? 0 : (data[0] * size) / 256;
    menhu::fuzz::read_package(
        {{"xl/workbook.xml",
          "<workbook xmlns=\"m\" xmlns:r=\"rel\"><sheets><sheet name=\"a\" sheetId=\"1\" "
          "r:id=\"r1\"/></sheets></workbook>"},
         {"xl/_rels/workbook.xml.rels",
          "<Relationships xmlns=\"p\"><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"s.xml\"/>"
          "<Relationship Id=\"r2\" Type=\"x/sharedStrings\" Target=\"t.xml\"/>"
          "<Relationship Id=\"r3\" Type=\"x/styles\" Target=\"y.xml\"/></Relationships>"},
         {"xl/t.xml", "<sst xmlns=\"m\">" + text.substr(0, at) + "</sst>"},
         {"xl/y.xml", "<styleSheet xmlns=\"m\"><cellXfs><xf numFmtId=\"14\"/></cellXfs></styleSheet>"},
         {"xl/s.xml", "<worksheet xmlns=\"m\"><sheetData>" + text.substr(at) + "</sheetData></worksheet>"}});
    menhu::fuzz::read_package({{"xl/workbook.xml", text}, {"xl/_rels/workbook.xml.rels", text}, {"xl/s.xml", text}});
    return 0;
}
