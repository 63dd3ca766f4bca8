// SPDX-License-Identifier: GPL-3.0-or-later
// Preloaded into a program, lets one of its changes to files fail: the disk is full, the device breaks, the folder is
// read-only, or the program is killed before the change.
//
//     ACCORD_FAULT_PATH   only files whose path contains this
//     ACCORD_FAULT_AT     which change fails, counted from 1; without it none does
//     ACCORD_FAULT_KIND   enospc, eio (that change only), enospc-on, eio-on, erofs-on (from there on), kill
//     ACCORD_FAULT_COUNT  a file that gets the number of changes when the program ends

#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/types.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

std::atomic<long> changes{0};

const char *setting(const char *name)
{
    const char *value = getenv(name);
    return value ? value : "";
}

bool isWatched(const char *path)
{
    static const char *part = setting("ACCORD_FAULT_PATH");
    return *part && path && strstr(path, part);
}

bool isWatched(int file)
{
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    const ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0)
        return false;
    path[length] = 0;
    return isWatched(path);
}

/// Counts a change. \returns the error it fails with; 0: it may go on.
int faultOf()
{
    static const long at = atol(setting("ACCORD_FAULT_AT"));
    static const char *kind = setting("ACCORD_FAULT_KIND");
    const long number = ++changes;
    const bool stays = strstr(kind, "-on");
    if (at == 0 || number < at || (number > at && !stays))
        return 0;
    if (!strcmp(kind, "kill"))
        kill(getpid(), SIGKILL);
    if (!strncmp(kind, "enospc", 6))
        return ENOSPC;
    return !strncmp(kind, "erofs", 5) ? EROFS : EIO;
}

template<typename Function> Function next(const char *name)
{
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

/// Writes how many changes there were when the program ends by itself.
struct Counter
{
    ~Counter()
    {
        const char *path = setting("ACCORD_FAULT_COUNT");
        if (FILE *file = *path ? fopen(path, "w") : nullptr) {
            fprintf(file, "%ld\n", changes.load());
            fclose(file);
        }
    }
} counter;

} // namespace

#define FAIL_IF_WATCHED(subject)                                                                                       \
    if (isWatched(subject)) {                                                                                          \
        if (const int error = faultOf()) {                                                                             \
            errno = error;                                                                                             \
            return -1;                                                                                                 \
        }                                                                                                              \
    }

extern "C" {

ssize_t write(int file, const void *bytes, size_t size)
{
    FAIL_IF_WATCHED(file)
    return next<ssize_t (*)(int, const void *, size_t)>("write")(file, bytes, size);
}

ssize_t pwrite(int file, const void *bytes, size_t size, off_t place)
{
    FAIL_IF_WATCHED(file)
    return next<ssize_t (*)(int, const void *, size_t, off_t)>("pwrite")(file, bytes, size, place);
}

ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t place)
{
    FAIL_IF_WATCHED(file)
    return next<ssize_t (*)(int, const void *, size_t, off64_t)>("pwrite64")(file, bytes, size, place);
}

int fsync(int file)
{
    FAIL_IF_WATCHED(file)
    return next<int (*)(int)>("fsync")(file);
}

int fdatasync(int file)
{
    FAIL_IF_WATCHED(file)
    return next<int (*)(int)>("fdatasync")(file);
}

int ftruncate(int file, off_t size)
{
    FAIL_IF_WATCHED(file)
    return next<int (*)(int, off_t)>("ftruncate")(file, size);
}

int ftruncate64(int file, off64_t size)
{
    FAIL_IF_WATCHED(file)
    return next<int (*)(int, off64_t)>("ftruncate64")(file, size);
}

int unlink(const char *path)
{
    FAIL_IF_WATCHED(path)
    return next<int (*)(const char *)>("unlink")(path);
}

int rename(const char *from, const char *to)
{
    FAIL_IF_WATCHED(to)
    return next<int (*)(const char *, const char *)>("rename")(from, to);
}
}
