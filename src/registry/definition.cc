#include "registry/definition.h"

#include <charconv>
#include <memory>

#include "crypto/hash.h"
#include "format/code_points.h"
#include "registry/definition_rows.h"
#include "registry/definition_words.h"
#include "registry/inside.h"

namespace menhu::registry {

namespace {

constexpr std::size_t most_problems = 50;      // as TomlReader::finish names
constexpr std::string_view no_name = "input";  // stands where messages name their file

// "input:12: message" → 12 and the message; what has no line is of the whole.
DefinitionProblem read_line(std::string_view line) {
    DefinitionProblem problem;
    if (line.starts_with(no_name)) line.remove_prefix(no_name.size());
    if (line.starts_with(':')) {
        const auto end = line.find(':', 1);
        const auto digits = line.substr(1, end == std::string_view::npos ? 0 : end - 1);
        const auto [at, error] = std::from_chars(digits.data(), digits.data() + digits.size(), problem.line);
        if (error == std::errc{} && at == digits.data() + digits.size()) line.remove_prefix(end + 1);
    }
    while (line.starts_with(' ')) line.remove_prefix(1);
    problem.en = line;
    problem.zh = chinese_of(line);
    return problem;
}

std::vector<DefinitionProblem> problems_of(const base::Error& error) {
    std::vector<DefinitionProblem> problems;
    std::string_view rest = error.detail();
    while (!rest.empty()) {
        const auto end = std::min(rest.find('\n'), rest.size());
        problems.push_back(read_line(rest.substr(0, end)));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (problems.empty())
        problems.push_back({.line = 0, .zh = std::string{error.code()}, .en = std::string{error.code()}});
    return problems;
}

base::Result<ParsedDefinition> parse(DefinitionKind kind, std::string_view text) {
    ParsedDefinition parsed;
    switch (kind) {
        case DefinitionKind::layout:
            parsed.layout = TRY(format::parse_layout(text, no_name));
            break;
        case DefinitionKind::characters:
            parsed.characters = TRY(format::CharacterMap::parse_csv(text, std::string{no_name}));
            break;
        case DefinitionKind::villages: {
            auto districts = law::Districts::load({.name = no_name, .bytes = text});
            if (!districts) return law::data_error(districts.error());
            parsed.districts = std::move(*districts);
            break;
        }
    }
    return parsed;
}

// What no kind of text may hold, whatever its own rules are: the tables keep text, and people read it.
std::optional<DefinitionProblem> no_text(std::string_view text) {
    std::uint32_t line = 1;
    for (std::size_t at = 0; at < text.size();) {
        const auto point = format::next_code_point(text, at);
        at += point.size;
        if (point.value == '\n') ++line;
        const bool is_white = point.value == '\t' || point.value == '\n' || point.value == '\r';
        if (point.valid && (is_white || (point.value >= 0x20 && point.value != 0x7F))) continue;
        return DefinitionProblem{.line = line,
                                 .zh = "有不是文字的位元組（控制字元，或不是 UTF-8）",
                                 .en = "bytes that are no text (a control character, or not UTF-8)"};
    }
    return std::nullopt;
}

std::string name_of(DefinitionKind kind, const ParsedDefinition& parsed) {
    return kind == DefinitionKind::layout ? parsed.layout->name : std::string{definition_kind_code(kind)};
}

base::Error invalid() { return {base::Fault::bad_input, "registry.definition_invalid"}; }

ledger::Entry entry_of(std::string_view kind, const people::Actor& by, const Definition& definition) {
    ledger::Entry entry;
    entry.kind = kind;
    entry.account = by.account().number();
    entry.unit = by.unit().number();
    entry.facts = {{"definition", definition.id.text()},
                   {"kind", std::string{definition_kind_code(definition.kind)}},
                   {"name", definition.name},
                   {"sha256", base::to_hex(crypto::sha256(definition.text))}};
    entry.counts = {{"version", definition.version}};
    return entry;
}

// The parsed text of a version, kept from then on: what is in force is borrowed by imports and cards.
base::Result<const ParsedDefinition*> parsed_of(store::ReadTx& tx, Registry::Inside& inside, std::int64_t id) {
    {
        const std::lock_guard lock{inside.definitions_mutex};
        const auto found = inside.definitions.find(id);
        if (found != inside.definitions.end()) return found->second.get();
    }
    const auto definition = TRY(rows::definition(tx, id));
    // A draft may still change, so it is neither kept nor borrowed.
    if (!definition || definition->state == DefinitionState::draft) {
        return base::Error{base::Fault::not_found, "registry.definition_unknown"};
    }
    auto parsed = TRY(parse(definition->kind, definition->text));
    const std::lock_guard lock{inside.definitions_mutex};
    auto& kept = inside.definitions[id];
    if (kept == nullptr) kept = std::make_unique<ParsedDefinition>(std::move(parsed));
    return kept.get();
}

base::Result<const ParsedDefinition*> in_force(store::ReadTx& tx, Registry::Inside& inside, DefinitionKind kind,
                                               std::string_view name) {
    const auto id = TRY(rows::approved_definition(tx, kind, name));
    if (!id) return static_cast<const ParsedDefinition*>(nullptr);
    return parsed_of(tx, inside, *id);
}

}  // namespace

std::vector<DefinitionProblem> definition_problems(DefinitionKind kind, std::string_view text) {
    if (text.size() > longest_definition) {
        return {{.line = 0, .zh = "內容過長（上限 1 MiB）", .en = "longer than 1 MiB"}};
    }
    if (auto problem = no_text(text)) return {*std::move(problem)};
    if (kind == DefinitionKind::villages) {
        const auto districts = law::Districts::load({.name = no_name, .bytes = text});
        std::vector<DefinitionProblem> problems;
        if (districts) return problems;
        for (const auto& problem : districts.error()) {
            if (problems.size() == most_problems) break;
            problems.push_back({static_cast<std::uint32_t>(problem.line), problem.zh, problem.en});
        }
        return problems;
    }
    const auto parsed = parse(kind, text);
    return parsed ? std::vector<DefinitionProblem>{} : problems_of(parsed.error());
}

base::Result<DefinitionId> save_definition(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                                           DefinitionKind kind, std::string text, base::Random& random,
                                           base::Instant now) {
    TRY(people::require(by, people::Role::designated_person));
    if (text.size() > longest_definition || no_text(text)) return invalid();
    const auto parsed = parse(kind, text);
    if (!parsed) return invalid();
    Definition definition{.id = DefinitionId::make(now, random),
                          .kind = kind,
                          .name = name_of(kind, *parsed),
                          .version = 1,
                          .text = std::move(text),
                          .state = DefinitionState::draft,
                          .made_by = by.account(),
                          .made_by_name = by.display_name(),
                          .made_at = now,
                          .decided_by = std::nullopt,
                          .decided_by_name = {},
                          .decided_at = std::nullopt,
                          .reason = {}};
    const auto newest = TRY(rows::newest_definition(tx, kind, definition.name));
    if (newest && newest->state == DefinitionState::approved && newest->text == definition.text) {
        return base::Error{base::Fault::conflict, "registry.definition_same"};
    }
    if (newest && newest->state == DefinitionState::draft) {
        if (newest->made_by != by.account()) return base::Error{base::Fault::conflict, "registry.definition_draft"};
        definition.id = newest->id;
        definition.version = newest->version;
        TRY(rows::set_definition_text(tx, definition.id.number(), definition.text, now));
    } else {
        if (newest) definition.version = newest->version + 1;
        TRY(rows::insert_definition(tx, definition));
    }
    TRY(ledger::append(tx, registry.ledger(), entry_of("definition.saved", by, definition), now));
    return definition.id;
}

base::Result<void> decide_definition(store::WriteTx& tx, const Registry& registry, const people::Actor& by,
                                     DefinitionId id, Approval approval, std::string_view reason, base::Instant now) {
    TRY(people::require(by, people::Role::designated_person));
    const auto definition = TRY(rows::definition(tx, id.number()));
    if (!definition) return base::Error{base::Fault::not_found, "registry.definition_unknown"};
    if (definition->state != DefinitionState::draft) {
        return base::Error{base::Fault::conflict, "registry.definition_decided"};
    }
    const bool approves = approval == Approval::approve;
    if (approves && definition->made_by == by.account()) {
        return base::Error{base::Fault::refused, "registry.definition_own"};
    }
    if (!approves && reason.empty()) return base::Error{base::Fault::bad_input, "registry.definition_reason"};
    TRY(rows::decide_definition(tx, id.number(), approves ? DefinitionState::approved : DefinitionState::refused, by,
                                reason, now));
    TRY(ledger::append(tx, registry.ledger(),
                       entry_of(approves ? "definition.approved" : "definition.refused", by, *definition), now));
    return {};
}

base::Result<std::vector<Definition>> definitions(store::ReadTx& tx) { return rows::definitions(tx); }

base::Result<std::optional<Definition>> find_definition(store::ReadTx& tx, DefinitionId id) {
    return rows::definition(tx, id.number());
}

base::Result<LayoutInForce> layout_in_force(store::ReadTx& tx, const Registry& registry, std::string_view name) {
    const auto id = TRY(rows::approved_definition(tx, DefinitionKind::layout, name));
    if (!id) return LayoutInForce{.layout = registry.find_layout(name), .definition = std::nullopt};
    const auto* parsed = TRY(parsed_of(tx, registry.inside(), *id));
    return LayoutInForce{.layout = &*parsed->layout, .definition = DefinitionId{*id}};
}

base::Result<const format::Layout*> layout_of_generation(store::ReadTx& tx, Registry::Inside& inside,
                                                         std::int64_t generation, std::string_view name) {
    const auto id = TRY(rows::generation_definition(tx, generation));
    if (id) {
        const auto* parsed = TRY(parsed_of(tx, inside, *id));
        return parsed->layout ? &*parsed->layout : nullptr;
    }
    for (const auto& one : inside.settings.layouts) {
        if (one.name == name) return &one;
    }
    return static_cast<const format::Layout*>(nullptr);
}

base::Result<const format::CharacterMap*> characters_in_force(store::ReadTx& tx, const Registry& registry) {
    const auto* parsed = TRY(in_force(tx, registry.inside(), DefinitionKind::characters, "characters"));
    return parsed == nullptr ? &registry.settings().characters : &*parsed->characters;
}

base::Result<const law::Districts*> districts_of(store::ReadTx& tx, Registry::Inside& inside) {
    const auto* parsed = TRY(in_force(tx, inside, DefinitionKind::villages, "villages"));
    return parsed == nullptr ? inside.settings.districts : &*parsed->districts;
}

base::Result<const law::Districts*> districts_in_force(store::ReadTx& tx, const Registry& registry) {
    return districts_of(tx, registry.inside());
}

}  // namespace menhu::registry
