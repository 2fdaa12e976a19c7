#pragma once
// A kinship query under a permit for Operation::kinship, which two people made possible (grants/kinship.h): what two
// are to each other, or who is kin of one within the ceiling, by which chains (decisions 12, 13).
//
// Promises: the entry is appended before anything is answered, in the same transaction, and one for each person of the
// answer; a KinshipDisclosure cannot be made without its Receipt. The parents' names that the asker typed (辦法 10) are
// compared with the record and never shown; where one differs, nothing else is answered. People are shown masked, by
// the permit's fields, with a handle for the second act; of whom the permit does not speak, or with whom the asker has
// declared a conflict, only the place in the chain. Cost besides the append: two buckets for each record that the walk
// opens, at most max_kin_opened. Thread rule: as the transaction; a KinshipDisclosure is a value.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/personal.h"
#include "registry/kin_terms.h"
#include "registry/kinship.h"
#include "registry/lookup.h"

namespace menhu::registry {

inline constexpr std::size_t max_kin_opened = 200;

struct KinshipAsk {
    enum class Marriages : std::uint8_t { left_out, included };
    base::Personal<std::string> subject;               // a national id, in any writing that is forgiven
    std::optional<base::Personal<std::string>> other;  // absent: everybody within the ceiling
    base::Personal<std::string> father_name;           // as the asker knows them; may be empty
    base::Personal<std::string> mother_name;
    Marriages marriages = Marriages::left_out;  // blood alone is the default of the ministry's rules
};
// Errors, all bad_input: registry.subject_id, registry.question_same, registry.subject_name.
base::Result<void> check_kinship(const KinshipAsk& ask);
crypto::Tag kinship_tag(const Registry& registry, const KinshipAsk& ask);
std::string kinship_json(const KinshipAsk& ask);

// How a name that was typed compares with the record: with the father's or the adoptive father's, and so for mothers.
enum class NameCheck : std::uint8_t { equal, different, not_held };
std::string_view name_check_code(NameCheck check);  // "equal", …

// Somebody of the answer.
struct KinShown {
    enum class State : std::uint8_t { shown, not_held, withheld };
    State state = State::not_held;
    KinSex sex = KinSex::unknown;
    std::optional<PersonCard> card;  // with State::shown
};

struct KinStepShown {
    KinStep::Kind kind = KinStep::Kind::father;
    std::size_t person = 0;  // place in people()
    std::string_view article;
};
struct KinRelationShown {
    Relation relation;  // its keys are this room's own
    KinTerm term;
    std::vector<KinStepShown> steps;
    std::size_t to = 0;
};
struct KinGapShown {
    KinGap::Kind kind = KinGap::Kind::father;
    std::optional<std::size_t> person;
    int least_degree = 0;
};

class KinshipDisclosure {
public:
    people::AccountId account() const { return account_; }  // who asked
    // By which tags the ledger knows those of the answer who are shown.
    const std::vector<crypto::Tag>& tags() const { return tags_; }
    const ledger::Receipt& receipt() const { return receipt_; }
    QueryId query() const { return query_; }
    GenerationId generation() const { return generation_; }
    const std::string& base_date() const { return base_date_; }
    grants::GrantId grant() const { return grant_; }
    const std::string& case_number() const { return case_number_; }
    const KinCeiling& ceiling() const { return ceiling_; }
    enum class Asked : std::uint8_t { everybody, two };
    Asked asked() const { return asked_; }

    enum class Outcome : std::uint8_t { answered, not_held, names_differ };
    Outcome outcome() const { return outcome_; }
    NameCheck father() const { return father_; }
    NameCheck mother() const { return mother_; }
    // With Outcome::answered. Of two: is there a relation? Of one: is the list whole?
    Truth verdict() const { return verdict_; }
    bool same_person() const { return same_person_; }
    // The subject is the first, the other of two the second.
    const std::vector<KinShown>& people() const { return people_; }
    const std::vector<KinRelationShown>& relations() const { return relations_; }
    const std::vector<KinGapShown>& gaps() const { return gaps_; }

private:
    friend class KinAnswerer;
    KinshipDisclosure(ledger::Receipt receipt, QueryId query, GenerationId generation)
        : receipt_{std::move(receipt)}, query_{query}, generation_{generation} {}

    ledger::Receipt receipt_;
    QueryId query_;
    GenerationId generation_;
    std::string base_date_;
    grants::GrantId grant_{0};
    std::string case_number_;
    people::AccountId account_{0};
    std::vector<crypto::Tag> tags_;
    KinCeiling ceiling_;
    Asked asked_ = Asked::everybody;
    Outcome outcome_ = Outcome::not_held;
    NameCheck father_ = NameCheck::not_held;
    NameCheck mother_ = NameCheck::not_held;
    Truth verdict_ = Truth::cannot_tell;
    bool same_person_ = false;
    std::vector<KinShown> people_;
    std::vector<KinRelationShown> relations_;
    std::vector<KinGapShown> gaps_;
};

// The ceiling is the profile's number kinship_degree_max. Errors: those of check_kinship; registry.no_generation; those
// of finding, crypto, ledger and store.
base::Result<std::variant<KinshipDisclosure, grants::Refusal>> kinship(store::WriteTx& tx, const Registry& registry,
                                                                       grants::Permit permit, const KinshipAsk& ask,
                                                                       base::Random& random, base::Instant now);

// In words: what a gap or a doubt is, and what a step makes of a person.
struct KinWords {
    std::string_view zh;
    std::string_view en;
};
KinWords gap_words(KinGap::Kind kind);
KinWords doubt_words(KinDoubt::Kind kind);
KinWords step_words(KinStep::Kind kind, KinSex sex);
std::string_view gap_code(KinGap::Kind kind);
std::string_view step_code(KinStep::Kind kind);

}  // namespace menhu::registry
