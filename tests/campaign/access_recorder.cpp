// SPDX-License-Identifier: GPL-3.0-or-later
// Preloaded into a program, records which files it opens, which programs it starts and whom it calls, so that nobody's
// words make it fetch, open or start anything.
//
//     ACCORD_ACCESS_FILE  gets a line for each access: "open PATH", "start PATH", "connect FAMILY ADDRESS", "look up
//     HOST"

#include <arpa/inet.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

template<typename Function> Function next(const char *name)
{
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

/// Adds a line in one write, so that lines of several threads and processes stay whole.
void record(const char *what, const char *whom)
{
    static const auto open = next<int (*)(const char *, int, ...)>("open");
    const char *path = getenv("ACCORD_ACCESS_FILE");
    if (!path || !whom)
        return;
    char line[4096];
    const int length = snprintf(line, sizeof line, "%s %s\n", what, whom);
    const int log = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (log < 0 || write(log, line, length < int(sizeof line) ? size_t(length) : sizeof line - 1) < 0)
        abort(); // a record that is not whole is worth nothing
    close(log);
}

void recordConnection(const sockaddr *address)
{
    char host[INET6_ADDRSTRLEN] = "";
    char line[sizeof(sockaddr_un) + 16];
    switch (address ? address->sa_family : AF_UNSPEC) {
    case AF_INET: {
        const auto *ip = reinterpret_cast<const sockaddr_in *>(address);
        inet_ntop(AF_INET, &ip->sin_addr, host, sizeof host);
        snprintf(line, sizeof line, "inet %s", host);
        break;
    }
    case AF_INET6: {
        const auto *ip = reinterpret_cast<const sockaddr_in6 *>(address);
        inet_ntop(AF_INET6, &ip->sin6_addr, host, sizeof host);
        snprintf(line, sizeof line, "inet6 %s", host);
        break;
    }
    case AF_UNIX: {
        const auto *local = reinterpret_cast<const sockaddr_un *>(address);
        snprintf(line, sizeof line, "unix %s", local->sun_path[0] ? local->sun_path : local->sun_path + 1);
        break;
    }
    default:
        return;
    }
    record("connect", line);
}

} // namespace

#define RECORD_OPEN(name)                                                                                              \
    int name(const char *path, int flags, ...)                                                                         \
    {                                                                                                                  \
        va_list rest;                                                                                                  \
        va_start(rest, flags);                                                                                         \
        const mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;                                  \
        va_end(rest);                                                                                                  \
        record("open", path);                                                                                          \
        return next<int (*)(const char *, int, ...)>(#name)(path, flags, mode);                                        \
    }
#define RECORD_OPEN_AT(name)                                                                                           \
    int name(int folder, const char *path, int flags, ...)                                                             \
    {                                                                                                                  \
        va_list rest;                                                                                                  \
        va_start(rest, flags);                                                                                         \
        const mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;                                  \
        va_end(rest);                                                                                                  \
        record("open", path);                                                                                          \
        return next<int (*)(int, const char *, int, ...)>(#name)(folder, path, flags, mode);                           \
    }
#define RECORD_FILE(name)                                                                                              \
    FILE *name(const char *path, const char *mode)                                                                     \
    {                                                                                                                  \
        record("open", path);                                                                                          \
        return next<FILE *(*)(const char *, const char *)>(#name)(path, mode);                                         \
    }
#define RECORD_SPAWN(name)                                                                                             \
    int name(pid_t *process, const char *path, const posix_spawn_file_actions_t *actions,                              \
             const posix_spawnattr_t *attributes, char *const *arguments, char *const *environment)                    \
    {                                                                                                                  \
        record("start", path);                                                                                         \
        return next<decltype(&name)>(#name)(process, path, actions, attributes, arguments, environment);               \
    }

extern "C" {

RECORD_OPEN(open)
RECORD_OPEN(open64)
RECORD_OPEN_AT(openat)
RECORD_OPEN_AT(openat64)
RECORD_FILE(fopen)
RECORD_FILE(fopen64)
RECORD_SPAWN(posix_spawn)
RECORD_SPAWN(posix_spawnp)

int execve(const char *path, char *const arguments[], char *const environment[])
{
    record("start", path);
    return next<decltype(&execve)>("execve")(path, arguments, environment);
}

int execvp(const char *path, char *const arguments[])
{
    record("start", path);
    return next<decltype(&execvp)>("execvp")(path, arguments);
}

int execv(const char *path, char *const arguments[])
{
    record("start", path);
    return next<decltype(&execv)>("execv")(path, arguments);
}

int connect(int socket, const sockaddr *address, socklen_t size)
{
    recordConnection(address);
    return next<decltype(&connect)>("connect")(socket, address, size);
}

ssize_t sendto(int socket, const void *bytes, size_t size, int flags, const sockaddr *address, socklen_t length)
{
    recordConnection(address);
    return next<decltype(&sendto)>("sendto")(socket, bytes, size, flags, address, length);
}

int getaddrinfo(const char *host, const char *service, const addrinfo *hints, addrinfo **found)
{
    record("look up", host);
    return next<decltype(&getaddrinfo)>("getaddrinfo")(host, service, hints, found);
}
}
