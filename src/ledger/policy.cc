#include "ledger/policy.h"

#include <fmt/format.h>

#include <algorithm>

#include "ledger/text.h"

namespace menhu::ledger {
namespace {

constexpr std::size_t most_bytes = 1'000'000;
constexpr std::size_t most_members = 1000;

base::Error malformed(std::string_view what) {
    return {base::Fault::bad_input, "ledger.policy_malformed", std::string{what}};
}

std::vector<std::string_view> words_of(std::string_view line) {
    std::vector<std::string_view> words;
    while (true) {
        const std::size_t start = line.find_first_not_of(" \t");
        if (start == std::string_view::npos) return words;
        const std::size_t end = std::min(line.find_first_of(" \t", start), line.size());
        words.push_back(line.substr(start, end - start));
        line.remove_prefix(end);
    }
}

bool same_key(const NoteKey& left, const NoteKey& right) { return left.key.bytes() == right.key.bytes(); }

}  // namespace

std::size_t TrustPolicy::find(std::string_view name) const {
    const auto found = std::ranges::find(members_, name, &Member::name);
    return static_cast<std::size_t>(found - members_.begin());
}

base::Result<void> TrustPolicy::read_line(std::string_view line) {
    const std::vector<std::string_view> words = words_of(line);
    if (words.empty() || words[0].starts_with('#')) return {};
    if (words[0] == "log" && (words.size() == 2 || words.size() == 3)) {
        const auto key = NoteKey::parse(words[1]);
        if (!key || key->type != KeyType::log) return malformed("key");
        if (std::ranges::any_of(logs_, [&](const NoteKey& other) { return same_key(other, *key); })) {
            return malformed("the same log twice");
        }
        logs_.push_back(*key);
        return {};
    }
    if (words[0] == "quorum" && words.size() == 2) {
        if (has_quorum_) return malformed("a second quorum");
        has_quorum_ = true;
        if (words[1] == "none") return {};
        const std::size_t place = find(words[1]);
        if (place == members_.size()) return malformed("name not defined");
        quorum_.push_back(place);
        return {};
    }
    if (words.size() < 3 || members_.size() == most_members) return malformed("line");
    if (words[1] == "none" || find(words[1]) != members_.size()) return malformed("name taken");
    Member member{.name = std::string{words[1]}, .key = {}, .members = {}, .threshold = 0};
    if (words[0] == "witness" && words.size() <= 4) {
        const auto key = NoteKey::parse(words[2]);
        if (!key || key->type != KeyType::witness) return malformed("key");
        for (const Member& other : members_) {
            if (!other.key.empty() && same_key(other.key[0], *key)) return malformed("the same witness twice");
        }
        member.key.push_back(*key);
    } else if (words[0] == "group" && words.size() >= 4) {
        for (std::size_t i = 3; i < words.size(); ++i) {
            const std::size_t place = find(words[i]);
            if (place == members_.size()) return malformed("name not defined");
            // At most once anywhere, so that each witness counts in only one way.
            const auto holds = [&](const Member& other) {
                return std::ranges::find(other.members, place) != other.members.end();
            };
            if (holds(member) || std::ranges::any_of(members_, holds)) return malformed("member listed twice");
            member.members.push_back(place);
        }
        const auto count = static_cast<std::int64_t>(member.members.size());
        const auto threshold = words[2] == "all"   ? std::optional{count}
                               : words[2] == "any" ? std::optional{std::int64_t{1}}
                                                   : decimal_number(words[2]);
        if (!threshold || *threshold < 1 || *threshold > count) return malformed("threshold");
        member.threshold = static_cast<std::size_t>(*threshold);
    } else {
        return malformed("line");
    }
    members_.push_back(std::move(member));
    return {};
}

base::Result<TrustPolicy> TrustPolicy::parse(std::string_view text) {
    if (text.size() > most_bytes) return malformed("too long");
    TrustPolicy policy;
    for (int number = 1; !text.empty(); ++number) {
        const auto line = take_line(text);
        const auto control = [](char c) { return (c >= 0 && c < 0x20 && c != '\t') || c == 0x7f; };
        if (!line || std::ranges::any_of(*line, control)) {
            return malformed(fmt::format("line {}: characters", number));
        }
        const auto read = policy.read_line(*line);
        if (!read) return malformed(fmt::format("line {}: {}", number, read.error().detail()));
    }
    if (!policy.has_quorum_) return malformed("no quorum line");
    return policy;
}

base::Result<TrustPolicy> TrustPolicy::of_log(std::string_view vkey) {
    const auto key = NoteKey::parse(vkey);
    if (!key || key->type != KeyType::log) return base::Error{base::Fault::bad_input, "ledger.key_malformed"};
    TrustPolicy policy;
    policy.logs_.push_back(*key);
    policy.has_quorum_ = true;
    return policy;
}

base::Result<Checkpoint> TrustPolicy::check(std::string_view text) const {
    const Note note = TRY(parse_note(text));
    Checkpoint checkpoint = TRY(parse_checkpoint(note.text));
    const base::Error wrong{base::Fault::corrupt, "ledger.signature_wrong"};
    bool signed_by_log = false;
    for (const NoteKey& log : logs_) {
        if (log.name != checkpoint.origin) continue;
        const SignatureState state = check_signature(note, log);
        if (state == SignatureState::wrong) return wrong;
        signed_by_log = signed_by_log || state == SignatureState::good;
    }
    if (!signed_by_log) return base::Error{base::Fault::corrupt, "ledger.log_unknown"};
    std::vector<bool> witnessed;
    witnessed.reserve(members_.size());
    for (const Member& member : members_) {
        if (member.key.empty()) {
            const auto count = std::ranges::count_if(member.members, [&](std::size_t i) { return witnessed[i]; });
            witnessed.push_back(static_cast<std::size_t>(count) >= member.threshold);
        } else {
            const SignatureState state = check_signature(note, member.key[0]);
            if (state == SignatureState::wrong) return wrong;
            witnessed.push_back(state == SignatureState::good);
        }
    }
    if (!quorum_.empty() && !witnessed[quorum_[0]]) return base::Error{base::Fault::corrupt, "ledger.quorum_missed"};
    return checkpoint;
}

}  // namespace menhu::ledger
