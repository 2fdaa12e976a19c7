// menhu catalogue …: legal bases, purposes and links out of one installation and into another. menhu link …: which
// there are and how they stand.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "app/catalogue_file.h"
#include "app/commands.h"
#include "app/sign_in.h"
#include "grants/link_people.h"
#include "grants/link_review.h"
#include "people/account.h"
#include "people/operator.h"
#include "people/unit.h"

namespace menhu::app {

namespace {

using base::Error;
using base::Fault;

base::Result<CatalogueFile> held(store::ReadTx& tx) {
    CatalogueFile file;
    file.bases = TRY(grants::bases(tx));
    const auto purposes = TRY(grants::purposes(tx));
    for (const grants::Purpose& purpose : purposes) file.purposes.push_back(purpose.what);
    const auto links = TRY(grants::links(tx));
    for (const grants::Link& link : links) {
        const auto unit = TRY(people::find_unit(tx, link.terms.unit));
        file.links.push_back({.code = link.code,
                              .data_class = link.data_class,
                              .terms = link.terms,
                              .unit = unit ? unit->code : std::string{}});
    }
    return file;
}

base::Result<int> export_catalogue(const Command& command, House& house) {
    const auto file = TRY(house.database().read([](store::ReadTx& tx) { return held(tx); }));
    auto text = catalogue_text(file);
    text.pop_back();
    command.terminal.print(text);
    return 0;
}

// What a file would change, and the changes themselves if somebody makes them.
class Import {
public:
    Import(const grants::Desk& desk, const CatalogueFile& file, base::Random& random, base::Instant now)
        : desk_{desk}, file_{file}, random_{random}, now_{now} {}

    struct Change {
        std::string_view zh;
        std::string_view en;
        std::string what;
    };

    // With `by`: carries it out. Without: only says it.
    base::Result<std::vector<Change>> run(store::ReadTx& read, store::WriteTx* tx, const people::Actor* by) {
        tx_ = tx;
        by_ = by;
        const auto present = TRY(held(read));
        for (const auto& basis : file_.bases) TRY(take_basis(present, basis));
        for (const auto& purpose : file_.purposes) TRY(take_purpose(present, purpose));
        for (const auto& link : file_.links) TRY(take_link(read, present, link));
        return std::move(changes_);
    }

private:
    // A basis of another agency's own is known by its title; its id here may be another.
    base::Result<void> take_basis(const CatalogueFile& present, const grants::Basis& basis) {
        const bool own = basis.origin == grants::BasisOrigin::agency;
        const auto found = std::ranges::find_if(present.bases, [&](const grants::Basis& one) {
            return own ? one.origin == basis.origin && one.title == basis.title : one.id == basis.id;
        });
        if (found == present.bases.end()) {
            if (!own) return Error{Fault::not_found, "grants.basis_unknown", basis.id};
            changes_.push_back({"新增法規依據", "new basis", basis.title});
            if (tx_ == nullptr) return {};
            auto id = TRY(grants::add_basis(*tx_, desk_, *by_,
                                            {.title = basis.title,
                                             .title_en = basis.title_en,
                                             .articles = basis.articles,
                                             .from = basis.from,
                                             .until = basis.until},
                                            now_));
            ids_.emplace(basis.id, std::move(id));
            return {};
        }
        ids_.emplace(basis.id, found->id);
        if (found->from == basis.from && found->until == basis.until && found->replaced_by == basis.replaced_by) {
            return {};
        }
        changes_.push_back({"法規依據日期", "dates of a basis", found->id});
        if (tx_ == nullptr) return {};
        return grants::set_basis_dates(*tx_, desk_, *by_, found->id,
                                       {.from = setting(basis.from),
                                        .until = setting(basis.until),
                                        .replaced_by = setting(basis.replaced_by),
                                        .note = {}},
                                       now_);
    }

    base::Result<void> take_purpose(const CatalogueFile& present, grants::NewPurpose purpose) {
        for (std::string& id : purpose.bases) {
            if (const auto here = ids_.find(id); here != ids_.end()) id = here->second;
        }
        for (auto* list : {&purpose.bases, &purpose.units, &purpose.fields, &purpose.codes}) std::ranges::sort(*list);
        const auto found = std::ranges::find(present.purposes, purpose.code, &grants::NewPurpose::code);
        if (found == present.purposes.end()) {
            changes_.push_back({"新增用途（待核可）", "new purpose, to be approved", purpose.code});
            if (tx_ == nullptr) return {};
            TRY(grants::make_purpose(*tx_, desk_, *by_, purpose, random_, now_));
            return {};
        }
        if (*found == purpose) return {};
        changes_.push_back({"變更用途（待核可）", "changed purpose, to be approved", purpose.code});
        if (tx_ == nullptr) return {};
        TRY(grants::change_purpose(*tx_, desk_, *by_, purpose.code, purpose, now_));
        return {};
    }

