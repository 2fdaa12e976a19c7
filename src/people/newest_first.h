#pragma once
// One page of a list that is in memory and has the newest first: after the last one of the page before, so many at
// most. Any thread.
#include <cstdint>
#include <utility>
#include <vector>

namespace menhu::people {

// Page: items, total, has_more. Question: before (an id, if any), limit.
template <class Page, class One, class Question>
Page page_of(std::vector<One> all, const Question& question) {
    Page page;
    page.total = static_cast<std::int64_t>(all.size());
    for (One& one : all) {
        if (question.before && one.id >= *question.before) continue;
        if (static_cast<std::int64_t>(page.items.size()) == question.limit) {
            page.has_more = true;
            break;
        }
        page.items.push_back(std::move(one));
    }
    return page;
}

}  // namespace menhu::people
