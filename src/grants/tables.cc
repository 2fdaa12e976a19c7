#include "grants/tables.h"

#include <vector>

#include "grants/attachment_rows.h"
#include "grants/basis_rows.h"
#include "grants/cases_rows.h"
#include "grants/conflict_rows.h"
#include "grants/decision_rows.h"
#include "grants/grant_rows.h"
#include "grants/held_rows.h"
#include "grants/history_rows.h"
#include "grants/holder_rows.h"
#include "grants/kinship_rows.h"
#include "grants/link_people_rows.h"
#include "grants/link_review_rows.h"
#include "grants/link_rows.h"
#include "grants/purpose_rows.h"
#include "grants/search_rows.h"
#include "grants/use_rows.h"
#include "grants/uses_rows.h"

namespace menhu::grants {

std::span<const store::Statement> statements() {
    static const std::vector<store::Statement> all = [] {
        std::vector<store::Statement> list;
        for (const auto part : {rows::basis_statements(), rows::purpose_statements(), rows::link_statements(),
                                rows::link_people_statements(), rows::link_review_statements(),
                                rows::grant_statements(), rows::held_statements(), rows::holder_statements(),
                                rows::decision_statements(), rows::use_statements(), rows::attachment_statements(),
                                rows::kinship_statements(), rows::conflict_statements(), rows::cases_statements(),
                                rows::history_statements(), rows::search_statements(), rows::uses_statements()}) {
            list.insert(list.end(), part.begin(), part.end());
        }
        return list;
    }();
    return all;
}

}  // namespace menhu::grants
