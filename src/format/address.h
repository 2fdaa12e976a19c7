#pragma once
// Taiwanese addresses, split into their parts. Splitting never loses text: the raw address stays with the caller and
// what no part takes is in `rest`. Pure; any thread.
#include <string>
#include <string_view>

namespace menhu::format {

// Each part with its own word (…市, …里, 003鄰, …路, 二段, 12巷 …) or empty.
struct Address {
    std::string county;         // 桃園市
    std::string district;       // 中壢區
    std::string village;        // 普義里
    std::string neighbourhood;  // 003鄰: three digits
    std::string road;           // 中山路, 成功大道, or a place name 下庄子
    std::string section;        // 二段: Chinese numeral, as the address standard has it
    std::string lane;           // 12巷
    std::string alley;          // 3弄
    std::string sub_alley;      // 5衖
    std::string number;         // 100之1號: "100號之1" is written so too
    std::string floor;          // 5樓, 地下1樓
    std::string room;           // 之3, 302室
    std::string rest;
};
Address split_address(std::string_view address);

// A form for comparing: half width, 台→臺, Chinese numerals before 巷弄衖號樓室鄰 as digits, digits before 段 as
// Chinese numerals, no spaces, no leading zeros.
std::string normalise_address(std::string_view address);

}  // namespace menhu::format
