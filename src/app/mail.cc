// The words of a notice, and the job that sends what waits.
#include "app/mail.h"

#include <fmt/format.h>

#include "app/federate.h"
#include "base/bytes.h"
#include "base/calendar.h"
#include "format/date_text.h"

namespace menhu::app {

namespace {

constexpr std::int64_t batch = 20;

struct Words {
    std::string_view zh;
    std::string_view en;
};

// Of which kind it is; never about whom.
Words words_of(people::NoticeKind kind) {
    using people::NoticeKind;
    switch (kind) {
        case NoticeKind::application_waiting:
            return {"有一件帳號申請等您處理。", "An application for an account waits for you."};
        case NoticeKind::application_sent_back:
            return {"您的帳號申請已退回，請補正後再送出。", "Your application was sent back to you to be corrected."};
        case NoticeKind::application_decided:
            return {"您的帳號申請已有結果。", "Your application was decided."};
        case NoticeKind::account_idle_soon:
            return {"有帳號因久未使用即將停用。", "An account will soon be suspended because it is not used."};
        case NoticeKind::account_suspended:
            return {"有帳號已停用。", "An account was suspended."};
        case NoticeKind::account_ends_soon:
            return {"有帳號的使用期限即將屆滿。", "An account will soon come to its end."};
        case NoticeKind::contract_ends_soon:
            return {"有委辦契約即將屆滿。", "A contract will soon come to its end."};
        case NoticeKind::duties_handed_over:
            return {"有業務移交給您。", "Work was handed over to you."};
        case NoticeKind::review_opened:
            return {"定期帳號清查已開始。", "The regular review of accounts has begun."};
        case NoticeKind::review_waiting:
            return {"帳號清查等您處理。", "The review of accounts waits for you."};
        case NoticeKind::letter_due:
            return {"有一件函報須在期限內辦理。", "A letter is due."};
        case NoticeKind::training_short:
            return {"資通安全教育訓練時數不足。", "Hours of security training are missing."};
    }
    return {};
}

// RFC 2047: each word at most 75 characters, so 45 bytes of text, cut between characters.
std::string encoded_words(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        std::size_t size = std::min<std::size_t>(text.size(), 42);
        while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xc0U) == 0x80U) --size;
        if (!out.empty()) out += "\r\n ";
        out += "=?UTF-8?B?" + base::to_base64(base::as_bytes(text.substr(0, size))) + "?=";
        text.remove_prefix(size);
    }
    return out;
}

std::string in_lines(std::string_view text) {  // of 76 characters (RFC 2045 section 6.8)
    std::string out;
    for (; !text.empty(); text.remove_prefix(std::min<std::size_t>(text.size(), 76))) {
        out += text.substr(0, 76);
        out += "\r\n";
    }
    return out;
}

std::string_view domain_of(std::string_view address) { return address.substr(address.find('@') + 1); }

}  // namespace

base::Result<std::optional<MailSettings>> mail_settings(const Config& config, const law::Profile& profile) {
    if (config.mail_server.empty()) return std::optional<MailSettings>{};
    MailSettings settings{.server = config.mail_server,
                          .authorities = config.path(config.mail_authorities),
                          .user = config.mail_user,
                          .password = {},
                          .from = config.mail_from,
                          .origin = config.server_origin,
                          .agency_zh = profile.agency().name,
                          .agency_en = profile.agency().name_en,
                          .timeout = base::Duration{config.mail_timeout_millis}};
    if (!config.mail_secret_file.empty()) {
        auto password = TRY(read_secret_file(config.path(config.mail_secret_file)));
        settings.password = std::move(password);
    }
    return std::optional{std::move(settings)};
}

std::string notice_message(const MailSettings& settings, const people::Notice& notice, base::Instant now) {
    const auto words = words_of(notice.kind);
    std::string body = std::string{words.zh} + "\n";
    if (notice.due) body += "期限：" + base::to_roc_text(base::taipei_date(*notice.due)) + "\n";
    body += "請登入系統查看並辦理：" + settings.origin + "/\n本信由系統自動寄出，不含個人資料；請勿回覆。\n\n";
    body += std::string{words.en} + "\n";
    if (notice.due) body += "Due: " + base::to_iso(base::taipei_date(*notice.due)) + "\n";
    body += "Sign in to see it: " + settings.origin +
            "/\nSent by the system, without personal data; please do not reply.\n\n";
    body += settings.agency_zh + " " + settings.agency_en + "\n";
    // The same for each attempt, so that a server that took it twice can tell.
    const auto id = fmt::format("<notice.{}@{}>", base::id_text(notice.id), domain_of(settings.from));
    return fmt::format(
        "From: {} <{}>\r\nTo: <{}>\r\nSubject: {}\r\nDate: {}\r\nMessage-ID: {}\r\nAuto-Submitted: auto-generated\r\n"
        "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{}",
        encoded_words("門戶 Menhu"), settings.from, notice.address, encoded_words("門戶通知：" + std::string{words.zh}),
        format::message_date(now, format::MessageForm::mail), id, in_lines(base::to_base64(base::as_bytes(body))));
}

MailRun send_notices(House& house, const MailSettings& settings, base::Clock& clock) {
    MailRun run;
    for (;;) {
        auto taken = house.database().write([&house, now = clock.now()](store::WriteTx& tx) {
            return people::take_notices(tx, house.office(), batch, now);
        });
        if (!taken) {
            run.error = taken.error();
            return run;
        }
        for (const auto& notice : taken->value()) {
            const auto now = clock.now();
            const auto done = send_mail(settings, notice.address, notice_message(settings, notice, now));
            const auto settled = house.database().write([&](store::WriteTx& tx) -> base::Result<int> {
                if (done) {
                    TRY(people::notice_sent(tx, house.office(), notice, now));
                    return 0;
                }
                const bool is_refused = done.error().code() == "app.mail_refused";
                TRY(people::notice_failed(
                    tx, house.office(), notice,
                    is_refused ? people::NoticeFailure::permanent : people::NoticeFailure::passing,
                    is_refused ? "refused" : "unreachable", now));
                return 0;
            });
            if (!settled) run.error = settled.error();
            ++(done ? run.sent : run.failed);
            if (!done) run.error = done.error();
        }
        if (taken->value().size() < static_cast<std::size_t>(batch)) return run;
        // The others would wait for the same server in vain; their turn comes.
        if (run.error && run.error->code() != "app.mail_refused") return run;
    }
}

}  // namespace menhu::app