    base::Result<void> take_link(store::ReadTx& read, const CatalogueFile& present, const LinkInFile& link) {
        const auto unit = TRY(people::find_unit(read, link.unit));
        if (!unit) return Error{Fault::not_found, "grants.unit_unknown", link.unit};
        grants::LinkTerms terms = link.terms;
        terms.unit = unit->id;
        for (auto& table : terms.tables) std::ranges::sort(table.fields);
        const auto found = std::ranges::find(present.links, link.code, &LinkInFile::code);
        if (found == present.links.end()) {
            changes_.push_back({"新增連結作業", "new link", link.code});
            if (tx_ == nullptr) return {};
            TRY(grants::register_link(*tx_, desk_, *by_,
                                      {.code = link.code, .data_class = link.data_class, .terms = std::move(terms)},
                                      random_, now_));
            return {};
        }
        if (found->terms == terms) return {};
        changes_.push_back({"變更連結作業", "changed link", link.code});
        if (tx_ == nullptr) return {};
        return grants::change_link(*tx_, desk_, *by_, link.code, terms, {}, now_);
    }

    template <class T>
    static grants::Setting<T> setting(const std::optional<T>& value) {
        return value ? grants::Setting<T>::to(*value) : grants::Setting<T>::none();
    }

    const grants::Desk& desk_;
    const CatalogueFile& file_;
    base::Random& random_;
    base::Instant now_;
    store::WriteTx* tx_ = nullptr;
    const people::Actor* by_ = nullptr;
    std::map<std::string, std::string> ids_;  // of the file to those of the installation
    std::vector<Change> changes_;
};

void say_changes(const Terminal& terminal, const std::vector<Import::Change>& changes) {
    for (const auto& change : changes) {
        terminal.print(fmt::format("{}\t{}", terminal.either(change.zh, change.en), change.what));
    }
    if (changes.empty()) terminal.say("沒有變更。", "Nothing changes.");
}

enum class Trial : std::uint8_t { dry, real };

base::Result<int> import_catalogue(const Command& command, House& house, const Arguments& arguments,
                                   const std::string& path, Trial trial) {
    const auto text = read_file(path);
    if (!text) return Error{Fault::not_found, "app.file_unreadable", path};
    const auto file = TRY(read_catalogue(*text, path));
    const auto now = command.clock.now();
    const grants::Desk desk = house.desk();
    if (trial == Trial::dry) {
        const auto changes = TRY(house.database().read(
            [&](store::ReadTx& tx) { return Import{desk, file, command.random, now}.run(tx, nullptr, nullptr); }));
        say_changes(command.terminal, changes);
        return 0;
    }
    const auto name = TRY(arguments.need("by"));
    auto account = TRY(SignedInAccount::ask(house, command.terminal, command.random, name, now));
    const auto actor = TRY(account.actor(now));
    const auto changes = TRY(house.database().write(
        [&, actor](store::WriteTx& tx) { return Import{desk, file, command.random, now}.run(tx, &tx, &actor); }));
    TRY(account.sign_out(command.clock.now()));
    say_changes(command.terminal, changes.value());
    return 0;
}

// The bases of the profile that this version brings, by the operator.
base::Result<int> adopt(const Command& command, House& house) {
    const auto now = command.clock.now();
    const auto changed = TRY(house.database().write([&house, now](store::WriteTx& tx) -> base::Result<std::int64_t> {
        const auto actor = TRY(people::operator_actor(tx, house.office(), "catalogue adopt", now));
        return grants::adopt_bases(tx, house.desk(), actor, now);
    }));
    command.terminal.print(fmt::format(
        "{}: {}", command.terminal.either("新增或變更的法規依據", "Bases new or changed"), changed.value()));
    return 0;
}

// By who acts as head of the agency.
base::Result<int> approve(const Command& command, House& house, const Arguments& arguments, const std::string& code) {
    const auto name = TRY(arguments.need("by"));
    const auto now = command.clock.now();
    auto account = TRY(SignedInAccount::ask(house, command.terminal, command.random, name, now));
    const auto actor = TRY(account.actor(now));
    TRY(house.database().write(
        [&house, actor, code, note = arguments.option_or("note", ""), now](store::WriteTx& tx) -> base::Result<int> {
            TRY(grants::approve_purpose(tx, house.desk(), actor, code, std::nullopt, note, now));
            return 0;
        }));
    TRY(account.sign_out(command.clock.now()));
    command.terminal.say("完成。", "Done.");
    return 0;
}

base::Result<int> list_links(const Command& command, House& house) {
    const auto now = command.clock.now();
    return house.database().read([&](store::ReadTx& tx) -> base::Result<int> {
        const auto all = TRY(grants::links(tx));
        for (const grants::Link& link : all) {
            command.terminal.print(fmt::format("{}\t{}\t{}\t{}\t{}", link.code, link.terms.name_zh,
                                               grants::link_state_code(link.state(now)),
                                               base::to_rfc3339(link.over_at()), link.terms.letter));
        }
        return 0;
    });
}

base::Result<int> show_link(const Command& command, House& house, const std::string& code) {
    const auto now = command.clock.now();
    const Terminal& out = command.terminal;
    return house.database().read([&](store::ReadTx& tx) -> base::Result<int> {
        const auto link = TRY(grants::find_link(tx, code));
        if (!link) return Error{Fault::not_found, "grants.link_unknown", code};
        const auto unit = TRY(people::find_unit(tx, link->terms.unit));
        const auto standing = TRY(grants::link_standing(tx, house.profile(), *link, now));
        const auto line = [&](std::string_view zh, std::string_view en, std::string_view value) {
            out.print(fmt::format("{}: {}", out.either(zh, en), value));
        };
        line("連結作業", "link", link->code + " " + link->terms.name_zh);
        line("提供機關", "provider", link->terms.provider);
        line("資料類別", "data class", grants::data_class_code(link->data_class));
        line("狀態", "state", grants::link_state_code(link->state(now)));
        line("管理單位", "managing unit", unit ? unit->name_zh : std::string{});
        line("核准文號", "letter", link->terms.letter);
        line("起", "from", base::to_rfc3339(link->terms.from));
        line("迄", "until", base::to_rfc3339(link->over_at()));
        line("剩餘日數", "days left", std::to_string(link->days_left(now)));
        line("檢討期限", "review due", base::to_iso(standing.review_due));
        for (const grants::LinkTable& table : link->terms.tables) {
            line("資料表", "table", fmt::format("{} {}（{}）", table.number, table.name, table.fields.size()));
        }
        const auto people = TRY(grants::people_of_link(tx, link->id));
        for (const grants::LinkPerson& person : people) {
            if (!person.in_force(now)) continue;
            const auto account = TRY(people::find_account(tx, person.account, now));
            line("負責人", "in charge",
                 fmt::format("{} {}", grants::link_duty_code(person.duty), account ? account->name : std::string{}));
        }
        for (const grants::LinkNotice& notice : standing.notices) {
            line("提醒", "notice", out.either(notice.zh, notice.en));
        }
        return 0;
    });
}

}  // namespace

base::Result<int> catalogue_command(const Command& command) {
    const auto what = command.words.empty() ? std::string{} : command.words.front();
    const bool imports = what == "import";
    const bool approves = what == "approve";
    const auto arguments =
        TRY(Arguments::parse(command.words, {"by", "note"}, {"dry-run"}, imports || approves ? 2 : 1));
    auto house = TRY(open_house(command, arguments));
    if (what == "export") return export_catalogue(command, *house);
    if (imports) {
        const auto trial = arguments.has("dry-run") ? Trial::dry : Trial::real;
        return import_catalogue(command, *house, arguments, arguments.words().at(1), trial);
    }
    if (what == "adopt") return adopt(command, *house);
    if (approves) return approve(command, *house, arguments, arguments.words().at(1));
    return Error{Fault::bad_input, "app.command_unknown", "catalogue " + what};
}

base::Result<int> link_command(const Command& command) {
    const auto what = command.words.empty() ? std::string{} : command.words.front();
    const bool shows = what == "show";
    const auto arguments = TRY(Arguments::parse(command.words, {}, {}, shows ? 2 : 1));
    auto house = TRY(open_house(command, arguments));
    if (what == "list") return list_links(command, *house);
    if (shows) return show_link(command, *house, arguments.words().at(1));
    return Error{Fault::bad_input, "app.command_unknown", "link " + what};
}

}  // namespace menhu::app
