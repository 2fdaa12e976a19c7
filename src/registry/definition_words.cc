#include "registry/definition_words.h"

#include <algorithm>
#include <array>
#include <vector>

namespace menhu::registry {

namespace {

// `*` stands for what the reader fills in, and in the Chinese for the same, in the same order.
struct Words {
    std::string_view en;
    std::string_view zh;
};

// The first that agrees counts: the longer before the shorter.
constexpr auto messages = std::to_array<Words>({
    // The text itself (TOML 1.0).
    {"a control character in a comment", "註解內有控制字元"},
    {"a control character or line end in a text", "文字內有控制字元，或沒有在同一行結束"},
    {"a control character in a text", "文字內有控制字元"},
    {"more on the line than belongs there", "這一行後面有多餘的內容"},
    {"an unknown escape", "不認得的跳脫字元（\\）"},
    {"an escape with too few digits", "跳脫字元的位數不足"},
    {"an escape that is no character", "跳脫字元不是有效的字元"},
    {"a text is not closed", "文字沒有結束的引號"},
    {"a key is expected", "這裡應為鍵名"},
    {"a table's name is not closed", "表名缺少結束的中括號"},
    {"a name before this one is no open table", "前面的名稱不是表，不能再加內容"},
    {"a name before this one is already something else", "前面的名稱已作他用"},
    {"this name is already something else", "這個名稱已作他用"},
    {"this name is already there", "這個名稱重複"},
    {"an equals sign is expected", "這裡應為等號"},
    {"a comma or the end of an array is expected", "這裡應為逗號，或陣列結束的中括號"},
    {"a comma or the end of an inline table is expected", "這裡應為逗號，或結束的大括號"},
    {"a value is expected", "這裡應為值；文字請加引號"},
    {"bytes that are not UTF-8", "不是 UTF-8 的位元組"},
    {"more than 4 MiB", "超過 4 MiB"},
    {"and * more", "還有 * 處"},
    // Keys and their values.
    {"unknown key *", "沒有 * 這個鍵"},
    {"* is missing", "缺少 *"},
    {"* is empty", "* 是空的"},
    {"fields is missing or empty", "fields 沒有欄位"},
    {"* must be from * to *", "* 應為 * 至 *"},
    {"* must be a date, YYYY-MM-DD", "* 應為日期（西元 YYYY-MM-DD）"},
    {"* must hold texts only", "* 內只能是文字"},
    {"* must hold tables only", "* 內只能是表"},
    {"* must be one of: *", "* 應為下列之一：*"},
    {"* must be one ASCII character", "* 應為一個 ASCII 字元"},
    {"name must be of a-z, 0-9 and _, at most 64", "name 限小寫英文字母、數字與底線，至多 64 個字"},
    // Form.
    {"quote and delimiter must differ", "quote 與 delimiter 不能相同"},
    {"newline = \"none\" needs form = \"fixed\"", "newline = \"none\" 只用於固定長度（form = \"fixed\"）"},
    {"mark is for form = \"fixed\"", "mark 只用於固定長度（form = \"fixed\"）"},
    {"bytes is for form = \"fixed\"", "bytes 只用於固定長度（form = \"fixed\"）"},
    {"at and length are for form = \"fixed\"", "at 與 length 只用於固定長度（form = \"fixed\"）"},
    {"* is for form = \"delimited\"", "* 只用於分隔符號（form = \"delimited\"）"},
    {"without line ends all records must have the same bytes", "沒有換行時，各種紀錄的長度（bytes）須相同"},
    // Codes.
    {"codes.* must be a table", "codes.* 應為表"},
    {"codes.* has no values", "codes.* 沒有任何代碼"},
    {"codes.*: * needs `means` for every code, one that * has", "codes.*：代碼 * 須有 means，且為 * 可用的值"},
    {"until is before from", "until 早於 from"},
    {"code must be ASCII without spaces", "code 限 ASCII，不含空白"},
    {"this code is there twice", "代碼重複"},
    {"there is no such code table", "沒有這個代碼表"},
    // Fields.
    {"* is not for this type", "* 不適用於這個型別"},
    {"yes and no must differ", "yes 與 no 不能相同"},
    {"* is there twice", "* 重複"},
    {"at and length must not cut a UTF-16 code unit", "at 與 length 不能切開 UTF-16 的碼元"},
    {"* passes the record's end", "* 超出紀錄的結尾"},
    {"* overlaps with another field or the mark", "* 與其他欄位或紀錄代號重疊"},
    {"before_republic must name a flag of the same record",
     "before_republic 應為同一紀錄內的註記欄位（type = \"flag\"）"},
    {"* has the wrong type", "* 的型別（type）不對"},
    {"* is no field of a header or trailer", "首筆或尾筆沒有 * 這個欄位"},
    {"* is no field of * (or give it type = \"filler\")", "* 不是*的欄位；不使用的內容請設 type = \"filler\""},
    // Records.
    {"bytes is above max_record_bytes", "bytes 大於 max_record_bytes"},
    {"mark must be ASCII", "mark 限 ASCII"},
    {"mark must be as long as the layout's mark says", "mark 的長度須與佈局的 mark 所定相同"},
    {"this role is there twice", "同一種紀錄（role）重複"},
    {"records need different marks", "各種紀錄的 mark 不能相同"},
    {"with several records each needs a mark", "有多種紀錄時，每一種都要有 mark"},
    {"the * record needs *", "*紀錄缺少 *"},
    {"`before` and `after` are for files of changes", "role = \"before\" 與 \"after\" 只用於異動檔"},
    {"a file holds people or changes, not both", "一個檔只能是全檔（person）或異動檔（change）"},
    {"a file of changes needs records with role = \"before\" and role = \"after\"",
     "異動檔須有 role = \"before\" 與 role = \"after\" 的紀錄"},
    {"before and after must have the same fields; one lacks *", "before 與 after 的欄位須相同；其中一種沒有 *"},
    {"a file of changes needs a record with role = \"header\"", "異動檔須有 role = \"header\" 的紀錄"},
    {"a record with role = \"person\" is missing", "缺少 role = \"person\" 的紀錄"},
    // Mapping of characters.
    {"the first line must be the header code,unicode[,note]", "第一行應為標題 code,unicode[,note]"},
    {"code and unicode are needed", "code 與 unicode 都要有"},
    {"code is no user-defined character (U+E000, FA40 or CNS12-2121)",
     "code 不是造字的寫法（U+E000、FA40 或 CNS12-2121）"},
    {"unicode is not written as U+4E00, or is a private-use character itself",
     "unicode 應寫成 U+4E00，且不能也是造字區的字"},
    {"U+* has more than one row", "U+* 重複"},
    // Kinds of values: after the rest, which are nearer.
    {"* must be *", "* 應為*"},
});

constexpr auto filled_in = std::to_array<Words>({
    {"a text", "文字"},
    {"an integer", "整數"},
    {"a number", "數字"},
    {"true or false", "是或否"},
    {"a date", "日期"},
    {"a table", "表"},
    {"an array", "陣列"},
    {"a person", "個人紀錄"},
    {"an event", "事件紀錄"},
    {"a change", "異動紀錄"},
    {"person", "個人"},
    {"event", "事件"},
    {"change", "異動"},
    {"before", "異動前"},
    {"after", "異動後"},
    {"header", "首筆"},
    {"trailer", "尾筆"},
});

// What stands for each star, if `text` is of that form; a star takes as little as it can.
bool agrees(std::string_view text, std::string_view form, std::vector<std::string_view>& stars) {
    const auto star = form.find('*');
    if (star == std::string_view::npos) return text == form;
    if (!text.starts_with(form.substr(0, star))) return false;
    text.remove_prefix(star);
    form.remove_prefix(star + 1);
    const auto literal = form.substr(0, form.find('*'));
    if (form.empty()) {
        stars.push_back(text);
        return !text.empty();
    }
    for (auto at = text.find(literal, 1); at != std::string_view::npos; at = text.find(literal, at + 1)) {
        stars.push_back(text.substr(0, at));
        if (agrees(text.substr(at), form, stars)) return true;
        stars.pop_back();
    }
    return false;
}

std::string_view word_of(std::string_view star) {
    const auto found = std::ranges::find(filled_in, star, &Words::en);
    return found == filled_in.end() ? star : found->zh;
}

}  // namespace

std::string chinese_of(std::string_view message) {
    for (const auto& [en, zh] : messages) {
        std::vector<std::string_view> stars;
        if (!agrees(message, en, stars)) continue;
        std::string out;
        std::size_t next = 0;
        for (const char c : zh) {
            if (c == '*' && next < stars.size()) {
                out += word_of(stars[next++]);
            } else {
                out.push_back(c);
            }
        }
        return out;
    }
    return std::string{message};
}

}  // namespace menhu::registry
