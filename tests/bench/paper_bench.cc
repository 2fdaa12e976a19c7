// What a document costs: a roster of 20,000 people in each form, its time, and by how much the process has grown at its
// widest. Each form in a process of its own: --benchmark_filter=pdf.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "paper/document.h"

namespace menhu::paper {
namespace {

const base::Instant now = *base::from_rfc3339("2026-11-23T04:00:00.000Z");

std::string text(std::string_view words) { return std::string{words}; }

Document roster(int people) {
    Table table{.caption = "使用者清冊",
                .columns = {{.head = "編號", .kind = Kind::integer, .width = 3},
                            {.head = "單位", .width = 8},
                            {.head = "帳號", .width = 6},
                            {.head = "姓名", .width = 5},
                            {.head = "職務", .width = 7},
                            {.head = "狀態", .width = 4, .align = Align::centre},
                            {.head = "核准日", .kind = Kind::date, .width = 6},
                            {.head = "生效日", .kind = Kind::date, .width = 6},
                            {.head = "迄日", .kind = Kind::date, .width = 6},
                            {.head = "核准用途", .width = 12},
                            {.head = "訓練時數", .kind = Kind::integer, .width = 4},
                            {.head = "最近登入", .kind = Kind::date, .width = 6}},
                .rows = {},
                .if_empty = ""};
    const auto day = *base::make_date(2026, 1, 1);
    for (int at = 0; at < people; ++at) {
        table.rows.push_back({std::int64_t{at + 1}, text(at % 3 == 0 ? "桃園市桃園區公所" : "幼兒托育科"),
                              "worker." + std::to_string(at), "王" + std::to_string(at % 977), text("承辦人"),
                              text("使用中"), base::add_days(day, at % 300), base::add_days(day, at % 300), Cell{},
                              text("育有未滿二歲兒童育兒津貼審查（115/01/01–115/12/31）"), std::int64_t{at % 9},
                              base::add_days(day, at % 320)});
    }
    Document document{.title = "戶役政資料使用者清冊",
                      .agency = "桃園市政府婦幼發展局",
                      .lines = {{"基準日", "中華民國115年11月23日"}},
                      .blocks = {},
                      .foot = "五(五)、附件二1",
                      .orientation = Orientation::landscape,
                      .mark = Mark::confidential};
    document.blocks.emplace_back(std::move(table));
    document.blocks.emplace_back(Signatures{.titles = {"製表人", "帳號管理者", "單位主管"}});
    return document;
}

double widest_mib() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

void write_as(benchmark::State& state, Form form) {
    const auto document = roster(20'000);
    const double before = widest_mib();
    std::size_t bytes = 0;
    for (auto _ : state) {
        const auto written = write(document, form, now);
        if (!written) {
            std::fprintf(stderr, "%s\n", written.error().describe().c_str());
            std::abort();
        }
        bytes = written->size();
    }
    state.counters["file_MiB"] = static_cast<double>(bytes) / (1 << 20);
    state.counters["grown_MiB"] = widest_mib() - before;
}

BENCHMARK_CAPTURE(write_as, csv, Form::csv)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK_CAPTURE(write_as, ods, Form::ods)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK_CAPTURE(write_as, odt, Form::odt)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK_CAPTURE(write_as, pdf, Form::pdf)->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
}  // namespace menhu::paper

BENCHMARK_MAIN();
