#include "demo/flaws.h"

#include <array>
#include <fstream>

#include "demo/city_writer.h"

namespace menhu::demo {
namespace {

constexpr std::array names{
    FlawName{Flaw::wrong_hash, "wrong_hash", "檔案雜湊值與清單不符", "the hash differs from the manifest's"},
    FlawName{Flaw::truncated, "truncated", "檔案被截斷", "the file is cut off"},
    FlawName{Flaw::missing_trailer, "missing_trailer", "缺少尾筆", "there is no trailer record"},
    FlawName{Flaw::wrong_count, "wrong_count", "尾筆人數與實際不符", "the trailer counts one person too many"},
    FlawName{Flaw::missing_record, "missing_record", "少了一筆資料", "one person is missing"},
    FlawName{Flaw::bad_check_digit, "bad_check_digit", "統號檢查碼錯誤", "ids with a wrong check digit"},
    FlawName{Flaw::missing_required, "missing_required", "缺少必填欄位", "a required field is empty"},
    FlawName{Flaw::implausible_date, "implausible_date", "出生日期晚於基準日", "born after the base date"},
    FlawName{Flaw::unknown_code, "unknown_code", "代碼不在代碼檔內", "a code that its table does not have"},
    FlawName{Flaw::two_heads, "two_heads", "一戶有兩位戶長", "two heads in one household"},
    FlawName{Flaw::head_elsewhere, "head_elsewhere", "戶長不在戶內", "the head is not in the household"},
    FlawName{Flaw::one_sided_spouse, "one_sided_spouse", "配偶未互指", "a spouse who does not point back"},
    FlawName{Flaw::repeated_person, "repeated_person", "同一人重複出現", "the same person twice"},
    FlawName{Flaw::too_many_bad_rows, "too_many_bad_rows", "錯誤筆數過多", "too many bad rows"},
};

// Changes one byte in the middle of the file.
base::Result<void> change_a_byte(const std::filesystem::path& path, std::int64_t size) {
    std::fstream file{path, std::ios::in | std::ios::out | std::ios::binary};
    char byte = 0;
    file.seekg(size / 2);
    file.get(byte);
    file.seekp(size / 2);
    file.put(static_cast<char>(byte ^ 1));
    file.close();
    if (!file) return base::Error{base::Fault::unavailable, "demo.write_failed"};
    return {};
}

}  // namespace

std::span<const FlawName> flaw_names() { return names; }

base::Result<City> write_flawed(Flaw flaw, const CityOptions& options, const law::Districts& districts,
                                const OnProgress& on_progress) {
    City city = TRY(write_city(options, districts, on_progress, flaw));
    for (const WrittenDelivery& delivery : city.deliveries) {
        if (flaw == Flaw::wrong_hash) {
            TRY(change_a_byte(delivery.data, delivery.bytes));
        }
        if (flaw == Flaw::truncated) {
            std::error_code error;
            std::filesystem::resize_file(delivery.data, static_cast<std::uintmax_t>(delivery.bytes * 3 / 5), error);
            if (error) return base::Error{base::Fault::unavailable, "demo.write_failed"};
        }
    }
    return city;
}

}  // namespace menhu::demo
