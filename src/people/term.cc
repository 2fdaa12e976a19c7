#include "people/term.h"

namespace menhu::people {

base::Instant after(base::Instant start, const law::Term& term) {
    constexpr std::chrono::hours taipei{8};  // without summer time since 1980
    const base::Instant local = start + taipei;
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const base::Duration time = local - day;
    std::chrono::year_month_day date{day};
    switch (term.in) {
        case law::Term::In::days:
            return start + std::chrono::days{term.count};
        case law::Term::In::months:
            date += std::chrono::months{term.count};
            break;
        case law::Term::In::years:
            date += std::chrono::years{term.count};
            break;
    }
    if (!date.ok()) date = date.year() / date.month() / std::chrono::last;
    return base::Instant{std::chrono::sys_days{date}} + time - taipei;
}

}  // namespace menhu::people
