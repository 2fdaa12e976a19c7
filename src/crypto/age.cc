#include "crypto/age.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <filesystem>
#include <utility>

namespace menhu::crypto {
namespace {

using base::Error;
using base::Fault;

constexpr int silence = 30'000;  // ms

Error failed(std::string_view where) { return {Fault::unavailable, "crypto.age_failed", std::string{where}}; }

class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number) : number_{number} {}
    Descriptor(Descriptor&& other) noexcept : number_{std::exchange(other.number_, -1)} {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~Descriptor() { close(); }
    int number() const { return number_; }
    bool is_open() const { return number_ >= 0; }
    void close() {
        if (number_ >= 0) ::close(std::exchange(number_, -1));
    }
    // Above the three that the child gets, so that none of those is overwritten before it is copied.
    bool lift() {
        const int higher = ::fcntl(number_, F_DUPFD_CLOEXEC, 3);
        close();
        number_ = higher;
        return number_ >= 0;
    }

private:
    int number_ = -1;
};

// Ends with its owner, whatever happens.
class Child {
public:
    explicit Child(pid_t pid) : pid_{pid} {}
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child() {
        if (pid_ <= 0) return;
        ::kill(pid_, SIGKILL);
        wait();
    }
    // Did it end by itself, and well?
    bool wait() {
        int status = 0;
        pid_t ended = 0;
        do {
            ended = ::waitpid(pid_, &status, 0);
        } while (ended < 0 && errno == EINTR);
        const bool is_good = ended == pid_ && WIFEXITED(status) && WEXITSTATUS(status) == 0;
        pid_ = 0;
        return is_good;
    }

private:
    pid_t pid_;
};

class Actions {
public:
    Actions() { CHECK(::posix_spawn_file_actions_init(&actions_) == 0); }
    Actions(const Actions&) = delete;
    Actions& operator=(const Actions&) = delete;
    ~Actions() { ::posix_spawn_file_actions_destroy(&actions_); }
    posix_spawn_file_actions_t* get() { return &actions_; }

private:
    posix_spawn_file_actions_t actions_{};
};

class Attributes {
public:
    Attributes() { CHECK(::posix_spawnattr_init(&attributes_) == 0); }
    Attributes(const Attributes&) = delete;
    Attributes& operator=(const Attributes&) = delete;
    ~Attributes() { ::posix_spawnattr_destroy(&attributes_); }
    posix_spawnattr_t* get() { return &attributes_; }

private:
    posix_spawnattr_t attributes_{};
};

base::Result<pid_t> start(std::string_view tool, std::string_view recipient, int in, int out) {
    Actions actions;
    Attributes attributes;
    sigset_t none{};
    sigset_t usual{};
    ::sigemptyset(&none);
    ::sigemptyset(&usual);
    ::sigaddset(&usual, SIGPIPE);
    bool good = ::posix_spawn_file_actions_adddup2(actions.get(), in, STDIN_FILENO) == 0;
    good = good && ::posix_spawn_file_actions_adddup2(actions.get(), out, STDOUT_FILENO) == 0;
    good = good && ::posix_spawn_file_actions_addopen(actions.get(), STDERR_FILENO, "/dev/null", O_WRONLY, 0) == 0;
    good = good && ::posix_spawn_file_actions_addclosefrom_np(actions.get(), 3) == 0;
    good = good && ::posix_spawn_file_actions_addchdir_np(actions.get(), "/") == 0;
    good = good && ::posix_spawnattr_setsigmask(attributes.get(), &none) == 0;
    good = good && ::posix_spawnattr_setsigdefault(attributes.get(), &usual) == 0;
    good = good && ::posix_spawnattr_setflags(attributes.get(), POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF) == 0;
    if (!good) return failed("prepare");
    std::string path{tool};
    std::string name{"age"};
    std::string encrypt{"--encrypt"};
    std::string option{"--recipient"};
    std::string key{recipient};
    const std::array<char*, 5> arguments{name.data(), encrypt.data(), option.data(), key.data(), nullptr};
    const std::array<char*, 1> environment{nullptr};
    pid_t pid = 0;
    if (::posix_spawn(&pid, path.c_str(), actions.get(), attributes.get(), arguments.data(), environment.data()) != 0) {
        return failed("start");
    }
    return pid;
}

// Writes and reads at once, since the child does: neither waits for the other for ever.
base::Result<base::Bytes> exchange(Descriptor to, Descriptor from, base::ByteView plain) {
    base::Bytes out;
    if (plain.empty()) to.close();
    for (;;) {
        std::array<pollfd, 2> ends{pollfd{.fd = from.number(), .events = POLLIN, .revents = 0},
                                   pollfd{.fd = to.number(), .events = POLLOUT, .revents = 0}};
        const int ready = ::poll(ends.data(), to.is_open() ? 2 : 1, silence);
        if (ready < 0 && errno == EINTR) continue;
        if (ready <= 0) return failed("silent");
        if (to.is_open() && ends[1].revents != 0) {
            const auto sent = ::send(to.number(), plain.data(), plain.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
            if (sent > 0) plain = plain.subspan(static_cast<std::size_t>(sent));
            if (sent < 0 && errno != EAGAIN && errno != EINTR) return failed("write");
            if (plain.empty()) to.close();
        }
        if (ends[0].revents != 0) {
            std::array<std::uint8_t, std::size_t{64} << 10> piece{};
            const auto got = ::read(from.number(), piece.data(), piece.size());
            if (got < 0 && errno != EINTR) return failed("read");
            if (got == 0) break;
            if (got > 0) out.insert(out.end(), piece.begin(), piece.begin() + got);
        }
    }
    if (to.is_open()) return failed("early");
    return out;
}

bool is_roots_alone(const struct stat& found) {
    return found.st_uid == 0 && (found.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

}  // namespace

base::Result<void> check_age(std::string_view tool) {
    const std::filesystem::path path{tool};
    struct stat found{};
    if (!path.is_absolute() || ::stat(path.c_str(), &found) != 0 || !S_ISREG(found.st_mode) ||
        ::access(path.c_str(), X_OK) != 0) {
        return Error{Fault::unavailable, "crypto.age_missing"};
    }
    struct stat folder{};
    if (!is_roots_alone(found) || ::stat(path.parent_path().c_str(), &folder) != 0 || !is_roots_alone(folder)) {
        return Error{Fault::unavailable, "crypto.age_unsafe"};
    }
    return {};
}

base::Result<base::Bytes> age_encrypt(std::string_view recipient, base::ByteView plain, std::string_view tool) {
    TRY(check_age(tool));
    std::array<int, 2> in{-1, -1};
    std::array<int, 2> out{-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, in.data()) != 0) return failed("socket");
    Descriptor to{in[0]};
    Descriptor its_in{in[1]};
    if (::pipe2(out.data(), O_CLOEXEC) != 0) return failed("pipe");
    Descriptor from{out[0]};
    Descriptor its_out{out[1]};
    if (!its_in.lift() || !its_out.lift()) return failed("descriptor");
    const auto pid = TRY(start(tool, recipient, its_in.number(), its_out.number()));
    Child child{pid};
    its_in.close();
    its_out.close();
    auto sealed = TRY(exchange(std::move(to), std::move(from), plain));
    if (!child.wait()) return failed("ended");
    // What is not an age file is not handed on as one.
    constexpr std::string_view intro = "age-encryption.org/v1\n";
    if (!base::as_text(sealed).starts_with(intro)) return failed("form");
    return sealed;
}

}  // namespace menhu::crypto
