#include "app/log_json.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <unistd.h>

#include <mutex>
#include <string>

#include "web/json.h"

namespace menhu::app {

namespace {

// Standard error in pieces: spdlog's own sink calls the system for each line, which costs more than many a request.
class StandardError final : public spdlog::sinks::base_sink<std::mutex> {
public:
    ~StandardError() override { flush_(); }

private:
    void sink_it_(const spdlog::details::log_msg& message) override {
        held_.append(message.payload.data(), message.payload.size());
        held_ += '\n';
        constexpr std::size_t piece = 32 * 1024;
        if (held_.size() >= piece) flush_();
    }
    void flush_() override {
        std::string_view rest = held_;
        while (!rest.empty()) {
            const auto written = ::write(STDERR_FILENO, rest.data(), rest.size());
            if (written <= 0) break;  // nobody reads: the log is lost, the service is not
            rest.remove_prefix(static_cast<std::size_t>(written));
        }
        held_.clear();
    }
    std::string held_;
};

std::string_view level_name(web::Level level) {
    switch (level) {
        case web::Level::debug:
            return "debug";
        case web::Level::info:
            return "info";
        case web::Level::warning:
            return "warning";
        case web::Level::error:
            return "error";
        case web::Level::critical:
            return "critical";
    }
    return "error";
}

}  // namespace

JsonLog::JsonLog(base::Clock& clock, std::unique_ptr<spdlog::logger> logger, web::Level least, RequestLines requests)
    : clock_{clock}, logger_{std::move(logger)}, least_{least}, requests_{requests} {}
JsonLog::~JsonLog() { flush(); }

base::Result<std::unique_ptr<JsonLog>> JsonLog::open(base::Clock& clock, const std::filesystem::path& file,
                                                     web::Level least, RequestLines requests) {
    try {
        spdlog::sink_ptr sink;
        if (file.empty()) {
            sink = std::make_unique<StandardError>();
        } else {
            sink = std::make_unique<spdlog::sinks::basic_file_sink_mt>(file.string());
        }
        auto logger = std::make_unique<spdlog::logger>("menhu", std::move(sink));
        logger->set_pattern("%v");
        logger->set_level(spdlog::level::trace);
        logger->flush_on(spdlog::level::warn);
        return std::unique_ptr<JsonLog>{new JsonLog{clock, std::move(logger), least, requests}};
    } catch (const spdlog::spdlog_ex& failed) {
        return base::Error{base::Fault::unavailable, "app.log_unusable", failed.what()};
    }
}

void JsonLog::write(web::Level level, std::string_view event,
                    std::initializer_list<std::pair<std::string_view, web::LogValue>> members) {
    if (level < least_) return;
    if (level == web::Level::info && requests_ == RequestLines::left_out && event == "request") return;
    std::string line = "{\"at\":\"" + base::to_rfc3339(clock_.now()) + "\",\"level\":";
    web::write_text(line, level_name(level));
    line += ",\"event\":";
    web::write_text(line, event);
    for (const auto& [name, value] : members) {
        line += ',';
        web::write_text(line, name);
        line += ':';
        if (const auto* number = std::get_if<std::int64_t>(&value)) {
            line += std::to_string(*number);
        } else {
            web::write_text(line, std::get<std::string_view>(value));
        }
    }
    line += '}';
    logger_->log(level >= web::Level::warning ? spdlog::level::warn : spdlog::level::info, "{}", line);
}

void JsonLog::flush() { logger_->flush(); }

}  // namespace menhu::app
