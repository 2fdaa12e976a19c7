// The register of attachments: who put what into which case.
#include <algorithm>
#include <array>

#include "web/attachment_views.h"
#include "web/day.h"
#include "web/handlers_attachment.h"
#include "web/page_limit.h"

namespace menhu::web {

namespace {

constexpr std::array<std::string_view, 3> scope_names{"own", "unit", "all"};

std::expected<registry::AttachmentSearch, Invalid> search_of(AttachmentSearchRequest request) {
    using Search = registry::AttachmentSearch;
    Search out;
    if (request.scope) out.scope = static_cast<Search::Scope>(*request.scope);
    if (request.state) out.state = static_cast<Search::State>(*request.state);
    if (request.kind) out.kind = static_cast<registry::ExhibitKind>(*request.kind);
    if (request.case_number) out.case_number = std::move(request.case_number->value);
    if (request.sha256) {
        const auto bytes = base::from_hex(request.sha256->value);
        if (!bytes)
            return std::unexpected{wrong_type("sha256", "應為 64 個十六進位數字", "must be 64 hexadecimal digits")};
        std::ranges::copy(*bytes, out.sha256.emplace().begin());
    }
    if (request.next) {
        out.before = registry::AttachmentId::parse(request.next->value);
        if (!out.before) return std::unexpected{unknown_word("next")};
    }
    const auto limit = page_limit(request.limit);
    if (!limit) return std::unexpected{limit.error()};
    out.limit = *limit;
    return out;
}

static_assert(static_cast<int>(AttachmentScope::all) == static_cast<int>(registry::AttachmentSearch::Scope::all));
static_assert(static_cast<int>(AttachmentFile::paper_unsaid) ==
              static_cast<int>(registry::AttachmentSearch::State::paper_unsaid));
static_assert(static_cast<int>(AttachmentKind::match) == static_cast<int>(registry::ExhibitKind::match));

}  // namespace

base::Result<CaseAttachmentView> view_of(Names& names, const registry::Attachment& attachment) {
    const auto& words = registry::words_of(attachment.kind);
    CaseAttachmentView view;
    view.id = attachment.id.text();
    view.kind = words.code;
    view.kind_zh = words.zh;
    view.kind_en = words.en;
    view.shown = attachment.shown == registry::Shown::full ? "full" : "masked";
    view.keeps = registry::keeps_code(attachment.keeps);
    view.case_number = attachment.case_number.reveal();
    view.attached_by = TRY(names.account(attachment.account));
    view.unit = TRY(names.unit(attachment.unit));
    view.grant = attachment.grant.text();
    const auto* const grant = TRY(names.grant(attachment.grant));
    if (grant != nullptr) {
        view.purpose_zh = grant->purpose_zh;
        view.purpose_en = grant->purpose_en;
    }
    view.log = std::to_string(attachment.source_log);
    view.first_index = attachment.source_first;
    view.last_index = attachment.source_last;
    view.entry_log = std::to_string(attachment.entry_log);
    view.entry_index = attachment.entry_index;
    view.people = attachment.people;
    view.bytes = attachment.bytes;
    view.sha256 = base::to_hex(attachment.sha256);
    view.made_at = instant_text(attachment.made_at);
    view.ends_at = instant_text(attachment.ends_at);
    view.due_on = last_day_text(attachment.due_at);
    view.file = registry::file_code(attachment.file);
    view.opened = attachment.opened;
    view.paper = registry::paper_code(attachment.paper);
    if (!attachment.paper_on.empty()) view.paper_on = attachment.paper_on;
    view.may = {.open = attachment.may_open(), .destroy = attachment.may_destroy(), .say = attachment.may_say()};
    return view;
}

Answer post_attachment_search(const Rooms& rooms, const Call& call) {
    AttachmentSearchRequest request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    auto search = search_of(std::move(request));
    if (!search) return answer_problem(problem_of(std::move(search.error())));
    const auto limit = search->limit;
    search->limit = limit + 1;
    const auto answer = rooms.database.write([&](store::WriteTx& tx) -> base::Result<CaseAttachmentList> {
        const auto by = TRY(enter(tx, rooms, call));
        const auto page = TRY(registry::search_attachments(tx, rooms.registry, by, *search, call.now));
        CaseAttachmentList list{.items = {}, .total = page.total, .next = {}, .scopes = {}};
        Names names{tx, call.now};
        for (const auto& one : page.items) {
            if (static_cast<std::int64_t>(list.items.size()) == limit) {
                list.next = list.items.back().id;
                break;
            }
            auto view = TRY(view_of(names, one));
            list.items.push_back(std::move(view));
        }
        const auto widest = static_cast<std::size_t>(registry::widest_scope(by));
        if (by.has(people::Role::case_worker)) list.scopes.emplace_back(scope_names[0]);
        for (std::size_t at = 1; at <= widest; ++at) list.scopes.emplace_back(scope_names[at]);
        return list;
    });
    return answer ? answer_json(answer->value()) : answer_error(answer.error());
}

Answer get_attachment(const Rooms& rooms, const Call& call) {
    const auto id = registry::AttachmentId::parse(call.parts.at(0));
    if (!id) return answer_problem(problem_of("registry.attachment_unknown"));
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& by) -> base::Result<Answer> {
        const auto found = TRY(registry::find_attachment(tx, rooms.registry, by, *id, call.now));
        Names names{tx, call.now};
        const auto view = TRY(view_of(names, found));
        return answer_json(view);
    });
}

}  // namespace menhu::web
