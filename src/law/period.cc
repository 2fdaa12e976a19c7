#include "law/period.h"

#include "base/result.h"

namespace menhu::law {

base::Period period_of(const Term& term) {
    switch (term.in) {
        case Term::In::days:
            return {term.count, base::PeriodUnit::day};
        case Term::In::months:
            return {term.count, base::PeriodUnit::month};
        case Term::In::years:
            return {term.count, base::PeriodUnit::year};
    }
    base::throw_bug("period_of: no such unit");
}

}  // namespace menhu::law
