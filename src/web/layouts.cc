// Layouts, user-defined characters and villages as versions (U1.1, S2.1).
#include <algorithm>
#include <map>

#include "registry/definition.h"
#include "web/handlers_delivery.h"
#include "web/views_layout.h"

namespace menhu::web {

namespace {

using registry::Definition;
using registry::DefinitionKind;
using registry::DefinitionState;

base::Error no_such_definition() { return {base::Fault::not_found, "registry.definition_unknown"}; }

void describe(const format::Layout& layout, DefinitionView& view) {
    view.title_zh = layout.title_zh;
    view.title_en = layout.title_en;
    view.notice = layout.notice;
    view.table_number = layout.table_number;
    view.encoding = format::encoding_name(layout.encoding);
    view.form = layout.form == format::FileForm::fixed ? "fixed" : "delimited";
    for (const auto& record : layout.records) {
        view.fields = std::max(view.fields, static_cast<std::int64_t>(record.fields.size()));
    }
}

void describe(const law::Districts& districts, DefinitionView& view) {
    view.title_zh = std::string{districts.county_name()} + "行政區與村里";
    view.title_en = "Districts and villages";
    for (const auto& district : districts.all()) view.fields += static_cast<std::int64_t>(district.villages.size());
}

void describe_characters(std::int64_t rows, DefinitionView& view) {
    view.title_zh = "造字對照表";
    view.title_en = "User-defined characters";
    view.fields = rows;
}

DefinitionView built_in(DefinitionKind kind, std::string_view name) {
    DefinitionView view;
    view.ref = view.name = name;
    view.kind = registry::definition_kind_code(kind);
    view.state = "built_in";
    return view;
}

// What is in a text; a text that was kept can be read.
void describe(const Definition& definition, DefinitionView& view) {
    if (definition.kind == DefinitionKind::layout) {
        if (const auto layout = format::parse_layout(definition.text, definition.name)) describe(*layout, view);
    } else if (definition.kind == DefinitionKind::characters) {
        const auto map = format::CharacterMap::parse_csv(definition.text, definition.name);
        describe_characters(map ? static_cast<std::int64_t>(map->rows().size()) : 0, view);
    } else if (const auto districts = law::Districts::load({.name = definition.name, .bytes = definition.text})) {
        describe(*districts, view);
    }
}

DefinitionView view_of(const Definition& definition, const people::Actor& actor, bool in_force) {
    DefinitionView view;
    view.ref = definition.id.text();
    view.kind = registry::definition_kind_code(definition.kind);
    view.name = definition.name;
    view.version = definition.version;
    view.state = registry::definition_state_code(definition.state);
    view.in_force = in_force;
    view.made_by = definition.made_by_name;
    view.made_at = instant_text(definition.made_at);
    view.decided_by = definition.decided_by_name;
    if (definition.decided_at) view.decided_at = instant_text(*definition.decided_at);
    view.reason = definition.reason;
    describe(definition, view);
    if (definition.state == DefinitionState::draft && actor.has(people::Role::designated_person)) {
        if (definition.made_by == actor.account()) {
            view.may = {"change", "refuse"};
        } else {
            view.may = {"approve", "refuse"};
        }
    }
    return view;
}

using Key = std::pair<DefinitionKind, std::string>;

// The version of each name that is in force, among those that were made here.
std::map<Key, registry::DefinitionId> in_force_of(const std::vector<Definition>& definitions) {
    std::map<Key, registry::DefinitionId> ids;
    for (const auto& one : definitions) {  // the newest first
        if (one.state == DefinitionState::approved) ids.try_emplace({one.kind, one.name}, one.id);
    }
    return ids;
}

std::vector<DefinitionView> built_in_views(const Rooms& rooms, const std::map<Key, registry::DefinitionId>& made) {
    std::vector<DefinitionView> views;
    const auto add = [&](DefinitionView view, DefinitionKind kind) {
        view.in_force = !made.contains({kind, view.name});
        views.push_back(std::move(view));
    };
    for (const auto& layout : rooms.registry.settings().layouts) {
        auto view = built_in(DefinitionKind::layout, layout.name);
        describe(layout, view);
        add(std::move(view), DefinitionKind::layout);
    }
    if (const auto& characters = rooms.registry.settings().characters; !characters.rows().empty()) {
        auto view = built_in(DefinitionKind::characters, "characters");
        describe_characters(static_cast<std::int64_t>(characters.rows().size()), view);
        add(std::move(view), DefinitionKind::characters);
    }
    if (const auto* districts = rooms.registry.settings().districts) {
        auto view = built_in(DefinitionKind::villages, "villages");
        describe(*districts, view);
        add(std::move(view), DefinitionKind::villages);
    }
    return views;
}

// A text of at most 1 MiB, taken in whole before anything is done with it.
class TextUpload : public UploadSink {
public:
    TextUpload(const Rooms& rooms, Call call, DefinitionKind kind)
        : rooms_{rooms}, call_{std::move(call)}, kind_{kind} {}
    base::Result<void> write(base::ByteView piece) override {
        if (call_.body.size() + piece.size() > registry::longest_definition) {
            return base::Error{base::Fault::bad_input, "web.body_too_large"};
        }
        call_.body.append(piece.begin(), piece.end());
        return {};
    }

protected:
    const Rooms& rooms_;
    Call call_;
    DefinitionKind kind_;
};

class CheckUpload final : public TextUpload {
public:
    using TextUpload::TextUpload;
    Answer finish() override {
        DefinitionCheck check;
        for (const auto& problem : registry::definition_problems(kind_, call_.body)) {
            check.problems.push_back({problem.line, problem.zh, problem.en});
        }
        return answer_json(check);
    }
};

class SaveUpload final : public TextUpload {
public:
    using TextUpload::TextUpload;
    Answer finish() override {
        const auto id = rooms_.database.write([this](store::WriteTx& tx) -> base::Result<registry::DefinitionId> {
            const auto actor = TRY(enter(tx, rooms_, call_));
            return registry::save_definition(tx, rooms_.registry, actor, kind_, call_.body, rooms_.random, call_.now);
        });
        if (!id) return answer_error(id.error());
        auto answer = answer_json(DefinitionSaved{.ref = id->value().text()});
        answer.status = call_.endpoint->success;
        return answer;
    }
};

template <class Upload>
std::expected<std::unique_ptr<UploadSink>, Answer> begin(const Rooms& rooms, const Call& call) {
    const auto actor = rooms.database.read([&](store::ReadTx& tx) { return enter(tx, rooms, call); });
    if (!actor) return std::unexpected{answer_error(actor.error())};
    const auto kind = registry::definition_kind_named(call.query_value("kind"));
    if (!kind) {
        return std::unexpected{answer_problem(problem_of(
            Invalid{"kind", "應為 layout、characters 或 villages", "must be layout, characters or villages"}))};
    }
    return std::make_unique<Upload>(rooms, call, *kind);
}

Answer decide(const Rooms& rooms, const Call& call, registry::Approval approval, const std::string& reason) {
    const auto id = registry::DefinitionId::parse(call.parts.at(0));
    if (!id) return answer_error(no_such_definition());
    const auto done =
        rooms.database.write([&rooms, call, id = *id, approval, reason](store::WriteTx& tx) -> base::Result<void> {
            const auto actor = TRY(enter(tx, rooms, call));
            return registry::decide_definition(tx, rooms.registry, actor, id, approval, reason, call.now);
        });
    return done ? answer_nothing() : answer_error(done.error());
}

}  // namespace

Answer get_layouts(const Rooms& rooms, const Call& call) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        const auto definitions = TRY(registry::definitions(tx));
        const auto in_force = in_force_of(definitions);
        DefinitionList list;
        for (const auto& one : definitions) {
            const auto found = in_force.find({one.kind, one.name});
            list.items.push_back(view_of(one, actor, found != in_force.end() && found->second == one.id));
        }
        for (auto& view : built_in_views(rooms, in_force)) list.items.push_back(std::move(view));
        list.total = static_cast<std::int64_t>(list.items.size());
        return answer_json(list);
    });
}

