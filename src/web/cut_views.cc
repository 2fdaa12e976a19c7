#include "web/cut_views.h"

#include <algorithm>

#include "base/bytes.h"

namespace menhu::web {

namespace {

constexpr std::size_t raw_shown = 4096;  // bytes of a record

}  // namespace

CutRecordView view_of(const registry::CutRecord& record) {
    CutRecordView view{.number = static_cast<std::int64_t>(record.number),
                       .offset = static_cast<std::int64_t>(record.offset),
                       .role = record.role,
                       .problem = record.problem,
                       .raw = base::to_hex(base::ByteView{record.raw}.first(std::min(record.raw.size(), raw_shown))),
                       .fields = {}};
    for (const auto& field : record.fields) {
        const bool placed = field.at != 0 || (!record.fields.empty() && &field == &record.fields.front());
        view.fields.push_back({.name = field.name,
                               .label_zh = field.label_zh,
                               .label_en = field.label_en,
                               .at = placed ? static_cast<std::int64_t>(field.at) + 1 : 0,
                               .length = static_cast<std::int64_t>(field.length),
                               .raw = base::to_hex(field.raw),
                               .value = field.value,
                               .words_zh = field.words_zh,
                               .words_en = field.words_en,
                               .problem = field.problem});
    }
    return view;
}

}  // namespace menhu::web
