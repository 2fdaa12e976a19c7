// Dates: what reads in any form writes in ISO and reads back the same.
#include <cstdlib>

#include "format/date_text.h"

using namespace menhu::format;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    for (const DateForm form :
         {DateForm::roc7, DateForm::roc6, DateForm::yyyymmdd, DateForm::iso, DateForm::roc_slashes}) {
        for (const Era era : {Era::republic, Era::before_republic}) {
            const auto date = read_date(text, form, era);
            if (!date) continue;
            if (read_date(date_text(*date), DateForm::iso) != date) std::abort();
            std::string out;
            const Era written = date->before_republic() ? Era::before_republic : Era::republic;
            if (write_date(*date, form, out) && read_date(out, form, written) != date) std::abort();
        }
    }
    return 0;
}
