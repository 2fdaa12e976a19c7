#include "grants/kinship_state.h"

namespace menhu::grants {

std::vector<Why> against_kinship(const std::optional<KinshipFacts>& facts, base::Instant now) {
    using Is = KinshipFacts::Is;
    // Whoever has no authorisation learns nothing of one.
    if (!facts || facts->own == Is::no) return {Why::kinship_not_authorised};
    std::vector<Why> whys;
    if (facts->link_approved == Is::no) whys.push_back(Why::kinship_not_approved);
    if (facts->withdrawn == Is::yes) whys.push_back(Why::kinship_withdrawn);
    if (facts->barred == Is::yes) whys.push_back(Why::kinship_barred);
    if (now < facts->from) whys.push_back(Why::kinship_not_yet_valid);
    if (now >= facts->until) whys.push_back(Why::kinship_expired);
    if (facts->of_case == Is::no) whys.push_back(Why::kinship_other_case);
    if (facts->of_person == Is::no) whys.push_back(Why::kinship_other_person);
    if (facts->opened == Is::no) whys.push_back(Why::kinship_not_opened);
    if (now >= facts->present_until) whys.push_back(Why::kinship_controller_absent);
    return whys;
}

}  // namespace menhu::grants
