#pragma once
// The operator's log: one JSON object a line, to standard error or a file. Thread rule: any thread.
#include <filesystem>
#include <memory>

#include "base/result.h"
#include "base/time.h"
#include "web/log.h"

namespace spdlog {
class logger;
}

namespace menhu::app {

enum class RequestLines : std::uint8_t { written, left_out };

class JsonLog final : public web::Log {
public:
    // `file` empty: standard error. Errors: app.log_unusable.
    static base::Result<std::unique_ptr<JsonLog>> open(base::Clock& clock, const std::filesystem::path& file,
                                                       web::Level least, RequestLines requests);
    ~JsonLog() override;

    void write(web::Level level, std::string_view event,
               std::initializer_list<std::pair<std::string_view, web::LogValue>> members) override;
    void flush();

private:
    JsonLog(base::Clock& clock, std::unique_ptr<spdlog::logger> logger, web::Level least, RequestLines requests);
    base::Clock& clock_;
    std::unique_ptr<spdlog::logger> logger_;
    web::Level least_;
    RequestLines requests_;
};

}  // namespace menhu::app
