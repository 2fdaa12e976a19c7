#!/usr/bin/env python3
"""Words that only the named files may use. A new exception is a change to this table, seen in review."""
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BANS = [  # (what, pattern, paths that may, why)
    ("real time", r"(system_clock|steady_clock|high_resolution_clock)::now|\btime\s*\(\s*(0|NULL|nullptr)\s*\)|gettimeofday|clock_gettime",
     ["src/app/clock_system.cc"], "time is an argument"),
    ("real chance", r"random_device|getrandom|RAND_bytes|randombytes_buf|\brand\s*\(\)",
     ["src/crypto/random_system.cc"], "chance is an argument"),
    ("SQLite", r"sqlite3\.h", ["src/store/sqlite_"], "one room speaks to the engine"),
    ("PostgreSQL", r"libpq-fe\.h", ["src/store/postgres_"], "one room speaks to the engine"),
    ("crypto library", r"<openssl/|<sodium\.h>|<fido\.h>|<fido/", ["src/crypto/", "src/web/tls_"], "one room speaks to the library"),
    ("a client of the network", r"<curl/|<ldap\.h>", ["src/federation/https.cc", "src/federation/directory.cc", "src/app/mail_smtp.cc"],
     "what speaks to other servers is named here"),
    ("shared ownership", r"shared_ptr", ["src/web/connection", "src/web/server.cc"], "one owner, but for the connections' own files"),
    ("locale", r"(?<![\w.:>])(?:std::)?(tolower|toupper|isalpha|isdigit|isalnum|isspace|strtod|stoi|stol|stod|setlocale)\s*\(", [],
     "use format/"),
    ("an inner TRY", r"^(?!\s*(?://|#))(?!\s*(?:(?:if|for|while) \(.*\) |else )?(?:(?:const )?[\w:<>,&*\[\].() -]+ = |return )?TRY\().*\bTRY\(", [],
     "TRY stands alone on its statement"),
    ("a global", r"^(?:static|thread_local)\s+(?!const|inline|constexpr|void|bool|int|std::(?:string|optional)[^;=]*\()[\w:<>]+\s+\w+\s*(?:;|=|\{)", [],
     "no singleton, no global"),
]


def main():
    complaints = []
    for path in sorted((ROOT / "src").rglob("*")):
        if path.suffix not in (".h", ".cc"):
            continue
        name = path.relative_to(ROOT).as_posix()
        for number, line in enumerate(path.read_text().splitlines(), 1):
            code = re.sub(r"//.*", "", line)
            for what, pattern, may, why in BANS:
                if re.search(pattern, code) and not any(name.startswith(prefix) for prefix in may):
                    complaints.append(f"{name}:{number}: {what} ({why})")
    print("\n".join(complaints) or "no banned words")
    return bool(complaints)


if __name__ == "__main__":
    sys.exit(main())