Answer get_layout(const Rooms& rooms, const Call& call) {
    return in_one_read(rooms, call, [&](store::ReadTx& tx, const people::Actor& actor) -> base::Result<Answer> {
        const auto definitions = TRY(registry::definitions(tx));
        const auto in_force = in_force_of(definitions);
        const auto id = registry::DefinitionId::parse(call.parts.at(0));
        const auto found =
            std::ranges::find_if(definitions, [&](const Definition& one) { return id && one.id == *id; });
        if (found != definitions.end()) {
            const auto current = in_force.find({found->kind, found->name});
            const bool is_current = current != in_force.end() && current->second == found->id;
            DefinitionText view{
                .definition = view_of(*found, actor, is_current), .text = found->text, .in_force_text = {}};
            if (current != in_force.end() && !is_current) {
                const auto other = std::ranges::find(definitions, current->second, &Definition::id);
                view.in_force_text = other->text;
            }
            return answer_json(view);
        }
        for (const auto& file : format::demonstration_layouts()) {
            const auto layout = TRY(format::parse_layout(file.bytes, file.name));
            if (layout.name != call.parts.at(0)) continue;
            auto view = built_in(DefinitionKind::layout, layout.name);
            describe(layout, view);
            view.in_force = !in_force.contains({DefinitionKind::layout, layout.name});
            return answer_json(
                DefinitionText{.definition = std::move(view), .text = std::string{file.bytes}, .in_force_text = {}});
        }
        if (call.parts.at(0) == "villages") {
            const auto& file = law::taoyuan_districts();
            auto view = built_in(DefinitionKind::villages, "villages");
            view.in_force = !in_force.contains({DefinitionKind::villages, "villages"});
            return answer_json(
                DefinitionText{.definition = std::move(view), .text = std::string{file.bytes}, .in_force_text = {}});
        }
        return no_such_definition();
    });
}

std::expected<std::unique_ptr<UploadSink>, Answer> post_layout(const Rooms& rooms, const Call& call) {
    return begin<SaveUpload>(rooms, call);
}

std::expected<std::unique_ptr<UploadSink>, Answer> post_layout_check(const Rooms& rooms, const Call& call) {
    return begin<CheckUpload>(rooms, call);
}

Answer post_layout_approve(const Rooms& rooms, const Call& call) {
    return decide(rooms, call, registry::Approval::approve, "");
}

Answer post_layout_refuse(const Rooms& rooms, const Call& call) {
    DefinitionRefusal request;
    if (auto wrong = read_body(call, request)) return answer_problem(problem_of(std::move(*wrong)));
    return decide(rooms, call, registry::Approval::refuse, request.reason.value);
}

}  // namespace menhu::web
