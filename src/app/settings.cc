// The settings, each once: name, member, usual value, unit, bounds, and what it does in both languages.
#include <array>

#include "app/config.h"

namespace menhu::app {

namespace {

// clang-format off
const std::array table{
    Setting{.name = "server.address", .member = &Config::server_address, .usual = "127.0.0.1", .unit = "",
            .zh = "監聽的位址；對外服務時改為 0.0.0.0 或網卡位址", .en = "Address to listen on; 0.0.0.0 or an interface's address to serve others"},
    Setting{.name = "server.port", .member = &Config::server_port, .usual = "8443", .unit = "", .least = 0, .most = 65535,
            .zh = "監聽的連接埠；0 由系統選一個", .en = "Port to listen on; 0 lets the system choose one"},
    Setting{.name = "server.transport", .member = &Config::server_transport, .usual = "tls", .unit = "", .choices = "tls|plain",
            .zh = "tls，或 plain（不加密，只許用在本機位址，例如前面有反向代理）", .en = "tls, or plain: unencrypted, on a loopback address only, such as behind a reverse proxy"},
    Setting{.name = "server.certificate", .member = &Config::server_certificate, .usual = "tls/certificate.pem", .unit = "path",
            .zh = "憑證鏈（PEM）", .en = "Certificate chain (PEM)"},
    Setting{.name = "server.key", .member = &Config::server_key, .usual = "tls/key.pem", .unit = "path",
            .zh = "憑證的私鑰（PEM，權限 0600）", .en = "The certificate's key (PEM, mode 0600)"},
    Setting{.name = "server.io_threads", .member = &Config::server_io_threads, .usual = "2", .unit = "threads", .least = 1, .most = 64,
            .zh = "處理網路的執行緒", .en = "Threads that serve connections"},
    Setting{.name = "server.workers", .member = &Config::server_workers, .usual = "8", .unit = "threads", .least = 1, .most = 256,
            .zh = "處理密碼、讀取與檔案的執行緒", .en = "Threads for passwords, reading and files"},
    Setting{.name = "server.max_connections", .member = &Config::server_max_connections, .usual = "1024", .unit = "connections", .least = 1, .most = 100000,
            .zh = "同時連線的上限", .en = "Most connections at a time"},
    Setting{.name = "server.header_kib", .member = &Config::server_header_kib, .usual = "16", .unit = "KiB", .least = 1, .most = 256,
            .zh = "請求標頭的上限", .en = "Largest header of a request"},
    Setting{.name = "server.body_kib", .member = &Config::server_body_kib, .usual = "64", .unit = "KiB", .least = 1, .most = 65536,
            .zh = "請求內容的上限（交付檔的上傳不在此限）", .en = "Largest body of a request; uploads of deliveries are not bound by it"},
    Setting{.name = "server.header_seconds", .member = &Config::server_header_seconds, .usual = "10", .unit = "s", .least = 1, .most = 600,
            .zh = "交握與收完標頭的時限", .en = "Time for the handshake, and for a header to arrive whole"},
    Setting{.name = "server.body_seconds", .member = &Config::server_body_seconds, .usual = "30", .unit = "s", .least = 1, .most = 3600,
            .zh = "收完內容、上傳每一段與送出回應的時限", .en = "Time for a body, for each piece of an upload, and for an answer to be taken"},
    Setting{.name = "server.idle_seconds", .member = &Config::server_idle_seconds, .usual = "60", .unit = "s", .least = 1, .most = 3600,
            .zh = "兩個請求之間，連線可以閒置多久（與登入的閒置時限無關）", .en = "How long a connection may be idle between requests; not the idle limit of a session"},
    Setting{.name = "server.stop_seconds", .member = &Config::server_stop_seconds, .usual = "10", .unit = "s", .least = 0, .most = 600,
            .zh = "停止時，等候進行中的請求多久", .en = "How long a stop waits for requests under way"},
    Setting{.name = "store.engine", .member = &Config::store_engine, .usual = "sqlite", .unit = "", .choices = "sqlite|postgres",
            .zh = "資料庫：sqlite（內嵌）或 postgres", .en = "Database: sqlite (embedded) or postgres"},
    Setting{.name = "store.postgres", .member = &Config::store_postgres, .usual = "", .unit = "",
            .zh = "PostgreSQL 連線字串（libpq），engine 為 postgres 時使用；密碼請放 ~/.pgpass", .en = "PostgreSQL connection string (libpq) for engine postgres; put its password into ~/.pgpass"},
    Setting{.name = "store.readers", .member = &Config::store_readers, .usual = "4", .unit = "connections", .least = 1, .most = 64,
            .zh = "讀取用的資料庫連線", .en = "Database connections for reading"},
    Setting{.name = "keys.file", .member = &Config::keys_file, .usual = "keys/kek.key", .unit = "path",
            .zh = "金鑰加密金鑰的檔案（權限 0600）；遺失就無法讀取任何密封的資料，請另行備份", .en = "File of the key-encryption key (mode 0600); without it nothing sealed can be read, so keep a copy apart"},
    Setting{.name = "keys.names", .member = &Config::keys_names, .usual = "keys/names.key", .unit = "path",
            .zh = "登入名稱承諾值所用金鑰的檔案（已由上一把金鑰包覆）", .en = "File of the key for commitments to sign-in names, wrapped under the former"},
    Setting{.name = "ledger.origin", .member = &Config::ledger_origin, .usual = "menhu.invalid/ledger", .unit = "",
            .zh = "紀錄的名稱，例如 menhu.example.gov.tw/ledger；建立後不得更改", .en = "Name of the ledger, such as menhu.example.gov.tw/ledger; never changed once made"},
    Setting{.name = "ledger.publish_millis", .member = &Config::ledger_publish_millis, .usual = "1000", .unit = "ms", .least = 50, .most = 60000,
            .zh = "多久簽發一次檢查點", .en = "How often a checkpoint is signed"},
    Setting{.name = "agency.profile", .member = &Config::agency_profile, .usual = "taoyuan", .unit = "", .choices = "taoyuan",
            .zh = "機關規定的設定檔", .en = "Profile of the agency's regulation"},
    Setting{.name = "agency.demonstration", .member = &Config::agency_demonstration, .usual = "false", .unit = "",
            .zh = "是否為示範系統（頁面會標示；首次登入可不變更密碼）", .en = "Whether this is a demonstration: pages say so, and first passwords may be kept"},
    Setting{.name = "registry.characters", .member = &Config::registry_characters, .usual = "", .unit = "path",
            .zh = "使用者造字對照表（CSV）；空白表示沒有", .en = "Table of user-defined characters (CSV); empty: none"},
    Setting{.name = "registry.workers", .member = &Config::registry_workers, .usual = "2", .unit = "threads", .least = 1, .most = 64,
            .zh = "匯入時解析與密封的執行緒", .en = "Threads that parse and seal during an import"},
    Setting{.name = "sign_in.burst", .member = &Config::sign_in_burst, .usual = "20", .unit = "attempts", .least = 1, .most = 100000,
            .zh = "同一來源可連續嘗試登入的次數", .en = "Sign-in attempts of one source at once"},
    Setting{.name = "sign_in.period_millis", .member = &Config::sign_in_period_millis, .usual = "3000", .unit = "ms", .least = 1, .most = 3600000,
            .zh = "之後每隔多久可再試一次", .en = "Then one more every so often"},
    Setting{.name = "sign_in.memory_mib", .member = &Config::sign_in_memory_mib, .usual = "64", .unit = "MiB", .least = 8, .most = 4096,
            .zh = "Argon2id 的記憶體", .en = "Memory of Argon2id"},
    Setting{.name = "sign_in.passes", .member = &Config::sign_in_passes, .usual = "3", .unit = "passes", .least = 1, .most = 100,
            .zh = "Argon2id 的次數", .en = "Passes of Argon2id"},
    Setting{.name = "log.level", .member = &Config::log_level, .usual = "info", .unit = "", .choices = "debug|info|warning|error",
            .zh = "系統日誌的最低等級", .en = "Least level of the operator's log"},
    Setting{.name = "log.file", .member = &Config::log_file, .usual = "", .unit = "path",
            .zh = "系統日誌的檔案；空白為標準錯誤輸出", .en = "File of the operator's log; empty: standard error"},
    Setting{.name = "log.requests", .member = &Config::log_requests, .usual = "true", .unit = "",
            .zh = "是否為每個請求記一行（不含查詢字串與內容）", .en = "Whether each request gets a line, without its query and body"},
};
// clang-format on

}  // namespace

std::span<const Setting> settings() { return table; }

}  // namespace menhu::app
