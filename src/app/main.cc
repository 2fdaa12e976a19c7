// menhu: the table of commands, the language, and the place where what went wrong becomes an exit code.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>

#include "app/clock_system.h"
#include "app/commands.h"
#include "crypto/random_system.h"
#include "web/problem.h"

namespace menhu::app {

namespace {

struct Row {
    std::string_view name;
    base::Result<int> (*run)(const Command&);
    std::string_view usage;
    std::string_view zh;
    std::string_view en;
};

constexpr std::array rows{
    Row{"serve", serve, "serve --dir D", "啟動服務", "Serve"},
    Row{"init", init,
        "init --dir D [--administrator NAME] [--display-name N] [--unit CODE] [--origin O] [--address A] [--port P]\n"
        "       [--transport tls|plain] [--postgres CONNECTION] [--set NAME=VALUE,…]",
        "建立新的安裝：金鑰、憑證、設定、資料庫與第一位帳號管理者",
        "Make a new installation, with its first administrator"},
    Row{"demo", demo,
        "demo --dir D [--people N] [--months N] [--accounts N] [--seed S] [--layout big5|utf8] [--port P] [--postgres "
        "CONNECTION]",
        "建立示範城市，含過去各月的異動；再執行一次會保留資料",
        "Make a demonstration city with the changes of its last months; run again, it keeps the data"},
    Row{"demo-delivery", demo_delivery,
        "demo-delivery --to FOLDER [--people N] [--months N [--after M]] [--seed S] [--sequence N] [--base-date D]\n"
        "       [--layout big5|utf8] [--flaw NAME]",
        "只產生示範交付檔（可帶一項瑕疵）、各月異動檔，或某月後的全量檔，不匯入",
        "Write demonstration deliveries only: with one thing wrong, the changes of months, or the full file after one"},
    Row{"import", import,
        "import FILE --manifest M --account A --dir D [--sign-off accept|refuse | --release accept|refuse] [--note "
        "TEXT]",
        "匯入交付檔；密碼由標準輸入讀取", "Import a delivery; the password comes from standard input"},
    Row{"query", query,
        "query --account A --case NUMBER --reason TEXT --dir D [--grant ID]\n"
        "        [--by id|name_birth|household|name_district] [--district CODE] [--card NUMBER] [--reveal] "
        "[--household]\n"
        "        [--receipt FILE]",
        "查詢一人、一戶或同名名單；密碼與查詢對象由標準輸入逐行讀取",
        "Ask about a person, a household or people of one name; password and subject are read line by line from "
        "standard input"},
    Row{"ask", ask,
        "ask --question CODE --account A --case NUMBER --reason TEXT --dir D [--grant ID] [--on DATE]\n"
        "      [--period \"1 year\" | --programme CODE] [--receipt FILE]",
        "答案查詢：是、否或無法判定；密碼與對象由標準輸入逐行讀取",
        "Ask a question: resident_since, resident_on, alive, age, same_household, parent_of, spouse_of; password and "
        "ids "
        "are read line by line from standard input"},
    Row{"match", match_command,
        "match run FILE --account A --grant ID --rule CODE --case NUMBER --reason TEXT --dir D [--on DATE] [--sheet "
        "NAME]\n"
        "        [--header ROW] [--columns ROLE=B,ROLE=C]\n"
        "        | list | show ID | resume ID | cancel ID | result ID --out FILE [--as ods|csv], each with --account A",
        "以名冊勾稽：逐人計入額度並留下紀錄；密碼由標準輸入讀取",
        "Match a list: each person counts and has an entry; the password comes from standard input"},
    Row{"recipient", recipient_command,
        "recipient list | add --name N --organisation O --contact C --key age1… --from D --until D\n"
        "            | confirm ID --fingerprint F --channel C | revoke ID --reason TEXT, each with --account A",
        "複本的收件人：登記公開金鑰，另一人核對指紋後確認",
        "Recipients of copies: a public key, confirmed by another who compared its fingerprint"},
    Row{"approval", approval_command,
        "approval list | add --letter NUMBER --letter-on D --grant ID --of match,roster,frame --scope TEXT\n"
        "           --recipients ID,ID --copies N --people N --until D --destroy-by D [--carriage network|media]\n"
        "           | confirm ID | revoke ID --reason TEXT, each with --account A",
        "民政局的複製核准：登錄、另一人確認、撤銷",
        "The Civil Affairs Bureau's approvals to copy: registered, confirmed by another, revoked"},
    Row{"export", export_command,
        "export list | make MATCH --approval ID --recipient ID --case NUMBER --reason TEXT [--as ods|csv]\n"
        "         | fetch ID --out FILE | end ID --destroyed-on D --method TEXT --witness TEXT [--certificate TEXT],\n"
        "         each with --account A",
        "匯出：依核准加密給收件人；領取加密檔；登錄銷毀",
        "Exports: encrypted to a recipient under an approval; the encrypted file; the record of a copy's end"},
    Row{"frame", frame_command,
        "frame order --account A --grant ID --title NAME --case NUMBER --reason TEXT --size N|all [--each] --fields "
        "F,F\n"
        "        --source daily_cash|lotto|super_lotto|taiex|ceremony [--draw-on DATE] [--by "
        "district,age,sex,indigenous]\n"
        "        [--ages 20-64] [--cuts 35,50] [--districts C,C] [--sex female|male] [--one-per-household]\n"
        "        [--leave-out-small] [--without FILE [--without-column N]] [--without-frames ID,ID] --dir D\n"
        "        | list | show ID | draw ID --number N | cancel ID | redraw ID, each with --account A",
        "委託研究的抽樣：申請、輸入公開號碼並抽出、重抽核對；密碼由標準輸入讀取",
        "Samples for studies: order, enter the public number and draw, draw again to check; the password comes from "
        "standard input"},
    Row{"watch", watch_command,
        "watch add FILE --account A --grant ID --until DATE --reason TEXT [--events moves,death,…] | list | end ID,\n"
        "        each with --account A; watch run",
        "異動追蹤：檔案每列「案號,統一編號」；密碼由標準輸入讀取。run 立即核對已使用的異動檔",
        "Watch the people of cases: a file of “case number,ID number”; the password comes from standard input. run "
        "holds "
        "the change files in use against the watches now"},
    Row{"roster", roster,
        "roster --account A --out FILE --dir D [--on DATE] [--as ods|odt|pdf|csv] [--unit CODE] [--contractors]",
        "使用者清冊；密碼由標準輸入讀取", "The roster of a day as a file; the password comes from standard input"},
    Row{"ledger", ledger_command,
        "ledger verify [--log Y] [--directory EXPORT --key VKEY] | export DIRECTORY [--log Y] | checkpoint [--log Y]\n"
        "         | receipt LOG INDEX | key [--log Y]",
        "驗證、匯出日誌；檢查點、收據與驗證金鑰",
        "Verify and export the ledger; checkpoint, receipt, verification key"},
    Row{"account", account_command,
        "account list | create NAME --display-name N --unit CODE --roles R,R --by ADMINISTRATOR\n"
        "          | create-administrator NAME --display-name N --unit CODE | suspend|restore|close NAME --reason TEXT "
        "[--by A]\n"
        "          | recover NAME --reason TEXT [--by A] | units | break-glass --reason TEXT [--unit CODE]",
        "帳號", "Accounts"},
    Row{"grant", grant_command,
        "grant list --by A | purpose FILE --by A\n"
        "        | apply --by A --purpose CODE --holders A,B --fields F,F --operations O,O --until T --reason TEXT\n"
        "        --afterwards TEXT [--link CODE] [--from T] [--districts C,C] [--quota-day N] [--quota-month N]\n"
        "        [--quota-total N] [--renews ID]\n"
        "        | approve ID --by A [--reason TEXT and what is to be left: --fields, --operations, …]\n"
        "        | send-back|refuse|withdraw ID --by A --reason TEXT\n"
        "        | suspend|resume|end ID --by A --reason TEXT",
        "用途、使用資料申請與核准", "Purposes, applications to use data, grants"},
    Row{"catalogue", catalogue_command,
        "catalogue export | import FILE --by A [--dry-run] | approve CODE --by HEAD [--note TEXT] | adopt",
        "法規依據、用途與連結作業的匯出與匯入；匯入的用途仍待核可",
        "Legal bases, purposes and links to a file and from one; imported purposes wait for approval"},
    Row{"cases", cases_command, "cases load PURPOSE FILE --by A | clear PURPOSE --by A",
        "用途的案件清單（CSV：案號、立案日、結案日），整份取代或清除",
        "The list of cases of a purpose (CSV: number, opened, closed): replaced as a whole, or cleared"},
    Row{"layout", layout_command,
        "layout list | check FILE [--kind K] | save FILE --account A [--kind K] | approve ID --account A | "
        "try FILE --layout NAME --account A [--base-date D]",
        "佈局與對照表：清單、逐行檢查、存為草稿、核定、整檔試跑（不保留）",
        "Layouts and tables: list, check by line, draft, approve, dry run of a whole file (nothing is kept)"},
    Row{"link", link_command, "link list | show CODE", "連結作業：清單、一項的狀態與提醒",
        "Links: which there are, how one stands and what it asks"},
    Row{"review", review_command, "review list | open | verify ID", "帳號清查：清單、提前開始、驗證紀錄",
        "Account reviews: list them, open one ahead of time, verify a record"},
    Row{"jobs", jobs_command, "jobs run", "立即執行每日作業", "Run the daily jobs now"},
    Row{"config", config_command, "config check | document", "檢查設定檔；印出所有設定的說明",
        "Check the configuration; print what every setting means"},
    Row{"openapi", openapi, "openapi", "印出介面說明（OpenAPI 3.1）",
        "Print the interface's description (OpenAPI 3.1)"},
};

void help(const Terminal& terminal) {
    terminal.print(fmt::format("門戶 Menhu {}\n", version));
    for (const auto& row : rows) {
        terminal.print(fmt::format("  menhu {}\n      {}", row.usage, terminal.either(row.zh, row.en)));
    }
    terminal.say("  menhu version\n\n每個指令都可加 --lang zh|en 與 --dir 資料夾（或環境變數 MENHU_DIR）。",
                 "  menhu version\n\nEvery command takes --lang zh|en and --dir FOLDER (or the variable MENHU_DIR).");
}

int run(std::vector<std::string> words) {
    const Terminal terminal{language_of(words)};
    SystemClock clock;
    crypto::SystemRandom random;
    const auto name = words.empty() ? std::string{"help"} : words.front();
    if (!words.empty()) words.erase(words.begin());
    if (name == "help" || name == "--help" || name == "-h") {
        help(terminal);
        return 0;
    }
    if (name == "version" || name == "--version") {
        terminal.print(fmt::format("menhu {}", version));
        return 0;
    }
    const auto row = std::ranges::find(rows, name, &Row::name);
    if (row == rows.end()) {
        terminal.complain(base::Error{base::Fault::bad_input, "app.command_unknown", name});
        return web::exit_code_of(base::Fault::bad_input);
    }
    const auto code = row->run({std::move(words), terminal, clock, random});
    if (code) return *code;
    terminal.complain(code.error());
    return web::exit_code_of(code.error().fault());
}

}  // namespace

}  // namespace menhu::app

int main(int count, char** words) {
    try {
        return menhu::app::run({words + 1, words + count});
    } catch (const menhu::base::Bug& bug) {
        std::fprintf(stderr, "menhu: %s\n", bug.describe().c_str());
    } catch (const std::exception& failed) {
        std::fprintf(stderr, "menhu: %s\n", failed.what());
    }
    return menhu::web::exit_code_of(menhu::base::Fault::internal);
}
