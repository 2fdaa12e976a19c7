// Trying a layout: a sample shown as it cuts it, and a whole file counted as an import would (F2.4). Nothing of either
// is kept; that it was done is entered before it is answered.
#include "registry/trial.h"
#include "web/cut_views.h"
#include "web/delivery_views.h"
#include "web/handlers_delivery.h"
#include "web/views_layout.h"

namespace menhu::web {

namespace {

constexpr std::size_t records_shown = 50;

DryRunView view_of(const registry::DryRunOutcome& outcome) {
    DryRunView view;
    view.bytes = static_cast<std::int64_t>(outcome.bytes);
    view.sha256 = base::to_hex(outcome.sha256);
    for (std::size_t role = 0; role < outcome.records.size(); ++role) {
        if (outcome.records[role] == 0) continue;
        const bool known = role + 1 < outcome.records.size();
        view.records.push_back({known ? registry::record_role_code(static_cast<format::RecordRole>(role)) : "",
                                static_cast<std::int64_t>(outcome.records[role])});
    }
    view.report = web::view_of(outcome.report);
    for (const auto& problem : outcome.problems) {
        view.problems.push_back({problem.role, std::string{problem.field}, problem.problem,
                                 static_cast<std::int64_t>(problem.records), static_cast<std::int64_t>(problem.first)});
    }
    for (const auto& reject : outcome.rejects) {
        view.rejects.push_back({static_cast<std::int64_t>(reject.number), static_cast<std::int64_t>(reject.offset),
                                reject.role, reject.reasons, reject.fields});
    }
    view.stopped = outcome.stopped;
    return view;
}

// The day on which codes are judged; empty asks for no day.
std::optional<std::string> base_date_of(const Call& call) {
    const auto text = call.query_value("base_date");
    if (!text.empty() && !base::from_iso(text)) return std::nullopt;
    return std::string{text};
}

Answer not_a_day() {
    return answer_problem(problem_of(Invalid{"base_date", "日期應為 2026-11-23 的形式", "must be a date, 2026-11-23"}));
}

class SampleUpload final : public UploadSink {
public:
    SampleUpload(const Rooms& rooms, Call call, registry::TrialLayout trial, std::string base_date)
        : rooms_{rooms}, call_{std::move(call)}, trial_{std::move(trial)}, base_date_{std::move(base_date)} {}

    base::Result<void> write(base::ByteView piece) override {
        if (bytes_.size() + piece.size() > registry::longest_sample) {
            return base::Error{base::Fault::bad_input, "web.body_too_large"};
        }
        if (bytes_.capacity() == 0) bytes_.reserve(registry::longest_sample);
        bytes_.insert(bytes_.end(), piece.begin(), piece.end());
        return {};
    }

    Answer finish() override {
        const auto entered = rooms_.database.write([this](store::WriteTx& tx) -> base::Result<void> {
            const auto actor = TRY(enter(tx, rooms_, call_));
            return registry::enter_sample(tx, rooms_.registry, actor, trial_, bytes_.size(), call_.now);
        });
        if (!entered) return answer_error(entered.error());
        const auto sample = registry::cut_sample(trial_, base_date_, bytes_, records_shown);
        if (!sample) return answer_error(sample.error());
        SampleView view;
        for (const auto& record : sample->records) view.records.push_back(web::view_of(record));
        view.total = static_cast<std::int64_t>(sample->total);
        view.stopped = sample->stopped;
        return answer_json(view);
    }

private:
    const Rooms& rooms_;
    Call call_;
    registry::TrialLayout trial_;
    std::string base_date_;
    base::Bytes bytes_;
};

class DryRunUpload final : public UploadSink {
public:
    DryRunUpload(const Rooms& rooms, Call call, std::unique_ptr<registry::DryRun> run)
        : rooms_{rooms}, call_{std::move(call)}, run_{std::move(run)} {}

    base::Result<void> write(base::ByteView piece) override {
        run_->write(piece);
        return {};
    }

    Answer finish() override {
        const auto outcome = run_->finish(rooms_.profile().numbers().import_reject_share);
        const auto entered = rooms_.database.write([this, &outcome](store::WriteTx& tx) -> base::Result<void> {
            const auto actor = TRY(enter(tx, rooms_, call_));
            return registry::enter_dry_run(tx, rooms_.registry, actor, run_->trial(), outcome, call_.now);
        });
        if (!entered) return answer_error(entered.error());
        return answer_json(view_of(outcome));
    }

private:
    const Rooms& rooms_;
    Call call_;
    std::unique_ptr<registry::DryRun> run_;
};

// The layout that the address names, for who may try it.
base::Result<registry::TrialLayout> trial_of(const Rooms& rooms, const Call& call) {
    return rooms.database.read([&](store::ReadTx& tx) -> base::Result<registry::TrialLayout> {
        TRY(enter(tx, rooms, call));
        return registry::trial_layout(tx, rooms.registry, call.parts.at(0));
    });
}

}  // namespace

std::expected<std::unique_ptr<UploadSink>, Answer> post_layout_sample(const Rooms& rooms, const Call& call) {
    auto trial = trial_of(rooms, call);
    if (!trial) return std::unexpected{answer_error(trial.error())};
    const auto base_date = base_date_of(call);
    if (!base_date) return std::unexpected{not_a_day()};
    return std::make_unique<SampleUpload>(rooms, call, std::move(*trial), *base_date);
}

std::expected<std::unique_ptr<UploadSink>, Answer> post_layout_dry_run(const Rooms& rooms, const Call& call) {
    auto trial = trial_of(rooms, call);
    if (!trial) return std::unexpected{answer_error(trial.error())};
    const auto base_date = base_date_of(call);
    if (!base_date) return std::unexpected{not_a_day()};
    auto run = registry::DryRun::open(std::move(*trial), *base_date);
    if (!run) return std::unexpected{answer_error(run.error())};
    return std::make_unique<DryRunUpload>(rooms, call, std::move(*run));
}

}  // namespace menhu::web
