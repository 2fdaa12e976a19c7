#pragma once
// The handlers of legal bases, purposes and links. Thread rule: see endpoint.h.
#include "web/handlers.h"

namespace menhu::web {

// catalogue_form.cc
Answer get_catalogue_form(const Rooms& rooms, const Call& call);
Answer get_link_candidates(const Rooms& rooms, const Call& call);
// bases.cc
Answer get_bases(const Rooms& rooms, const Call& call);
Answer get_basis(const Rooms& rooms, const Call& call);
Answer post_basis(const Rooms& rooms, const Call& call);
Answer post_basis_dates(const Rooms& rooms, const Call& call);
// purposes.cc
Answer get_purposes(const Rooms& rooms, const Call& call);
Answer get_purpose(const Rooms& rooms, const Call& call);
Answer post_purpose(const Rooms& rooms, const Call& call);
Answer put_purpose(const Rooms& rooms, const Call& call);
Answer post_purpose_approve(const Rooms& rooms, const Call& call);
Answer post_purpose_refuse(const Rooms& rooms, const Call& call);
Answer post_purpose_end(const Rooms& rooms, const Call& call);
// links.cc
Answer get_links(const Rooms& rooms, const Call& call);
Answer get_link(const Rooms& rooms, const Call& call);
Answer get_link_usage(const Rooms& rooms, const Call& call);
Answer get_link_review_pdf(const Rooms& rooms, const Call& call);
Answer get_link_review_odt(const Rooms& rooms, const Call& call);
// link_acts.cc
Answer post_link(const Rooms& rooms, const Call& call);
Answer post_link_change(const Rooms& rooms, const Call& call);
Answer post_link_renewal(const Rooms& rooms, const Call& call);
Answer post_link_suspend(const Rooms& rooms, const Call& call);
Answer post_link_resume(const Rooms& rooms, const Call& call);
Answer post_link_ending(const Rooms& rooms, const Call& call);
Answer post_link_keep(const Rooms& rooms, const Call& call);
Answer post_link_person(const Rooms& rooms, const Call& call);
Answer post_link_person_end(const Rooms& rooms, const Call& call);
Answer post_link_review(const Rooms& rooms, const Call& call);

}  // namespace menhu::web
