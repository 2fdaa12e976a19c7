// The daily jobs, and menhu jobs run.
#include "app/jobs.h"

#include <fmt/format.h>

#include "app/commands.h"
#include "duties/letter.h"
#include "grants/use_application.h"
#include "oversight/review.h"
#include "people/application.h"
#include "people/idle.h"
#include "registry/attachment.h"
#include "registry/copy.h"
#include "registry/frame.h"
#include "registry/match.h"
#include "registry/watch.h"

namespace menhu::app {

namespace {

// So many in one transaction, so that nobody waits long for the writer.
constexpr std::int64_t batch = 100;

using Step = base::Result<std::int64_t> (*)(store::WriteTx& tx, const people::Office& office, base::Random& random,
                                            base::Instant now);

struct Job {
    std::string_view name;
    std::string_view zh;
    std::string_view en;
    Step step;
    enum class Runs : std::uint8_t { once, until_none } runs;
};

base::Result<std::int64_t> suspend(store::WriteTx& tx, const people::Office& office, base::Random&, base::Instant now) {
    return people::suspend_idle(tx, office, batch, now);
}

base::Result<std::int64_t> warn(store::WriteTx& tx, const people::Office& office, base::Random& random,
                                base::Instant now) {
    return people::warn_idle(tx, office, random, now);
}

base::Result<std::int64_t> lapse(store::WriteTx& tx, const people::Office& office, base::Random&, base::Instant now) {
    return people::lapse_applications(tx, office, batch, now);
}

base::Result<std::int64_t> lapse_use(store::WriteTx& tx, const people::Office& office, base::Random&,
                                     base::Instant now) {
    return grants::lapse_use_applications(tx, {office.ledger(), office.profile()}, batch, now);
}

base::Result<std::int64_t> review(store::WriteTx& tx, const people::Office& office, base::Random& random,
                                  base::Instant now) {
    const auto opened = TRY(oversight::open_due_review(tx, office, random, now));
    return opened ? 1 : 0;
}

base::Result<std::int64_t> letters(store::WriteTx& tx, const people::Office& office, base::Random& random,
                                   base::Instant now) {
    const auto drafted = TRY(duties::draft_missing_letters(tx, office, std::nullopt, random, now));
    return static_cast<std::int64_t>(drafted.size());
}

base::Result<std::int64_t> end_matches(store::WriteTx& tx, const people::Office& office, base::Random&,
                                       base::Instant now) {
    return registry::end_matches(tx, office.ledger(), batch, now);
}

base::Result<std::int64_t> end_copies(store::WriteTx& tx, const people::Office& office, base::Random&,
                                      base::Instant now) {
    return registry::end_copy_files(tx, office.ledger(), batch, now);
}

base::Result<std::int64_t> lapse_frames(store::WriteTx& tx, const people::Office& office, base::Random&,
                                        base::Instant now) {
    return registry::lapse_frames(tx, office.ledger(), batch, now);
}

base::Result<std::int64_t> destroy_watches(store::WriteTx& tx, const people::Office& office, base::Random&,
                                           base::Instant now) {
    return registry::destroy_watches(tx, office, batch, now);
}

base::Result<std::int64_t> end_attachments(store::WriteTx& tx, const people::Office& office, base::Random&,
                                           base::Instant now) {
    return registry::end_attachments(tx, office.ledger(), batch, now);
}

constexpr Job all_jobs[]{
    {"suspend_idle", "閒置帳號停用", "Idle accounts suspended", suspend, Job::Runs::until_none},
    {"warn_idle", "即將閒置而已通知的帳號", "Accounts warned of being idle", warn, Job::Runs::once},
    {"lapse_applications", "逾期失效的申請", "Applications that lapsed", lapse, Job::Runs::until_none},
    {"lapse_data_applications", "逾期失效的使用資料申請", "Applications to use data that lapsed", lapse_use,
     Job::Runs::until_none},
    {"open_review", "開始的帳號清查", "Account reviews opened", review, Job::Runs::once},
    {"draft_letters", "新擬的函稿", "Letters drafted", letters, Job::Runs::once},
    {"end_copies", "逾領取時間而移除的加密檔", "Encrypted files whose time is over", end_copies, Job::Runs::until_none},
    {"lapse_frames", "逾期未抽而失效的抽樣", "Frames that nobody drew in time", lapse_frames, Job::Runs::until_none},
    {"end_attachments", "期滿而銷毀的附卷電子檔", "Files of attachments whose time is over", end_attachments,
     Job::Runs::until_none},
    {"end_matches", "期滿而銷毀的勾稽結果與名冊", "Results of matches and lists whose time is over", end_matches,
     Job::Runs::until_none},
    {"destroy_watches", "期滿而銷毀內容的異動追蹤", "Watches that are over, their content destroyed", destroy_watches,
     Job::Runs::until_none},
};

}  // namespace

std::vector<JobRun> run_jobs(House& house, base::Random& random, base::Instant now) {
    std::vector<JobRun> runs;
    for (const Job& job : all_jobs) {
        JobRun run{.name = job.name, .zh = job.zh, .en = job.en, .done = 0, .error = std::nullopt};
        for (bool more = true; more;) {
            const auto done = house.database().write(
                [&house, &random, &job, now](store::WriteTx& tx) { return job.step(tx, house.office(), random, now); });
            if (!done) run.error = done.error();
            const std::int64_t count = done ? done->value() : 0;
            run.done += count;
            more = job.runs == Job::Runs::until_none && count > 0;
        }
        runs.push_back(std::move(run));
    }
    return runs;
}

base::Result<int> jobs_command(const Command& command) {
    const auto arguments = TRY(Arguments::parse(command.words, {}, {}, 1));
    if (arguments.words().front() != "run") {
        return base::Error{base::Fault::bad_input, "app.command_unknown", "jobs " + arguments.words().front()};
    }
    auto house = TRY(open_house(command, arguments));
    const auto runs = run_jobs(*house, command.random, command.clock.now());
    std::optional<base::Error> failed;
    for (const JobRun& run : runs) {
        command.terminal.print(fmt::format("{}\t{}\t{}", run.name, run.done, command.terminal.either(run.zh, run.en)));
        if (run.error) failed = run.error;
    }
    if (failed) return *std::move(failed);
    return 0;
}

}  // namespace menhu::app
