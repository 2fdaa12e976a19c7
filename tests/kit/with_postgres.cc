// with_postgres [--durable] COMMAND [ARGUMENTS…]: runs a command with MENHU_TEST_POSTGRES naming a server of its own.
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string_view>

#include "postgres.h"

int main(int argc, char** argv) {
    using menhu::kit::Durable;
    const bool durable = argc > 1 && std::string_view{argv[1]} == "--durable";
    char** command = argv + (durable ? 2 : 1);
    if (*command == nullptr) {
        std::fputs("with_postgres [--durable] COMMAND [ARGUMENTS...]\n", stderr);
        return 2;
    }
    try {
        ::unsetenv("MENHU_TEST_POSTGRES");
        const auto server = menhu::kit::Postgres::start(durable ? Durable::yes : Durable::no);
        ::setenv("MENHU_TEST_POSTGRES", server->server().c_str(), 1);
        const pid_t child = ::fork();
        if (child == 0) {
            ::execvp(*command, command);
            std::perror(*command);
            ::_exit(127);
        }
        int status = 0;
        while (::waitpid(child, &status, 0) < 0) {
        }
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    } catch (const std::runtime_error& error) {
        std::fprintf(stderr, "with_postgres: %s\n", error.what());
        return 1;
    }
}
