#include "grants/record.h"

#include "format/json.h"

namespace menhu::grants {

base::Result<void> record(store::WriteTx& tx, const Desk& desk, const people::Actor& by, std::string_view kind,
                          std::optional<GrantId> grant, Facts facts, std::string_view reason, base::Instant now) {
    ledger::Entry entry;
    entry.kind = kind;
    entry.account = by.account().number();
    entry.unit = by.unit().number();
    if (grant) entry.grant = grant->number();
    entry.facts = std::move(facts);
    if (!reason.empty()) {
        entry.secret =
            base::Personal<std::string>{format::canonical_json(format::Json::Object{{"reason", format::Json{reason}}})};
    }
    TRY(ledger::append(tx, desk.ledger, entry, now));
    return {};
}

base::Result<Refusal> Recorder::refuse(store::WriteTx& tx, const Desk& desk, Why why, const RefusedAsk& ask,
                                       base::Instant now) {
    const Refused& row = refused(why);
    format::Json asked = TRY(format::parse_json(ask.sealed));
    std::string fields;
    for (const std::string& field : ask.fields) fields += (fields.empty() ? "" : " ") + field;
    ledger::Entry entry;
    entry.kind = "query.refused";
    entry.account = ask.account;
    entry.unit = ask.unit;
    entry.grant = ask.grant.number();
    entry.purpose = ask.purpose;
    if (!ask.case_number.empty()) entry.case_commitment = desk.ledger.case_commitment(ask.case_number);
    entry.person = ask.person;
    entry.facts = {{"operation", std::string{name_of(ask.operation).code}},
                   {"refusal", std::string{row.code}},
                   {"clause", std::string{row.clause}}};
    entry.facts.insert(entry.facts.end(), ask.facts.begin(), ask.facts.end());
    entry.secret = base::Personal<std::string>{
        format::canonical_json(format::Json::Object{{"asked", std::move(asked)},
                                                    {"case_number", format::Json{ask.case_number}},
                                                    {"fields", format::Json{std::move(fields)}},
                                                    {"reason", format::Json{ask.reason}},
                                                    {"source", format::Json{ask.source}}})};
    auto receipt = TRY(ledger::append(tx, desk.ledger, entry, now));
    return Refusal{row, receipt};
}

}  // namespace menhu::grants
